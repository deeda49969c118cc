import type { Edit, Replacement } from '../core/fix.ts';
import type { Path, Place } from '../core/location.ts';

/** What happens to one file. A file moves where `from` and `to` differ. */
export interface FileChange {
  /** Null for a new file. */
  readonly from: Path | null;
  /** Null for a file that is deleted. */
  readonly to: Path | null;
  /** Replacements in the text at `from`, in order of place, without overlaps. A new file has one: its text in place of nothing. */
  readonly replacements: readonly Replacement[];
}

/** Groups the edits of one fix by file; null when they contradict each other. The order of the edits means nothing. */
export function changesOf(edits: readonly Edit[]): readonly FileChange[] | null {
  const drafts = new Map<string, Draft>();
  for (const edit of edits) {
    const key = edit.kind === 'create' ? `+${edit.file}` : `-${edit.file}`;
    const draft = drafts.get(key) ?? { edits: [], replacements: [] };
    drafts.set(key, draft);
    if (edit.kind === 'replace') draft.replacements.push(edit);
    else draft.edits.push(edit);
  }
  const changes: FileChange[] = [];
  const targets = new Set<Path>();
  for (const draft of drafts.values()) {
    const change = changeOf(draft);
    if (change === null || (change.to !== null && targets.has(change.to))) return null;
    if (change.to !== null) targets.add(change.to);
    changes.push(change);
  }
  return changes;
}

interface Draft {
  /** Those that concern the whole file. */
  readonly edits: Exclude<Edit, Replacement>[];
  readonly replacements: Replacement[];
}

function changeOf({ edits, replacements }: Draft): FileChange | null {
  const [whole] = edits;
  const file = whole?.file ?? replacements[0]?.file;
  if (file === undefined || edits.some((edit) => whole && !isEqual(edit, whole))) return null;
  if (whole?.kind === 'create') return { from: null, to: file, replacements: [insertionOf(whole)] };
  if (whole?.kind === 'delete') return replacements.length > 0 ? null : { from: file, to: null, replacements: [] };
  const inOrder = [...replacements].sort((a, b) => compareRanges(a, b) || compareTexts(a.text, b.text));
  const list: Replacement[] = [];
  for (const one of inOrder) {
    const meeting = meet(one, list);
    if (meeting.kind === 'conflict') return null;
    if (meeting.kind === 'new') list.push(one);
  }
  return { from: file, to: whole?.to ?? file, replacements: list };
}

function isEqual(a: Draft['edits'][number], b: Draft['edits'][number]): boolean {
  if (a.kind === 'create') return b.kind === 'create' && a.text === b.text;
  if (a.kind === 'move') return b.kind === 'move' && a.to === b.to;
  return a.kind === b.kind;
}

function insertionOf({ file, text }: { readonly file: Path; readonly text: string }): Replacement {
  return { kind: 'replace', file, line: 1, column: 1, endLine: 1, endColumn: 1, old: '', text };
}

/** How a replacement goes together with others: it is one of them, it comes at an index, or it overlaps one. */
export type Meeting = { readonly kind: 'known' | 'conflict' } | { readonly kind: 'new'; readonly index: number };

/** Insertions in one place come in the order in which they are added; equal ones are one. */
export function meet(one: Replacement, others: readonly Replacement[]): Meeting {
  const index = firstAfter(one, others);
  for (let at = index - 1; at >= 0; at--) {
    const other = others[at];
    if (!other || compareRanges(other, one) !== 0) break;
    if (other.text === one.text) return { kind: 'known' };
    if (!isInsertion(one)) return { kind: 'conflict' };
  }
  const [before, after] = [others[index - 1], others[index]];
  const isClear =
    (!before || comparePoints(endOf(before), startOf(one)) <= 0) &&
    (!after || comparePoints(endOf(one), startOf(after)) <= 0);
  return isClear ? { kind: 'new', index } : { kind: 'conflict' };
}

function firstAfter(one: Replacement, others: readonly Replacement[]): number {
  let [low, high] = [0, others.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = others[middle];
    if (there && compareRanges(there, one) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Point = readonly [line: number, column: number];
const startOf = ({ line, column }: Place): Point => [line, column];
const endOf = ({ endLine, endColumn }: Place): Point => [endLine, endColumn];
const comparePoints = (a: Point, b: Point): number => a[0] - b[0] || a[1] - b[1];
const isInsertion = (place: Place): boolean => comparePoints(startOf(place), endOf(place)) === 0;
const compareTexts = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** By where they begin, then by where they end, so that an insertion comes before what it touches. */
function compareRanges(a: Place, b: Place): number {
  return comparePoints(startOf(a), startOf(b)) || comparePoints(endOf(a), endOf(b));
}
