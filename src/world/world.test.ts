import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '../core/hash.ts';
import { createStamps } from './stamps.ts';
import { diskWorld, emptyWorld } from './world.ts';

let base = '';
let root = '';
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-world-')));
  root = join(base, 'root');
  mkdirSync(root);
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

describe('a world on disk', () => {
  it('follows links inside of the root, and lists folders that git ignores', () => {
    for (const folder of ['store/x', 'node_modules/y', '../out']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, '.gitignore'), 'node_modules\nstore\n');
    for (const file of ['store/x/a.d.ts', '../out/a.d.ts']) writeFileSync(join(root, file), '');
    symlinkSync('../store/x', join(root, 'node_modules/x'));
    symlinkSync('../../out', join(root, 'node_modules/out'));
    const world = diskWorld({ root, env: process.env });
    const overlay = new Map([
      ['node_modules/z/b.d.ts', ''],
      ['store/x/a.d.ts', null],
    ]);
    const seen = [world.view(), world.view(overlay)].map(({ real, names }) => [
      ['node_modules/x/a.d.ts', 'node_modules/out/a.d.ts', 'store/x/a.d.ts', 'node_modules/z/b.d.ts'].map(real),
      ['node_modules', 'node_modules/out', 'node_modules/z', 'gone'].map(names),
    ]);
    expect(seen).toEqual([
      [
        ['store/x/a.d.ts', null, 'store/x/a.d.ts', null],
        [['out', 'x', 'y'], null, null, null],
      ],
      [
        ['store/x/a.d.ts', null, null, 'node_modules/z/b.d.ts'],
        [['out', 'x', 'y', 'z'], null, ['b.d.ts'], null],
      ],
    ]);
  });

  it('reads what git ignores, and nothing outside', () => {
    mkdirSync(join(root, 'out'));
    for (const [path, text] of [
      ['root/.gitignore', 'out/\n'],
      ['root/out/a.ts', 'ignored'],
      ['secret.ts', 'secret'],
    ] as const)
      writeFileSync(join(base, path), text);
    symlinkSync('../secret.ts', join(root, 'link.ts'));
    symlinkSync('..', join(root, 'up'));
    symlinkSync('out', join(root, 'in'));
    const { tree, texts } = diskWorld({ root, env: process.env }).view();
    expect([...tree.files.keys()]).toEqual(['.gitignore']);
    expect(
      [
        'out/a.ts',
        'OUT/a.ts',
        'out/A.ts',
        'in/a.ts',
        'link.ts',
        'up/secret.ts',
        '../secret.ts',
        'out/../../secret.ts',
        join(base, 'secret.ts'),
        'out',
        '',
        '.',
        'gone',
      ].map((path) => [path, texts.exists(path), texts.read(path)]),
    ).toEqual([
      ['out/a.ts', true, 'ignored'],
      ['OUT/a.ts', false, null],
      ['out/A.ts', false, null],
      ['in/a.ts', true, 'ignored'],
      ...[
        'link.ts',
        'up/secret.ts',
        '../secret.ts',
        'out/../../secret.ts',
        join(base, 'secret.ts'),
        'out',
        '',
        '.',
        'gone',
      ].map((path) => [path, false, null]),
    ]);
  });

  it('does not read a file again that git ignores and that has the stamp of before', () => {
    writeFileSync(join(root, '.gitignore'), 'report.info\n');
    writeFileSync(join(root, 'report.info'), 'SF:a.ts\n');
    const stamps = createStamps();
    const world = diskWorld({ root, env: process.env }, stamps);
    const stamp = world.view().texts.stamp('report.info');
    if (stamp) stamps.set('report.info', { ...stamp, hash: hashOf('as it was known') });
    expect(world.view().texts.hash('report.info')).toBe(hashOf('as it was known'));
    writeFileSync(join(root, 'report.info'), 'SF:another.ts\n');
    expect(world.sweep().view().texts.hash('report.info')).toBe(hashOf('SF:another.ts\n'));
  });

  it('never changes its answer about a file, whatever is laid over others', () => {
    writeFileSync(join(root, 'a.ts'), 'a');
    const world = diskWorld({ root, env: process.env });
    const over = (path: string): string | null => world.view(new Map([[path, '']])).texts.hash('a.ts');
    expect(over('b.ts')).toBe(hashOf('a'));
    writeFileSync(join(root, 'a.ts'), 'another');
    expect(over('c.ts')).toBe(hashOf('a'));
    expect(() => world.view().texts.content('a.ts')).toThrow('a.ts changed while it was being read');
    expect(world.sweep().view().texts.read('a.ts')).toBe('another');
  });

  it('takes over what was told of untouched files, unless a file has refuted it', async () => {
    for (const path of ['a.ts', 'b.ts']) writeFileSync(join(root, path), 'as it is');
    // What is as young as a look is read again by the next one in any case.
    await pause(100);
    const stamps = createStamps();
    const world = diskWorld({ root, env: process.env }, stamps);
    for (const [path, stamp] of world.view().tree.files)
      stamps.set(path, { ...stamp, hash: hashOf('as it was known') });
    const { texts } = world.view();
    expect(['a.ts', 'b.ts'].map(texts.hash)).toEqual([hashOf('as it was known'), hashOf('as it was known')]);
    expect(() => texts.content('a.ts')).toThrow('a.ts changed while it was being read');
    const next = world.sweep();
    expect(next.touchedSince(world)).toEqual(new Set());
    expect(next.view().texts.read('a.ts')).toBe('as it is');
    expect(next.view().texts.hash('b.ts')).toBe(hashOf('as it was known'));
  });

  it('tells in every view which files could not be read, unless another text is laid over them', () => {
    writeFileSync(join(root, 'a.ts'), '');
    truncateSync(join(root, 'a.ts'), 21 * 1024 * 1024);
    const world = diskWorld({ root, env: process.env });
    const faulty = (path: string): string[] => [...world.view(new Map([[path, 'x']])).faults.keys()];
    expect(world.view().texts.read('a.ts')).toBe('');
    expect([faulty('b.ts'), faulty('a.ts')]).toEqual([['a.ts'], []]);
  });

  it('has another state when a file changes, and when a text is laid over one', () => {
    writeFileSync(join(root, 'a.ts'), 'a');
    const world = diskWorld({ root, env: process.env });
    const laid = world.view(new Map([['a.ts', 'other']])).state();
    expect(world.sweep().view().state()).toBe(world.view().state());
    expect(
      world
        .sweep()
        .view(new Map([['a.ts', 'other']]))
        .state(),
    ).toBe(laid);
    writeFileSync(join(root, 'a.ts'), 'another');
    expect(new Set([world.view().state(), laid, world.sweep().view().state()]).size).toBe(3);
  });

  it.each([
    ['UTF-8', Buffer.from('é = 1'), 'é = 1'],
    ['a byte order mark', Buffer.from('\uFEFFé = 1'), 'é = 1'],
    ['UTF-16', Buffer.from('\uFEFFé = 1', 'utf16le'), 'é = 1'],
    ['Latin-1', Buffer.from('é = 1', 'latin1'), '\uFFFD = 1'],
  ])('reads %s, and hashes the text', (_, bytes, text) => {
    writeFileSync(join(root, 'a.ts'), bytes);
    const { texts } = diskWorld({ root, env: process.env }).view();
    expect([texts.read('a.ts'), texts.hash('a.ts')]).toEqual([text, hashOf(text)]);
  });

  it.each([
    ['a.ts', 21, 'not read: it is larger than 20 MB'],
    ['lcov.info', 65, 'not read: it is larger than 64 MB'],
  ])('skips a document that is too large, with a message: %s', (name, megabytes, fault) => {
    writeFileSync(join(root, name), '');
    truncateSync(join(root, name), megabytes * 1024 * 1024);
    const { texts, faults } = diskWorld({ root, env: process.env }).view();
    expect([texts.read(name), [...faults]]).toEqual(['', [[name, fault]]]);
  });

  it('reads an lcov report that is larger than code may be', () => {
    writeFileSync(join(root, 'lcov.info'), '');
    truncateSync(join(root, 'lcov.info'), 21 * 1024 * 1024);
    const { texts, faults } = diskWorld({ root, env: process.env }).view();
    expect([texts.read('lcov.info')?.length, [...faults]]).toEqual([21 * 1024 * 1024, []]);
  });

  it('applies additions, changes and deletions of an overlay', () => {
    for (const path of ['a.ts', 'b.ts', 'package.json']) writeFileSync(join(root, path), '{}');
    writeFileSync(join(root, '.gitignore'), 'out/\n');
    const world = diskWorld({ root, env: process.env });
    const before = world.view();
    const { tree, texts } = world.view(
      new Map([
        ['a.ts', 'new'],
        ['b.ts', null],
        ['c.ts', 'c'],
        ['out/d.ts', 'd'],
        ['node_modules/x/package.json', '{}'],
      ]),
    );
    expect([...tree.files.keys()]).toEqual(['.gitignore', 'a.ts', 'c.ts', 'package.json']);
    expect(
      ['a.ts', 'b.ts', 'c.ts', 'out/d.ts', 'node_modules/x/package.json'].map((path) => [
        texts.read(path),
        texts.exists(path),
        texts.hash(path),
      ]),
    ).toEqual([
      ['new', true, hashOf('new')],
      [null, false, null],
      ['c', true, hashOf('c')],
      ['d', true, hashOf('d')],
      ['{}', true, hashOf('{}')],
    ]);
    const only = (path: string, text: string | null) => world.view(new Map([[path, text]])).tree;
    expect([
      only('a.ts', 'x').paths === before.tree.paths,
      only('a.ts', null).paths === before.tree.paths,
      only('a.ts', 'x').manifests === before.tree.manifests,
      only('package.json', '{"name":"x"}').manifests === before.tree.manifests,
    ]).toEqual([true, false, true, false]);
  });

  it('reads a file again that was written again, although its size and its time of modification are the same', () => {
    const file = join(root, 'a.ts');
    const stamps = createStamps();
    const hashAt = (text: string, seconds: number) => {
      writeFileSync(file, text);
      utimesSync(file, seconds, seconds);
      return diskWorld({ root, env: process.env }, stamps).view().texts.hash('a.ts');
    };
    const now = Date.now() / 1000 + 60;
    expect([hashAt('one', now), hashAt('two', now), hashAt('one', 1000), hashAt('two', 1000)]).toEqual([
      hashOf('one'),
      hashOf('two'),
      hashOf('one'),
      hashOf('two'),
    ]);
  });

  it('knows what is installed above the root, as far as the work tree goes', () => {
    for (const path of ['root/node_modules/inside', 'node_modules/above']) {
      mkdirSync(join(base, path), { recursive: true });
      writeFileSync(join(base, path, 'package.json'), '{}');
    }
    const found = () =>
      ['inside', 'above', 'none', '../above', '..'].filter((name) =>
        diskWorld({ root, env: process.env }).installed(name),
      );
    const alone = found();
    mkdirSync(join(base, '.git'));
    expect([alone, found()]).toEqual([['inside'], ['inside', 'above']]);
  });

  it('knows what is installed where node_modules is a link that leads out', () => {
    const store = join(base, 'store');
    mkdirSync(join(store, 'linked'), { recursive: true });
    writeFileSync(join(store, 'linked/package.json'), '{}');
    symlinkSync(store, join(root, 'node_modules'));
    const world = diskWorld({ root, env: process.env });
    expect([world.view().texts.exists('node_modules/linked/package.json'), world.installed('linked')]).toEqual([
      false,
      true,
    ]);
  });

  it('sees the disk anew after a sweep', () => {
    const world = diskWorld({ root, env: process.env });
    const seen = [world.view().texts.exists('a.ts')];
    writeFileSync(join(root, 'a.ts'), '');
    seen.push(world.view().texts.exists('a.ts'), world.sweep().view().texts.exists('a.ts'));
    expect(seen).toEqual([false, false, true]);
  });
});

describe('a world without a disk', () => {
  it('is what the overlay says, .gitignore included', () => {
    const { tree, texts } = emptyWorld().view(
      new Map([
        ['b.ts', 'b'],
        ['a.ts', 'a'],
        ['x/.gitignore', '*.log\n'],
        ['x/c.log', ''],
        ['gone.ts', null],
      ]),
    );
    expect([[...tree.files.keys()], texts.exists('x/c.log'), texts.read('c.ts')]).toEqual([
      ['a.ts', 'b.ts', 'x/.gitignore'],
      true,
      null,
    ]);
  });
});
