import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type IndexEntry, type Listed, readEntries, readIndex } from './git-index.ts';
import type { Stamp } from '../core/tree.ts';
import { bytesOf, stampFrom } from './read.ts';

/** The git work tree around a folder, as far as a list of files needs it. No process is started: git's own list would obey the repository's configuration. */
export interface GitFolder {
  /** Absolute path of the top of the work tree. */
  readonly top: string;
  /** What belongs to this work tree alone: HEAD and the index. */
  readonly folder: string;
  /** What all work trees of the repository share: objects and refs. */
  readonly common: string;
  readonly hash: 'sha1' | 'sha256';
  /** The text of info/exclude. */
  readonly exclude: string;
  /** Every tracked path, from the top. */
  tracked(): Listed<string>;
  /** The same with all that the index says of them. */
  entries(): readonly IndexEntry[];
  /** When the index was written, in milliseconds. */
  indexed(): number;
}

/** The work tree of a folder, or null. */
export function findGit(folder: string): GitFolder | null {
  for (let top = folder; ; top = dirname(top)) {
    const entry = join(top, '.git');
    if (existsSync(entry)) return open(top, entry);
    if (dirname(top) === top) return null;
  }
}

function open(top: string, entry: string): GitFolder | null {
  const folder = gitFolderOf(top, entry);
  if (folder === null) return null;
  const common = resolve(folder, textOf(join(folder, 'commondir')).trim() || '.');
  const hash = /objectformat\s*=\s*sha256/i.test(textOf(join(common, 'config'))) ? 'sha256' : 'sha1';
  const hashSize = hash === 'sha256' ? 32 : 20;
  return {
    top,
    folder,
    common,
    hash,
    exclude: textOf(join(common, 'info', 'exclude')),
    tracked: () => readIndex(folder, hashSize),
    entries: () => readEntries(folder, hashSize),
    indexed: () => statSync(join(folder, 'index'), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  };
}

/** `.git` is a folder, or (in linked work trees and submodules) a file that names one. */
function gitFolderOf(top: string, entry: string): string | null {
  try {
    if (lstatSync(entry).isDirectory()) return entry;
  } catch {
    return null;
  }
  const named = /^gitdir: (.+)$/m.exec(textOf(entry))?.[1];
  return named === undefined ? null : resolve(top, named.trim());
}

/** Changes with every commit, checkout, fetch of older commits and change of the index: the stamps of the files that hold them. */
export function historyStamps(folder: string): readonly (Stamp | null)[] {
  const git = findGit(folder);
  if (git === null) return [];
  const branch = /^ref: (refs\/(?!.*\.\.)[^\0]+?)\s*$/.exec(textOf(join(git.folder, 'HEAD')))?.[1] ?? 'HEAD';
  const own = ['HEAD', 'index'].map((name) => join(git.folder, name));
  const shared = [branch, 'packed-refs', 'reftable/tables.list', 'shallow'].map((name) => join(git.common, name));
  return [...own, ...shared].map((file) => {
    const entry = lstatSync(file, { throwIfNoEntry: false });
    return entry ? stampFrom(entry) : null;
  });
}

/** The path of a folder from the top of its work tree, with / at the end; '' at the top. */
export function prefixIn({ top }: Pick<GitFolder, 'top'>, folder: string): string {
  return folder === top ? '' : `${relative(top, folder).split(sep).join('/')}/`;
}

const mostText = 1024 * 1024;

/** A small file's text; '' where there is none. */
export function textOf(file: string): string {
  return bytesOf(file, { most: mostText, links: false })?.toString('utf8') ?? '';
}
