import type { Path } from '../../core/location.ts';
import { climb, join } from '../../core/path.ts';
import { below } from './built.ts';
import { leaves } from './conditions.ts';
import { waysToWrite } from './ending.ts';
import { frameworkFolders } from './frameworks.ts';
import { recordOf } from './json.ts';
import type { Layout } from './layout.ts';
import type { Manifest } from './manifests.ts';
import type { Settle } from './settle.ts';

/** A specifier that is not a path, and what makes it lead to a file. */
export interface Name {
  readonly specifier: string;
  readonly by: 'alias' | 'imports' | 'package';
}

/** The specifiers, other than paths, that may lead a file to another: whether they do, only resolving them can tell. */
export function namesOf(from: Path, target: Path, { manifests, tsconfigs }: Layout, settle: Settle): readonly Name[] {
  const configs = tsconfigs.of(from);
  const texts = waysToWrite(target, configs.find(({ suffixes }) => suffixes.length > 1)?.suffixes).map(
    ({ text }) => text,
  );
  const aliases = configs.flatMap(({ aliases: entries, baseUrl }) => [
    ...entries.flatMap(({ before, after, targets }) =>
      after === null ? [before] : targets.flatMap((one) => filled(`${before}*${after}`, one, texts)),
    ),
    ...(baseUrl === null ? [] : texts.flatMap((text) => below(text, baseUrl) ?? [])),
  ]);
  const folders = frameworkFolders(from, manifests).flatMap(({ start, folder }) =>
    texts.flatMap((text) => (text === folder ? start : startedBy(start, below(text, folder)))),
  );
  const owner = manifests.owner(from);
  const imports = owner ? keysOf(owner, 'imports', texts, settle).filter((key) => key.startsWith('#')) : [];
  const home = manifests.owner(target);
  return [
    ...[...aliases, ...folders].map((specifier): Name => ({ specifier, by: 'alias' })),
    ...imports.map((specifier): Name => ({ specifier, by: 'imports' })),
    ...(home && manifests.named(home.name, from) === home ? packageNames(home, texts, settle) : []).map(
      (specifier): Name => ({ specifier, by: 'package' }),
    ),
  ].filter(({ specifier }) => specifier !== '');
}

function startedBy(start: string, rest: Path | null): string[] {
  return rest === null ? [] : [start + rest];
}

function packageNames(home: Manifest, texts: readonly string[], settle: Settle): string[] {
  const { name, folder, json } = home;
  const exported = keysOf(home, 'exports', texts, settle).map((key) => (key === '.' ? name : join(name, key.slice(2))));
  if (json['exports'] !== undefined) return exported;
  const inside = texts.flatMap((text) => below(text, folder) ?? []);
  return [name, ...inside.flatMap((path) => [below(path, 'src') ?? [], path].flat()).map((path) => join(name, path))];
}

/** The keys of a map of subpaths that may lead to a path: those without a star, and those whose star can be filled in. */
function keysOf(
  { folder, json }: Manifest,
  field: 'imports' | 'exports',
  texts: readonly string[],
  settle: Settle,
): string[] {
  const map = json[field];
  const entries = Object.entries(recordOf(map)).filter(([key]) => key.startsWith('.') || key.startsWith('#'));
  if (entries.length === 0) return map === undefined ? [] : ['.'];
  return entries.flatMap(([written, value]) => {
    const isFolder = written.endsWith('/');
    const key = isFolder ? `${written}*` : written;
    if (!key.includes('*')) return [key];
    return leaves(value)
      .flatMap((leaf) => climb(folder, isFolder ? `${leaf}*` : leaf) ?? [])
      .flatMap((path) => [path, ...settle.sources(path)])
      .flatMap((path) => filled(key, path, texts));
  });
}

/** A pattern with its star filled in by what stands for the star of another in one of the texts. */
function filled(pattern: string, other: string, texts: readonly string[]): string[] {
  const at = other.indexOf('*');
  const [before, after] = at < 0 ? [other, null] : [other.slice(0, at), other.slice(at + 1)];
  return texts.flatMap((text) => {
    if (after === null) return [];
    if (text.length < before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) return [];
    const star = text.slice(before.length, text.length - after.length);
    return [pattern.replace('*', () => star)];
  });
}
