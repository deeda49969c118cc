import type { Layout } from '../../../core/script.ts';

export type Lines = Pick<Layout, 'starts' | 'ends'>;

/** The first and the last of some lines, counted from 0. */
export type Slice = readonly [first: number, last: number];

/** The layout of a script of which only the lengths of its lines are known. */
export function linesOf(lengths: readonly number[]): Lines {
  const starts: number[] = [];
  const ends: number[] = [];
  let start = 0;
  for (const length of lengths) {
    starts.push(start);
    ends.push(start + length);
    start += length + 1;
  }
  while (ends.length > 1 && ends.at(-1) === starts.at(-1)) {
    starts.pop();
    ends.pop();
  }
  return { starts, ends };
}

export function endOf({ ends }: Lines): number {
  return ends.at(-1) ?? 0;
}

/** The lines that a stretch touches; null for none. */
export function touched({ starts, ends }: Lines, start: number, end: number): Slice | null {
  const first = countBelow(ends, start + 1);
  const last = countBelow(starts, end + 1) - 1;
  return first <= last ? [first, last] : null;
}

/** Those of the lines that a stretch touches that are inside of it as a whole; null for none. */
export function enclosed(lines: Lines, start: number, end: number): Slice | null {
  const slice = touched(lines, start, end);
  if (!slice) return null;
  const first = Math.max(slice[0], countBelow(lines.starts, start));
  const last = Math.min(slice[1], countBelow(lines.ends, end + 1) - 1);
  return first <= last ? [first, last] : null;
}

/** How many of ascending numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
