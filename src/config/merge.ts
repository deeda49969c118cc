import { type LintelError, mistake } from '../core/error.ts';
import type { Layer } from './layer.ts';
import { nearest } from './nearest.ts';
import { entriesOf, type Entry, type Written } from './written.ts';

/** All configuration files merged; every value keeps its location. */
export interface Merged {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly zones: ReadonlyMap<string, Entry>;
  readonly rules: ReadonlyMap<string, Entry>;
  /** Invalid zones and rules: `zones/ui`, `rules/layering/domain`. */
  readonly broken: ReadonlySet<string>;
}

/** Later layers win: zones whole, rules key by key, other maps one level deep. */
export function merge(layers: readonly Layer[], report: (error: LintelError) => void): Merged {
  const entries = new Map<string, Entry>();
  const zones = new Map<string, Entry>();
  const rules = new Map<string, Entry>();
  const broken = new Set(layers.flatMap((layer) => [...layer.broken]));
  for (const layer of layers) {
    for (const [key, entry] of layer.entries) {
      if (key === 'zones') for (const [name, zone] of entriesOf(entry.value)) zones.set(name, zone);
      else if (key === 'rules')
        for (const [id, rule] of entriesOf(entry.value)) mergeRule({ id, rule, rules, broken, report });
      else entries.set(key, { key: entry.key, value: overlay(entries.get(key)?.value, entry.value) });
    }
  }
  return { entries, zones, rules, broken };
}

interface Merging {
  readonly id: string;
  readonly rule: Entry;
  readonly rules: Map<string, Entry>;
  readonly broken: ReadonlySet<string>;
  report(error: LintelError): void;
}

function mergeRule({ id, rule, rules, broken, report }: Merging): void {
  const before = rules.get(id);
  const { value } = rule.value;
  if (typeof value === 'string') {
    if (before) {
      const keys = new Map(entriesOf(before.value)).set('severity', { key: rule.key, value: rule.value });
      rules.set(id, { key: rule.key, value: { ...before.value, value: keys } });
    } else if (!broken.has(`rules/${id}`))
      report(
        mistake('no-rule', { rule: id, severity: value, nearest: nearest(id, [...rules.keys()])[0] ?? null }, rule.key),
      );
    return;
  }
  const check = entriesOf(rule.value).get('check')?.value.value;
  const another = check !== undefined && check !== entriesOf(before?.value).get('check')?.value.value;
  if (!before || another) {
    rules.set(id, rule);
    return;
  }
  const keys = new Map(entriesOf(before.value));
  for (const [key, entry] of entriesOf(rule.value))
    keys.set(key, { key: entry.key, value: overlay(keys.get(key)?.value, entry.value) });
  rules.set(id, { key: rule.key, value: { ...rule.value, value: keys } });
}

/** A map merged over a map keeps keys that only the lower one has; other values are replaced. */
function overlay(below: Written | undefined, above: Written): Written {
  if (!(below?.value instanceof Map) || !(above.value instanceof Map)) return above;
  return { ...above, value: new Map([...entriesOf(below), ...entriesOf(above)]) };
}
