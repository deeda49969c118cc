import type { Place } from './location.ts';

/** Where each line of a text begins. Lines end as TypeScript and ESLint see it: \n, \r\n, \r, U+2028, U+2029. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  if (/[\r\u2028\u2029]/.test(text)) {
    for (const end of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(end.index + end[0].length);
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return starts;
}

/** The offset of a line and column; -1 where the text has no such line. */
export function offsetAt(starts: readonly number[], line: number, column: number): number {
  const start = starts[line - 1];
  return start === undefined ? -1 : start + column - 1;
}

/** The place of a stretch of text. */
export function placeAt(starts: readonly number[], start: number, end: number): Place {
  const [first, last] = [lineOf(starts, start), lineOf(starts, end)];
  return {
    line: first + 1,
    column: start - (starts[first] ?? 0) + 1,
    endLine: last + 1,
    endColumn: end - (starts[last] ?? 0) + 1,
  };
}

/** The index of the last line that begins at or before an offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
