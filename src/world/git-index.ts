import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The paths in a git index of version 2, 3 or 4, a split one included. Empty when there is none that can be read. */
export function readIndex(folder: string, hashSize: number): readonly string[] {
  const paths = parse(join(folder, 'index'), hashSize);
  if (paths.split === null) return paths.list;
  const shared = readdirSync(folder).find((name) => name === `sharedindex.${String(paths.split)}`);
  // What the split index takes away again is on the disk or it is not: the crawl looks anyway.
  return shared === undefined ? paths.list : [...parse(join(folder, shared), hashSize).list, ...paths.list];
}

interface Index {
  readonly list: readonly string[];
  /** The name of the shared half of a split index. */
  readonly split: string | null;
}

function parse(file: string, hashSize: number): Index {
  const list: string[] = [];
  try {
    const bytes = readFileSync(file);
    if (bytes.toString('latin1', 0, 4) !== 'DIRC') return { list, split: null };
    const version = bytes.readUInt32BE(4);
    const count = bytes.readUInt32BE(8);
    const entries = version === 4 ? readCompressed : readPlain;
    const end = entries(bytes, { count, hashSize }, list);
    return { list, split: linkOf(bytes, end, hashSize) };
  } catch {
    // A damaged index is no reason not to check: what git ignores is then left out although it may be tracked.
    return { list, split: null };
  }
}

interface Layout {
  readonly count: number;
  readonly hashSize: number;
}

/** Forty bytes of stat data, the hash, two bytes of flags, and two more where a flag says so; then the name. */
function nameStart(bytes: Buffer, entry: number, hashSize: number): number {
  const flags = bytes.readUInt16BE(entry + 40 + hashSize);
  return entry + 40 + hashSize + (flags & 0x4000 ? 4 : 2);
}

function readPlain(bytes: Buffer, { count, hashSize }: Layout, list: string[]): number {
  let entry = 12;
  for (let index = 0; index < count; index++) {
    const start = nameStart(bytes, entry, hashSize);
    const end = bytes.indexOf(0, start);
    if (end < 0) break;
    list.push(bytes.toString('utf8', start, end));
    entry += (end - entry + 8) & ~7;
  }
  return entry;
}

/** Version 4: each name says how much of the one before to cut off, and what to add. */
function readCompressed(bytes: Buffer, { count, hashSize }: Layout, list: string[]): number {
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
    list.push(before.toString('utf8'));
    entry = end + 1;
  }
  return entry;
}

/** The extension `link` names the shared index. */
function linkOf(bytes: Buffer, start: number, hashSize: number): string | null {
  for (let at = start; at + 8 + hashSize <= bytes.length - hashSize; ) {
    if (bytes.toString('latin1', at, at + 4) === 'link') return bytes.toString('hex', at + 8, at + 8 + hashSize);
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return null;
}
