import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Readable, Writable } from 'node:stream';
import { createKeeper, type Home } from './keeper.ts';
import { createLines } from './lines.ts';
import { createServer } from './tools.ts';

/** The streams that a client talks over. */
export interface Wire {
  readonly input: Readable;
  readonly output: Writable;
}

/** Serves one client until it hangs up. What is wrong with single messages is answered, and ends nothing. */
export function serve(home: Home, { input, output }: Wire): Promise<void> {
  // Each answer that waits for the client to read on listens for errors.
  output.setMaxListeners(0);
  const keeper = createKeeper(home);
  const lines = input.pipe(createLines((line) => void output.write(line)));
  serveStdio(() => createServer(keeper), { transport: new StdioServerTransport(lines, output) });
  return new Promise((resolve) => {
    lines.once('close', resolve);
    output.once('close', resolve);
  });
}
