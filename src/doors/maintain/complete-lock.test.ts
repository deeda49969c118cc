import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completeLock } from './complete-lock.ts';

interface Lock {
  readonly packages: Record<string, Record<string, unknown>>;
}

const lockFile = readFileSync('package-lock.json', 'utf8');
const parse = (text: string): Lock => JSON.parse(text) as Lock;
const write = (lock: Lock): string => `${JSON.stringify(lock, null, 2)}\n`;

/** What a lock file of one tool with the given optional dependencies is completed to, without the tool itself. */
function completed(optionalDependencies: Record<string, string>, others: Lock['packages'] = {}): Lock['packages'] {
  const tool = { version: '1.2.3', license: 'MIT', engines: { node: '>=20' }, optionalDependencies };
  const packages = { ...parse(completeLock(write({ packages: { 'node_modules/tool': tool, ...others } }))).packages };
  delete packages['node_modules/tool'];
  return packages;
}

test('package-lock.json lists the bindings of every platform', () => {
  expect(completeLock(lockFile) === lockFile, 'package-lock.json lacks bindings: run `npm run lock`').toBe(true);
});

test('restores every binding of oxc-parser and esbuild after npm has dropped it', () => {
  const lock = parse(lockFile);
  const kept = Object.entries(lock.packages).filter(([path]) => !/@(oxc-parser|esbuild)\//.test(path));
  const restored = parse(completeLock(write({ ...lock, packages: Object.fromEntries(kept) })));
  expect(Object.keys(restored.packages)).toEqual(Object.keys(lock.packages));

  const withoutIntegrity = Object.fromEntries(
    Object.entries(lock.packages).map(([path, entry]): [string, unknown] => {
      const { integrity, ...rest } = entry;
      return [path, /@(oxc-parser|esbuild)\//.test(path) || integrity === undefined ? rest : entry];
    }),
  );
  expect(JSON.stringify(restored.packages)).toBe(JSON.stringify(withoutIntegrity));
});

test('changes nothing the second time', () => {
  const once = completeLock(
    write({ packages: { 'node_modules/tool': { optionalDependencies: { '@t/linux-x64': '1.0.0' } } } }),
  );
  expect(once).toContain('node_modules/@t/linux-x64');
  expect(completeLock(once)).toBe(once);
});

test.each([
  ['@t/binding-linux-x64-gnu', { cpu: ['x64'], libc: ['glibc'], os: ['linux'] }],
  ['@t/binding-linux-arm-musleabihf', { cpu: ['arm'], libc: ['musl'], os: ['linux'] }],
  ['@t/binding-android-arm-eabi', { cpu: ['arm'], os: ['android'] }],
  ['@t/win32-arm64-msvc', { cpu: ['arm64'], os: ['win32'] }],
  ['tool-darwin-arm64', { cpu: ['arm64'], os: ['darwin'] }],
  ['@t/darwin-universal', { os: ['darwin'] }],
  ['@t/binding-wasm32-wasi', { cpu: ['wasm32'] }],
])('reads the platform from the name %s', (name, platform) => {
  expect(completed({ [name]: '1.2.3' })).toEqual({
    [`node_modules/${name}`]: {
      version: '1.2.3',
      license: 'MIT',
      optional: true,
      engines: { node: '>=20' },
      ...platform,
    },
  });
});

test('keeps an entry that npm wrote, with its integrity', () => {
  const known = { version: '1.2.3', integrity: 'sha512-known', optional: true };
  expect(completed({ '@t/linux-x64': '1.2.3' }, { 'node_modules/@t/linux-x64': known })).toEqual({
    'node_modules/@t/linux-x64': known,
  });
});

test('replaces its own entry when the version has moved on', () => {
  const old = { version: '1.2.2', cpu: ['x64'], optional: true, os: ['linux'] };
  const packages = completed({ '@t/linux-x64': '1.2.3' }, { 'node_modules/@t/linux-x64': old });
  expect(packages['node_modules/@t/linux-x64']).toMatchObject({ version: '1.2.3' });
});

test('nests a binding where another version already has its place', () => {
  const other = { version: '0.9.0', integrity: 'sha512-other' };
  const packages = completed({ '@t/linux-x64': '1.2.3' }, { 'node_modules/@t/linux-x64': other });
  expect(packages['node_modules/@t/linux-x64']).toEqual(other);
  expect(packages['node_modules/tool/node_modules/@t/linux-x64']).toMatchObject({ version: '1.2.3' });
});

test('takes the version that a range names, and refuses a range that names none', () => {
  expect(completed({ 'x-darwin-x64': '~2.3.2' })['node_modules/x-darwin-x64']).toMatchObject({ version: '2.3.2' });
  expect(() => completed({ 'x-darwin-x64': '*' })).toThrow('x-darwin-x64: the range * does not name a version');
});

test('refuses a package whose name says no platform', () => {
  expect(() => completed({ fsevents: '2.3.3' })).toThrow('fsevents does not end in the name of a platform');
});
