import type { Check } from '../core/check.ts';
import type { Allowance, Config, Configured, FolderAliases, WrittenWhere, Zone } from '../core/config.ts';
import { errorLine, type LintelError } from '../core/error.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import { type CommonSchema, commonSchema } from './document.ts';
import { readAll } from './extend.ts';
import { includesOf } from './includes.ts';
import { merge, type Merged } from './merge.ts';
import { askedPlaces, baseOf, type Places } from './places.ts';
import { readRule } from './rules.ts';
import { type Extended, extended, readBelow } from './subfolders.ts';
import { type CompiledWhere, compileWhere } from './where.ts';
import { type Entry, entriesOf, plain, textsOf } from './written.ts';
import { predefinedZones, type Zones, zonesOf } from './zones.ts';

/** The inputs of a configuration; texts are read by functions. */
export interface Input {
  /** The root lintel.yaml. */
  readonly file: Path;
  read(path: Path): string | null;
  /** Every path of the tree, sorted. */
  readonly paths: readonly Path[];
  readonly checks: readonly Check[];
  /** The names of built-in packs, such as `recommended`. */
  readonly packs: readonly string[];
  pack(name: string): string | null;
  /** Globs of the predefined zone `tests`. */
  readonly tests: readonly string[];
}

/** Reads the configuration. Invalid rules are omitted, the others remain; all errors are returned at once. */
export function configure(input: Input): Configured {
  const errors: LintelError[] = [];
  const report = (error: LintelError) => {
    errors.push(error);
  };
  const places = askedPlaces(input.paths);

  const layers = readAll(input.file, { ...input, places }, report);
  if (!layers) return { config: null, errors: sorted(errors, input.file), holdsFor: places.holdFor };
  const root = merge(layers, report);
  const predefined = predefinedZones(input.tests);
  const rootZones = zonesOf(new Map([...predefined, ...root.zones]), brokenIn('zones', root), places, report);
  const wheres: WrittenWhere[] = [];
  const top = (key: 'files' | 'ignore') => topWhere(key, root, { places, zones: rootZones, report, wheres });
  const [files, ignore] = [top('files'), top('ignore')];
  const includes = includesOf({ files, ignore, places });
  const isKept = includesOf({ files: null, ignore, places });
  const below = readBelow({ ...input, places }, isKept, report);
  const { merged, raised } = extended(root, below.layers, report);
  const entries = new Map([...predefined, ...merged.zones]);
  const zones = zonesOf(entries, brokenIn('zones', merged), places, report);
  const { rules, off } = readRules({ merged, raised, input, zones, places, wheres, report });
  const aliases = [
    ...below.layers.map(({ entries, at }) => aliasesOf(entries, baseOf(at.file))).reverse(),
    aliasesOf(root.entries, ''),
  ].filter(({ names }) => Object.keys(names).length > 0);
  const conventions = merged.entries.get('conventions')?.value.value;
  const config: Config = {
    file: input.file,
    rules,
    includes,
    wheres,
    notes: [...(merged.rules.size === 0 ? [noRules] : []), ...below.notes],
    ignores: (path) => !isKept(path),
    zones: zonesIn(entries, zones),
    fingerprint: fingerprintOf(merged, aliases),
    aliases,
    conventions: typeof conventions === 'string' ? conventions : 'CONVENTIONS.md',
    notRun: off.map((rule) => ({ rule, reason: 'off' })),
    allowance: allowanceOf(entriesOf(merged.entries.get('allow-weakening')?.value)),
  };
  return { config, errors: sorted(errors, input.file), holdsFor: places.holdFor };
}

const noRules =
  'not run: lintel.yaml has no rules, so only syntax and ignore comments are checked: add a rule under `rules:`, or a pack under `extends:`';

function fingerprintOf({ zones, entries }: Merged, aliases: Config['aliases']): Hash {
  const written = [...zones].map(([name, { key, value }]) => [name, key.file, plain(value)]);
  const conventions = entries.get('conventions')?.value.value ?? null;
  return hashOf(JSON.stringify([written, conventions, aliases]));
}

function allowanceOf(entries: ReadonlyMap<string, Entry>): Allowance {
  const textsIn = (key: string): string[] => textsOf(entries.get(key)?.value).map(({ text }) => text);
  return { trailer: textsIn('trailer')[0] ?? null, authors: textsIn('authors'), owners: textsIn('owners') };
}

/** The aliases of a folder, as its lintel.yaml writes them. */
function aliasesOf(entries: Merged['entries'], folder: Path): FolderAliases {
  const names = [...entriesOf(entries.get('alias')?.value)];
  return {
    folder,
    names: Object.fromEntries(names.map(([name, { value }]) => [name, textsOf(value).map(({ text }) => text)])),
  };
}

interface ConfigReading {
  readonly merged: Merged;
  readonly raised: Extended['raised'];
  readonly input: Input;
  readonly zones: Zones;
  readonly places: Places;
  readonly wheres: WrittenWhere[];
  report(error: LintelError): void;
}

function readRules({ merged, raised, input, zones, places, wheres, report }: ConfigReading): {
  rules: Rule[];
  off: string[];
} {
  const checks = new Map(input.checks.map((check) => [check.name, check]));
  const setting = {
    commonOf: commonSchemas(),
    checks,
    zones,
    places,
    raised,
    defaults: mapAt('defaults', merged),
    see: mapAt('see', merged),
  };
  const broken = brokenIn('rules', merged);
  const rules: Rule[] = [];
  const off: string[] = [];
  for (const [id, entry] of merged.rules) {
    if (broken.has(id)) continue;
    const read = readRule(id, entry, setting);
    read.errors.forEach(report);
    if (read.off) off.push(id);
    else if (read.rule) {
      rules.push(read.rule);
      wheres.push(...read.wheres);
    }
  }
  return { rules, off };
}

/** Checks of which exceptions have the same keys share a schema, since making one takes longer than reading a rule. */
function commonSchemas(): (check: Check) => CommonSchema {
  const known = new Map<string, CommonSchema>();
  return ({ exceptKeys }) => {
    const key = exceptKeys.join();
    const schema = known.get(key) ?? commonSchema(exceptKeys);
    known.set(key, schema);
    return schema;
  };
}

function mapAt(key: string, { entries }: Merged): ReadonlyMap<string, Entry> {
  return entriesOf(entries.get(key)?.value);
}

function brokenIn(kind: 'zones' | 'rules', { broken }: Merged): ReadonlySet<string> {
  return new Set([...broken].flatMap((name) => (name.startsWith(`${kind}/`) ? [name.slice(kind.length + 1)] : [])));
}

type TopLevelReading = Pick<ConfigReading, 'zones' | 'places' | 'report' | 'wheres'>;

function topWhere(
  key: 'files' | 'ignore',
  merged: Merged,
  { zones, places, report, wheres }: TopLevelReading,
): CompiledWhere | null {
  const written = merged.entries.get(key)?.value;
  if (!written) return null;
  const where = compileWhere(textsOf(written), {
    places,
    zone: (name) => zones.find(name),
    zoneNames: zones.names,
    instances: null,
    report,
  });
  if (where && key === 'files')
    wheres.push({ where, rule: null, role: key, option: key, globs: where.globs, own: written.own, at: written.at });
  return where;
}

function zonesIn(entries: ReadonlyMap<string, Entry>, zones: Zones): ReadonlyMap<string, Zone> {
  return new Map(
    [...entries].flatMap(([name, entry]) => {
      const where = zones.find(name);
      return where && where !== 'broken'
        ? [[name, { name, where, globs: where.globs, own: entry.value.own, at: entry.key }] as const]
        : [];
    }),
  );
}

/** Each error once (defaults are read for every rule), those of the root file first, sorted by location. */
function sorted(errors: readonly LintelError[], root: Path): readonly LintelError[] {
  const once = [...new Map(errors.map((error) => [errorLine(error), error])).values()];
  const rank = (error: LintelError) =>
    [!error.at || error.at.file === root ? '' : error.at.file, error.at?.line ?? 0, error.at?.column ?? 0] as const;
  return once.sort((x, y) => {
    const [a, b] = [rank(x), rank(y)];
    if (a[0] === b[0]) return a[1] - b[1] || a[2] - b[2];
    return a[0] < b[0] ? -1 : 1;
  });
}
