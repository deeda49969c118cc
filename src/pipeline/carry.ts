import type { Frozen } from '../core/baseline.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { inOrder } from '../core/order.ts';
import type { Violation } from '../core/violation.ts';
import type { Settlement } from '../settle/settle.ts';
import { sign } from '../settle/sign.ts';
import type { Loaded } from './load.ts';
import { type Move, movedFolders, renaming } from './renaming.ts';
import { sinceBaseline } from './since-baseline.ts';

/** The rule that judges the baseline itself. */
export const baselineRule = 'baseline';

/** Settles the baseline so that entries of renamed files still freeze their violations. */
export interface Carried extends Settlement {
  /** Ids of entries, by the ids that their violations have now. */
  readonly moved: ReadonlyMap<string, string>;
}

/** So many pairs of an old and a new path are tried where git does not tell renames: a count, so that the result does not depend on speed. */
const mostPairs = 20_000;

/**
 * Finds the violations of entries that seem to be gone under new names of files: the id that a violation would have under the old name is the
 * entry's. Git says which files were renamed since the baseline was last committed; else each file with new violations may be one that is gone.
 */
export function carryOver(loaded: Loaded, { standing, frozen }: Settlement): Carried {
  const found = new Set(frozen.map(({ id }) => id));
  const left = new Map(
    (loaded.baseline ?? []).filter(({ id, figure }) => !figure && !found.has(id)).map((entry) => [entry.id, entry]),
  );
  const fresh = new Map(standing.filter(({ rule }) => rule !== baselineRule).map((one) => [one.id, one]));
  const moved = new Map<string, string>();
  const tryMove = (move: Move, among: readonly Violation[]): void => {
    for (const [rule, violations] of groupBy(among, (one) => one.rule)) {
      for (const { id, problem: violation } of sign(rule, violations, renaming(move))) {
        if (!left.has(id) || !fresh.delete(violation.id)) continue;
        left.delete(id);
        moved.set(violation.id, id);
      }
    }
  };
  const isLost = ({ file }: Frozen): boolean => !loaded.view.tree.files.has(file);
  if (fresh.size > 0 && (standing.some(isGone) || [...left.values()].some(isLost))) {
    const told = renamesSince(loaded);
    if (told) tryMove(told, [...fresh.values(), ...frozen]);
    const pairs = candidates([...left.values()].filter(isLost), fresh);
    for (const { old, now, among } of pairs) tryMove({ files: new Map([[now, old]]), folders: new Map() }, among);
  }
  const isMoved = (violation: Violation): boolean => moved.has(violation.id);
  const carried = new Set(moved.values());
  return {
    moved,
    standing: standing.filter((one) => !isMoved(one) && !(isGone(one) && carried.has(one.data['entry'] ?? ''))),
    frozen: inOrder([...frozen, ...standing.filter(isMoved)]),
  };
}

function isGone({ rule, message }: Violation): boolean {
  return rule === baselineRule && message === 'gone';
}

/** The old names of all files that git calls renamed since the baseline was committed. */
export function renamesSince(loaded: Loaded): Move | null {
  const { view } = loaded;
  const comparison = sinceBaseline(loaded);
  if (!comparison || comparison.changes.renamed.size === 0) return null;
  const { added, renamed, deleted } = comparison.changes;
  const now = new Set(view.tree.files.keys());
  const then = [...now].filter((path) => !added.has(path) && !renamed.has(path));
  return {
    files: renamed,
    folders: movedFolders(renamed, [...added, ...renamed.keys()], [...then, ...deleted, ...renamed.values()]),
  };
}

interface Candidate {
  readonly old: Path;
  readonly now: Path;
  /** The new violations in the file, of rules that have entries for the old one. */
  readonly among: readonly Violation[];
}

/** Pairs of a file that is gone and one with new violations of the same rule; those of one name come first. */
function candidates(lost: readonly Frozen[], fresh: ReadonlyMap<string, Violation>): readonly Candidate[] {
  const inFile = groupBy(fresh.values(), ({ at }) => at.file);
  const pairs: Candidate[] = [];
  for (const [old, entries] of groupBy(lost, ({ file }) => file)) {
    const rules = new Set(entries.map(({ rule }) => rule));
    for (const [now, violations] of inFile) {
      const among = violations.filter(({ rule }) => rules.has(rule));
      if (among.length > 0 && pairs.length < mostPairs) pairs.push({ old, now, among });
    }
  }
  const otherName = ({ old, now }: Candidate): number => Number(nameOf(old) !== nameOf(now));
  return pairs.sort((a, b) => otherName(a) - otherName(b));
}

function nameOf(path: Path): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
