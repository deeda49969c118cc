import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Comparison, History } from '../core/changes.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Overlay, Stamp, Texts, Tree } from '../core/tree.ts';
import { compare } from './compare.ts';
import { type Crawl, crawl } from './crawl.ts';
import { createDisk, readText, type Reading, stampOf } from './disk.ts';
import { findGit } from './git-folder.ts';
import { historyOf, noHistory } from './git-history.ts';
import { createIgnored } from './gitignore.ts';
import { createStamps, type Stamps } from './stamps.ts';

/** The world through an overlay: a list of files, and their texts. */
export interface View {
  readonly tree: Tree;
  readonly texts: Texts;
  /** Links inside the root, each with the real path that it leads to. */
  readonly links: ReadonlyMap<Path, Path>;
  /** Files that are there but could not be read, with the reason. Grows as texts are read. */
  readonly faults: ReadonlyMap<Path, string>;
}

/** A root on a disk, or nothing at all. */
export interface World {
  /** Absolute and real; null in memory. */
  readonly root: string | null;
  /** `written` says when the overlay's texts were, in milliseconds: unless it is given, they are buffers, which are younger than anything on the disk. */
  view(overlay?: Overlay, written?: number): View;
  /** What changed since the present and a ref parted; null means the default branch, and without a disk nothing did. Starts git. */
  compare(ref: string | null): Comparison | null;
  readonly history: History;
  /** Whether a package is installed above the root, where the root is part of a larger work tree. */
  installed(name: string): boolean;
  /** The world as it is now: everything is listed anew. */
  sweep(): World;
}

/** What lies below a folder. */
export function diskWorld(root: string, stamps: Stamps = createStamps()): World {
  const real = realpathSync.native(root);
  stamps.begin();
  const found = crawl(real);
  const source = onDisk(real, stamps);
  return {
    root: real,
    view: createViews(found, source),
    compare: (ref) => compare(real, found.files, ref),
    history: historyOf(real, found.files, (path) => (found.files.get(path) ?? source.stamp(path))?.modified ?? 0),
    installed: (name) => installedAbove(real, name),
    sweep: () => diskWorld(real, stamps),
  };
}

/** No file at all: what an overlay lays over it is the whole project. `modified` says when a text of the overlay was written, where that is not now. */
export function emptyWorld(modified: ReadonlyMap<Path, number> = new Map()): World {
  const nothing: Crawl = { files: new Map(), links: new Map(), outside: { scope: null, prefix: '' } };
  const source: Source = { read: () => null, hash: () => null, stamp: () => null, exists: () => false, written: (path) => modified.get(path) ?? asBuffer() };
  const world: World = { root: null, view: createViews(nothing, source), compare: () => null, history: noHistory, installed: () => false, sweep: () => world };
  return world;
}

/** Looks no higher than the top of the work tree: what lies beyond is not the repository's. */
function installedAbove(root: string, name: string): boolean {
  const top = findGit(root)?.top ?? root;
  if (!/^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*$/.test(name)) return false;
  for (let folder = root; folder !== top; ) {
    folder = dirname(folder);
    if (existsSync(join(folder, 'node_modules', name, 'package.json'))) return true;
  }
  return false;
}

/** What is asked of single files; `stamp` is what the tree knows of them. */
interface Source {
  read(path: Path): Reading | null;
  /** `report` is told why a file that is there has no text. */
  hash(path: Path, stamp: Stamp | undefined, report: (fault: string) => void): Hash | null;
  stamp(path: Path): Stamp | null;
  exists(path: Path): boolean;
  /** When a text of the overlay was written. */
  written(path: Path): number;
}

// A buffer is younger than anything on the disk.
const asBuffer = (): number => Infinity;

function onDisk(root: string, stamps: Stamps): Source {
  const disk = createDisk(root);
  const read = (path: Path): Reading | null => {
    const real = disk.locate(path);
    return real === null ? null : readText(join(root, real));
  };
  return {
    read,
    hash(path, stamp, report) {
      const known = stamp && stamps.get(path, stamp);
      if (known !== undefined) return known;
      const reading = read(path);
      if (reading?.fault) report(reading.fault);
      else if (reading && stamp) stamps.set(path, stamp, reading.hash);
      return reading?.hash ?? null;
    },
    stamp(path) {
      const real = disk.locate(path);
      return real === null ? null : stampOf(join(root, real));
    },
    exists: (path) => disk.locate(path) !== null,
    written: asBuffer,
  };
}

function createViews(found: Crawl, source: Source): World['view'] {
  const bare = createView(found, source, new Map());
  return (overlay, written) => {
    if (overlay === undefined || overlay.size === 0) return bare;
    return createView(found, written === undefined ? source : { ...source, written: () => written }, overlay, bare.tree);
  };
}

/** `under` is the tree without the overlay. */
function createView(found: Crawl, source: Source, overlay: Overlay, under: Tree | null = null): View {
  const faults = new Map<Path, string>();
  const hashes = new Map<Path, Hash>();
  const texts: Texts = {
    read(path) {
      const laid = overlay.get(path);
      if (laid !== undefined) return laid;
      const reading = source.read(path);
      if (reading !== null && reading.fault !== null) faults.set(path, reading.fault);
      return reading?.text ?? null;
    },
    hash(path) {
      const laid = overlay.get(path);
      if (laid === undefined) return source.hash(path, found.files.get(path), (fault) => void faults.set(path, fault));
      if (laid === null) return null;
      const hash = hashes.get(path) ?? hashOf(laid);
      hashes.set(path, hash);
      return hash;
    },
    stamp(path) {
      const laid = overlay.get(path);
      return laid === undefined ? (found.files.get(path) ?? source.stamp(path)) : laid === null ? null : { size: laid.length, modified: source.written(path) };
    },
    exists(path) {
      const laid = overlay.get(path);
      return laid === undefined ? found.files.has(path) || source.exists(path) : laid !== null;
    },
  };
  const files = overlaid(found, texts, overlay, source);
  const isSame = under !== null && files.size === under.files.size && [...overlay.keys()].every((path) => files.has(path) === under.files.has(path) && !manifest.test(path));
  return { tree: isSame ? { ...under, files } : treeOf(files, texts), texts, links: found.links, faults };
}

/** The files of the tree with those of the overlay, still in order of path. */
function overlaid({ files, outside }: Crawl, texts: Texts, overlay: Overlay, source: Source): ReadonlyMap<Path, Stamp> {
  if (overlay.size === 0) return files;
  const ignored = createIgnored((path) => texts.read(path), outside.scope, outside.prefix);
  const all = new Map(files);
  for (const [path, text] of overlay) {
    if (text === null) all.delete(path);
    else if (files.has(path) || !ignored(path)) all.set(path, { size: text.length, modified: source.written(path) });
  }
  return all.size === files.size && [...overlay.keys()].every((path) => all.has(path) === files.has(path)) ? all : new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What decides where an import leads, beside the list of files. */
const manifest = /(?:^|\/)(?:package\.json|pnpm-workspace\.yaml|[^/]*[tj]sconfig[^/]*\.json)$|[tj]sconfig[^/]*\/[^/]*\.json$/;

function treeOf(files: ReadonlyMap<Path, Stamp>, texts: Texts): Tree {
  const paths = [...files.keys()];
  const manifests = paths.filter((path) => manifest.test(path)).map((path) => `${path}\0${texts.hash(path) ?? ''}`);
  return { files, paths: hashOf(paths.join('\0')), manifests: hashOf(manifests.join('\0')) };
}
