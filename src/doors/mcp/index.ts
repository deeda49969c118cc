import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Readable, Writable } from 'node:stream';
import { createKeeper, type Home } from '../../pipeline/keeper.ts';
import { createLines } from './lines.ts';
import { createServer } from './tools.ts';

/** The streams of a client. */
export interface Wire {
  readonly input: Readable;
  readonly output: Writable;
}

/** Serves one client until it disconnects. Invalid messages get an error response and do not end the session. */
export function serve(home: Home, { input, output }: Wire): Promise<void> {
  // Each response that waits for the client adds an error listener.
  output.setMaxListeners(0);
  const keeper = createKeeper(home);
  const lines = input.pipe(createLines((line) => void output.write(line)));
  serveStdio(() => createServer(keeper), { transport: new StdioServerTransport(lines, output) });
  return new Promise((resolve) => {
    lines.once('close', resolve);
    output.once('close', resolve);
  });
}
