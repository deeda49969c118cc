import { globOf } from '../../core/glob.ts';
import { listed } from '../../core/listed.ts';
import type { Path } from '../../core/location.ts';
import type { NamedZone, Options } from '../proposal.ts';

/** A rule of lintel.yaml that says what a configuration of another linter says. */
export interface Translated {
  readonly rule: string;
  readonly options: Options;
  /** The items of that configuration, in its own words. */
  readonly sources: readonly string[];
  /** What the rule finds otherwise; null if it finds the same. */
  readonly differs: string | null;
}

/** An item without an equivalent. */
export interface Left {
  readonly source: string;
  readonly reason: string;
}

/** What became of a configuration. Each of its items is in `rules` or in `left`. */
export interface Translation {
  readonly ignore: readonly string[];
  /** Packs that lintel.yaml extends; a rule of theirs says only what is different. */
  readonly packs?: readonly string[];
  /** Zones of which the rules speak. */
  readonly zones?: readonly NamedZone[];
  readonly rules: readonly Translated[];
  readonly left: readonly Left[];
}

/** A linter whose configuration can be read. */
export interface Peer {
  readonly name: string;
  /** Its configuration files; the first that exists counts. A file in JavaScript is run, and only if the user agrees. */
  readonly files: readonly Path[];
  /** The key of package.json that may hold the configuration instead. */
  readonly key?: string;
  /** Keys of a configuration in JavaScript that are not asked for: what they hold may be large, and says nothing here. */
  readonly without?: readonly string[];
  translate(config: unknown, project: Project): Translation;
}

/** What a translation knows of the project. */
export interface Project {
  /** All files. */
  readonly paths: readonly Path[];
  /** Code that imports other code, and that none imports: where programs and tools start. */
  readonly starts: readonly Path[];
  /** Does the zone `tests` have files? One that has none cannot be named. */
  readonly hasTests: boolean;
  /** The text of a file; null if there is none. */
  text(path: Path): string | null;
  /** The value of a JSON or YAML file; undefined if there is none, or if it cannot be read. */
  value(path: Path): unknown;
}

/** Several translations as one. Rules with the same name are numbered. */
export function together(parts: readonly Translation[]): Translation {
  const names = new Set<string>();
  const rules = parts.flatMap((part) => part.rules).map((one) => ({ ...one, rule: unused(one.rule, names) }));
  const zones = new Map(parts.flatMap((part) => part.zones ?? []).map((zone) => [zone.name, zone]));
  return {
    ignore: [...new Set(parts.flatMap(({ ignore }) => ignore))],
    packs: [...new Set(parts.flatMap(({ packs }) => packs ?? []))],
    zones: [...zones.values()],
    rules,
    left: parts.flatMap(({ left }) => left),
  };
}

/** The name, or the first of `name-2`, `name-3` … that is not taken yet. */
function unused(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${String(number)}`;
  taken.add(free);
  return free;
}

/** A translation of one rule. */
export function only(
  rule: string,
  options: Options,
  { source, differs = null }: { readonly source: string; readonly differs?: string | null },
): Translation {
  return { ignore: [], rules: [{ rule, options, sources: [source], differs }], left: [] };
}

/** A translation of what other rules say, too. */
export const nothing: Translation = { ignore: [], rules: [], left: [] };

/** An item that is not translated. */
export function leave(source: string, reason: string): Translation {
  return { ignore: [], rules: [], left: [{ source, reason }] };
}

/** Why a glob cannot be written: it is not valid, or it matches nothing; null if it can. */
export function globFault(glob: string, paths: readonly Path[]): string | null {
  const made = globOf(glob);
  if ('fault' in made) return made.fault;
  return paths.some((path) => made.match(path).length > 0) ? null : 'it matches no file that Lintel reads';
}

/** Is a file code, going by its name? */
export function isCode(path: Path): boolean {
  return /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(path);
}

/** A name that a rule can have: `src-lib` of `src/lib`. */
export function slug(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}

/** What a configuration in JavaScript holds that JSON cannot say: `a function (sameTag)`; null if there is nothing. */
export function codeIn(value: unknown): string | null {
  if (Array.isArray(value)) return firstOf(value);
  const { 'lintel:code': kind, text = '' } = recordOf(value);
  if (typeof kind !== 'string') return firstOf(Object.values(recordOf(value)));
  return text === '' ? kind : `${kind} (${String(text)})`;
}

function firstOf(values: readonly unknown[]): string | null {
  for (const one of values) {
    const code = codeIn(one);
    if (code !== null) return code;
  }
  return null;
}

/** An object as one; anything else is an empty one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A list as one; anything else is an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A string or a list of strings, as a list. */
export function stringsOf(value: unknown): readonly string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}

/** Keys that a translation does not know, as a reason to leave the item; null if there is none. */
export function unknownKeys(item: Readonly<Record<string, unknown>>, known: readonly string[]): string | null {
  const keys = Object.keys(item).filter((key) => !known.includes(key));
  return keys.length === 0 ? null : `${listed(keys, 'and')} cannot be said in lintel.yaml`;
}
