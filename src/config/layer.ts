import { type ConfigPlace, type LintelError, mistake } from '../core/error.ts';
import { diagnose } from './diagnose.ts';
import { documentSchema, commonKeys } from './document.ts';
import type { Item } from './where.ts';
import { describe, entriesOf, type Entry, plain, textsOf, type Written } from './written.ts';
import { readYaml, type Source } from './yaml.ts';

/** One file of configuration, its mistaken entries left out. */
export interface Layer {
  readonly at: ConfigPlace;
  readonly extends: readonly Item[];
  readonly entries: ReadonlyMap<string, Entry>;
  /** What was left out: `files`, `zones/ui`, `rules/layering/domain`. */
  readonly broken: ReadonlySet<string>;
}

/** Reads one file; null when there is nothing in it to go on with. */
export function readLayer(source: Source, report: (error: LintelError) => void): Layer | null {
  const { root, errors } = readYaml(source);
  errors.forEach(report);
  if (!root) return null;
  if (!(root.value instanceof Map)) {
    report(mistake('not-a-map', { found: describe(root) }, root.at));
    return null;
  }
  const broken = new Set<string>();
  const parsed = documentSchema.safeParse(plain(root));
  for (const issue of parsed.error?.issues ?? []) {
    const [first, second] = issue.path.map(String);
    if (first !== undefined) broken.add((first === 'zones' || first === 'rules') && second !== undefined ? `${first}/${second}` : first);
    diagnose([issue], { root, schema: documentSchema, prefix: '', name: 'lintel.yaml' }).map((error) => better(error, root)).forEach(report);
  }
  for (const [kind, key, entry] of named(root)) {
    const fault = kind === 'zones' ? zoneNameFault(key) : ruleIdFault(key);
    if (fault === null || broken.has(`${kind}/${key}`)) continue;
    broken.add(`${kind}/${key}`);
    report(kind === 'zones' ? mistake('zone-name', { name: key }, entry.key) : mistake('rule-id', { id: key }, entry.key));
  }
  const entries = without(root, broken);
  return { at: root.at, extends: textsOf(entries.get('extends')?.value), entries, broken };
}

function named(root: Written): readonly (readonly ['zones' | 'rules', string, Entry])[] {
  const of = (kind: 'zones' | 'rules') => [...entriesOf(entriesOf(root).get(kind)?.value)].map(([key, entry]) => [kind, key, entry] as const);
  return [...of('zones'), ...of('rules')];
}

const zoneNameFault = (name: string) => (/^[A-Za-z_][\w-]*$/.test(name) ? null : name);
const ruleIdFault = (id: string) => (id !== '' && !/\s/.test(id) ? null : id);

/** A key of a rule at the top of the file, or a version that is no 1, deserves to be told so. */
function better(error: LintelError, root: Written): LintelError {
  const key = /^lintel\.yaml has no key "(.*?)"/.exec(error.message)?.[1];
  if (error.code === 'unknown-key' && key !== undefined && commonKeys.includes(key))
    return mistake('misplaced-key', { key, where: 'lintel.yaml', place: key === 'check' ? 'into a rule, under `rules:`' : 'into a rule, or into `defaults:`' }, error.at);
  const version = entriesOf(root).get('version')?.value;
  if (version && error.message.startsWith('version must be')) return mistake('version', { found: typeof version.value === 'string' ? `the text "${version.value}"` : describe(version) }, error.at);
  return error;
}

function without(root: Written, broken: ReadonlySet<string>): ReadonlyMap<string, Entry> {
  const kept = [...entriesOf(root)].filter(([key]) => !broken.has(key));
  return new Map(kept.map(([key, entry]) => {
    if (key !== 'zones' && key !== 'rules') return [key, entry];
    const inner = [...entriesOf(entry.value)].filter(([name]) => !broken.has(`${key}/${name}`));
    return [key, { ...entry, value: { ...entry.value, value: new Map(inner) } }];
  }));
}
