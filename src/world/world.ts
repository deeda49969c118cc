import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Comparison, History } from '../core/changes.ts';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import { once } from '../core/once.ts';
import { type IgnoreLine, type Overlay, sameStamp, type Texts, type Tree } from '../core/tree.ts';
import { compare } from './compare.ts';
import { type Crawl, crawl, nothingFound } from './crawl.ts';
import { createDisk, type Disk, readText, stampOf, unreadable } from './disk.ts';
import { findGit, historyStamps } from './git-folder.ts';
import { historyOf, noHistory } from './git-history.ts';
import { type Unfinished, unfinished } from './journal.ts';
import { ignoresOver, namesOver, overlaid, treeOf } from './overlaid.ts';
import type { Listing } from './listing.ts';
import { isManifest, pathsOf } from './paths.ts';
import { realPath } from './root.ts';
import type { Site } from './site.ts';
import { createStamps, type Stamps } from './stamps.ts';
import { createGround, createTexts, type Ground, type Source } from './texts.ts';
import { type Beside, holds, stateOf, type Trace, traced } from './trace.ts';
import { unwritable } from './write.ts';

/** The world through an overlay: a list of files, and their texts. */
export interface View {
  readonly tree: Tree;
  readonly texts: Texts;
  /** Changes with the stamp of any file, and with any text that is laid over them. */
  state(): Hash;
  /** Links inside the root, each with its real path. */
  readonly links: ReadonlyMap<Path, Path>;
  /** Files that are there but could not be read, with the reason. Grows as texts are read. */
  readonly faults: ReadonlyMap<Path, string>;
  /** Which line leaves a path out of the tree, whether it exists or not. */
  ignoredBy(path: Path): IgnoreLine | null;
  /** The file that a path leads to through links, also where git ignores it; null when there is none inside the root. */
  real(path: Path): Path | null;
  /** What a folder holds, also where git ignores it, in order; null when there is no such folder. */
  names(folder: Path): readonly string[] | null;
  /** What the list of files lacks, and why; a line each. */
  readonly notes: readonly string[];
}

/** A project on a disk, or nothing at all. */
export interface World {
  /** Null in memory. */
  readonly site: Site | null;
  /** `written` says when the overlay's texts were, in milliseconds: unless it is given, they are buffers, which are younger than anything on the disk. */
  view(overlay?: Overlay, written?: number): View;
  /** What changed since the present and a ref parted; null means the default branch, and without a disk nothing did. Starts git. */
  compare(ref: string | null): Comparison | null;
  readonly history: History;
  /** Reads a file no more, as long as it is the one that was listed: it has no text, for this reason. */
  refuse(path: Path, reason: string): void;
  /** Was a change that this program began cut short, so that the files are half as they were? */
  readonly unfinished: Unfinished | null;
  /** Why a file cannot be written to; null when it can. */
  unwritable(path: Path): string | null;
  /** Whether a package is installed at the root or, where the root is part of a larger work tree, above it. */
  installed(name: string): boolean;
  /** All that was asked of the disk until now; null in memory, and where something was asked that cannot be asked again. */
  trace(): Trace | null;
  /** The world as it is now: everything is listed anew. */
  sweep(): World;
  /** The look at the disk that it comes from; null without a disk. */
  readonly listing: Listing | null;
  /** The files that may have another text than in an earlier world; null where any may. */
  touchedSince(earlier: World): ReadonlySet<Path> | null;
}

/** A look at a root, from which a world is made. */
export interface Look {
  readonly site: Site;
  readonly found: Crawl;
  readonly disk: Disk;
  /** Changes with everything that it found. */
  state(): Hash;
  /** When it began, in milliseconds. */
  readonly began: number;
}

/** Looks at a root. With an earlier look, only folders that were touched since are listed. */
export function lookAt({ root, env }: Site, last: Look | null = null): Look {
  const real = realPath(root);
  if (real === null) throw mistake('no-root', { root });
  const began = Date.now();
  const found = crawl(real, last?.found.listing);
  return { site: { root: real, env }, found, disk: createDisk(real), state: once(() => stateOf(found)), began };
}

/** Would a run over what is there now come to what a traced one came to? */
export function isAsTraced(look: Look, trace: Trace): boolean {
  return unfinished(look.site) === null && holds(trace, look, besideOf(look));
}

/** The content of a folder. */
export function diskWorld(site: Site, stamps: Stamps = createStamps()): World {
  return worldOf(lookAt(site), stamps);
}

/** The world that was looked at. */
export function worldOf(look: Look, stamps: Stamps, last: Ground | null = null): World {
  const { site, found, began } = look;
  stamps.begin(began);
  const disk = traced(look, besideOf(look));
  const source = onDisk(look, disk, stamps);
  const ground = createGround(look, source, last);
  const cutShort = unfinished(site);
  const history = historyOf(site, found.files, (path) => (found.files.get(path) ?? source.stamp(path))?.modified ?? 0);
  return {
    site,
    view: createViews(ground),
    compare(ref) {
      disk.lose();
      return compare(site, found.files, ref);
    },
    get history() {
      disk.history('');
      return history;
    },
    refuse(path, reason) {
      disk.lose();
      const listed = found.files.get(path);
      const { content, fault } = unreadable(`not read: ${reason}`);
      if (listed) stamps.set(path, { ...listed, hash: content.hash, fault });
      ground.refuted.add(path);
    },
    unfinished: cutShort,
    unwritable: disk.unwritable,
    installed: disk.installed,
    trace: () => (cutShort === null ? disk.trace() : null),
    sweep: () => worldOf(lookAt(site, look), stamps, ground),
    listing: found.listing,
    touchedSince: ({ listing }) => (found.last === listing ? found.touched : null),
  };
}

function besideOf({ site: { root }, disk }: Look): Beside {
  return {
    stamp(path) {
      const real = disk.locate(path);
      return real === null ? null : stampOf(join(root, real));
    },
    real: disk.locate,
    names: disk.names,
    installed: installedAbove(root),
    unwritable: (path) => unwritable(root, path),
    history: (folder) => historyStamps(join(root, folder)),
  };
}

/** No file at all: what an overlay lays over it is the whole project. `modified` says when a text of the overlay was written, where that is not now. */
export function emptyWorld(modified: ReadonlyMap<Path, number> = new Map()): World {
  const source: Source = {
    read: () => null,
    known: () => undefined,
    forget: () => undefined,
    stamp: () => null,
    real: () => null,
    names: () => null,
    written: (path) => modified.get(path) ?? asBuffer(),
  };
  const world: World = {
    site: null,
    view: createViews(createGround({ found: nothingFound, state: () => hashOf('') }, source, null)),
    compare: () => null,
    history: noHistory,
    refuse: () => undefined,
    unfinished: null,
    unwritable: () => null,
    installed: () => false,
    trace: () => null,
    sweep: () => world,
    listing: null,
    touchedSince: () => null,
  };
  return world;
}

/** Looks at the root, whose node_modules may be a link that leads out, and no higher than the top of the work tree: what lies beyond is not the repository's. */
function installedAbove(root: string): (name: string) => boolean {
  const folders = once(() => foldersUpTo(findGit(root)?.top ?? root, root));
  return (name) =>
    /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*$/.test(name) &&
    folders().some((folder) => existsSync(join(folder, 'node_modules', name, 'package.json')));
}

function foldersUpTo(top: string, folder: string): readonly string[] {
  return folder === top ? [folder] : [folder, ...foldersUpTo(top, dirname(folder))];
}

// A buffer is younger than anything on the disk.
const asBuffer = (): number => Infinity;

function onDisk({ site: { root }, found: { files }, disk }: Look, beside: Beside, stamps: Stamps): Source {
  return {
    ...beside,
    read(path) {
      const listed = files.get(path);
      const fault = listed && stamps.get(path, listed)?.fault;
      if (fault !== undefined) return unreadable(fault);
      if (!listed) beside.stamp(path);
      const real = disk.locate(path);
      const reading = real === null ? null : readText(join(root, real));
      // What git ignores is not listed, and has the stamp that it was read with.
      const isAsListed = reading?.stamp && (!listed || sameStamp(listed, reading.stamp));
      if (isAsListed && reading.fault === null) stamps.set(path, { ...reading.stamp, hash: reading.content.hash });
      return reading;
    },
    known: (path, stamp) => stamps.get(path, stamp),
    forget: (path) => {
      stamps.forget(path);
    },
    written: asBuffer,
  };
}

function createViews(ground: Ground): World['view'] {
  const { source } = ground;
  const bare = createView(ground, new Map(), null);
  return (overlay, written) => {
    if (overlay === undefined || overlay.size === 0) return bare;
    const dated = written === undefined ? ground : { ...ground, source: { ...source, written: () => written } };
    return createView(dated, overlay, bare);
  };
}

/** `bare` is the view without the overlay. */
function createView(ground: Ground, overlay: Overlay, bare: View | null): View {
  const { found, source } = ground;
  const faults = new Map([...ground.faults].filter(([path]) => !overlay.has(path)));
  const texts = createTexts(ground, overlay, faults);
  let ignores: View['ignoredBy'] | null = null;
  const files = overlaid(found, overlay, { texts, written: source.written });
  const under = bare?.tree;
  const isSame =
    under !== undefined &&
    files.size === under.files.size &&
    [...overlay.keys()].every((path) => files.has(path) === under.files.has(path) && !isManifest(path));
  return {
    tree: isSame ? { ...under, files } : treeOf(files, bare ? pathsOf(files.keys()) : found.paths(), texts),
    texts,
    state: once(() => (bare ? hashOf(JSON.stringify([bare.state(), textsIn(overlay, texts)])) : ground.state())),
    links: found.links,
    ignoredBy: (path) => (ignores ??= ignoresOver(found, overlay, texts))(path),
    real(path) {
      const laid = overlay.get(path);
      if (laid === undefined) return source.real(path);
      return laid === null ? null : path;
    },
    names: (folder) => namesOver(source.names(folder), overlay, folder),
    faults,
    notes: found.notes,
  };
}

function textsIn(overlay: Overlay, texts: Texts): readonly (readonly [Path, Hash | null])[] {
  return [...overlay.keys()].sort().map((path) => [path, texts.hash(path)]);
}
