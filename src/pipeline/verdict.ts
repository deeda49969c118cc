import type { Replacement } from '../core/fix.ts';
import type { Path, Place } from '../core/location.ts';
import type { Violation } from '../core/violation.ts';
import { addTo } from '../core/group.ts';
import type { Spot } from '../fixes/apply.ts';
import type { FileChange } from '../fixes/change-set.ts';

/** What a verdict tells of a violation. */
export type Seen = Pick<Violation, 'at' | 'evidence'>;

/** The result of trying changes. */
export interface Verdict {
  /** The violations that go, by id. */
  readonly gone: ReadonlyMap<string, Seen>;
  /** Violations that are new after the changes. */
  readonly came: readonly (Seen & Pick<Violation, 'rule' | 'family'>)[];
  /** The replacements at the locations of new violations. */
  readonly guilty: ReadonlySet<Replacement>;
  /** A mistake of the configuration, or a rule that stops judging; null when there is none. */
  readonly broken: string | null;
}

/** A verdict with the whole violations. */
export interface FullVerdict extends Verdict {
  readonly gone: ReadonlyMap<string, Violation>;
  readonly came: readonly Violation[];
  /** The new ids of violations that stay under another name, by the earlier ids. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Violations before and after changes. */
interface Sides {
  readonly before: readonly Violation[];
  readonly after: readonly Violation[];
  /** The new location of an earlier one. */
  shift(spot: Spot): Spot;
}

/** Compares the violations, and finds the replacements that caused new ones. */
export function verdictOf(
  changes: readonly FileChange[],
  { before, after, shift }: Sides,
): Omit<FullVerdict, 'broken'> {
  const arrived = arrivedBy(changes);
  const { gone, came: all, renamed } = compare(before, after, { shift, arrived, changes });
  // A repair may also end a frozen violation, or what a figure is of: that the entry of the baseline is void then is no harm, and the next fix deletes it.
  const came = all.filter(({ check, message }) => check !== 'baseline' || !['gone', 'unmeasured'].includes(message));
  const keys = new Set(came.map(({ at }) => keyOfSpot({ file: at.file, point: at.place })));
  const isThere = (one: Replacement): boolean => keys.has(keyOfSpot(shift({ file: one.file, point: one })));
  const guilty = came.length === 0 ? [] : changes.flatMap(({ replacements }) => replacements.filter(isThere));
  return { gone, came, renamed, guilty: new Set(guilty) };
}

/** The paths of files that are new, or that others move to. */
export function arrivedBy(changes: readonly FileChange[]): ReadonlySet<Path> {
  return new Set(changes.flatMap(({ from, to }) => (from === to || to === null ? [] : [to])));
}

function keyOfSpot({ file, point }: Spot): string {
  return point ? `${file}\0${String(point.line)}:${String(point.column)}` : file;
}

interface Moves {
  readonly changes: readonly FileChange[];
  shift(spot: Spot): Spot;
  /** The paths of files that are new, or that others have moved to. */
  readonly arrived: ReadonlySet<Path>;
}

/** What makes a violation the same before and after: its id may be another, since names and order are in it. The data of a file that moves tells its path. */
function keyOf({ rule, message, data }: Violation, spot: Spot, { arrived }: Moves): string {
  const said = spot.point || arrived.has(spot.file) ? '' : JSON.stringify(data);
  return [rule, message, keyOfSpot(spot), said].join('\0');
}

/** Takes the first that fits out of a list. */
function taken<T>(list: T[] | undefined, fits: (one: T) => boolean): T | undefined {
  const index = list?.findIndex(fits) ?? -1;
  return index === -1 ? undefined : list?.splice(index, 1)[0];
}

/** Matches violations before and after: by location and id, by location, by id, then by what changes take elsewhere or put otherwise. Unmatched ones are gone or new. */
function compare(
  before: readonly Violation[],
  after: readonly Violation[],
  moves: Moves,
): Pick<FullVerdict, 'gone' | 'came' | 'renamed'> {
  const there = new Map<string, Violation[]>();
  for (const violation of after) {
    const key = keyOf(violation, { file: violation.at.file, point: violation.at.place }, moves);
    addTo(there, key, violation);
  }
  const renamed = new Map<string, string>();
  const located = before.map((violation) => {
    const spot = moves.shift({ file: violation.at.file, point: violation.at.place });
    return { violation, key: keyOf(violation, spot, moves) };
  });
  // One place may have several violations of a rule: the same one is looked for before another.
  const unlike = located.filter(({ violation, key }) => !taken(there.get(key), ({ id }) => id === violation.id));
  const missing = unlike.flatMap(({ violation, key }) => {
    const same = taken(there.get(key), () => true);
    if (same) renamed.set(violation.id, same.id);
    return same ? [] : [violation];
  });
  const unpaired = [...there.values()].flat();
  const left = new Map(unpaired.map((violation) => [violation.id, violation]));
  const unmatched = missing.filter(({ id }) => !left.delete(id));
  const gone = unmatched.filter((violation) => {
    const same = [...left.values()].find((one) =>
      [isRestOf, isCarried, isReworded, isRewritten].some((isSame) => isSame(one, violation, moves)),
    );
    if (same) {
      left.delete(same.id);
      renamed.set(violation.id, same.id);
    }
    return !same;
  });
  return {
    gone: new Map(gone.map((violation) => [violation.id, violation])),
    came: unpaired.filter(({ id }) => left.has(id)),
    renamed,
  };
}

/** What still violates a rule in the same place may do so in other words. */
function isReworded(after: Violation, before: Violation, { shift }: Moves): boolean {
  const { file, place } = before.at;
  const spots = [shift({ file, point: place }), { file: after.at.file, point: after.at.place }];
  const [then, now] = spots.map(keyOfSpot);
  return place !== null && after.rule === before.rule && then === now;
}

/** An import that is written anew and still violates a rule is the same one, wherever its specifier is in the statement. */
function isRewritten(after: Violation, { rule, at: { file, place } }: Violation, { shift, changes }: Moves): boolean {
  const replaced = changes.find(({ from }) => from === file)?.replacements.find((one) => place && holds(one, place));
  if (!replaced || after.rule !== rule || !after.at.place) return false;
  const start = shift({ file, point: replaced });
  const line = after.at.place.line - (start.point?.line ?? 0);
  return after.at.file === start.file && line >= 0 && line < replaced.text.split('\n').length;
}

function holds({ line, endLine }: Replacement, place: Place): boolean {
  return line <= place.line && place.line <= endLine;
}

/** What a declaration violates goes with it to another file. */
function isCarried(after: Violation, before: Violation, { arrived }: Moves): boolean {
  return (
    arrived.has(after.at.file) &&
    [after.rule, after.message].join('\0') === [before.rule, before.message].join('\0') &&
    JSON.stringify(after.data) === JSON.stringify(before.data)
  );
}

/** Where an import is split, what still violates a rule has some of the names, in the same file. */
function isRestOf(after: Violation, before: Violation, { shift }: Moves): boolean {
  const [{ names: rest, ...one }, { names, ...other }] = [after.data, before.data];
  if (rest === undefined || names === undefined) return false;
  const { file } = shift({ file: before.at.file, point: before.at.place });
  const known = new Set(names.split(', '));
  return (
    [after.rule, after.message, after.at.file].join('\0') === [before.rule, before.message, file].join('\0') &&
    JSON.stringify(one) === JSON.stringify(other) &&
    rest.split(', ').every((name) => known.has(name))
  );
}
