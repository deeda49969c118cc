import type { Socket } from 'node:net';
import { longestLine } from './message.ts';

const lineFeed = 10;

/** The first line that the other side writes; null if there is none, or it is too long. */
export function lineFrom(socket: Socket): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const end = (line: string | null): void => {
      socket.removeAllListeners('data');
      resolve(line);
    };
    socket.on('data', (part: Buffer) => {
      const at = part.indexOf(lineFeed);
      parts.push(at < 0 ? part : part.subarray(0, at));
      size += part.length;
      if (at >= 0) end(Buffer.concat(parts).toString('utf8'));
      else if (size > longestLine) end(null);
    });
    for (const event of ['end', 'error', 'close', 'timeout'])
      socket.once(event, () => {
        end(null);
      });
  });
}
