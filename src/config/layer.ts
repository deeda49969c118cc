import type { z } from 'zod';
import { type ConfigPlace, type LintelError, mistake } from '../core/error.ts';
import { diagnose } from './diagnose.ts';
import { commonKeys, documentSchema } from './document.ts';
import { pathText } from '../core/plain.ts';
import type { Item } from './where.ts';
import { describe, entriesOf, type Entry, plain, textsOf, type Written } from './written.ts';
import { readYaml, type Source } from './yaml.ts';

/** One configuration file without its invalid entries. */
export interface Layer {
  readonly at: ConfigPlace;
  readonly extends: readonly Item[];
  readonly entries: ReadonlyMap<string, Entry>;
  /** Omitted entries: `files`, `zones/ui`, `rules/layering/domain`. */
  readonly broken: ReadonlySet<string>;
}

/** Reads one file; null if nothing in it is usable. */
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
    if (first !== undefined)
      broken.add((first === 'zones' || first === 'rules') && second !== undefined ? `${first}/${second}` : first);
    diagnoseTop(issue, root).forEach(report);
  }
  for (const [kind, key, entry] of named(root)) {
    const sound = kind === 'zones' ? /^[A-Za-z_][\w-]*$/.test(key) : pathText(key) === key;
    if (sound || broken.has(`${kind}/${key}`)) continue;
    broken.add(`${kind}/${key}`);
    report(
      kind === 'zones' ? mistake('zone-name', { name: key }, entry.key) : mistake('rule-id', { id: key }, entry.key),
    );
  }
  const entries = without(root, broken);
  return { at: root.at, extends: textsOf(entries.get('extends')?.value), entries, broken };
}

function named(root: Written): readonly (readonly ['zones' | 'rules', string, Entry])[] {
  const of = (kind: 'zones' | 'rules') =>
    [...entriesOf(entriesOf(root).get(kind)?.value)].map(([key, entry]) => [kind, key, entry] as const);
  return [...of('zones'), ...of('rules')];
}

/** Specific errors for a rule key at the top level, and for a version other than 1. */
function diagnoseTop(issue: z.core.$ZodIssue, root: Written): readonly LintelError[] {
  const top = entriesOf(root);
  const [first] = issue.path;
  const version = top.get('version')?.value;
  if (first === 'version' && version) {
    const found = typeof version.value === 'string' ? `the string ${describe(version)}` : describe(version);
    return [mistake('version', { found }, version.at)];
  }
  if (issue.code !== 'unrecognized_keys' || issue.path.length > 0)
    return diagnose([issue], { root, schema: documentSchema, prefix: '', name: 'lintel.yaml' });
  return issue.keys.flatMap((key) => {
    const place = key === 'check' ? 'in a rule under `rules:`' : 'in a rule or in `defaults:`';
    if (commonKeys.includes(key))
      return [mistake('misplaced-key', { key, where: 'lintel.yaml', place }, top.get(key)?.key ?? root.at)];
    return diagnose([{ ...issue, keys: [key] }], { root, schema: documentSchema, prefix: '', name: 'lintel.yaml' });
  });
}

function without(root: Written, broken: ReadonlySet<string>): ReadonlyMap<string, Entry> {
  const kept = [...entriesOf(root)].filter(([key]) => !broken.has(key));
  return new Map(
    kept.map(([key, entry]) => {
      if (key !== 'zones' && key !== 'rules') return [key, entry];
      const inner = [...entriesOf(entry.value)].filter(([name]) => !broken.has(`${key}/${name}`));
      return [key, { ...entry, value: { ...entry.value, value: new Map(inner) } }];
    }),
  );
}
