import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';

/** Throws unless a path leads, through real folders, to a file of the project or to where one can be made: nothing outside the root is ever touched. */
export function refuseUnsafe(root: string, file: Path): void {
  const reason = isForeign(file) ? "it is not the project's own" : dangerOf(root, file);
  if (reason !== null) throw mistake('unsafe-write', { file, reason });
}

/** Files there may be executed by git or other tools. */
export function isForeign(file: Path): boolean {
  return file.split('/').some((part) => /^(?:\.git|node_modules)$/i.test(part));
}

/** The file that a new one takes the place of. */
export type Like = Pick<Stats, 'mode' | 'uid' | 'gid'>;

/** Why a path does not lead, through real folders, to a regular file or to where one can be made; null when it does. */
export function dangerOf(root: string, file: Path): string | null {
  const parts = file.split('/');
  if (
    parts.some(
      (part) =>
        part === '' || part === '.' || part === '..' || part.includes('\0') || (sep === '\\' && part.includes(sep)),
    )
  ) {
    return 'it is outside the project';
  }
  if (realpathSync(root) !== root) return 'the root is a link';
  let folder = root;
  for (const part of parts.slice(0, -1)) {
    folder = join(folder, part);
    const entry = lstatSync(folder, { throwIfNoEntry: false });
    if (entry && !entry.isDirectory()) return 'a parent folder is a link or a file';
  }
  const entry = lstatSync(join(root, file), { throwIfNoEntry: false });
  if (!entry || entry.isFile()) return null;
  return entry.isSymbolicLink() ? 'it is a link' : 'it is not a file';
}

/** The content of a file, whole or in parts that follow each other. */
export type FileContent = string | Uint8Array | readonly Uint8Array[];

/**
 * Creates a file that does not exist yet, and the folders above it. No link is followed, not even one that is put in place meanwhile: what was
 * opened is compared with what the path names before a byte is written. Returns the folders that were made, outermost first.
 */
export function createFile(root: string, file: Path, content: FileContent, like?: Like): readonly string[] {
  const danger = dangerOf(root, file);
  if (danger !== null) throw mistake('unsafe-write', { file, reason: danger });
  const path = join(root, file);
  const made = makeFolders(root, dirname(file));
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  const descriptor = openSync(path, flags, (like?.mode ?? 0o666) & 0o777);
  try {
    const [opened, named] = [fstatSync(descriptor), lstatSync(path)];
    const isSame = opened.ino === named.ino && opened.dev === named.dev && opened.isFile();
    if (!isSame || realpathSync(dirname(path)) !== dirname(path)) {
      throw mistake('unsafe-write', { file, reason: 'a parent folder became a link' });
    }
    for (const part of Array.isArray(content) ? content : [content]) writeFileSync(descriptor, part);
    if (like) {
      if (like.uid !== opened.uid || like.gid !== opened.gid) fchownSync(descriptor, like.uid, like.gid);
      // A change of owner takes the setuid bit away.
      fchmodSync(descriptor, like.mode & 0o7777);
    }
  } catch (error) {
    // A full disk leaves no half of a file behind.
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return made;
}

function makeFolders(root: string, folder: Path): string[] {
  const made: string[] = [];
  let path = root;
  for (const part of folder === '.' ? [] : folder.split('/')) {
    path = join(path, part);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    mkdirSync(path);
    made.push(path);
  }
  return made;
}

/** The real path of what a path inside the root leads to; null when it leaves the root or leads nowhere. */
export function realInside(root: string, path: Path): Path | null {
  try {
    const real = realpathSync.native(join(root, path));
    if (real === root) return '';
    if (!real.startsWith(root + sep)) return null;
    return real
      .slice(root.length + 1)
      .split(sep)
      .join('/');
  } catch {
    return null;
  }
}
