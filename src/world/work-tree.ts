import { hash as digest } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Path } from '../core/location.ts';
import type { Stamp } from '../core/tree.ts';
import type { GitFolder } from './git-folder.ts';
import type { IndexEntry } from './git-index.ts';
import { bytesOf } from './read.ts';

/** The files of a root on disk, as git sees them. */
export interface WorkTree {
  /** The name that git gives to a file's content, as it is. */
  blob(path: Path): string | null;
  /** Has a file the content of this name, whatever its line ends? */
  holds(path: Path, blob: string | undefined): boolean;
  bytes(path: Path): Buffer | null;
  /** Is this path left out of the work tree on purpose? */
  isSparse(path: Path): boolean;
  /** Does it belong to a submodule, or to another repository that lies inside? */
  isForeign(path: Path): boolean;
}

/** `files` is what was found below the root, which lies `prefix` below the top of the work tree. */
export function workTree(
  root: string,
  {
    git,
    prefix,
    files,
  }: { readonly git: GitFolder; readonly prefix: string; readonly files: ReadonlyMap<Path, Stamp> },
): WorkTree {
  const entries = git
    .entries()
    .filter(({ path }) => path.startsWith(prefix))
    .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
  const known = new Map(entries.map((entry) => [entry.path, entry]));
  const indexed = git.indexed();
  const folders = entries.filter(({ kind, skipped }) => kind === 'folder' && skipped).map(({ path }) => path);
  const nested = new Map<string, boolean>([
    ['.', false],
    ...entries.flatMap(({ kind, path }): [string, boolean][] => (kind === 'submodule' ? [[path, true]] : [])),
  ]);
  const bytes = (path: Path): Buffer | null => (files.has(path) ? bytesOf(join(root, path), { links: false }) : null);
  const isNested = (folder: string): boolean => {
    let found = nested.get(folder);
    if (found === undefined) {
      found = existsSync(join(root, folder, '.git')) || isNested(dirname(folder));
      nested.set(folder, found);
    }
    return found;
  };
  const blobs = new Map<Path, string | null>();
  const blobOf = (path: Path): string | null => {
    const [entry, stamp] = [known.get(path), files.get(path)];
    if (entry && stamp && isAsIndexed(entry, stamp, indexed)) return entry.blob;
    const content = bytes(path);
    return content && nameOf(content, git.hash);
  };
  const blob = (path: Path): string | null => {
    const found = blobs.get(path) ?? blobOf(path);
    blobs.set(path, found);
    return found;
  };
  return {
    bytes,
    blob,
    holds(path, wanted) {
      if (blob(path) === wanted) return true;
      const content = wanted === undefined ? null : bytes(path);
      return (
        content !== null &&
        content.includes('\r\n') &&
        nameOf(Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'), git.hash) === wanted
      );
    },
    isSparse: (path) =>
      !files.has(path) && ((known.get(path)?.skipped ?? false) || folders.some((folder) => path.startsWith(folder))),
    isForeign: (path) => isNested(dirname(path)),
  };
}

function nameOf(content: Buffer, hash: GitFolder['hash']): string {
  return digest(hash, Buffer.concat([Buffer.from(`blob ${content.length}\0`), content]));
}

/** Git's rule: what is as young as the index may have changed after it was written. */
function isAsIndexed({ size, modified, kind }: IndexEntry, stamp: Stamp, indexed: number): boolean {
  return (
    kind === 'file' &&
    size === stamp.size % 2 ** 32 &&
    Math.abs(modified - stamp.modified) < 0.001 &&
    modified < Math.floor(indexed)
  );
}
