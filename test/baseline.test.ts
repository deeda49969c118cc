import { existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { baselineText, readBaseline } from '../src/settle/baseline.ts';
import { reportSchema } from '../src/reporters/schema.ts';
import { bake, git, lintel, put } from './bakery.ts';

const yaml = `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven] }
  naming/files: { check: file-naming, files: kebab-case }
`;
const upward = "import { sell } from '../counter/till.js';\nexport const bake = () => sell;\n";

const files = {
  'lintel.yaml': yaml,
  '.github/CODEOWNERS': '* @all\n/src/oven/ @bakers\n',
  'src/counter/till.ts': 'export const sell = 1;\n',
  'src/counter/BadName.ts': 'export const bad = 1;\n',
  'src/oven/bake.ts': upward,
  'src/oven/heat.ts': upward,
};

let root = '';
beforeEach(() => {
  root = bake(files);
});

const path = (): string => join(root, 'lintel-baseline.json');
const text = (): string => readFileSync(path(), 'utf8');
const run = (...args: string[]): ReturnType<typeof lintel> => lintel(root, args);
const first = async (...args: string[]): Promise<string> => (await run(...args)).stdout.split('\n')[0] ?? '';
const create = async (): Promise<void> => {
  expect(await run('baseline', 'create')).toMatchObject({ code: 0, stderr: '' });
};

/** A commit of everything, on `main`. */
function commitAll(): void {
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', '--message=everything');
}

describe('create', () => {
  it('freezes current violations, so that the check passes and prints one count', async () => {
    expect(await run('baseline', 'create')).toEqual({
      code: 0,
      stdout: 'froze 3 violations of 2 rules in lintel-baseline.json\n',
      stderr: '',
    });
    expect(text()).toMatch(
      /^\{\n {2}"\w{10}": "layering\/bakery src\/oven\/bake\.ts",\n {2}"\w{10}": "layering\/bakery src\/oven\/heat\.ts",\n {2}"\w{10}": "naming\/files src\/counter\/BadName\.ts",\n {2}"version": 1\n\}\n$/,
    );
    expect(await run()).toEqual({
      code: 0,
      stdout: 'ok. 4 files, 2 rules. frozen 3, new 0, gone 0.\n',
      stderr: '',
    });
  });

  it('refuses if a baseline exists, except for a rule without entries', async () => {
    await create();
    expect(await run('baseline', 'create')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^lintel-baseline\.json already exists/),
    });
    expect(await run('baseline', 'create', '--rule', 'naming/files')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^the baseline already has 1 violation of naming\/files/),
    });
    put(root, { 'lintel.yaml': `${yaml}  naming/upper: { check: file-naming, files: PascalCase }\n` });
    expect(await first()).toBe('3 errors. 4 files, 3 rules. frozen 3, new 3, gone 0.');
    expect(await run('baseline', 'create', '--rule', 'naming/upper')).toMatchObject({ code: 0 });
    expect(await first()).toBe('ok. 4 files, 3 rules. frozen 6, new 0, gone 0.');
    expect(await run('baseline', 'create', '--rule', 'naming/uper')).toMatchObject({
      code: 2,
      stderr: 'unknown rule naming/uper: did you mean naming/upper?\n',
    });
  });

  it('does not freeze unused excuses', async () => {
    put(root, {
      'lintel.yaml': yaml.replace('kebab-case }', 'kebab-case, except: [{ file: src/x.ts, reason: none }] }'),
    });
    await create();
    expect(await first()).toBe('1 error (1 with a safe fix: `lintel fix`). 4 files, 2 rules. frozen 3, new 1, gone 0.');
  });

  it('refuses while a rule cannot run', async () => {
    put(root, { 'lintel.yaml': `${yaml}  x/y: { check: layers, layers: [none] }\n` });
    expect(await run('baseline', 'create')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^the baseline needs a run without errors: lintel\.yaml:6:/),
    });
    expect(existsSync(path())).toBe(false);
  });
});

describe('an entry whose violation is gone', () => {
  beforeEach(async () => {
    await create();
    put(root, { 'src/oven/heat.ts': 'export const heat = 1;\n' });
  });

  it('is a violation in a full run, and in no other', async () => {
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^1 error \(1 with a safe fix: `lintel fix`\)\. 4 files, 2 rules\. frozen 2, new 0, gone 1\.\n\nbaseline: .* fix\(safe\): delete the entry\n \w+ lintel-baseline\.json:3:1 freezes a violation of layering\/bakery that no longer exists \(src\/oven\/heat\.ts\)\n$/,
    );
    expect(await run('src')).toMatchObject({ code: 0 });
    expect(await run('--rule', 'layering/bakery')).toMatchObject({ code: 0 });
  });

  it('is deleted by fix', async () => {
    expect((await run('fix')).stdout).toContain('ok. 4 files, 2 rules. frozen 2, new 0, gone 0.\n');
    expect(text()).not.toContain('heat');
  });

  it('is deleted by prune, which deletes nothing else', async () => {
    expect((await run('baseline', 'prune')).stdout).toBe('removed 1, renamed 0, left 2\n');
    const pruned = text();
    expect(await first()).toBe('ok. 4 files, 2 rules. frozen 2, new 0, gone 0.');
    put(root, { 'src/oven/heat.ts': upward });
    expect((await run('baseline', 'prune')).stdout).toBe('removed 0, renamed 0, left 2\n');
    expect(text()).toBe(pruned);
    expect(await first()).toBe('1 error. 4 files, 2 rules. frozen 2, new 1, gone 0.');
  });

  it('is not gone while its rule is off', async () => {
    put(root, { 'lintel.yaml': yaml.replace('oven] }', 'oven], severity: off }') });
    expect(await first()).toBe('ok. 4 files, 1 rule. frozen 1, new 0, gone 0.');
  });
});

it('an entry that an ignore comment makes needless is gone', async () => {
  await create();
  put(root, { 'src/oven/heat.ts': `// lintel-ignore layering/bakery -- moves in March\n${upward}` });
  expect(await first()).toBe('1 error (1 with a safe fix: `lintel fix`). 4 files, 2 rules. frozen 2, new 0, gone 1.');
});

it('an entry of an unknown rule is always a violation', async () => {
  await create();
  writeFileSync(path(), text().replace('naming/files', 'naming/gone'));
  const { code, stdout } = await run();
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining('freezes a violation of naming/gone, a rule that does not exist'),
  ]);
});

describe('a file that was renamed or moved keeps its entries', () => {
  it('by its contents, without git', async () => {
    await create();
    renameSync(join(root, 'src/oven/heat.ts'), join(root, 'src/oven/warmth.ts'));
    expect(await first()).toBe('ok. 4 files, 2 rules. frozen 3, new 0, gone 0.');
    expect((await run('baseline', 'prune')).stdout).toBe('removed 0, renamed 1, left 3\n');
    expect(text()).toContain('"layering/bakery src/oven/warmth.ts"');
    expect(await first()).toBe('ok. 4 files, 2 rules. frozen 3, new 0, gone 0.');
  });

  it('also where only some files or one rule are asked for', async () => {
    await create();
    renameSync(join(root, 'src/oven/heat.ts'), join(root, 'src/oven/warmth.ts'));
    expect(await first('src/oven/warmth.ts')).toBe('ok. 4 files, 2 rules. frozen 1, new 0, gone 0.');
    expect(await first('--rule', 'layering/bakery')).toBe('ok. 4 files, 1 rule. frozen 2, new 0, gone 0.');
  });

  it('also where it is what others import, as git tells', async () => {
    await create();
    commitAll();
    git(root, 'mv', 'src/counter/till.ts', 'src/counter/desk.ts');
    put(root, {
      'src/oven/heat.ts': upward.replace('till', 'desk'),
      'src/oven/bake.ts': upward.replace('till', 'desk'),
    });
    expect(await first()).toBe('ok. 4 files, 2 rules. frozen 3, new 0, gone 0.');
    expect((await run('baseline', 'prune')).stdout).toBe('removed 0, renamed 2, left 3\n');
    git(root, 'commit', '--quiet', '--all', '--message=moved');
    expect(await first('--no-cache')).toBe('ok. 4 files, 2 rules. frozen 3, new 0, gone 0.');
  });

  it('and freezes no second violation', async () => {
    await create();
    renameSync(join(root, 'src/oven/heat.ts'), join(root, 'src/oven/warmth.ts'));
    put(root, { 'src/oven/cold.ts': upward });
    expect(await first()).toBe('1 error. 5 files, 2 rules. frozen 3, new 1, gone 0.');
  });
});

it('--since and the baseline work together', async () => {
  await create();
  commitAll();
  put(root, { 'src/oven/heat.ts': `${upward}export const more = 1;\n`, 'src/oven/NewName.ts': 'export {};\n' });
  const report = reportSchema.parse(JSON.parse((await run('--since', 'main', '--format', 'json')).stdout));
  expect(report.summary).toMatchObject({ errors: 1, baseline: 3, gone: 0, old: 0 });
  expect(report.violations.filter(({ status }) => status === 'new').map(({ file }) => file)).toEqual([
    'src/oven/NewName.ts',
  ]);
  put(root, { 'src/oven/heat.ts': 'export const heat = 1;\n' });
  expect(await first('--since', 'main')).toMatch(/ frozen 2, new 1, gone 1\.$/);
});

describe('show', () => {
  test.each([
    ['rule', ' 2 layering/bakery\n 1 naming/files\n'],
    ['zone', ' 2 oven\n 1 counter\n'],
    ['owner', ' 2 @bakers\n 1 @all\n'],
  ])('by %s', async (by, rows) => {
    await create();
    expect(await run('baseline', 'show', '--by', by)).toEqual({
      code: 0,
      stdout: `3 frozen violations, by ${by}\n${rows}`,
      stderr: '',
    });
  });

  it('says what it can count by, and that there is nothing to count', async () => {
    expect(await run('baseline', 'show', '--by', 'day')).toMatchObject({ code: 2 });
    expect(await run('baseline', 'show')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'lintel-baseline.json does not exist: run lintel baseline create\n',
    });
    expect(await run('baseline')).toMatchObject({
      code: 2,
      stderr: 'lintel baseline needs a value: lintel baseline create | prune | show\n',
    });
  });
});

describe('a baseline that cannot be trusted ends with 2', () => {
  test.each<[title: string, spoil: () => void, stderr: RegExp]>([
    [
      'damaged',
      () => writeFileSync(path(), text().replace(/^/, '<<<<<<< ours\n')),
      /^lintel-baseline\.json:1:1 cannot read <<<<<<< ours/,
    ],
    [
      'newer',
      () => writeFileSync(path(), text().replace('1\n}', '2\n}')),
      /^lintel-baseline\.json:1:1 the baseline has version 2/,
    ],
    [
      'a link',
      () => {
        renameSync(path(), join(root, 'b.json'));
        symlinkSync('b.json', path());
      },
      /^lintel-baseline\.json:1:1 the baseline cannot be used \(it is a link\)/,
    ],
    [
      'a link that leads out',
      () => {
        rmSync(path());
        symlinkSync('/etc/hostname', path());
      },
      /^lintel-baseline\.json:1:1 the baseline cannot be used \(it is a link\)/,
    ],
  ])('%s', async (_, spoil, stderr) => {
    await create();
    spoil();
    for (const args of [[], ['baseline', 'prune'], ['baseline', 'show']]) {
      const ran = await run(...args);
      expect([args, ran.code, ran.stderr.replace(/^the baseline needs a run without errors: /, '')]).toEqual([
        args,
        2,
        expect.stringMatching(stderr),
      ]);
    }
  });
});

describe('two branches that each shrink the baseline, or follow files that moved', () => {
  const all = Array.from({ length: 500 }, (_, i) => ({
    id: (i * 7919).toString(16).padStart(10, '0'),
    rule: `rule/${String(i % 7)}`,
    file: `src/${String(i % 50)}/file-${String(i)}.ts`,
  }));
  const change = fc.record({
    gone: fc.uniqueArray(fc.nat(all.length - 1), { minLength: 1, maxLength: 5 }),
    moved: fc.uniqueArray(fc.nat(all.length - 1), { maxLength: 2 }),
  });
  type Change = Readonly<Record<'gone' | 'moved', readonly number[]>>;
  const after = (...changes: readonly Change[]): typeof all =>
    all
      .map((entry, i) =>
        changes.some(({ moved }) => moved.includes(i))
          ? { ...entry, file: `src/${String((i * 31) % 50)}/moved-${String(i)}.ts` }
          : entry,
      )
      .filter((_, i) => !changes.some(({ gone }) => gone.includes(i)));

  it('merge without conflict in nine of ten cases, and to what both meant', () => {
    root = bake({ 'lintel-baseline.json': baselineText(all) });
    commitAll();
    const branch = (name: string, made: Change): void => {
      git(root, 'checkout', '--quiet', '-B', name, 'main');
      writeFileSync(path(), baselineText(after(made)));
      git(root, 'commit', '--quiet', '--all', `--message=${name}`);
    };
    const cases = fc
      .sample(fc.tuple(change, change), { numRuns: 60, seed: 7 })
      // One entry that the one deletes and the other moves is a conflict by right.
      .filter(
        ([a, b]) =>
          ![...a.gone, ...a.moved].some((i) => b.moved.includes(i)) && !b.gone.some((i) => a.moved.includes(i)),
      );
    const conflicts = cases.filter(([ours, theirs]) => {
      branch('ours', ours);
      branch('theirs', theirs);
      try {
        git(root, 'merge', '--quiet', '--no-edit', 'ours');
      } catch {
        git(root, 'merge', '--abort');
        return true;
      }
      const { baseline, errors } = readBaseline(text());
      expect(errors).toEqual([]);
      expect(baselineText(baseline ?? [])).toBe(baselineText(after(ours, theirs)));
      return false;
    });
    expect(cases.length).toBeGreaterThan(40);
    expect(conflicts.length).toBeLessThanOrEqual(cases.length / 10);
  }, 60_000);
});
