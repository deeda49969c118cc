import type { Host } from './host.ts';

/** Tracks phases for `--timing` and progress output. */
export interface Phases {
  /** Says on a terminal that the command is at work, until it is done with reading. */
  showProgress(): void;
  mark(name: string): void;
  /** `parsed` counts the files that were parsed. */
  end(root: string, parsed: number): void;
}

/** Shorter phases do not show progress. */
const patience = 700;

/** Writes only to stderr, so that the report stays reproducible. */
export function watchPhases({ stderr }: Host, timing: boolean): Phases {
  const began = performance.now();
  const times: [name: string, took: number][] = [];
  let last = began;
  let timer: NodeJS.Timeout | null = null;
  const clear = (): void => {
    if (!timer) return;
    clearInterval(timer);
    if (performance.now() - began > patience) stderr.write('\r\u001b[K');
  };
  return {
    showProgress() {
      if (!stderr.terminal) return;
      timer = setInterval(() => {
        stderr.write(`\rreading files … ${((performance.now() - began) / 1000).toFixed(0)} s`);
      }, patience).unref();
    },
    mark(name) {
      const now = performance.now();
      times.push([name, now - last]);
      last = now;
      if (name === 'facts') clear();
    },
    end(root, parsed) {
      clear();
      if (!timing) return;
      const sum = performance.now() - began;
      stderr.write(
        `${times.map(([name, took]) => `${name.padEnd(14)}${took.toFixed(0).padStart(7)} ms`).join('\n')}\n${'parsed'.padEnd(14)}${String(parsed).padStart(7)} files\n${'total'.padEnd(14)}${sum.toFixed(0).padStart(7)} ms, ${(process.memoryUsage().rss / 1048576).toFixed(0)} MB, ${root}\n`,
      );
    },
  };
}
