import type { Edit, Replacement } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import { changesOf, type FileChange, meet } from './change-set.ts';

/** The result of merging fixes. */
export interface Merged {
  /** What the fixes that were taken do to each file. */
  readonly changes: readonly FileChange[];
  readonly taken: readonly number[];
  /** Fixes that conflict with an earlier one, and have to wait until that one is applied. */
  readonly waiting: readonly number[];
  /** Fixes that contradict themselves, and can never be applied. */
  readonly invalid: readonly number[];
}

/** Merges the edits of many fixes. Of fixes that conflict, the first counts; equal edits are one. */
export function merge(fixes: readonly (readonly Edit[])[]): Merged {
  const plan: Plan = { changes: new Map(), byTarget: new Map() };
  const [taken, waiting, invalid]: [number[], number[], number[]] = [[], [], []];
  for (const [index, fix] of fixes.entries()) {
    const changes = changesOf(fix);
    if (changes === null) invalid.push(index);
    else if (!accepts(plan, changes)) waiting.push(index);
    else {
      taken.push(index);
      for (const change of changes) add(plan, change);
    }
  }
  return { changes: [...plan.changes.values()], taken, waiting, invalid };
}

/** The files that an edit touches. */
export function filesOf(edit: Edit): readonly Path[] {
  return edit.kind === 'move' ? [edit.file, edit.to] : [edit.file];
}

interface Planned extends FileChange {
  to: Path | null;
  readonly replacements: Replacement[];
}

interface Plan {
  readonly changes: Map<string, Planned>;
  /** Which change each path is the target of. */
  readonly byTarget: Map<Path, string>;
}

const keyOf = ({ from, to }: FileChange): string => (from === null ? `+${to ?? ''}` : `-${from}`);

function accepts(plan: Plan, changes: readonly FileChange[]): boolean {
  const targets = new Map<string, Path | null>();
  for (const change of changes) {
    const planned = plan.changes.get(keyOf(change));
    if (planned && !goTogether(planned, change)) return false;
    targets.set(keyOf(change), planned ? targetOf(planned, change) : change.to);
  }
  return [...targets].every(([key, to]) => {
    const holder = to === null ? undefined : plan.byTarget.get(to);
    // The path is free again where the same fix moves the file that holds it.
    return holder === undefined || holder === key || (targets.has(holder) && targets.get(holder) !== to);
  });
}

function goTogether(planned: Planned, change: FileChange): boolean {
  if (change.from === null) return planned.replacements[0]?.text === change.replacements[0]?.text;
  if (planned.to === null || change.to === null) return planned.to === change.to;
  const isMovedTwice = planned.to !== planned.from && change.to !== change.from && planned.to !== change.to;
  return !isMovedTwice && change.replacements.every((one) => meet(one, planned.replacements).kind !== 'conflict');
}

/** A file that one change leaves where it is goes where the other moves it. */
function targetOf(planned: Planned, change: FileChange): Path | null {
  return planned.to === planned.from ? change.to : planned.to;
}

function add({ changes, byTarget }: Plan, change: FileChange): void {
  const key = keyOf(change);
  const planned = changes.get(key) ?? { from: change.from, to: change.to, replacements: [] };
  if (planned.to !== null && byTarget.get(planned.to) === key) byTarget.delete(planned.to);
  planned.to = targetOf(planned, change);
  for (const one of change.replacements) {
    const meeting = meet(one, planned.replacements);
    if (meeting.kind === 'new') planned.replacements.splice(meeting.index, 0, one);
  }
  changes.set(key, planned);
  if (planned.to !== null) byTarget.set(planned.to, key);
}
