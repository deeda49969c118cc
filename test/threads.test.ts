import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bake, git, lintel, put, type Run, spawnLintel, startLintel } from './bakery.ts';

/** Many small shops, enough for threads to be worth while; of each fifty, four break something. */
function street(shops: number): Record<string, string> {
  const files: Record<string, string> = {
    'package.json': '{ "name": "street" }',
    'lintel.yaml': `version: 1
zones: { shop: "shops/{shop}/**", counter: "shops/{shop}/counter/**", oven: "shops/{shop}/oven/**" }
rules:
  layering/shop: { check: layers, within: shop, layers: [counter, oven] }
  layering/door: { check: entry-point, zone: shop }
  layering/cycles: { check: cycles }
  layering/unresolved: { check: unresolved }
  structure/ignores: { check: suppressions }
`,
  };
  for (let shop = 0; shop < shops; shop++) {
    const [isUnread, isCyclic, isBorrowing, isLacking] = [0, 5, 7, 11].map((one) => shop % 50 === one);
    const at = `shops/bakery-${String(shop)}`;
    files[`${at}/index.ts`] = "export { sell } from './counter/till.js';\n";
    files[`${at}/counter/till.ts`] =
      `import { bake } from '../oven/bake.js';\n${isBorrowing ? "import { knead } from '../../bakery-1/oven/knead.js';\nexport const borrow = knead;\n" : ''}export const sell = (): string => bake();\n`;
    files[`${at}/counter/menu.tsx`] =
      `import type { Flour } from '../oven/flour.js';\nexport const menu = (flour: Flour) => <ul><li>{flour}</li></ul>;\n`;
    files[`${at}/oven/bake.ts`] =
      `${isCyclic ? "import { sell } from '../counter/till.js';\n" : ''}import { knead } from './knead.js';\nexport const bake = (): string => knead()${isCyclic ? ' + String(sell)' : ''};\n`;
    files[`${at}/oven/knead.ts`] =
      `${isLacking ? "// lintel-ignore layering/unresolved\nimport './yeast.js';\n" : ''}export const knead = (): string => 'dough ${String(shop)}';\n`;
    files[`${at}/oven/flour.ts`] = isUnread ? 'export type Flour = ;\n' : 'export type Flour = string;\n';
  }
  return files;
}

/** Enough files for threads, and few. */
const [large, small] = [bake(street(100)), bake(street(13))];
const json = ['check', '--format', 'json'];
const cold = await lintel(small, [...json, '--no-cache']);
const store = join(small, '.lintel/facts');
const check = (...args: string[]): Promise<Run> => lintel(small, [...json, ...args]);

beforeEach(() => {
  for (const root of [large, small]) rmSync(join(root, '.lintel'), { recursive: true, force: true });
});

it('gives the same bytes with threads, in one thread, with another parser, and with facts of other runs', async () => {
  const threads = spawnLintel(large, [...json, '--no-cache']);
  expect([
    threads.code,
    threads.stderr,
    (JSON.parse(threads.stdout) as { summary: { files: number; errors: number } }).summary.files,
  ]).toEqual([1, '', 600]);
  expect(await lintel(large, json)).toEqual(threads);
  expect(spawnLintel(large, json)).toEqual(threads);
  // The parsers have words of their own for what they cannot read.
  const read = (run: Run): unknown =>
    (JSON.parse(run.stdout) as { violations: { rule: string; id: string; file: string }[] }).violations.map((one) =>
      one.rule === 'parse' ? `parse ${one.file}` : one,
    );
  expect(read(spawnLintel(large, json, { LINTEL_PARSER: 'typescript-eslint' }))).toEqual(read(threads));
});

it('an edit counts at once, on a warm store and without one', async () => {
  await check();
  const file = join(small, 'shops/bakery-2/oven/bake.ts');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, `import '../counter/menu.js';\n${before}`);
  const edited = await check();
  expect(edited).toEqual(await check('--no-cache'));
  expect(edited).not.toEqual(cold);
  writeFileSync(file, before);
  // Even an edit that keeps size and time: what is as young as the store is read again.
  const same = join(small, 'shops/bakery-3/oven/bake.ts');
  const text = readFileSync(same, 'utf8');
  await check();
  writeFileSync(same, text.replace('./knead.js', './knaed.js'));
  expect(await check()).toEqual(await check('--no-cache'));
  writeFileSync(same, text);
  expect(await check()).toEqual(cold);
});

describe('a store that is damaged is made anew', () => {
  const bytes = (): Buffer => readFileSync(store);
  const random = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, i) => (i * 7919 + 13) % 251));
  it.each<[title: string, damage: () => void]>([
    [
      'cut in half',
      () => {
        truncateSync(store, Math.floor(bytes().length / 2));
      },
    ],
    [
      'cut in its header',
      () => {
        truncateSync(store, 20);
      },
    ],
    [
      'of no length',
      () => {
        truncateSync(store, 0);
      },
    ],
    [
      'of other bytes',
      () => {
        writeFileSync(store, random(5000));
      },
    ],
    [
      'with other bytes in its middle',
      () => {
        const all = bytes();
        random(400).copy(all, Math.floor(all.length / 2));
        writeFileSync(store, all);
      },
    ],
    [
      'with other bytes at its end',
      () => {
        const all = bytes();
        random(400).copy(all, all.length - 400);
        writeFileSync(store, all);
      },
    ],
    [
      'of another version',
      () => {
        const all = bytes();
        const where = all.indexOf('"version":"');
        all.write('x', where + 11);
        writeFileSync(store, all);
      },
    ],
    [
      'with a length that no machine has',
      () => {
        const all = bytes();
        all.writeUInt32LE(0xffff_fff0, 8);
        writeFileSync(store, all);
      },
    ],
    [
      'a folder',
      () => {
        rmSync(store);
        mkdirSync(store);
        writeFileSync(join(store, 'crumb'), '');
      },
    ],
    [
      'a link to nowhere',
      () => {
        rmSync(store);
        symlinkSync(join(small, 'nowhere'), store);
      },
    ],
  ])('%s', async (_, damage) => {
    await check();
    damage();
    expect(await check()).toEqual(cold);
    expect(await check()).toEqual(cold);
    rmSync(store, { recursive: true, force: true });
  });
});

it('one that came with the repository is not believed', async () => {
  const root = bake({
    'lintel.yaml': 'version: 1\nrules:\n  layering/unresolved: { check: unresolved }\n',
    'oven.ts': "import './flour.js';\n",
  });
  const truth = await lintel(root, []);
  const old = new Date('2020-01-01');
  utimesSync(join(root, 'oven.ts'), old, old);
  put(root, { 'oven.ts': 'export const a = 12;\n' });
  utimesSync(join(root, 'oven.ts'), old, old);
  expect((await lintel(root, [])).code).toBe(0);
  git(root, 'init', '-q');
  git(root, 'add', '-f', '.lintel/facts');
  // Of the same size and time, as a checkout could be made to be.
  put(root, { 'oven.ts': "import './flour.js';\n" });
  utimesSync(join(root, 'oven.ts'), old, old);
  expect(await lintel(root, [])).toEqual(truth);
});

it('three processes can share one cache', async () => {
  const runs = await Promise.all([1, 2, 3].map(() => startLintel(large, json)));
  const alone = await lintel(large, [...json, '--no-cache']);
  expect(runs).toEqual([alone, alone, alone]);
  expect(readdirSync(join(large, '.lintel')).sort()).toEqual(['.gitignore', 'facts', 'printed']);
  expect(await lintel(large, json)).toEqual(alone);
});

it.each(['.lintel', 'node_modules', 'node_modules/.cache', 'node_modules/.cache/lintel'])(
  'a store behind a link at %s is neither read nor written',
  async (link) => {
    const outside = bake({ 'keep.txt': 'keep' });
    const root = bake({ 'lintel.yaml': 'version: 1\n', 'oven.ts': '' });
    mkdirSync(join(root, link, '..'), { recursive: true });
    symlinkSync(outside, join(root, link));
    expect(await lintel(root, [])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^ok\. 1 file, 0 rules\.\n/),
      stderr: '',
    });
    expect(readdirSync(outside)).toEqual(['keep.txt']);
  },
);

it('a work tree beside its repository is checked like any other', async () => {
  const root = bake({ 'lintel.yaml': 'version: 1\n', 'oven.ts': '' });
  git(root, 'init', '-q');
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'Open the bakery');
  git(root, 'worktree', 'add', '-q', join(root, '.trees/night'));
  expect(await lintel(join(root, '.trees/night'), [])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^ok\. 1 file, 0 rules\.\n/),
    stderr: '',
  });
});
