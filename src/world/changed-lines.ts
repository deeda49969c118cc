import { diffLines } from 'diff';
import type { LineRange } from '../core/changes.ts';

/** Beyond as many edits, a text counts as another one: to compare takes their number squared. */
const mostEdits = 2000;

/** The lines of a text that an earlier one does not have, in order. Line ends and a final line break do not count. */
export function changedLines(before: string, now: string): LineRange[] {
  const parts = diffLines(plain(before), plain(now), { maxEditLength: mostEdits });
  if (!parts) return allLines(now);
  const ranges: LineRange[] = [];
  let line = 1;
  for (const { added, removed, count } of parts) {
    if (removed) continue;
    if (added) ranges.push([line, line + count - 1]);
    line += count;
  }
  return ranges;
}

/** Every line, as in a file that is new. */
export function allLines(text: string): LineRange[] {
  const lines = plain(text).split('\n').length - 1;
  return lines === 0 ? [] : [[1, lines]];
}

function plain(text: string): string {
  const lines = text.replaceAll('\r\n', '\n');
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
}
