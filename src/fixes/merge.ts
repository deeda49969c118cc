import type { Edit } from '../core/fix.ts';
import type { Path } from '../core/location.ts';

type Replacement = Extract<Edit, { kind: 'replace' }>;
type Whole = Exclude<Edit, Replacement>;

/** What came of putting fixes together. */
export interface Merged {
  /** Every edit of the fixes that were taken, once. */
  readonly edits: readonly Edit[];
  readonly taken: readonly number[];
  /** Fixes that meet an earlier one in the same place, and have to wait until it is applied. */
  readonly waiting: readonly number[];
}

/** What is to happen to one file. */
interface Plan {
  whole: Whole | null;
  /** In order of place; they do not overlap. */
  readonly replacements: Replacement[];
}

/** Puts the edits of many fixes together; of those that conflict, the first counts. Equal edits are one. */
export function merge(fixes: readonly (readonly Edit[])[]): Merged {
  const plans = new Map<Path, Plan>();
  const [edits, taken, waiting]: [Edit[], number[], number[]] = [[], [], []];
  for (const [index, fix] of fixes.entries()) {
    const answers = fix.map((edit) => answerOf(edit, plans));
    if (answers.includes('conflict')) {
      waiting.push(index);
      continue;
    }
    taken.push(index);
    for (const [place, edit] of fix.entries()) {
      if (answers[place] !== 'new' || answerOf(edit, plans) !== 'new') continue;
      edits.push(edit);
      for (const file of filesOf(edit)) add(edit, file, plans);
    }
  }
  return { edits, taken, waiting };
}

/** The files that an edit touches. */
export function filesOf(edit: Edit): readonly Path[] {
  return edit.kind === 'move' ? [edit.file, edit.to] : [edit.file];
}

type Answer = 'new' | 'known' | 'conflict';

function answerOf(edit: Edit, plans: ReadonlyMap<Path, Plan>): Answer {
  const answers = filesOf(edit).map((file): Answer => {
    const plan = plans.get(file);
    if (!plan) return 'new';
    if (edit.kind !== 'replace') return plan.whole && isSame(plan.whole, edit) ? 'known' : 'conflict';
    return plan.whole ? 'conflict' : meeting(edit, plan.replacements);
  });
  return answers.includes('conflict') ? 'conflict' : (answers[0] ?? 'new');
}

function isSame(a: Whole, b: Whole): boolean {
  return (
    a.kind === b.kind &&
    a.file === b.file &&
    (a.kind !== 'create' || b.kind !== 'create' || a.text === b.text) &&
    (a.kind !== 'move' || b.kind !== 'move' || a.to === b.to)
  );
}

function meeting(edit: Replacement, replacements: readonly Replacement[]): Answer {
  const index = firstNotBefore(edit, replacements);
  const [before, after] = [replacements[index - 1], replacements[index]];
  for (const other of [before, after]) {
    if (other && comparePlaces(startOf(other), startOf(edit)) === 0 && comparePlaces(endOf(other), endOf(edit)) === 0)
      return other.text === edit.text ? 'known' : 'conflict';
  }
  const isClear =
    (!before || comparePlaces(endOf(before), startOf(edit)) <= 0) &&
    (!after || comparePlaces(endOf(edit), startOf(after)) <= 0);
  return isClear ? 'new' : 'conflict';
}

function firstNotBefore(edit: Replacement, replacements: readonly Replacement[]): number {
  let [low, high] = [0, replacements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = replacements[middle];
    if (there && comparePlaces(startOf(there), startOf(edit)) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function add(edit: Edit, file: Path, plans: Map<Path, Plan>): void {
  const plan = plans.get(file) ?? { whole: null, replacements: [] };
  plans.set(file, plan);
  if (edit.kind === 'replace') plan.replacements.splice(firstNotBefore(edit, plan.replacements), 0, edit);
  else plan.whole = edit;
}

type Point = readonly [line: number, column: number];
const startOf = ({ line, column }: Replacement): Point => [line, column];
const endOf = ({ endLine, endColumn }: Replacement): Point => [endLine, endColumn];
const comparePlaces = (a: Point, b: Point): number => a[0] - b[0] || a[1] - b[1];
