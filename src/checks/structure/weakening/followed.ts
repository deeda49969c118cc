import type { BaselineEntry } from '../../../core/baseline.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import type { Data, Violation } from '../../../core/violation.ts';
import type { Comparing } from './finding.ts';

/** The entries that froze the same violation in the base, under the name that a symbol had there: one entry for each that is gone. */
export function followingEntries(comparing: Comparing, added: readonly BaselineEntry[]): ReadonlySet<BaselineEntry> {
  const { project, now, earlier } = comparing;
  const present = new Set(now.baseline?.map(({ id }) => id));
  const frozenThen = new Set(earlier.baseline?.map(({ id }) => id));
  const left = new Set(project.past?.violations.filter(({ id }) => frozenThen.has(id) && !present.has(id)));
  const following = new Set<BaselineEntry>();
  for (const entry of added) {
    const violation = project.frozen.find(({ id }) => id === entry.id);
    const old = violation && [...left].find((one) => isRenamed(comparing, one, violation));
    if (!old) continue;
    left.delete(old);
    following.add(entry);
  }
  return following;
}

/** Do two violations differ only in one name, which a symbol had before and has no more? */
function isRenamed(comparing: Comparing, before: Violation, after: Violation): boolean {
  const isSameKind = before.rule === after.rule && before.message === after.message && before.at.file === after.at.file;
  const names = isSameKind ? changedName(before.data, after.data) : null;
  return names !== null && isRename(comparing, names);
}

type Names = readonly [old: string, name: string];

/** The only word that differs; null if there is none, or more than one. */
function changedName(before: Data, after: Data): Names | null {
  const keys = Object.keys(before);
  if (keys.join() !== Object.keys(after).join()) return null;
  const pairs = keys.flatMap((key) => pairsIn(before[key] ?? '', after[key] ?? ''));
  const [first] = pairs.filter(([old, name]) => old !== name);
  const isOne = pairs.every(([old, name]) => old === name || (old === first?.[0] && name === first[1]));
  return first && isOne ? first : null;
}

/** The parts of two texts side by side: names, and what is between them. */
function pairsIn(before: string, after: string): Names[] {
  const [olds, news] = [before, after].map((text) => text.split(/([\p{ID_Continue}$]+)/u));
  if (!olds || olds.length !== news?.length) return [[before, after]];
  return olds.map((old, index) => [old, news[index] ?? '']);
}

/** Does a changed file declare the new name where it declared the old one? */
function isRename({ changes, now, earlier, earlierPath }: Comparing, [old, name]: Names): boolean {
  return [...changes.changed].some((file) => {
    const before = namesIn(earlier, earlierPath(file) ?? file);
    const after = namesIn(now, file);
    return before.has(old) && !after.has(old) && after.has(name) && !before.has(name);
  });
}

function namesIn(snapshot: Snapshot, file: string): ReadonlySet<string> {
  return new Set(snapshot.facts(file, 'declarations')?.map(({ name }) => name));
}
