import { lstatSync } from 'node:fs';
import type { Path } from '../core/location.ts';
import { sameStamp, type Stamp } from '../core/tree.ts';
import type { Listed } from './git-index.ts';
import type { Scope } from './gitignore.ts';
import { stampFrom } from './read.ts';
import type { Seen } from './seen.ts';
import { isYoung } from './stamps.ts';

/** What a folder holds that belongs to the tree. */
export interface Folder {
  /** The patterns for what it holds. */
  readonly scope: Scope | null;
  /** In order of path, as folders are paths that end in `/`. */
  readonly entries: readonly Entry[];
  /** What could not be read, one line each. */
  readonly notes: readonly string[];
}

export interface Entry {
  readonly path: Path;
  readonly kind: 'file' | 'folder' | 'link';
}

/** Something on the disk before it was read, and when that was, in milliseconds. */
export interface Sight {
  readonly stamp: Stamp | null;
  readonly at: number;
}

/** What a look at the disk leaves for the next one. */
export interface Listing {
  readonly folders: Map<Path, ListedFolder>;
  tracked?: { readonly list: Listed<string>; readonly index: Sight };
  outside?: { readonly scope: Scope | null; readonly texts: string };
  /** The files in all folders. */
  found?: readonly Path[];
  /** Tracked paths that are not among them. */
  hidden?: readonly Path[];
  seen?: Seen;
}

interface ListedFolder {
  readonly folder: Folder;
  /** The patterns from above. */
  readonly outer: Scope | null;
  readonly itself: Sight;
  /** Its .gitignore; null if it has none. */
  readonly ignores: Sight | null;
}

export function emptyListing(): Listing {
  return { folders: new Map() };
}

export function sightOf(file: string): Sight {
  const at = Date.now();
  const entry = lstatSync(file, { throwIfNoEntry: false });
  return { stamp: entry ? stampFrom(entry) : null, at };
}

/** Was nothing changed since? */
export function isUntouched(file: string, { stamp, at }: Sight): boolean {
  const now = sightOf(file).stamp;
  // Of folders on Windows it is not known when something in them changed.
  if (now === null || stamp === null || process.platform === 'win32') return false;
  return sameStamp(now, stamp) && !isYoung(now, at);
}
