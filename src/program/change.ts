import type { Replacement } from '../core/fix.ts';
import { lineStarts, placeAt } from '../core/lines.ts';
import type { Path } from '../core/location.ts';

/** A stretch of a text that gets another text. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text after changes, which are in order. */
export function textAfter(text: string, changes: readonly Change[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end, text: next } of changes) {
    parts.push(text.slice(last, start), next);
    last = end;
  }
  return parts.join('') + text.slice(last);
}

/** An offset after changes, as one before them. */
export interface Origin {
  /** The offset before; inside a change, its beginning. */
  readonly offset: number;
  /** Was it written by a change? */
  readonly isNew: boolean;
}

export function originOf(changes: readonly Change[], offset: number): Origin {
  let delta = 0;
  for (const { start, end, text } of changes) {
    if (offset < start + delta) break;
    if (offset < start + delta + text.length) return { offset: start, isNew: true };
    delta += text.length - (end - start);
  }
  return { offset: offset - delta, isNew: false };
}

/** Changes of a file as edits. */
export function replacementsOf(file: Path, text: string, changes: readonly Change[]): Replacement[] {
  const starts = lineStarts(text);
  return changes.map(({ start, end, text: next }) => ({
    kind: 'replace',
    file,
    ...placeAt(starts, start, end),
    old: text.slice(start, end),
    text: next,
  }));
}
