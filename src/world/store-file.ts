import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { createFile, dangerOf, type FileContent } from './inside.ts';
import { createSeal } from './secret.ts';
import type { Site } from './site.ts';

/** A named table of texts in the store's file. */
export type Region = ReadonlyMap<string, string>;

/** The cache of an earlier run. Regions are read on demand; damaged ones are ignored. */
export interface StoreFile {
  /** When the sweep began whose files the store describes, in milliseconds. */
  readonly swept: number;
  readonly names: readonly string[];
  region(name: string): Region;
}

/** The file is: magic, length of the header, header (JSON), regions one after the other. */
interface Header {
  readonly version: string;
  readonly swept: number;
  readonly regions: readonly {
    readonly name: string;
    readonly start: number;
    readonly size: number;
    readonly hash: string;
  }[];
  /** The secret that authenticates files of this machine. */
  readonly seal: string;
}

const magic = 'lintel 2';
const nothing: StoreFile = { swept: 0, names: [], region: () => new Map() };

/** Opens the store of a site; an empty one if it does not exist or was not written by this version on this machine. */
export function openStoreFile({ root, env }: Site, version: string): StoreFile {
  const file = cacheFile(root, facts);
  const seal = createSeal(env);
  const header = file === null || seal === null ? null : headerOf(file);
  if (file === null || header?.version !== version || header.seal !== seal?.(sealed(root, header))) return nothing;
  return {
    swept: header.swept,
    names: header.regions.map((region) => region.name),
    region(name) {
      const region = header.regions.find((one) => one.name === name);
      const bytes = region && readPart(file, region.start, region.size);
      // The hash also tells a file that another run has put in place since the header was read.
      return region && bytes && hashOf(bytes) === region.hash ? unpack(bytes) : new Map<string, string>();
    },
  };
}

/** Writes a store beside the old one and puts it in its place. A read-only tree keeps its old store. */
export function writeStoreFile(
  { root, env }: Site,
  { version, swept }: { version: string; swept: number },
  regions: Iterable<readonly [string, Region]>,
): void {
  const seal = createSeal(env);
  if (seal === null) return;
  const packed = [...regions].map(([name, region]) => ({ name, bytes: pack(region) }));
  let start = 0;
  const places = packed.map(({ name, bytes }) => ({
    name,
    start: (start += bytes.length) - bytes.length,
    size: bytes.length,
    hash: hashOf(bytes),
  }));
  const header = (base: number): Buffer => {
    const said = { version, swept, regions: places.map((place) => ({ ...place, start: place.start + base })) };
    return Buffer.from(JSON.stringify({ ...said, seal: seal(sealed(root, said)) } satisfies Header).padEnd(base - 12));
  };
  // The starts are written with at most eight more digits than counted here.
  const base = 12 + header(12).length + 8 * packed.length;
  const length = Buffer.alloc(4);
  length.writeUInt32LE(base - 12);
  replaceCacheFile(root, facts, [Buffer.from(magic), length, header(base), ...packed.map(({ bytes }) => bytes)]);
}

/** What a seal is for. A store that was copied from elsewhere speaks of other files. */
function sealed(root: string, { version, swept, regions }: Omit<Header, 'seal'>): string {
  return JSON.stringify([
    root,
    version,
    swept,
    regions.map(({ name, start, size, hash }) => [name, start, size, hash]),
  ]);
}

/** The path of a cached file: in the cache folder of node_modules, otherwise in a folder that git ignores. */
function placeOf(root: string, name: string): Path {
  return isFolder(join(root, 'node_modules')) ? `node_modules/.cache/lintel/${name}` : `.lintel/${name}`;
}

const facts = 'facts';

/** A cached file, unless a link is on the way to it: nothing is read or written through one. */
export function cacheFile(root: string, name: string): string | null {
  return dangerOf(root, placeOf(root, name)) === null ? join(root, placeOf(root, name)) : null;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A cache that cannot be written costs time, never the result: false if it was not. */
export function replaceCacheFile(root: string, name: string, content: FileContent): boolean {
  const place = placeOf(root, name);
  const beside = `${place}.${String(process.pid)}.${String(Date.now())}`;
  try {
    if (place.startsWith('.lintel/')) hideFromGit(root, '.lintel/.gitignore');
    createFile(root, beside, content);
  } catch {
    return false;
  }
  try {
    renameSync(join(root, beside), join(root, place));
    return true;
  } catch {
    rmSync(join(root, beside), { force: true });
    return false;
  }
}

function hideFromGit(root: string, file: Path): void {
  if (!lstatSync(join(root, file), { throwIfNoEntry: false })) createFile(root, file, '*\n');
}

function headerOf(file: string): Header | null {
  const head = readPart(file, 0, 12);
  if (head?.toString('latin1', 0, 8) !== magic) return null;
  const text = readPart(file, 12, head.readUInt32LE(8))?.toString('utf8');
  try {
    const header = JSON.parse(text ?? '') as Header;
    return typeof header.version === 'string' && typeof header.swept === 'number' && isRegions(header.regions)
      ? header
      : null;
  } catch {
    return null;
  }
}

function isRegions(value: unknown): boolean {
  const isRegion = (one: unknown): boolean =>
    typeof one === 'object' && one !== null && 'name' in one && 'start' in one && 'size' in one && 'hash' in one;
  return Array.isArray(value) && value.every(isRegion);
}

/** No part that was written by this room is larger, and none could become a text. */
const mostBytes = 256 * 1024 * 1024;

/** A stretch of the file; null when it is not there in full. */
function readPart(file: string, start: number, size: number): Buffer | null {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const entry = fstatSync(descriptor);
    if (!entry.isFile() || !(start >= 0 && size >= 0 && size <= mostBytes && start + size <= entry.size)) return null;
    const bytes = Buffer.allocUnsafe(size);
    return readSync(descriptor, bytes, 0, size, start) === size ? bytes : null;
  } catch {
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Count, bytes of the keys, lengths of the values (in UTF-16 units), keys, values. */
function pack(region: Region): Buffer {
  const keys = Buffer.from([...region.keys()].join('\0'));
  const values = [...region.values()];
  const head = Buffer.from(new Uint32Array([region.size, keys.length, ...values.map(({ length }) => length)]).buffer);
  const size = values.reduce((sum, value) => sum + Buffer.byteLength(value), head.length + keys.length);
  // Values may be a report of 50 MB, so that no copy is made of them on the way.
  const bytes = Buffer.allocUnsafe(size);
  let end = head.copy(bytes);
  end += keys.copy(bytes, end);
  for (const value of values) end += bytes.write(value, end);
  return bytes;
}

function unpack(bytes: Buffer): Region {
  const region = new Map<string, string>();
  const count = bytes.readUInt32LE(0);
  const keysStart = 8 + 4 * count;
  const valuesStart = keysStart + bytes.readUInt32LE(4);
  if (count === 0) return region;
  const keys = bytes.toString('utf8', keysStart, valuesStart).split('\0');
  const values = bytes.toString('utf8', valuesStart);
  let start = 0;
  for (const [index, key] of keys.entries()) {
    const end = start + bytes.readUInt32LE(8 + 4 * index);
    region.set(key, values.slice(start, end));
    start = end;
  }
  return region;
}
