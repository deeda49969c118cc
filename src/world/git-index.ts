import { hash as digest } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRegular } from './read.ts';

/** A file as git last saw it. */
export interface IndexEntry {
  readonly path: string;
  /** The name of its content. */
  readonly blob: string;
  /** In bytes, of 32 bits. */
  readonly size: number;
  /** In milliseconds. */
  readonly modified: number;
  /** A submodule, or (with a path that ends in /) a folder that is not checked out. */
  readonly kind: 'file' | 'submodule' | 'folder';
  /** It is not to be checked out. */
  readonly skipped: boolean;
}

/** The entries of a git index. `fault` says why it is incomplete. */
export interface Listed<T> {
  readonly list: readonly T[];
  readonly fault: string | null;
}

/** The paths in a git index of version 2, 3 or 4, a split one included. */
export function readIndex(folder: string, hashSize: number): Listed<string> {
  return walk(folder, hashSize, (_bytes, _entry, path) => path);
}

/** The entry of each path; for a path in conflict, the first one. */
export function readEntries(folder: string, hashSize: number): readonly IndexEntry[] {
  return walk(folder, hashSize, (bytes, entry, path) => entryAt(bytes, entry, { path, hashSize })).list;
}

type Visit<T> = (bytes: Buffer, entry: number, path: string) => T;

function walk<T>(folder: string, hashSize: number, visit: Visit<T>): Listed<T> {
  const own = parse(join(folder, 'index'), hashSize, visit);
  if (own.split === null) return own;
  const name = `sharedindex.${own.split}`;
  const shared = readdirSync(folder).includes(name) ? parse(join(folder, name), hashSize, visit) : null;
  // What the split index takes away again is on the disk or it is not: the crawl looks anyway.
  return { list: [...(shared?.list ?? []), ...own.list], fault: shared ? (own.fault ?? shared.fault) : damaged };
}

/** Times, device, inode, mode, owner and size in 40 bytes; the hash; flags. */
function entryAt(
  bytes: Buffer,
  entry: number,
  { path, hashSize }: { readonly path: string; readonly hashSize: number },
): IndexEntry {
  const type = bytes.readUInt32BE(entry + 24) >>> 12;
  const flags = entry + 40 + hashSize;
  return {
    path,
    blob: bytes.toString('hex', entry + 40, flags),
    size: bytes.readUInt32BE(entry + 36),
    modified: bytes.readUInt32BE(entry + 8) * 1000 + bytes.readUInt32BE(entry + 12) / 1e6,
    kind: kindOf(type),
    skipped: (bytes.readUInt16BE(flags) & 0x4000) !== 0 && (bytes.readUInt16BE(flags + 2) & 0x4000) !== 0,
  };
}

interface Index<T> extends Listed<T> {
  /** The name of the shared half of a split index. */
  readonly split: string | null;
}

const damaged = 'it is damaged';
const mostBytes = 512 * 1024 * 1024;

function parse<T>(file: string, hashSize: number, visit: Visit<T>): Index<T> {
  const read = readRegular(file, { most: mostBytes, links: false });
  if (read === null || 'fault' in read) return { list: [], split: null, fault: read?.fault ?? null };
  const { bytes } = read;
  const list: T[] = [];
  try {
    if (!isWhole(bytes, hashSize)) return { list, split: null, fault: damaged };
    const version = bytes.readUInt32BE(4);
    const count = bytes.readUInt32BE(8);
    const entries = version === 4 ? readCompressed : readPlain;
    const end = entries(bytes, { count, hashSize }, (entry, path) => list.push(visit(bytes, entry, path)));
    return { list, split: linkOf(bytes, end, hashSize), fault: list.length === count ? null : damaged };
  } catch {
    return { list, split: null, fault: damaged };
  }
}

/** An index ends in its own hash, or in zeros where git was told to save the time. */
function isWhole(bytes: Buffer, hashSize: number): boolean {
  if (bytes.toString('latin1', 0, 4) !== 'DIRC') return false;
  const end = bytes.length - hashSize;
  const hash = bytes.subarray(end);
  return (
    hash.every((byte) => byte === 0) ||
    digest(hashSize === 20 ? 'sha1' : 'sha256', bytes.subarray(0, end)) === hash.toString('hex')
  );
}

interface Layout {
  readonly count: number;
  readonly hashSize: number;
}

type Take = (entry: number, path: string) => void;

/** Forty bytes of stat data, the hash, two bytes of flags, and two more where a flag says so; then the name. */
function nameStart(bytes: Buffer, entry: number, hashSize: number): number {
  const flags = bytes.readUInt16BE(entry + 40 + hashSize);
  return entry + 40 + hashSize + (flags & 0x4000 ? 4 : 2);
}

function readPlain(bytes: Buffer, { count, hashSize }: Layout, take: Take): number {
  let entry = 12;
  for (let index = 0; index < count; index++) {
    const start = nameStart(bytes, entry, hashSize);
    const end = bytes.indexOf(0, start);
    if (end < 0) break;
    take(entry, bytes.toString('utf8', start, end));
    entry += (end - entry + 8) & ~7;
  }
  return entry;
}

/** Version 4: each name says how much of the one before to cut off, and what to add. */
function readCompressed(bytes: Buffer, { count, hashSize }: Layout, take: Take): number {
  let entry = 12;
  let before = Buffer.alloc(0);
  for (let index = 0; index < count; index++) {
    let at = nameStart(bytes, entry, hashSize);
    let byte = bytes.readUInt8(at++);
    let cut = byte & 127;
    while (byte & 128) {
      byte = bytes.readUInt8(at++);
      cut = (cut + 1) * 128 + (byte & 127);
    }
    const end = bytes.indexOf(0, at);
    if (end < 0) break;
    before = Buffer.concat([before.subarray(0, Math.max(0, before.length - cut)), bytes.subarray(at, end)]);
    take(entry, before.toString('utf8'));
    entry = end + 1;
  }
  return entry;
}

/** The extension `link` names the shared index. */
function linkOf(bytes: Buffer, start: number, hashSize: number): string | null {
  for (let at = start; at + 8 + hashSize <= bytes.length - hashSize;) {
    if (bytes.toString('latin1', at, at + 4) === 'link') return bytes.toString('hex', at + 8, at + 8 + hashSize);
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return null;
}

function kindOf(type: number): IndexEntry['kind'] {
  if (type === 0o16) return 'submodule';
  return type === 0o04 ? 'folder' : 'file';
}
