import { mistake } from '../core/error.ts';
import type { Replacement } from '../core/fix.ts';
import { lineStarts, offsetAt, placeAt } from '../core/lines.ts';
import type { Path, Place } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import type { FileChange } from './change-set.ts';

type Read = (file: Path) => string | null;

/** The texts after the changes, as an overlay: first the paths that no file has any more. Each replacement must find its old text. */
export function apply(changes: readonly FileChange[], read: Read): Overlay {
  const sources = new Set(changes.map(({ from }) => from));
  const targets = new Set(changes.map(({ to }) => to));
  const overlay = new Map<Path, string | null>();
  for (const { from } of changes) if (from !== null && !targets.has(from)) overlay.set(from, null);
  for (const { from, to, replacements } of changes) {
    if (to === null) continue;
    if (!sources.has(to) && read(to) !== null) throw mistake('stale-edit', { file: to });
    const text = from === null ? '' : textOf(from, read);
    overlay.set(to, replaced(text, replacements));
  }
  return overlay;
}

function textOf(file: Path, read: Read): string {
  const text = read(file);
  if (text === null) throw mistake('stale-edit', { file });
  return text;
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end, replacement } of ranged(text, replacements)) {
    if (start < last || text.slice(start, end) !== replacement.old)
      throw mistake('stale-edit', { file: replacement.file });
    parts.push(text.slice(last, start), replacement.text);
    last = end;
  }
  return parts.join('') + text.slice(last);
}

interface Ranged {
  readonly start: number;
  readonly end: number;
  readonly replacement: Replacement;
}

function ranged(text: string, replacements: readonly Replacement[]): Ranged[] {
  const starts = lineStarts(text);
  return replacements.map((replacement) => ({
    start: offsetAt(starts, replacement.line, replacement.column),
    end: offsetAt(starts, replacement.endLine, replacement.endColumn),
    replacement,
  }));
}

type Point = Pick<Place, 'line' | 'column'>;

/** A file and a point in it, or the file as a whole. */
export interface Spot {
  readonly file: Path;
  readonly point: Point | null;
}

/** Where each spot is after the changes: in the file's new path, moved by the replacements before it. */
export function createShift(
  changes: readonly FileChange[],
  { before, after }: { readonly before: Read; readonly after: Read },
): (spot: Spot) => Spot {
  const bySource = new Map(changes.flatMap((change) => (change.from === null ? [] : [[change.from, change] as const])));
  const shifts = new Map<Path, (point: Point) => Point>();
  return ({ file, point }) => {
    const change = bySource.get(file);
    const to = change?.to ?? file;
    if (!change || !point || change.replacements.length === 0) return { file: to, point };
    const shift = shifts.get(file) ?? shiftOf(change.replacements, before(file) ?? '', after(to) ?? '');
    shifts.set(file, shift);
    return { file: to, point: shift(point) };
  };
}

function shiftOf(replacements: readonly Replacement[], before: string, after: string): (point: Point) => Point {
  const ranges = ranged(before, replacements);
  const [old, now] = [lineStarts(before), lineStarts(after)];
  // How far what follows the first n replacements is moved.
  const deltas: number[] = [];
  let delta = 0;
  for (const { replacement } of ranges) {
    deltas.push(delta);
    delta += replacement.text.length - replacement.old.length;
  }
  return ({ line, column }) => {
    const offset = offsetAt(old, line, column);
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.end ?? Infinity) <= offset) low = middle + 1;
      else high = middle;
    }
    const moved = offset + (deltas[low] ?? delta);
    return placeAt(now, moved, moved);
  };
}
