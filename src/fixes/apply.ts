import { mistake } from '../core/error.ts';
import type { Edit } from '../core/fix.ts';
import { lineStarts, offsetAt, placeAt } from '../core/lines.ts';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';

type Replacement = Extract<Edit, { kind: 'replace' }>;

/** The texts that edits come to, as an overlay. They must not conflict (`merge`), and each must find the text that it means. */
export function apply(edits: readonly Edit[], read: (file: Path) => string | null): Overlay {
  const overlay = new Map<Path, string | null>();
  const replacements = new Map<Path, Replacement[]>();
  for (const edit of edits) {
    switch (edit.kind) {
      case 'replace': {
        const known = replacements.get(edit.file);
        if (known) known.push(edit);
        else replacements.set(edit.file, [edit]);
        break;
      }
      case 'create':
        if (read(edit.file) !== null) throw mistake('stale-edit', { file: edit.file });
        overlay.set(edit.file, edit.text);
        break;
      case 'delete':
        overlay.set(edit.file, null);
        break;
      case 'move':
        if (read(edit.to) !== null) throw mistake('stale-edit', { file: edit.to });
        overlay.set(edit.to, textOf(edit.file, read));
        overlay.set(edit.file, null);
        break;
    }
  }
  for (const [file, inFile] of replacements) overlay.set(file, replaced(textOf(file, read), inFile));
  return overlay;
}

function textOf(file: Path, read: (file: Path) => string | null): string {
  const text = read(file);
  if (text === null) throw mistake('stale-edit', { file });
  return text;
}

function replaced(text: string, edits: readonly Replacement[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end, edit } of ranged(text, edits)) {
    if (start < last || text.slice(start, end) !== edit.old) throw mistake('stale-edit', { file: edit.file });
    parts.push(text.slice(last, start), edit.text);
    last = end;
  }
  return parts.join('') + text.slice(last);
}

function ranged(
  text: string,
  edits: readonly Replacement[],
): { readonly start: number; readonly end: number; readonly edit: Replacement }[] {
  const starts = lineStarts(text);
  return edits
    .map((edit) => ({
      start: offsetAt(starts, edit.line, edit.column),
      end: offsetAt(starts, edit.endLine, edit.endColumn),
      edit,
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Where a place of a file comes to lie when edits are applied to it: `line:column`. */
export function createShift(
  edits: readonly Edit[],
  before: string,
  after: string,
): (line: number, column: number) => string {
  const ranges = ranged(
    before,
    edits.filter((edit): edit is Replacement => edit.kind === 'replace'),
  );
  const [old, now] = [lineStarts(before), lineStarts(after)];
  const deltas: number[] = [0];
  for (const { edit } of ranges) deltas.push((deltas.at(-1) ?? 0) + edit.text.length - edit.old.length);
  return (line, column) => {
    const offset = offsetAt(old, line, column);
    let [low, high] = [0, ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.end ?? Infinity) <= offset) low = middle + 1;
      else high = middle;
    }
    const place = placeAt(now, offset + (deltas[low] ?? 0), offset);
    return `${String(place.line)}:${String(place.column)}`;
  };
}
