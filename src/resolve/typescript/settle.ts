import type { Path } from '../../core/location.ts';
import { climb, join } from '../../core/path.ts';
import type { Sight } from '../resolver.ts';
import { sourcesOf } from './built.ts';
import { keyOf, targetsFor } from './conditions.ts';
import { stringsOf } from './json.ts';
import type { Layout } from './layout.ts';
import { createLookup, type Find, pathTo, probeFile, probeIndex, withoutSlash } from './lookup.ts';
import { type Manifest } from './manifests.ts';

/** Turns paths and packages into files. */
export interface Settle {
  /** The file that a path names, whatever it leaves out: extension, index, or that it speaks of build output. With a slash at its end, the path is a folder's. */
  path(path: Path, suffixes?: readonly string[]): Path | null;
  /** The same for files of the tree, and for nothing but what is written. */
  written(path: Path, suffixes?: readonly string[]): Path | null;
  /** The file that a package offers as `sub` ('' for the package itself). */
  entry(manifest: Manifest, sub: string): Path | null;
  /** Where the source of a path in build output may lie, without its extension. */
  sources(path: Path): readonly Path[];
  isInTree(path: Path): boolean;
  /** Asked of a path that no file answers for: whether it is a folder. */
  isFolder(path: Path): boolean;
}

/** Where a package without `exports` says that it begins, sources first. */
const mainFields = ['source', 'module', 'main', 'types', 'typings'];

/** Makes the answers for one state of the tree. */
export function createSettle(sight: Sight, { manifests, tsconfigs }: Layout): Settle {
  const { inTree, anywhere, mayHold } = createLookup(sight);

  const folder = (path: Path, suffixes?: readonly string[]): Path | null => {
    const manifest = manifests.at(withoutSlash(path));
    return (manifest && mainOf(manifest)) ?? probeIndex(inTree, path, suffixes);
  };
  const written = (path: Path, suffixes?: readonly string[]): Path | null =>
    mayHold(withoutSlash(path)) ? (probeFile(inTree, path, suffixes) ?? folder(path, suffixes)) : null;
  const sources = (path: Path): readonly Path[] => {
    const home = manifests.owner(join(path, 'x'))?.folder ?? '';
    return sourcesOf(path, { home, configs: tsconfigs.of(join(home, 'package.json')), isFolder: mayHold });
  };
  const built = (path: Path): Path | null => {
    for (const source of sources(withoutSlash(path))) {
      const found = mayHold(source) ? probe(inTree, source) : null;
      if (found !== null) return found;
    }
    return null;
  };
  // Sources before what is built, so that the answer is the same before and after a build; files that git ignores come last.
  const settlePath = (path: Path, suffixes?: readonly string[]): Path | null =>
    written(path, suffixes) ?? built(path) ?? probe(anywhere, path, suffixes);
  const isInTree = (path: Path): boolean => inTree(path) !== null;
  const best = (home: Path, targets: readonly string[]): Path | null => {
    const found = targets.flatMap((target) => {
      const path = climb(home, target);
      return path === null ? [] : (settlePath(path) ?? []);
    });
    return bestOf(found, isInTree);
  };
  const mainOf = ({ folder: home, json }: Manifest): Path | null =>
    // A main that names its own folder would be asked for for ever.
    best(
      home,
      mainFields.flatMap((field) => stringsOf(json[field])).filter((target) => climb(home, target) !== home),
    );
  const entry = (manifest: Manifest, sub: string): Path | null => {
    const { folder: home, json } = manifest;
    const named = best(home, targetsFor(json['exports'], keyOf(sub)) ?? []);
    if (named !== null) return named;
    if (sub === '')
      return (
        mainOf(manifest) ??
        probeIndex(inTree, join(home, 'src')) ??
        probeIndex(inTree, home) ??
        probeIndex(anywhere, home)
      );
    const path = pathTo(home, sub);
    return path === null ? null : (settlePath(path) ?? written(join(home, `src/${sub}`)));
  };
  return {
    path: settlePath,
    written,
    entry: onceEach(entry),
    sources,
    isInTree,
    isFolder: mayHold,
  };
}

/** The file of a path, else the index file of its folder. */
function probe(find: Find, path: Path, suffixes?: readonly string[]): Path | null {
  return probeFile(find, path, suffixes) ?? probeIndex(find, path, suffixes);
}

/** The first source of the tree, else its first declaration, else whatever there is. */
function bestOf(found: readonly Path[], isInTree: (path: Path) => boolean): Path | null {
  const ours = found.filter(isInTree);
  return ours.find((path) => !/\.d\.[cm]?ts$/.test(path)) ?? ours[0] ?? found[0] ?? null;
}

/** The same answers, each looked up once. */
function onceEach(entry: Settle['entry']): Settle['entry'] {
  const known = new Map<string, Path | null>();
  return (manifest, sub) => {
    const key = `${manifest.folder}\0${sub}`;
    let found = known.get(key);
    if (found === undefined) {
      found = entry(manifest, sub);
      known.set(key, found);
    }
    return found;
  };
}
