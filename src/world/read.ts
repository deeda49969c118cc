import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import type { Stamp } from '../core/tree.ts';

/** Texts above this size are not read: no person wrote them, and a parser would need gigabytes. */
export const largest = 20 * 1024 * 1024;

/** The result of opening a file. `fault` says why an existing file has no bytes; `stamp` was taken just before it was read. */
export type FileRead =
  { readonly bytes: Buffer; readonly stamp: Stamp } | { readonly fault: string; readonly stamp: Stamp | null };

/** How a file may be read. */
export interface Limits {
  /** In bytes. */
  readonly most?: number;
  /** False: the path must name the file itself. */
  readonly links?: boolean;
}

/**
 * The only way in which bytes of a repository are read: from regular files up to a size, and without waiting for a writer. Null when the file is not there.
 */
export function readRegular(file: string, { most = largest, links = true }: Limits = {}): FileRead | null {
  let descriptor: number | null = null;
  try {
    // Opening a pipe would wait for a writer.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (links ? 0 : (constants.O_NOFOLLOW ?? 0));
    descriptor = openSync(file, flags);
    const entry = fstatSync(descriptor);
    if (entry.isDirectory()) return null;
    const stamp = stampFrom(entry);
    if (!entry.isFile()) return { fault: 'it is not a regular file', stamp };
    if (entry.size > most) return { fault: `it is larger than ${sizeText(most)}`, stamp };
    // A file that claims to be empty, as those in /proc do, is taken at its word: it may have no end.
    return { bytes: entry.size === 0 ? Buffer.alloc(0) : readFileSync(descriptor), stamp };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    return { fault: code === 'ELOOP' ? 'it is a link' : `the system refused to read it (${code})`, stamp: null };
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** The bytes of a regular file; null where there is none, or it cannot be read. */
export function bytesOf(file: string, limits?: Limits): Buffer | null {
  const read = readRegular(file, limits);
  return read && 'bytes' in read ? read.bytes : null;
}

export function stampFrom({ size, mtimeMs, ctimeMs, ino }: Stats): Stamp {
  return { size, modified: mtimeMs, changed: ctimeMs, inode: ino };
}

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${String(Math.round(bytes / 1024))} KB` : `${String(bytes / 1024 / 1024)} MB`;
}
