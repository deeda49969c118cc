import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server';
import { setImmediate as turn } from 'node:timers/promises';
import { errorLine, LintelError } from '../../core/error.ts';

/** The annotations of a tool that writes nothing. */
export const readOnly = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** The annotations of a tool that may write. What it wrote can be undone by another call or by git. */
export const writing = { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** Cancelled calls are not started; errors become responses. */
export async function answer(
  { mcpReq: { signal } }: ServerContext,
  run: () => Promise<CallToolResult>,
): Promise<CallToolResult> {
  await turn();
  if (signal.aborted) return failure('cancelled');
  try {
    return await run();
  } catch (error) {
    if (error instanceof LintelError) return failure(errorLine(error));
    return failure(
      `this is a bug of Lintel, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
