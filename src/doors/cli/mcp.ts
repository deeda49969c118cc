import { LintelError, mistake } from '../../core/error.ts';
import { serve } from '../mcp/index.ts';
import { type Flag, readArguments } from './arguments.ts';
import type { ExitCode, Host } from './host.ts';

export const mcpFlags = {} satisfies Record<string, Flag>;

/** Serves the project to an agent over stdin and stdout. */
export async function mcp(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, mcpFlags);
  if (given instanceof LintelError) throw given;
  const [more] = given.positionals;
  if (more !== undefined) throw mistake('one-subject', { more });
  await serve(host, { input: process.stdin, output: process.stdout });
  return 0;
}
