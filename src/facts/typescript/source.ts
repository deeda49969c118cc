import { lineStarts } from '../../core/lines.ts';
import type { Place } from '../../core/location.ts';

/** A text with its lines. */
export interface Source {
  readonly text: string;
  /** The place of `text.slice(start, end)`. */
  place(start: number, end: number): Place;
  line(offset: number): number;
  /** How many lines there are; a final line break begins no new one. */
  lines(): number;
}

/** Finds lines by a search that begins where the last one ended, since places are mostly asked for in order. */
export function sourceOf(text: string): Source {
  let starts: number[] | null = null;
  let last = 0;
  const begin = (line: number): number => starts?.[line] ?? Infinity;
  const index = (offset: number): number => {
    starts ??= lineStarts(text);
    if (begin(last) <= offset && offset < begin(last + 1)) return last;
    let low = 0;
    let high = starts.length - 1;
    if (begin(last) <= offset) low = last;
    else high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (begin(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return (last = low);
  };
  return {
    text,
    line: (offset) => index(offset) + 1,
    lines() {
      starts ??= lineStarts(text);
      return begin(starts.length - 1) === text.length ? starts.length - 1 : starts.length;
    },
    place(start, end) {
      const first = index(start);
      const column = start - begin(first) + 1;
      const final = index(end);
      return { line: first + 1, column, endLine: final + 1, endColumn: end - begin(final) + 1 };
    },
  };
}
