import type { Edit } from '../core/fix.ts';
import { offsetAt, placeAt } from '../core/lines.ts';
import type { Path, Place } from '../core/location.ts';

/** A stretch of a text, by offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A text, and where its lines begin. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

/** The edit that takes a stretch out of a text. */
export function removal(file: Path, { text, starts }: Lines, { start, end }: Stretch): Edit {
  return { kind: 'replace', file, ...placeAt(starts, start, end), old: text.slice(start, end), text: '' };
}

const blank = /[^\S\n\r\u2028\u2029]/;
const lineBreak = /[\n\r\u2028\u2029]/;

/** The range to delete with a comment: preceding spaces, and its line if it is otherwise empty. */
export function commentStretch({ text, starts }: Lines, { line, column, endLine, endColumn }: Place): Stretch {
  let [start, end] = [offsetAt(starts, line, column), offsetAt(starts, endLine, endColumn)];
  const [first, last] = [start, end];
  while (start > 0 && blank.test(text.charAt(start - 1))) start--;
  while (end < text.length && blank.test(text.charAt(end))) end++;
  const [begins, ends] = [
    start === 0 || lineBreak.test(text.charAt(start - 1)),
    end === text.length || lineBreak.test(text.charAt(end)),
  ];
  if (begins && ends) return { start, end: text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length) };
  // Between two words a blank must stay.
  if (ends) return { start, end };
  return begins || start < first ? { start: first, end } : { start: first, end: last };
}
