import { statSync } from 'node:fs';

/** When nobody has asked for so long, in milliseconds, a server leaves. */
const longestIdle = 10 * 60_000;
const pause = 15_000;
/** What was seen stays in memory: a new server begins with what is on the disk. */
const mostMemory = 2 * 1024 ** 3;

/** How long a server serves. */
export interface Life {
  /** Somebody asks. False: it should not be answered, since one of the files is another now. */
  prolong(): boolean;
  /** Resolves when nobody has asked for long, or the server is of no use any more, also for a reason of its own. */
  ended(isNeedless: () => boolean): Promise<void>;
}

/** The life of a server that is of use as long as some paths lead to the same files and folders. `memory`: how much the process has. */
export function createLife(paths: readonly string[], memory = (): number => process.memoryUsage.rss()): Life {
  const inodes = paths.map(inodeOf);
  const isSame = (): boolean => paths.every((path, at) => inodeOf(path) === inodes[at]);
  let last = performance.now();
  const stop = new AbortController();
  // From the beginning: a server that can be reached can also be stopped.
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => {
      stop.abort();
    });
  return {
    prolong() {
      last = performance.now();
      return isSame();
    },
    ended: (isNeedless) =>
      new Promise((resolve) => {
        const look = setInterval(() => {
          const isIdle = performance.now() - last > longestIdle;
          if (isIdle || isNeedless() || !isSame() || memory() > mostMemory) end();
        }, pause);
        const end = (): void => {
          clearInterval(look);
          resolve();
        };
        stop.signal.addEventListener('abort', end);
        if (stop.signal.aborted) end();
      }),
  };
}

function inodeOf(path: string): string {
  const entry = statSync(path, { throwIfNoEntry: false });
  return entry ? `${String(entry.ino)} ${String(entry.birthtimeMs)}` : '';
}
