import { chmodSync, existsSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bake, git, gitAt, lintel, put, spawnLintel } from './bakery.ts';

const rule =
  'version: 1\nrules:\n  floor: { check: coverage, report: "**/coverage/lcov.info", minimum: { lines: 100 } }\n';
const files = {
  'lintel.yaml': rule,
  '.gitignore': 'coverage/\n',
  'oven/src/bake.ts': 'export const bake = 1;\n',
};

it('a report that git ignores is found, and its age counts', async () => {
  const without = bake(files);
  expect((await lintel(without, [])).stdout).toMatch(
    /\n\n?floor: .*\n \w+ \*\*\/coverage\/lcov\.info does not exist\. fix/,
  );
  const root = bake({ ...files, 'oven/coverage/lcov.info': 'SF:src/bake.ts\nDA:1,1\nend_of_record\n' });
  expect((await lintel(root, [])).stdout).toBe('ok. 1 file, 1 rule.\n');
  expect((await lintel(root, [])).stdout).toBe('ok. 1 file, 1 rule.\n');
  utimesSync(join(root, 'oven/coverage/lcov.info'), 1, 1);
  const { code, stdout } = await lintel(root, []);
  expect(code).toBe(1);
  expect(stdout).toContain('oven/coverage/lcov.info is older than 1 file. fix(manual): run the tests with coverage\n');
});

describe('what git knows of age', () => {
  const report = {
    'reports/lcov.info': 'SF:src/bake.ts\nDA:1,1\nend_of_record\nSF:src/heat.ts\nDA:1,1\nend_of_record\n',
  };
  const shop = {
    'lintel.yaml':
      'version: 1\nrules:\n  floor: { check: coverage, report: reports/lcov.info, minimum: { lines: 100 } }\n',
    'src/bake.ts': 'export const bake = 1;\n',
    'src/heat.ts': 'export const heat = 1;\n',
  };
  const fresh = 'ok. 2 files, 1 rule.\n';
  const stale = expect.stringContaining('reports/lcov.info is older than 1 file. fix') as string;
  /** Seconds from now. */
  const date = (root: string, path: string, when: number): void => {
    utimesSync(join(root, path), Date.now() / 1000 + when, Date.now() / 1000 + when);
  };
  const commit = (root: string, when = 0): void => {
    git(root, 'add', '--all');
    gitAt(when, root, 'commit', '--quiet', '--message=bread');
  };
  const seen = async (root: string): Promise<string> => (await lintel(root, [])).stdout;

  it('a report that is committed is as old as its commit', async () => {
    const top = bake({ 'other.ts': '' });
    const root = join(top, 'a shop');
    put(root, { ...shop, ...report });
    git(top, 'init', '--quiet');
    commit(top);
    date(root, 'reports/lcov.info', -1000);
    expect(await seen(root)).toBe(fresh);
    git(top, 'clone', '--quiet', '.', `${top}-clone`);
    date(`${top}-clone/a shop`, 'src/heat.ts', 1000);
    expect(await seen(`${top}-clone/a shop`)).toBe(fresh);
    put(root, { 'src/heat.ts': 'export const heat = 2;\n' });
    date(root, 'src/heat.ts', -2000);
    expect(await seen(root)).toEqual(stale);
    commit(top);
    date(root, 'reports/lcov.info', 1000);
    expect(await seen(root)).toEqual(stale);
    put(root, { 'reports/lcov.info': `TN:\n${report['reports/lcov.info']}` });
    expect(await seen(root)).toBe(fresh);
    git(top, 'add', '--all');
    expect(await seen(root)).toBe(fresh);
    commit(top);
    expect(await seen(root)).toBe(fresh);
  });

  it('uses the modification time of other reports, and ignores touched files', async () => {
    const root = bake({ ...shop, '.gitignore': 'reports/\n' });
    git(root, 'init', '--quiet');
    commit(root, -100);
    put(root, report);
    date(root, 'reports/lcov.info', -50);
    for (const file of ['src/bake.ts', 'src/heat.ts']) date(root, file, 1000);
    expect(await seen(root)).toBe(fresh);
    put(root, { 'src/heat.ts': 'export const heat = 3;\n' });
    date(root, 'src/heat.ts', 1000);
    expect(await seen(root)).toEqual(stale);
    commit(root);
    expect(await seen(root)).toEqual(stale);
    date(root, 'reports/lcov.info', -150);
    expect(await seen(root)).toEqual(expect.stringContaining('older than 2 files'));
  });

  it('does not run git if modification times are sufficient', () => {
    const root = bake({ ...shop, ...report, '.gitignore': 'reports/\n' });
    const bin = bake({ git: '#!/bin/sh\n/bin/touch "$(/usr/bin/dirname "$0")/asked"\nexit 128\n' });
    chmodSync(join(bin, 'git'), 0o755);
    git(root, 'init', '--quiet');
    expect([spawnLintel(root, [], { PATH: bin }).stdout, existsSync(join(bin, 'asked'))]).toEqual([fresh, false]);
    date(root, 'src/heat.ts', 1000);
    expect([spawnLintel(root, [], { PATH: bin }).stdout, existsSync(join(bin, 'asked'))]).toEqual([stale, true]);
  });
});

it('reports a report that is too large, without figures', async () => {
  const root = bake({ ...files, 'oven/coverage/lcov.info': 'SF:src/bake.ts\n' });
  truncateSync(join(root, 'oven/coverage/lcov.info'), 65 * 1024 * 1024);
  expect((await lintel(root, [])).stdout).toMatch(
    /^1 error\. .*\n\nfloor: .*\n \w+ oven\/coverage\/lcov\.info not read: it is larger than 64 MB\. fix/,
  );
});
