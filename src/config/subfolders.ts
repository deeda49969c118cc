import { type LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { isRoot } from '../core/root.ts';
import type { Severity } from '../core/violation.ts';
import type { Input } from './configure.ts';
import { type Layer, readLayer } from './layer.ts';
import type { Merged } from './merge.ts';
import { baseOf, type Places } from './places.ts';
import { type Entry, entriesOf } from './written.ts';

/** The other files named lintel.yaml in folders of the project. */
interface Below {
  /** Files that extend the root. */
  readonly layers: readonly Layer[];
  /** A note for each file that is the root of a separate project and is skipped. */
  readonly notes: readonly string[];
}

/** Reads the files named lintel.yaml in subfolders: one with a `version` is a separate project, any other extends this one. */
export function readBelow(
  { file, read, places }: Pick<Input, 'file' | 'read'> & { readonly places: Places },
  includes: (path: Path) => boolean,
  report: (error: LintelError) => void,
): Below {
  const roots: Path[] = [];
  const layers: Layer[] = [];
  const others = places.named('lintel.yaml').filter((path) => path !== file);
  for (const path of others.sort((a, b) => a.split('/').length - b.split('/').length)) {
    if (isBelow(path, roots) || !places.paths.some((one) => isBelow(one, [path]) && includes(one))) continue;
    const text = read(path);
    if (text === null) continue;
    if (isRoot(text)) roots.push(path);
    else {
      const layer = readLayer({ file: path, text, own: true }, report);
      if (layer) layers.push(layer);
    }
  }
  return { layers, notes: roots.map(separateNote) };
}

/** Says of a second root below that its rules do not run with those of the first. */
export function separateNote(root: Path): string {
  return `not run: rules of ${root}: it is a separate project, so only its files are read here`;
}

/** Files below a second root belong to that root. */
function isBelow(path: Path, roots: readonly Path[]): boolean {
  return roots.some((root) => path.startsWith(root.slice(0, root.lastIndexOf('/') + 1)));
}

/** A rule that is an error below a folder (with its slash), but a warning elsewhere. */
export interface Raised {
  readonly folder: Path;
  readonly severity: Severity;
}

/** A configuration including the additions of subfolders. */
export interface Extended {
  readonly merged: Merged;
  /** By the rule's id. */
  readonly raised: ReadonlyMap<string, readonly Raised[]>;
}

/** What a file in a subfolder may say. */
const subKeys: ReadonlySet<string> = new Set(['alias', 'zones', 'rules']);

/** Adds zones and rules of subfolders. The only change to existing entries is that a warning can become an error. */
export function extended(merged: Merged, layers: readonly Layer[], report: (error: LintelError) => void): Extended {
  const zones = new Map(merged.zones);
  const rules = new Map(merged.rules);
  const raised = new Map<string, Raised[]>();
  for (const layer of layers) {
    for (const [key, { key: at }] of layer.entries) if (!subKeys.has(key)) report(mistake('sub-key', { key }, at));
    for (const [name, entry] of entriesOf(layer.entries.get('zones')?.value)) {
      const before = zones.get(name);
      if (before) report(mistake('sub-zone', { name, ...before.key }, entry.key));
      else zones.set(name, entry);
    }
    for (const [id, entry] of entriesOf(layer.entries.get('rules')?.value)) {
      const before = rules.get(id);
      const severity = entry.value.value;
      if (!before && typeof severity !== 'string') rules.set(id, entry);
      else if (before && severity === 'error' && severityOf(before) !== 'off')
        raised.set(id, [...(raised.get(id) ?? []), { folder: baseOf(entry.key.file), severity }]);
      else if (before)
        report(mistake('sub-rule', { name: id, ...before.key, off: severityOf(before) === 'off' }, entry.key));
      else report(mistake('no-rule', { rule: id, severity: String(severity), nearest: null }, entry.key));
    }
  }
  const broken = new Set([...merged.broken, ...layers.flatMap((layer) => [...layer.broken])]);
  return { merged: { ...merged, zones, rules, broken }, raised };
}

function severityOf({ value }: Entry): unknown {
  return typeof value.value === 'string' ? value.value : entriesOf(value).get('severity')?.value.value;
}
