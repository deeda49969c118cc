import type { Config, WrittenWhere } from '../core/config.ts';
import { type LintelError, mistake } from '../core/error.ts';
import { globOf } from '../core/glob.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import type { Where } from '../core/zone.ts';
import { instanceNotes } from './instances.ts';
import { nearest } from './nearest.ts';
import { type Places, placesOf } from './places.ts';

/** Configuration that matches nothing. */
export interface Vacuities {
  /** It is from the project, not from a pack. */
  readonly errors: readonly LintelError[];
  /** Rules of a pack that have nothing to check here. */
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
  readonly notes: readonly string[];
  /** Packs that match nothing in the project. */
  readonly warnings: readonly string[];
}

/** Finds every zone, `in`, layer or other where that does not match a file. */
export function vacuities(config: Config, sources: readonly Path[], paths: readonly Path[]): Vacuities {
  const places = placesOf(paths);
  const isEmpty = emptiness(paths);
  const empty = [...config.zones.values()].filter((zone) => zone.own && isEmpty(zone.where));
  const names = new Set(empty.map((zone) => zone.name));
  const errors = empty.map((zone) =>
    nothing({ role: 'zone', text: zone.name, globs: zone.globs, at: zone.at }, places),
  );
  for (const written of config.wheres) {
    // An empty zone is reported once, where it is defined.
    if (written.own && isEmpty(written.where) && !names.has(written.where.text))
      errors.push(nothing({ ...written, text: written.where.text }, places));
  }
  const packs = packRules(config, isEmpty);
  const zones = [...config.zones.values()].filter((zone) => zone.own && !names.has(zone.name));
  return {
    errors,
    notRun: packs.notRun,
    notes: [...packs.notes, ...instanceNotes(zones, sources, paths)],
    warnings: strangers(config, isEmpty),
  };
}

/** Packs without a matching zone, which would silently check nothing. */
function strangers(config: Config, isEmpty: (where: Where) => boolean): string[] {
  const shipped = [...config.zones.values()].filter(({ at }) => at.file.startsWith('lintel/'));
  return [...groupBy(shipped, ({ at }) => at.file)].flatMap(([pack, zones]) => {
    if (!zones.every(({ where }) => isEmpty(where))) return [];
    const names = zones.map(({ name }) => `\`${name}\``).join(', ');
    return [
      `${pack} checks nothing here: none of its zones (${names}) matches a file; define them under \`zones:\` in lintel.yaml`,
    ];
  });
}

function emptiness(paths: readonly Path[]): (where: Where) => boolean {
  const known = new Map<Where, boolean>();
  return (where) => {
    const empty = known.get(where) ?? !paths.some((path) => where.match(path).length > 0);
    known.set(where, empty);
    return empty;
  };
}

/** Options that only allow something: a rule works without them. */
const permitting = new Set(['shared', 'allow', 'only', 'production']);

/** Options that compare their items with each other: one item that is not empty has nothing to compare with. */
const comparing = new Set(['layers', 'zones']);

/** A rule of a pack is not run if an option is empty; for a list of things to compare, if fewer than two are not. */
function packRules(config: Config, isEmpty: (where: Where) => boolean): Pick<Vacuities, 'notRun' | 'notes'> {
  const notRun: { rule: string; reason: string }[] = [];
  const notes: string[] = [];
  for (const rule of config.rules) {
    // What `!` excludes need not exist.
    const given = config.wheres.filter((w) => w.rule === rule.id && !w.own && w.role !== 'away');
    const reasons: string[] = [];
    const without: string[] = [];
    for (const option of new Set(given.map((w) => w.option))) {
      const these = given.filter((w) => w.option === option);
      const empty = these.filter((w) => isEmpty(w.where)).map((w) => `${w.role} ${w.where.text} matches no file`);
      if (empty.length === 0) continue;
      const needed = comparing.has(option) ? Math.min(2, these.length) : 1;
      const enough = permitting.has(option) || these.length - empty.length >= needed;
      if (!enough) reasons.push(...empty);
      else without.push(...empty.map((text) => `${rule.id}: ${text}`));
    }
    if (reasons.length > 0) notRun.push({ rule: rule.id, reason: shortened(reasons) });
    else notes.push(...without);
  }
  return { notRun, notes };
}

/** The most general reason, which mostly explains the others: `within` comes first. */
function shortened(reasons: readonly string[]): string {
  const first = reasons.find((reason) => /^(?:within|zone|from|in) /.test(reason)) ?? reasons[0] ?? '';
  return reasons.length > 1 ? `${first} (and ${reasons.length - 1} more)` : first;
}

type Empty = Pick<WrittenWhere, 'role' | 'globs' | 'at'> & { readonly text: string };

function nothing({ role, text, globs, at }: Empty, places: Places): LintelError {
  const hint = globs.map((glob) => belowHint(glob, places)).find((found) => found !== null) ?? null;
  return mistake(
    'nothing-matches',
    {
      role,
      text,
      hint,
      nearest: globs.map((glob) => nearestFolder(glob, places)).find((found) => found !== null) ?? null,
    },
    at,
  );
}

/** `modules/{module}` matches only folders: suggests a glob for their files. */
function belowHint(text: string, { folders, paths }: Places): string | null {
  const glob = globOf(text);
  if ('fault' in glob || !folders().some((folder) => glob.match(folder).length > 0)) return null;
  const below = globOf(`${text}/**`);
  const count = 'fault' in below ? 0 : paths.filter((path) => below.match(path).length > 0).length;
  return count === 0 ? null : `it matches folders; "${text}/**" matches ${count} file${count === 1 ? '' : 's'}`;
}

/** The folder nearest to the glob: the deepest match, then the child with the most similar name. */
function nearestFolder(text: string, { folders }: Places): string | null {
  const segments = text.split('/');
  for (let length = segments.length - 1; length >= 0; length--) {
    const glob = length === 0 ? null : globOf(segments.slice(0, length).join('/'));
    // Half of a `{a,b/c}`.
    if (glob && 'fault' in glob) continue;
    if (glob && !segments.slice(0, length).some((segment) => /^[^*?{[]+$/.test(segment))) continue;
    const fitting = glob ? folders().filter((folder) => glob.match(folder).length > 0) : [''];
    if (fitting.length === 0) continue;
    const wanted = segments[length] ?? '';
    const children = childrenOf(new Set(fitting), folders());
    const [name] = nearest(wanted, [...children.keys()]);
    return children.get(name ?? '') ?? (fitting[0] || null);
  }
  return null;
}

/** Folders directly in one of the parents, by name. */
function childrenOf(parents: ReadonlySet<string>, folders: readonly Path[]): ReadonlyMap<string, Path> {
  const found = new Map<string, Path>();
  for (const folder of folders) {
    const slash = folder.lastIndexOf('/');
    const name = folder.slice(slash + 1);
    if (parents.has(folder.slice(0, Math.max(0, slash))) && !found.has(name)) found.set(name, folder);
  }
  return found;
}
