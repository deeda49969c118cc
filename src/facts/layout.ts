import type { Layout } from '../core/script.ts';

/** How the lines of a text are laid out, and which of them comments leave out of coverage. */
export function layoutOf(text: string): Layout {
  const trimmed = text.trimEnd();
  const starts: number[] = [];
  const ends: number[] = [];
  const ignored: number[] = [];
  const ignores = createIgnores();
  for (let start = 0; start <= trimmed.length;) {
    const feed = trimmed.indexOf('\n', start);
    const end = feed < 0 ? trimmed.length : feed;
    starts.push(start);
    ends.push(end > start && feed >= 0 && trimmed[end - 1] === '\r' ? end - 1 : end);
    if (ignores(trimmed.slice(start, end))) ignored.push(starts.length);
    start = end + 1;
  }
  return { starts, ends, ignored };
}

/** Says of each line in turn whether it is left out. */
function createIgnores(): (line: string) => boolean {
  let left = 0;
  let isOff = false;
  return (line) => {
    const isInside = left > 0 || isOff;
    if (left > 0) left--;
    const told = line.includes('/* ') ? toldBy(line) : null;
    if (told === null) return isInside;
    if (typeof told === 'number') left = told;
    else {
      isOff = told === 'start';
      left = 0;
    }
    return true;
  };
}

/** How many lines below are left out, or where all are from here on; null without such a comment. */
function toldBy(line: string): number | 'start' | 'stop' | null {
  const [next, count] = /^\W*\/\* (?:[cv]8|node:coverage) ignore next(?: (\d+))?/.exec(line) ?? [];
  if (next !== undefined) return Number(count ?? 1);
  // Behind code, it means the line itself.
  if (/\/\* (?:[cv]8|node:coverage) ignore next/.test(line)) return 0;
  const [, mode] = /\/\* (?:[cv]8 ignore|node:coverage) (start|stop|disable|enable)\b/.exec(line) ?? [];
  if (mode === undefined) return null;
  return mode === 'start' || mode === 'disable' ? 'start' : 'stop';
}
