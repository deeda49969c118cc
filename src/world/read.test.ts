import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { findRoot } from './root.ts';
import { readRegular } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'lintel-read-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
const put: Readonly<Record<string, (path: string) => void>> = {
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a device': (path) => {
    symlinkSync('/dev/zero', path);
  },
  'a file without end': (path) => {
    symlinkSync('/proc/self/environ', path);
  },
  'a large file': (path) => {
    writeFileSync(path, '');
    truncateSync(path, 30 * 1024 ** 3);
  },
};

it.each<[what: string, result: unknown]>([
  ['a pipe', 'it is not a regular file'],
  ['a device', 'it is not a regular file'],
  ['a file without end', ''],
  ['a large file', 'it is larger than 20 MB'],
])('neither waits for nor swallows %s', (what, result) => {
  const path = join(folder, 'lintel.yaml');
  put[what]?.(path);
  const read = readRegular(path);
  expect(read && 'bytes' in read ? read.bytes.toString() : read?.fault).toEqual(result);
  expect(findRoot(folder)?.root).toBe(folder);
});

it('distinguishes a link from its target if links are not followed', () => {
  writeFileSync(join(folder, 'a'), 'text');
  symlinkSync('a', join(folder, 'b'));
  expect(readRegular(join(folder, 'b'))).toMatchObject({ bytes: Buffer.from('text') });
  expect(readRegular(join(folder, 'b'), { links: false })).toMatchObject({ fault: 'it is a link' });
  expect(readRegular(join(folder, 'c'))).toBe(null);
});
