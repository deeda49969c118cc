import { type ConfigPlace, type LintelError, mistake } from '../core/error.ts';
import { globOf } from '../core/glob.ts';
import type { Path } from '../core/location.ts';
import { type Layer, readLayer } from './layer.ts';
import { nearest } from './nearest.ts';
import type { Places } from './places.ts';
import { type Item } from './where.ts';
import type { Source } from './yaml.ts';

/** Access to the texts of a configuration. */
export interface Texts {
  readonly places: Places;
  read(path: Path): string | null;
  readonly packs: readonly string[];
  pack(name: string): string | null;
}

interface Loading extends Texts {
  readonly layers: Layer[];
  readonly loaded: Set<string>;
  report(error: LintelError): void;
}

/** Reads the root and everything that it extends: extended files first, the root last. Null if the root cannot be read. */
export function readAll(file: Path, texts: Texts, report: (error: LintelError) => void): readonly Layer[] | null {
  const loading: Loading = { ...texts, layers: [], loaded: new Set(), report };
  const text = texts.read(file);
  if (text === null) {
    report(mistake('unreadable', { file }));
    return null;
  }
  const root = load({ file, text, own: true }, [file], loading);
  if (root && !root.entries.has('version') && !root.broken.has('version'))
    report(mistake('no-version', undefined, root.at));
  return root?.entries.has('version') ? loading.layers : null;
}

const longestChain = 50;

/** A file that two others extend is read at its first occurrence, because both of them come later. */
function load(source: Source, chain: readonly string[], loading: Loading): Layer | null {
  loading.loaded.add(source.file);
  const layer = readLayer(source, (error) => {
    loading.report(error);
  });
  if (!layer) return null;
  for (const item of layer.extends) {
    for (const { file, read, own } of source.own ? named(item, source.file, loading) : packNamed(item, loading)) {
      if (chain.includes(file))
        loading.report(mistake('extends-circle', { chain: [...chain.slice(chain.indexOf(file)), file] }, item.at));
      if (loading.loaded.has(file)) continue;
      if (chain.length > longestChain) {
        loading.report(
          mistake(
            'too-large',
            { what: `${chain.length} files extend one another in a chain`, most: String(longestChain) },
            item.at,
          ),
        );
        continue;
      }
      const text = read();
      if (text === null) loading.report(mistake('unreadable', { file }, item.at));
      else load({ file, text, own }, [...chain, file], loading);
    }
  }
  loading.layers.push(layer);
  return layer;
}

interface Extended {
  readonly file: string;
  readonly own: boolean;
  read(): string | null;
}

function named(item: Item, from: Path, loading: Loading): readonly Extended[] {
  const { text, at } = item;
  if (text.startsWith('lintel/') || !/[/.*]/.test(text)) return packNamed(item, loading);
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const path = inFolder(folder, text);
  const glob =
    path === null
      ? { fault: 'it leaves the root: Lintel reads only files in the folder of lintel.yaml' }
      : globOf(path);
  if ('fault' in glob) return none(loading, mistake('bad-glob', { glob: text, fault: glob.fault }, at));
  const { places } = loading;
  const files =
    path !== null && places.isFile(path) ? [path] : places.paths.filter((p) => p !== from && glob.match(p).length > 0);
  if (files.length === 0)
    return none(
      loading,
      mistake('extends-nothing', { path: text, nearest: nearestFile(path ?? text, places.paths) }, at),
    );
  return files.map((file) => ({ file, own: true, read: () => loading.read(file) }));
}

/** `../shared.yaml` from `rules/` is `shared.yaml`; null if it leaves the root. */
function inFolder(folder: Path, text: string): string | null {
  const names = folder.split('/').filter((name) => name !== '');
  let rest = text;
  while (/^\.\.?\//.test(rest)) {
    if (rest.startsWith('../') && names.pop() === undefined) return null;
    rest = rest.slice(rest.indexOf('/') + 1);
  }
  return [...names, rest].join('/');
}

function nearestFile(path: string, paths: readonly Path[]): string | null {
  return (
    nearest(
      path,
      paths.filter((p) => /\.ya?ml$/.test(p)),
    )[0] ?? null
  );
}

function packNamed({ text, at }: { text: string; at: ConfigPlace }, loading: Loading): readonly Extended[] {
  const name = text.startsWith('lintel/') ? text.slice('lintel/'.length) : text;
  const names = loading.packs.map((p) => `lintel/${p}`);
  if (text.startsWith('lintel/') && loading.packs.includes(name))
    return [{ file: text, own: false, read: () => loading.pack(name) }];
  return none(
    loading,
    mistake('unknown-pack', { name: text, nearest: nearest(`lintel/${name}`, names)[0] ?? null, names }, at),
  );
}

function none(loading: Loading, error: LintelError): readonly Extended[] {
  loading.report(error);
  return [];
}
