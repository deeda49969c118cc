import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bake, git, lintel, put } from './bakery.ts';

const yaml = (minimum: string, more = ''): string =>
  `version: 1\nrules:\n  coverage/floor: { check: coverage, report: coverage/lcov.info, minimum: ${minimum}${more} }\n`;

/** An lcov report of files, each with the hits of its lines. */
function lcov(files: Readonly<Record<string, readonly number[]>>): Record<string, string> {
  const records = Object.entries(files).map(
    ([file, hits]) => `SF:${file}\n${hits.map((count, i) => `DA:${i + 1},${count}\n`).join('')}end_of_record\n`,
  );
  return { 'coverage/lcov.info': records.join('') };
}

const priceText = 'export const price = 1;\nexport const tax = 2;\n';
const files = {
  '.gitignore': 'coverage\n',
  'lintel.yaml': yaml('{ lines: baseline }', ', per: file'),
  'src/price.ts': priceText,
  'src/vat.ts': 'export const vat = 19;\n',
};

let root = '';
const path = (): string => join(root, 'lintel-baseline.json');
const figures = (): string[] => [...readFileSync(path(), 'utf8').matchAll(/": "(.*)",/g)].map(([, text = '']) => text);
const run = (...args: string[]): ReturnType<typeof lintel> => lintel(root, args);
const lines = async (...args: string[]): Promise<string[]> => (await run(...args)).stdout.trimEnd().split('\n');

/** A commit of everything, on `main`. */
function commitAll(): void {
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=everything');
}

beforeEach(() => {
  root = bake({ ...files, ...lcov({ 'src/price.ts': [1, 0], 'src/vat.ts': [1] }) });
});

async function create(): Promise<void> {
  expect(await run('baseline', 'create', '--rule', 'coverage/floor')).toEqual({
    code: 0,
    stdout: 'froze 0 violations of 0 rules in lintel-baseline.json, and keeps 2 figures of 1 rule\n',
    stderr: '',
  });
}

describe('a figure without an entry', () => {
  it('passes, and a note has the command that keeps it', async () => {
    expect(await run()).toEqual({
      code: 0,
      stdout:
        'ok. 2 files, 1 rule.\nunkept: coverage/floor: the baseline does not have lines of src/price.ts (1/2) and 1 more yet; ' +
        '`lintel baseline create --rule coverage/floor` keeps what was reached\n',
      stderr: '',
    });
    await create();
    expect(figures()).toEqual(['coverage/floor src/price.ts lines 1/2', 'coverage/floor src/vat.ts lines 1/1']);
    expect(await run()).toEqual({ code: 0, stdout: 'ok. 2 files, 1 rule. frozen 0, new 0, gone 0.\n', stderr: '' });
  });

  it('is added by prune, and not by create', async () => {
    await create();
    put(root, { 'src/new.ts': priceText });
    put(root, lcov({ 'src/price.ts': [1, 0], 'src/vat.ts': [1], 'src/new.ts': [0, 1] }));
    expect((await lines())[1]).toMatch(/^unkept: .* lines of src\/new\.ts \(1\/2\) yet; `lintel baseline prune` keeps/);
    expect(await run('baseline', 'create', '--rule', 'coverage/floor')).toMatchObject({
      code: 2,
      stderr:
        'the baseline already has figures of coverage/floor: run lintel baseline prune, which raises them and adds new ones\n',
    });
    expect(await run('baseline', 'prune')).toMatchObject({
      stdout: 'removed 0, renamed 0, raised 0, added 1, left 3\n',
    });
  });
});

describe('a figure that fell', () => {
  it('is a violation with both figures and the new functions that no test calls', async () => {
    await create();
    commitAll();
    put(root, {
      'src/price.ts': `${priceText}export function discount(): number {\n  return 1;\n}\nexport const all = 3;\n`,
      ...lcov({ 'src/price.ts': [1, 0, 1, 0, 1, 0], 'src/vat.ts': [1] }),
      'coverage/lcov.info':
        'SF:src/price.ts\nDA:1,1\nDA:2,0\nDA:3,1\nDA:4,0\nDA:6,0\nend_of_record\nSF:src/vat.ts\nDA:1,1\n',
    });
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toContain(
      '2 of 5 lines (40 %), was 1 of 2 (50 %): 1 more needed; new and not covered: `discount` (3-5)',
    );
    expect(stdout).toContain('src/price.ts:2:1');
  });

  it('lists what is uncovered where nothing is new', async () => {
    await create();
    put(root, lcov({ 'src/price.ts': [0, 0], 'src/vat.ts': [1] }));
    expect((await run()).stdout).toContain(
      '0 of 2 lines (0 %), was 1 of 2 (50 %): 1 more needed; uncovered: lines 1-2',
    );
    expect((await run('baseline', 'prune')).stdout).toBe('removed 0, renamed 0, raised 0, added 0, left 2\n');
    expect(figures()).toContain('coverage/floor src/price.ts lines 1/2');
  });

  it('is none if only covered code was deleted', async () => {
    await create();
    put(root, { 'src/price.ts': 'export const tax = 2;\n', ...lcov({ 'src/price.ts': [0], 'src/vat.ts': [1] }) });
    expect(await run()).toMatchObject({ code: 0, stdout: 'ok. 2 files, 1 rule. frozen 0, new 0, gone 0.\n' });
    put(root, {
      'src/price.ts': 'export const tax = 2;\nexport const low = 1;\n',
      ...lcov({ 'src/price.ts': [0, 0], 'src/vat.ts': [1] }),
    });
    expect(await run()).toMatchObject({ code: 1 });
  });
});

describe('a figure that rose', () => {
  it('is noted, and prune keeps it from then on', async () => {
    await create();
    put(root, lcov({ 'src/price.ts': [1, 1], 'src/vat.ts': [1] }));
    expect(await lines()).toEqual([
      'ok. 2 files, 1 rule. frozen 0, new 0, gone 0.',
      'raised: coverage/floor: lines of src/price.ts (2/2) rose; `lintel baseline prune` keeps it',
    ]);
    expect((await run('baseline', 'prune')).stdout).toBe('removed 0, renamed 0, raised 1, added 0, left 2\n');
    expect(figures()).toContain('coverage/floor src/price.ts lines 2/2');
    put(root, lcov({ 'src/price.ts': [1, 0], 'src/vat.ts': [1] }));
    expect(await run()).toMatchObject({ code: 1 });
  });
});

describe('entries of what is not measured', () => {
  beforeEach(create);

  it.each<[title: string, spoil: () => void]>([
    ['is missing', () => rmSync(join(root, 'coverage/lcov.info'))],
    ['is damaged', () => writeFileSync(join(root, 'coverage/lcov.info'), 'SF:src/vat.ts\nDA:one\n')],
    [
      'does not list the metric',
      () =>
        writeFileSync(
          join(root, 'coverage/lcov.info'),
          'SF:src/price.ts\nFN:1,a\nFNDA:1,a\nSF:src/vat.ts\nFN:1,b\nFNDA:1,b\n',
        ),
    ],
  ])('stay while the report %s', async (_, spoil) => {
    const before = figures();
    spoil();
    expect((await run()).stdout).not.toContain('no longer measured');
    await run('baseline', 'prune');
    expect(figures()).toEqual(before);
  });

  it('are obsolete when the file is gone, and fix deletes them', async () => {
    rmSync(join(root, 'src/vat.ts'));
    put(root, lcov({ 'src/price.ts': [1, 0] }));
    expect((await run()).stdout).toContain(
      'keeps a figure of coverage/floor that is no longer measured (lines of src/vat.ts)',
    );
    await run('fix');
    expect(figures()).toEqual(['coverage/floor src/price.ts lines 1/2']);
  });

  it('are obsolete when the rule has a floor of its own', async () => {
    put(root, { 'lintel.yaml': yaml('{ lines: 50 }', ', per: file') });
    expect((await run('baseline', 'prune')).stdout).toBe('removed 2, renamed 0, left 0\n');
  });
});

it('a renamed file keeps what it had reached', async () => {
  put(root, lcov({ 'src/price.ts': [1, 1], 'src/vat.ts': [1] }));
  await create();
  commitAll();
  renameSync(join(root, 'src/price.ts'), join(root, 'src/cost.ts'));
  put(root, lcov({ 'src/cost.ts': [1, 0], 'src/vat.ts': [1] }));
  expect((await run('baseline', 'prune')).stdout).toBe('removed 1, renamed 0, raised 0, added 1, left 2\n');
  expect(figures()).toContain('coverage/floor src/cost.ts lines 2/2');
  expect(await run()).toMatchObject({ code: 1 });
});

describe('weakening', () => {
  beforeEach(async () => {
    await create();
    commitAll();
  });
  const weakened = async (): Promise<string[]> =>
    (await lines('check', '--since', 'main')).filter((line) => line.includes('Found:'));

  it('is a lowered entry, also under the new name of a file', async () => {
    writeFileSync(path(), readFileSync(path(), 'utf8').replace('price.ts lines 1/2', 'price.ts lines 1/3'));
    expect(await weakened()).toEqual([
      expect.stringContaining(
        'The baseline keeps less lines coverage of src/price.ts for `coverage/floor` than before. Found: 1/3',
      ),
    ]);
    git(root, 'checkout', '--', '.');
    renameSync(join(root, 'src/price.ts'), join(root, 'src/cost.ts'));
    put(root, lcov({ 'src/cost.ts': [0, 0], 'src/vat.ts': [1] }));
    await run('baseline', 'prune');
    expect(await weakened()).toEqual([]);
    writeFileSync(path(), readFileSync(path(), 'utf8').replace('cost.ts lines 1/2', 'cost.ts lines 0/2'));
    expect(await weakened()).toEqual([expect.stringContaining('Found: 0/2')]);
  });

  it('is a deleted entry of what is still measured', async () => {
    writeFileSync(path(), readFileSync(path(), 'utf8').replace(/.*price\.ts.*\n/, ''));
    expect(await weakened()).toEqual([expect.stringContaining('Found: no entry')]);
  });

  it('is not an entry that rose, came, or went with its file', async () => {
    rmSync(join(root, 'src/vat.ts'));
    put(root, { 'src/new.ts': priceText, ...lcov({ 'src/price.ts': [1, 1], 'src/new.ts': [1, 0] }) });
    expect((await run('baseline', 'prune')).stdout).toBe('removed 1, renamed 0, raised 1, added 1, left 2\n');
    expect(await weakened()).toEqual([]);
  });
});

describe('branches that raise different figures', () => {
  it('merge without conflict', async () => {
    const many = Array.from({ length: 9 }, (_, i) => `src/part-${i}.ts`);
    const measured = (raised: string): Record<string, string> =>
      lcov(Object.fromEntries(many.map((file) => [file, [1, file === raised ? 1 : 0]])));
    root = bake({ '.gitignore': 'coverage\n', 'lintel.yaml': files['lintel.yaml'] });
    put(root, Object.fromEntries(many.map((file) => [file, priceText])));
    put(root, measured(''));
    await run('baseline', 'create');
    commitAll();
    for (const [branch, raised] of [
      ['ours', 'src/part-2.ts'],
      ['theirs', 'src/part-6.ts'],
    ] as const) {
      git(root, 'checkout', '--quiet', '-B', branch, 'main');
      put(root, measured(raised));
      expect((await run('baseline', 'prune')).stdout).toContain('raised 1');
      git(root, 'commit', '--quiet', '--all', `--message=${branch}`);
    }
    git(root, 'merge', '--quiet', '--no-edit', 'ours');
    expect(figures().filter((text) => text.endsWith(' 2/2'))).toEqual([
      'coverage/floor src/part-2.ts lines 2/2',
      'coverage/floor src/part-6.ts lines 2/2',
    ]);
    expect(existsSync(path())).toBe(true);
  });
});

it('counts apart from violations', async () => {
  await create();
  expect((await run('baseline', 'show')).stdout).toBe('0 frozen violations, by rule\n');
});

it.each<[minimum: string, error: RegExp]>([
  ['base', /minimum.*baseline/],
  ['{ lines: base }', /lines.*baseline/],
  ['{ lines: -0.5 }', /must be a whole number/],
  ['{ lines: 101 }', /100/],
])('minimum: %s is an error', async (minimum, error) => {
  put(root, { 'lintel.yaml': yaml(minimum) });
  expect(await run()).toMatchObject({ code: 2, stderr: expect.stringMatching(error) });
});
