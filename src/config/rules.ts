import type { Check } from '../core/check.ts';
import type { WrittenWhere } from '../core/config.ts';
import { type LintelError, mistake } from '../core/error.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import type { Severity } from '../core/violation.ts';
import { diagnose } from './diagnose.ts';
import { commonKeys, type CommonSchema } from './document.ts';
import { exceptionsOf } from './exceptions.ts';
import { nearest } from './nearest.ts';
import { fillWheres } from './options.ts';
import { baseOf, type Places } from './places.ts';
import type { Reading } from './reading.ts';
import type { Extended } from './subfolders.ts';
import { reportUnbound } from './unbound.ts';
import { below, type CompiledWhere, compileWhere, type Surroundings } from './where.ts';
import { type Entry, entriesOf, plainMap, textsOf, type Written } from './written.ts';
import type { Zones } from './zones.ts';

/** The context in which rules are read. */
export interface RuleSetting {
  /** The common keys for the exceptions of a check. */
  commonOf(check: Check): CommonSchema;
  readonly checks: ReadonlyMap<string, Check>;
  readonly zones: Zones;
  readonly places: Places;
  readonly raised: Extended['raised'];
  /** Default values of common keys. */
  readonly defaults: ReadonlyMap<string, Entry>;
  readonly see: ReadonlyMap<string, Entry>;
}

/** A rule or its errors; a rule that is off is validated too. */
export interface ReadRule {
  readonly rule: Rule | null;
  readonly off: boolean;
  readonly wheres: readonly WrittenWhere[];
  readonly errors: readonly LintelError[];
}

/** Reads one merged entry of `rules:`. */
export function readRule(id: string, entry: Entry, setting: RuleSetting): ReadRule {
  const errors: LintelError[] = [];
  const report = (error: LintelError) => {
    errors.push(error);
  };
  const check = findCheck(id, entry, setting, report);
  if (!check) return { rule: null, off: false, wheres: [], errors };
  const entries = entriesOf(entry.value);
  const common = withDefaults(entries, check, setting);
  const options = new Map([...entries].filter(([key]) => !commonKeys.includes(key)));
  for (const [key, { beside, because }] of Object.entries(check.forbids)) {
    const found = entries.get(key);
    if (found && options.has(beside)) report(mistake('forbidden-key', { rule: id, key, beside, because }, found.key));
  }
  let namesBroken = false;
  const around = surroundings(setting, report, () => {
    namesBroken = true;
  });
  const reading: Reading = { id, at: entry.key, check, around, wheres: [], bound: [], binders: [], report };
  const parsed = parse({ entries: common, options, schema: setting.commonOf(check) }, reading);
  if (!parsed) return { rule: null, off: false, wheres: [], errors };
  const spelled = withInstances(reading, options);
  const base = baseOf(entry.key.file);
  const written = commonWhere('in', common, spelled);
  const inside = base === '' ? written : below(base, written);
  const within =
    spelled.around.instances || !inside || inside.captures.length === 0
      ? spelled
      : { ...spelled, around: { ...spelled.around, instances: inside } };
  const not = commonWhere('not', common, within);
  const filled = fillWheres(parsed.options, { value: options, at: entry.key, own: isOwn(entries) }, within);
  const except = exceptionsOf(common.get('except')?.value, within);
  reportUnbound(within, setting.zones);
  const { off, severity, text } = saidBy(common, parsed.severity);
  const see = common.get('see') ?? setting.see.get(check.family);
  const raised = setting.raised.get(id);
  const rule: Rule = {
    id,
    check,
    options: filled,
    severity,
    in: inside,
    not,
    except,
    see: typeof see?.value.value === 'string' ? linkFrom(baseOf(see.value.at.file), see.value.value) : null,
    ...(raised ? { raised } : {}),
    seeAt: see?.value.at ?? null,
    because: text('because'),
    fix: text('fix'),
    fingerprint: fingerprintOf(check, common, options),
    own: isOwn(entries),
    at: entry.key,
  };
  // A rule without one of its zones would check the wrong files.
  if (errors.length > 0 || namesBroken) return { rule: null, off, wheres: [], errors };
  return { rule, off, wheres: reading.wheres, errors };
}

/** Anchors are looked up from each file upward; paths are relative to the folder of the configuration file. */
function linkFrom(base: Path, see: string): string {
  return see.startsWith('#') ? see : base + see;
}

/** Keys that change only the severity and text of violations. */
function fingerprintOf(check: Check, common: ReadonlyMap<string, Entry>, options: ReadonlyMap<string, Entry>): Hash {
  const deciding = [...common].filter(([key]) => ['in', 'not', 'except'].includes(key));
  const files = new Set([...deciding, ...options].map(([, { key }]) => key.file));
  return hashOf(JSON.stringify([check.name, plainMap(new Map(deciding)), plainMap(options), [...files]]));
}

function saidBy(common: ReadonlyMap<string, Entry>, severity: Severity | 'off' | undefined) {
  const text = (key: string) => {
    const value = common.get(key)?.value.value;
    return typeof value === 'string' ? value : null;
  };
  return { off: severity === 'off', severity: severity === 'warn' ? ('warn' as const) : ('error' as const), text };
}

function findCheck(
  id: string,
  entry: Entry,
  { checks }: RuleSetting,
  report: (error: LintelError) => void,
): Check | null {
  const name = entriesOf(entry.value).get('check');
  const names = [...checks.keys()];
  if (typeof name?.value.value !== 'string') {
    report(mistake('no-check', { rule: id, names }, name?.value.at ?? entry.key));
    return null;
  }
  const check = checks.get(name.value.value);
  const meant = [...checks.values()].find(({ alsoCalled }) => Object.hasOwn(alsoCalled, name.value.value as string));
  if (!check && meant) {
    const written = name.value.value;
    const option = meant.alsoCalled[written] ?? '';
    report(mistake('check-meant', { name: written, meant: meant.name, option }, name.value.at));
  } else if (!check)
    report(
      mistake(
        'unknown-check',
        { name: name.value.value, nearest: nearest(name.value.value, names)[0] ?? null, names },
        name.value.at,
      ),
    );
  return check ?? null;
}

/** The common keys of the rule or of the defaults, except those that the check forbids with its options. */
function withDefaults(
  entries: ReadonlyMap<string, Entry>,
  check: Check,
  { defaults }: RuleSetting,
): ReadonlyMap<string, Entry> {
  const forbids: Readonly<Record<string, { readonly beside: string } | undefined>> = check.forbids;
  const given = [...defaults].filter(([key]) => !entries.has(forbids[key]?.beside ?? ''));
  return new Map([...given, ...entries].filter(([key]) => key !== 'check' && commonKeys.includes(key)));
}

interface Parsed {
  readonly options: unknown;
  readonly severity: Severity | 'off' | undefined;
}

function parse(
  written: { entries: ReadonlyMap<string, Entry>; options: ReadonlyMap<string, Entry>; schema: CommonSchema },
  { id, at, check, report }: Reading,
): Parsed | null {
  const { schema } = written;
  const common = schema.safeParse(plainMap(written.entries));
  const options = check.options.safeParse(plainMap(written.options));
  const prefix = `${id}: `;
  const rootOf = (value: ReadonlyMap<string, Entry>): Written => ({ value, at, own: true });
  if (!common.success)
    diagnose(common.error.issues, { root: rootOf(written.entries), schema, prefix, name: id }).forEach(report);
  if (!options.success) {
    const about = { name: check.name, rule: id, common: commonKeys };
    diagnose(options.error.issues, {
      root: rootOf(written.options),
      schema: check.options,
      prefix,
      name: check.name,
      check: about,
    }).forEach(report);
  }
  return common.success && options.success ? { options: options.data, severity: common.data.severity } : null;
}

function surroundings(
  { zones, places }: RuleSetting,
  report: (error: LintelError) => void,
  onBroken: () => void,
): Surroundings {
  const zone = (name: string): ReturnType<Zones['find']> => {
    const found = zones.find(name);
    if (found === 'broken') onBroken();
    return found;
  };
  return { places, zone, zoneNames: zones.names, instances: null, report };
}

function commonWhere(key: 'in' | 'not', common: ReadonlyMap<string, Entry>, reading: Reading): CompiledWhere | null {
  const written = common.get(key)?.value;
  const where = written ? compileWhere(textsOf(written), reading.around) : null;
  if (!where || !written) return null;
  (key === 'in' ? reading.binders : reading.bound).push(where);
  if (key === 'in')
    reading.wheres.push({
      where,
      rule: reading.id,
      role: 'in',
      option: 'in',
      globs: where.globs,
      own: written.own,
      at: written.at,
    });
  return where;
}

/** `./` is relative to the instances of `within` or `zone`; without them, of an `in` with captures. */
function withInstances(reading: Reading, options: ReadonlyMap<string, Entry>): Reading {
  for (const key of ['within', 'zone']) {
    const items = textsOf(options.get(key)?.value);
    const instances = items.length > 0 ? compileWhere(items, { ...reading.around, report: () => undefined }) : null;
    if (instances) return { ...reading, around: { ...reading.around, instances } };
  }
  return reading;
}

/** A rule of a pack still counts as such if only its severity and texts were changed. */
function isOwn(entries: ReadonlyMap<string, Entry>): boolean {
  return [...entries].some(([key, entry]) => entry.value.own && !['severity', 'see', 'because', 'fix'].includes(key));
}
