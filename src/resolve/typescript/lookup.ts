import type { Path } from '../../core/location.ts';
import { climb, folderOf, join } from '../../core/path.ts';
import type { Sight } from '../resolver.ts';

/** A way to ask whether there is a file; it answers with the file's real path. */
export type Find = (path: Path) => Path | null;

/** Looks up files as TypeScript and bundlers do, extension by extension. */
export interface Lookup {
  /** A file of the tree, by its exact path. */
  readonly inTree: Find;
  /** A file of the tree, else one that git ignores. */
  readonly anywhere: Find;
  /** Whether the tree has a folder of this path, or a file of this path and any extension: one question in place of twenty. */
  mayHold(path: Path): boolean;
}

/** What may stand behind a written extension: the source comes before what is built from it. */
const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx', '.ts'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** Declarations stand for a file only where nothing else does: what a file imports is written in its source. */
const declarationsOf: Readonly<Record<string, string>> = {
  '.js': '.d.ts',
  '.jsx': '.d.ts',
  '.mjs': '.d.mts',
  '.cjs': '.d.cts',
};

/** Extensions that an import may leave out, in the order of preference. */
const extensions = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.d.ts',
  '.d.mts',
  '.d.cts',
  '.json',
  '.vue',
  '.svelte',
  '.astro',
  '.node',
  '.wasm',
];

/** Makes the look-ups of one state of the tree. */
export function createLookup(sight: Sight): Lookup {
  const { files, texts, links = new Map<Path, Path>() } = sight;
  const folders = new Map<Path, Path>([['', '']]);
  const real = (path: Path): Path => {
    const folder = folderOf(path);
    let home = folders.get(folder);
    if (home === undefined) {
      home = real(folder);
      folders.set(folder, home);
    }
    const direct = links.get(path);
    return direct ?? (home === folder ? path : join(home, path.slice(folder.length + 1)));
  };
  const inTree: Find = (path) => {
    if (files.has(path)) return path;
    if (links.size === 0) return null;
    const target = real(path);
    return files.has(target) ? target : null;
  };
  let names: ReadonlySet<Path> | null = null;
  return {
    inTree,
    anywhere: (path) => inTree(path) ?? (path !== '' && texts.exists(path) ? real(path) : null),
    mayHold(path) {
      names ??= namesOf([...files.keys(), ...links.keys()]);
      return names.has(path) || names.has(stemOf(path)) || (links.size > 0 && names.has(stemOf(real(path))));
    },
  };
}

/** All folders, and all files up to the first dot of their names. */
function namesOf(paths: readonly Path[]): ReadonlySet<Path> {
  const names = new Set(['']);
  for (const path of paths) {
    names.add(stemOf(path));
    for (let folder = folderOf(path); !names.has(folder); folder = folderOf(folder)) names.add(folder);
  }
  return names;
}

/** A path up to the first dot of its name; a dot at the start belongs to the name. */
export function stemOf(path: Path): Path {
  const dot = path.indexOf('.', path.lastIndexOf('/') + 2);
  return dot < 0 ? path : path.slice(0, dot);
}

/** Where a specifier leads from a folder, with a slash at its end where it means a folder alone: `.`, `..`, `./b/`. */
export function pathTo(folder: Path, specifier: string): Path | null {
  const path = climb(folder, specifier);
  return path !== null && /(?:^|\/)\.{0,2}$/.test(specifier) ? `${path}/` : path;
}

/** A path without the slash that says it is a folder. */
export function withoutSlash(path: Path): Path {
  return path.replace(/\/$/, '');
}

/** The file that a path without regard to extensions names; `suffixes` are TypeScript's `moduleSuffixes`. */
export function probeFile(find: Find, path: Path, suffixes: readonly string[] = ['']): Path | null {
  if (path === '' || path.endsWith('/')) return null;
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0] ?? '';
  const stem = path.slice(0, path.length - extension.length);
  for (const source of sourcesOf[extension] ?? []) {
    const found = withSuffix(find, stem, source, suffixes);
    if (found !== null) return found;
  }
  const exact = find(path);
  if (exact !== null) return exact;
  const declared = declarationsOf[extension] === undefined ? null : find(stem + (declarationsOf[extension] ?? ''));
  if (declared !== null) return declared;
  for (const added of extensions) {
    const found = withSuffix(find, path, added, suffixes);
    if (found !== null) return found;
  }
  return null;
}

/** The index file of a folder. */
export function probeIndex(find: Find, folder: Path, suffixes?: readonly string[]): Path | null {
  return probeFile(find, join(withoutSlash(folder), 'index'), suffixes);
}

function withSuffix(find: Find, stem: Path, extension: string, suffixes: readonly string[]): Path | null {
  for (const suffix of suffixes) {
    const found = find(stem + suffix + extension);
    if (found !== null) return found;
  }
  return null;
}
