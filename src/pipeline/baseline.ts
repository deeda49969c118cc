import { baselineFile, type Frozen } from '../core/baseline.ts';
import { isLower } from '../core/coverage.ts';
import { errorLine, type LintelError, mistake } from '../core/error.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { nearest } from '../core/nearest.ts';
import { compare } from '../core/order.ts';
import { baselineText } from '../settle/baseline.ts';
import { entriesOf, figureId, risen } from '../settle/figures.ts';
import { write } from '../world/write.ts';
import { carryOver, renamesSince } from './carry.ts';
import { examine, type Examination, idleIn } from './examine.ts';
import { createMemory, inputsOf } from './inputs.ts';
import type { Loaded } from './load.ts';
import { ownersOf } from './owners.ts';

/** Freezes every violation there is and keeps every figure, or those of one rule that has no entries yet. */
export function createBaseline(loaded: Loaded, rule: string | null): readonly Frozen[] {
  const existing = loaded.baseline ?? [];
  if (rule === null && loaded.baseline) throw mistake('baseline-exists', undefined);
  if (rule !== null) refuseRule(loaded, rule);
  const { frozen, reached, errors } = examineAll(loaded, () => true);
  refuseErrors([...loaded.errors, ...errors]);
  const all = [...frozen.map(entryOf), ...figuresIn(reached)];
  const added = all.filter((one) => rule === null || one.rule === rule);
  save(loaded, [...existing, ...added]);
  return added;
}

function entryOf({ id, rule, at }: Examination['frozen'][number]): Frozen {
  return { id, rule, file: at.file };
}

function figuresIn(reached: Examination['reached']): Frozen[] {
  return [...reached].flatMap(([rule, figures]) => entriesOf(rule, figures));
}

/** What a rule that failed would have found is not known. */
function refuseErrors([first]: readonly LintelError[]): void {
  if (first) throw mistake('baseline-incomplete', { first: errorLine(first) });
}

function refuseRule({ baseline, rules }: Loaded, rule: string): void {
  const ids = rules.map(({ id }) => id);
  if (!ids.includes(rule)) throw mistake('unknown-rule', { rule, nearest: nearest(rule, ids) ?? null, rules: ids });
  const entries = (baseline ?? []).filter((entry) => entry.rule === rule);
  const count = entries.filter(({ figure }) => !figure).length;
  if (count > 0)
    throw mistake('baseline-has-rule', { rule, count: count === 1 ? '1 violation' : `${count} violations` });
  if (entries.length > 0) throw mistake('baseline-has-figures', { rule });
}

/** What pruning did. */
export interface Pruned {
  readonly removed: number;
  /** Entries that got the new name of a file. */
  readonly renamed: number;
  /** Figures that rose, and those that had no entry; null where the baseline is to keep none. */
  readonly figures: { readonly raised: number; readonly added: number } | null;
  readonly left: number;
}

/** Deletes the entries that freeze or keep nothing, writes those of renamed files under their new names, and raises figures, never lowering any. */
export function pruneBaseline(loaded: Loaded): Pruned {
  const { baseline } = loaded;
  if (!baseline) throw mistake('no-baseline', undefined);
  const listed = new Set(baseline.map(({ id }) => id));
  const examination = examineAll(loaded, (id) => listed.has(id));
  refuseErrors([...loaded.errors, ...examination.errors]);
  const { standing, frozen, moved } = carryOver(loaded, examination);
  const stale = new Set(standing.filter(isStale).map(({ data }) => data['entry']));
  const renamed = new Map(frozen.flatMap((one) => renaming(moved.get(one.id), entryOf(one))));
  const kept = baseline.map((entry) => renamed.get(entry.id) ?? entry).filter(({ id }) => !stale.has(id));
  const all = figuresIn(examination.reached);
  const { added, raised } = risen(baseline, followRenames(loaded, all));
  const left = save(loaded, [...kept, ...raised, ...added]);
  return {
    removed: baseline.length + added.length - left,
    renamed: renamed.size,
    figures: all.length > 0 ? { raised: raised.length, added: added.length } : null,
    left,
  };
}

/** What was measured under another name keeps what it had reached there. */
function followRenames(loaded: Loaded, entries: readonly Frozen[]): readonly Frozen[] {
  const known = new Map((loaded.baseline ?? []).map((entry) => [entry.id, entry]));
  if (entries.every(({ id }) => known.has(id))) return entries;
  const move = renamesSince(loaded);
  return entries.map((entry) => {
    const old = move?.files.get(entry.file) ?? move?.folders.get(entry.file);
    const earlier = old && entry.figure ? known.get(figureId(entry.rule, old, entry.figure.metric)) : undefined;
    const isKept = earlier?.figure && entry.figure && isLower(entry.figure, earlier.figure);
    return isKept ? { ...entry, figure: earlier.figure } : entry;
  });
}

function renaming(old: string | undefined, entry: Frozen): [string, Frozen][] {
  return old === undefined ? [] : [[old, entry]];
}

/** An entry that is listed twice is written once. */
function isStale({ rule, message }: Examination['standing'][number]): boolean {
  return rule === 'baseline' && message !== 'repeated';
}

function examineAll(loaded: Loaded, frozen: (id: string) => boolean): Examination {
  return examine(inputsOf(loaded, createMemory(loaded.store)), {
    rules: loaded.rules,
    files: null,
    shown: null,
    frozen,
    idle: idleIn(loaded),
  });
}

/** Writes the baseline where it changes; says how many entries it has. */
function save({ world, view }: Loaded, entries: readonly Frozen[]): number {
  const text = baselineText(entries);
  const before = view.texts.read(baselineFile);
  if (world.site !== null && text !== before) write(world.site, new Map([[baselineFile, text]]), () => before);
  return new Set(entries.map(({ id }) => id)).size;
}

/** What entries of a baseline can be counted by. */
export const partitions = ['rule', 'zone', 'owner'] as const;
export type Partition = (typeof partitions)[number];

/** How many violations are frozen in each rule, zone, or part of an owner, the most first. A file in several zones counts in each. */
export function countBaseline(loaded: Loaded, by: Partition): readonly (readonly [name: string, count: number])[] {
  refuseErrors(loaded.errors);
  if (!loaded.baseline) throw mistake('no-baseline', undefined);
  const namesOf = namer(loaded, by);
  const violations = loaded.baseline.filter(({ figure }) => !figure);
  const named = violations.flatMap((entry) => namesOf(entry).map((name) => ({ name })));
  return [...groupBy(named, ({ name }) => name)]
    .map(([name, group]) => [name, group.length] as const)
    .sort(([a, m], [b, n]) => n - m || compare(a, b));
}

function namer(loaded: Loaded, by: Partition): (entry: Frozen) => readonly string[] {
  switch (by) {
    case 'rule':
      return ({ rule }) => [rule];
    case 'zone':
      return ({ file }) => zonesOf(loaded, file);
    case 'owner': {
      const owners = ownersOf((path) => loaded.view.texts.read(path));
      return ({ file }) => owners(file);
    }
  }
}

function zonesOf({ config }: Loaded, file: Path): readonly string[] {
  const zones = [...(config?.zones ?? [])].filter(([, { where }]) => where.match(file).length > 0);
  return zones.length > 0 ? zones.map(([name]) => name) : ['(no zone)'];
}
