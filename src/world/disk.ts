import { isUtf8 } from 'node:buffer';
import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Content, contentOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Stamp } from '../core/tree.ts';
import { realInside } from './inside.ts';
import { largest, readRegular, stampFrom } from './read.ts';

/** The result of reading a file. `fault` says why an existing file has no text. */
export interface Reading {
  readonly content: Content;
  readonly fault: string | null;
  /** The file's stamp just before it was read; null when it could not be opened. */
  readonly stamp: Stamp | null;
}

/** A report of coverage in lines, which machines write and no parser makes a tree of. */
const report = /\.(?:info|lcov)$/;
const largestReport = 64 * 1024 * 1024;

/** Reads a file by its absolute path; null when it is not there. */
export function readText(file: string): Reading | null {
  const read = readRegular(file, { most: report.test(file) ? largestReport : largest });
  if (read === null) return null;
  if ('fault' in read) return { ...unreadable(`not read: ${read.fault}`), stamp: read.stamp };
  return { content: decode(read.bytes), fault: null, stamp: read.stamp };
}

/** What is known of a file by its absolute path without reading it; null when it is not there. */
export function stampOf(file: string): Stamp | null {
  const entry = statSync(file, { throwIfNoEntry: false });
  return entry ? stampFrom(entry) : null;
}

/** What is taken for the content of a file that has no text for some reason. */
export function unreadable(fault: string): { readonly content: Content; readonly fault: string } {
  return { content: contentOf('', fault), fault };
}

/** A text as editors show it: without the byte order mark, so that columns count from the first letter. */
export function decode(bytes: Buffer): Content {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return contentOf(bytes.toString('utf16le', 2));
  const content = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  const text = content.toString('utf8');
  // The bytes of UTF-8 are what `hashOf` makes of the text; it saves turning the text into bytes again.
  return isUtf8(content) ? contentOf(text, content) : contentOf(text);
}

/** Looks at single paths below a root, also those that git ignores. What it saw is remembered until it is made anew. */
export interface Disk {
  /** The real path, letter by letter as the disk spells it, of the file that a path names; null when there is none inside the root. */
  locate(path: Path): Path | null;
  /** What a folder inside the root holds, in order; null when there is no such folder. */
  names(folder: Path): readonly string[] | null;
}

const longestPath = 4096;

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
    const kind =
      name === 'node_modules'
        ? kindOf(lstatSync(join(root, parent, name), { throwIfNoEntry: false }))
        : list(parent).get(name);
    const real = parent === '' ? name : `${parent}/${name}`;
    if (kind === 'link') return follow(root, real, wanted);
    return kind === wanted ? real : null;
  };
  // No system opens a longer path, and each folder on the way is a step down the stack.
  return {
    locate: (path) => (path.length > longestPath ? null : entry(path, 'file')),
    names(folder) {
      const real = folder.length > longestPath ? null : realFolder(folder);
      return real === null ? null : [...list(real).keys()].sort();
    },
  };
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'> | undefined): Kind | undefined {
  if (entry?.isFile()) return 'file';
  if (entry?.isDirectory()) return 'folder';
  return entry?.isSymbolicLink() ? 'link' : undefined;
}

function listingOf(folder: string): ReadonlyMap<string, Kind> {
  try {
    return new Map(
      readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, Kind][] => {
        const kind = kindOf(entry);
        return kind === undefined ? [] : [[entry.name, kind]];
      }),
    );
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
