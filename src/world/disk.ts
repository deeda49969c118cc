import { isUtf8 } from 'node:buffer';
import { type Dirent, lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Stamp } from '../core/tree.ts';
import { realInside } from './crawl.ts';

/** Texts above this size are not read: no person wrote them, and a parser would need gigabytes. */
export const largest = 20 * 1024 * 1024;

/** What came of reading a file. `fault` says why a file that is there has no text. */
export interface Reading {
  readonly text: string;
  readonly hash: Hash;
  readonly fault: string | null;
}

/** Reads a file by its absolute path; null when it is not there. */
export function readText(file: string): Reading | null {
  try {
    const { size } = statSync(file);
    if (size > largest) return faulty(`it is larger than ${String(largest / 1024 / 1024)} MB`);
    return decode(readFileSync(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' ? null : faulty(`the system does not let it be read (${code})`);
  }
}

/** What is known of a file by its absolute path without reading it; null when it is not there. */
export function stampOf(file: string): Stamp | null {
  const entry = statSync(file, { throwIfNoEntry: false });
  return entry ? { size: entry.size, modified: entry.mtimeMs } : null;
}

function faulty(why: string): Reading {
  return { text: '', hash: hashOf(why), fault: `not read: ${why}` };
}

/** A text as editors show it: without the byte order mark, so that columns count from the first letter. */
export function decode(bytes: Buffer): Reading {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return reading(bytes.toString('utf16le', 2));
  const content = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const text = content.toString('utf8');
  // The bytes of UTF-8 are what `hashOf` makes of the text; it saves turning the text into bytes again.
  return isUtf8(content) ? { text, hash: hashOf(content), fault: null } : reading(text);
}

function reading(text: string): Reading {
  return { text, hash: hashOf(text), fault: null };
}

/** Looks at single paths below a root, also those that git ignores. What it saw is remembered until it is made anew. */
export interface Disk {
  /** The real path, letter by letter as the disk spells it, of the file that a path names; null when there is none inside the root. */
  locate(path: Path): Path | null;
}

type Kind = 'file' | 'folder' | 'link';

/** A disk below an absolute, real root. */
export function createDisk(root: string): Disk {
  const listings = new Map<Path, ReadonlyMap<string, Kind>>();
  const folders = new Map<Path, Path | null>([['', '']]);

  const list = (folder: Path): ReadonlyMap<string, Kind> => {
    let listing = listings.get(folder);
    if (listing === undefined) {
      listing = listingOf(join(root, folder));
      listings.set(folder, listing);
    }
    return listing;
  };
  const realFolder = (folder: Path): Path | null => {
    let real = folders.get(folder);
    if (real === undefined) {
      real = entry(folder, 'folder');
      folders.set(folder, real);
    }
    return real;
  };
  const entry = (path: Path, wanted: Kind): Path | null => {
    const slash = path.lastIndexOf('/');
    const parent = realFolder(slash < 0 ? '' : path.slice(0, slash));
    const name = path.slice(slash + 1);
    if (parent === null || name === '' || name === '.' || name === '..') return null;
    // Asked of very many folders that have none, and that are not worth a listing each.
    const kind = name === 'node_modules' ? kindOf(lstatSync(join(root, parent, name), { throwIfNoEntry: false })) : list(parent).get(name);
    const real = parent === '' ? name : `${parent}/${name}`;
    if (kind === 'link') return follow(root, real, wanted);
    return kind === wanted ? real : null;
  };
  return { locate: (path) => entry(path, 'file') };
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'> | undefined): Kind | undefined {
  return entry?.isFile() ? 'file' : entry?.isDirectory() ? 'folder' : entry?.isSymbolicLink() ? 'link' : undefined;
}

function listingOf(folder: string): ReadonlyMap<string, Kind> {
  try {
    return new Map(readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, Kind][] => {
      const kind = kindOf(entry);
      return kind === undefined ? [] : [[entry.name, kind]];
    }));
  } catch {
    return new Map();
  }
}

function follow(root: string, link: Path, wanted: Kind): Path | null {
  const real = realInside(root, link);
  if (real === null) return null;
  const entry = statSync(join(root, real), { throwIfNoEntry: false });
  return (wanted === 'file' ? entry?.isFile() : entry?.isDirectory()) ? real : null;
}
