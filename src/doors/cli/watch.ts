import { setTimeout as pause } from 'node:timers/promises';
import { errorLine, LintelError } from '../../core/error.ts';
import type { Path } from '../../core/location.ts';
import type { Session } from '../../pipeline/session.ts';
import { createKeeper } from '../../pipeline/keeper.ts';
import type { Host } from './host.ts';

const shortestPause = 1000;
const clear = '\u001b[2J\u001b[3J\u001b[H';

/**
 * Asks the project, and again whenever a file has changed, until it is stopped. Looks at the disk at most once a second, and for at most a tenth of the
 * time. A mistake in lintel.yaml does not end it: the next look may find it mended.
 */
export async function watch(
  host: Host,
  question: (session: Session, fromRoot: (path: string) => Path) => void,
): Promise<void> {
  const keeper = createKeeper(host);
  let last: { readonly session: Session; readonly version: number } | null = null;
  let complaint: string | null = null;
  while (host.signal?.aborted !== true) {
    const began = performance.now();
    try {
      await keeper.ask({}, (session, fromRoot) => {
        if (complaint === null && last?.session === session && last.version === session.version) return;
        if (host.stdout.terminal) host.stdout.write(clear);
        question(session, fromRoot);
        last = { session, version: session.version };
        if (host.stderr.terminal) host.stderr.write('watching for changes; stop with Ctrl+C\n');
      });
      complaint = null;
    } catch (error) {
      if (!(error instanceof LintelError)) throw error;
      if (complaint !== errorLine(error)) host.stderr.write(`${errorLine(error)}\n`);
      complaint = errorLine(error);
    }
    const rest = Math.max(shortestPause, 10 * (performance.now() - began));
    await pause(rest, undefined, host.signal ? { signal: host.signal } : {}).catch(() => undefined);
  }
}
