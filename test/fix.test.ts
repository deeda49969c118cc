import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, test } from 'vitest';
import ts from 'typescript';
import { hashOf } from '../src/core/hash.ts';
import { journalText } from '../src/world/journal.ts';
import { bake, bare, cli, git, home, lintel, put, startLintel } from './bakery.ts';

const config = `version: 1
rules:
  naming/names: { check: naming, names: { variableLike: camelCase } }
  structure/ignores: { check: suppressions }
`;
const bread = `export function bake(flour_kg: number) {
  const water_kg = flour_kg * 0.65;
  return { water_kg };
}
export const Rye_bread = bake;
export const ryeBread = Rye_bread;
`;
const fixedBread = `export function bake(flourKg: number) {
  const waterKg = flourKg * 0.65;
  return { water_kg: waterKg };
}
export const Rye_bread = bake;
export const ryeBread = Rye_bread;
`;
const bakery = {
  'lintel.yaml': config,
  'src/bread.ts': bread,
  'src/cake.ts': '// lintel-ignore naming/names -- it was long\nexport const cake = 1;\n',
};
const remains = `1 error. 2 files, 2 rules.

naming/names: variables, functions and parameters are camelCase
 e5a1b7 src/bread.ts:5:14 \`Rye_bread\` -> \`ryeBread\`. fix(manual): \`ryeBread\` already exists here: rename that first, or merge the two
`;

it('git can apply the diff of a file with a byte order mark', async () => {
  const root = bake({ 'lintel.yaml': config, 'src/bread.ts': `\ufeff${bread}` });
  git(root, 'init', '-q');
  writeFileSync(join(root, 'all.diff'), (await lintel(root, ['fix', '--dry-run'])).stdout);
  git(root, 'apply', 'all.diff');
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(`\ufeff${fixedBread}`);
});

it('applies safe fixes and prints the remaining violations', async () => {
  const root = bake(bakery);
  expect(await lintel(root, ['fix'])).toEqual({
    code: 1,
    stderr: '',
    stdout: expect.stringContaining('fixed 3 in 2 files:\n') as string,
  });
  expect([readFileSync(join(root, 'src/bread.ts'), 'utf8'), readFileSync(join(root, 'src/cake.ts'), 'utf8')]).toEqual([
    fixedBread,
    'export const cake = 1;\n',
  ]);
  const again = await lintel(root, ['fix']);
  expect(again.stdout.replace(/^ [0-9a-f]{6} /m, ' e5a1b7 ')).toBe(`fixed 0\n\n${remains}`);
  expect(readdirSync(root).filter((name) => name.startsWith('.lintel-'))).toEqual([]);
});

it('deletes an unused ignore comment when only its rule is asked for, and nothing else', async () => {
  const root = bake({
    ...bakery,
    'src/rye.ts': '// lintel-ignore naming/names -- as the mill writes it\nexport const rye_flour = 1;\n',
  });
  expect(await lintel(root, ['--rule', 'structure/ignores'])).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^1 error .*1 rule\.[^]*src\/cake\.ts:1:1 unused ignore comment/) as string,
  });
  expect(await lintel(root, ['fix', '--rule', 'structure/ignores'])).toMatchObject({ code: 0 });
  expect(['bread', 'cake', 'rye'].map((name) => readFileSync(join(root, `src/${name}.ts`), 'utf8'))).toEqual([
    bread,
    'export const cake = 1;\n',
    '// lintel-ignore naming/names -- as the mill writes it\nexport const rye_flour = 1;\n',
  ]);
});

it('a file that cannot be written to has no safe fix, and keeps no other from being fixed', async () => {
  const root = bake({ ...bakery, 'src/a\\b.ts': 'export function f(x_y: number) {\n  return x_y;\n}\n' });
  writeFileSync(
    join(root, 'src/latin.ts'),
    Buffer.from('// caf\u00e9\nexport function g(a_b: number) {\n  return a_b;\n}\n', 'latin1'),
  );
  linkSync(join(root, 'src/cake.ts'), join(root, 'cake.backup'));
  const { stdout } = await lintel(root, ['fix']);
  expect(stdout).toContain('fixed 3 in 2 files:\n');
  expect(stdout).toContain('(src/latin.ts cannot be written: its text is not UTF-8)');
  expect(stdout).toContain('(src/cake.ts cannot be written: it has 2 hard links, and only one would change)');
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(fixedBread);
  expect(readFileSync(join(root, 'src/a\\b.ts'), 'utf8')).toContain('f(xY: number)');
});

it('every command reports an interrupted fix until it is completed', async () => {
  const root = bake(bakery);
  const journal = join(root, '.lintel-fix.json');
  writeFileSync(journal, journalText({ root, env: bare }, { state: 'open', steps: [] }));
  const { code, stderr } = await lintel(root, []);
  expect([code, stderr]).toEqual([
    2,
    'an earlier lintel fix was interrupted or is still running: run lintel fix to complete it\n',
  ]);
  expect((await lintel(root, ['fix'])).stderr).toBe('');
  expect(existsSync(journal)).toBe(false);
  expect((await lintel(root, [])).stderr).toBe('');
});

it('ignores a journal from the repository', async () => {
  const root = bake({ ...bakery, 'src/.bread.ts.lintel-new': 'planted' });
  const steps = [
    { file: 'src/bread.ts', ready: 'src/.bread.ts.lintel-new', before: hashOf(bread), after: hashOf('planted') },
  ];
  put(root, { '.lintel-fix.json': JSON.stringify({ state: 'closed', steps }) });
  for (const argv of [[], ['fix']]) {
    const { code, stderr } = await lintel(root, argv);
    expect([argv, code, stderr]).toEqual([
      argv,
      2,
      '.lintel-fix.json is damaged or was not written by Lintel on this machine: compare the project with git, then delete it\n',
    ]);
  }
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(bread);
});

it('two fixes at once: one waits, and both report correctly', async () => {
  const root = bake(bakery);
  const runs = await Promise.all([startLintel(root, ['fix']), startLintel(root, ['fix'])]);
  expect(runs.map(({ stdout }) => /^fixed \d/.exec(stdout)?.[0]).sort()).toEqual(['fixed 0', 'fixed 3']);
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(fixedBread);
});

it('waits for a running fix, and takes the lock of one that died', async () => {
  const root = bake(bakery);
  const lock = join(root, '.lintel-fix.lock');
  writeFileSync(lock, `${String(process.pid)} ${hostname()}`);
  const refused = await lintel(root, ['fix']);
  expect([refused.code, refused.stderr]).toEqual([
    2,
    `another lintel fix is running here (process ${String(process.pid)} ${hostname()}): run this one again when it has finished\n`,
  ]);
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(bread);
  writeFileSync(lock, `4194999 ${hostname()}`);
  expect((await lintel(root, ['fix'])).stdout).toContain('fixed 3 in 2 files');
  expect(existsSync(lock)).toBe(false);
});

it('a dry run prints a diff that git applies, and writes nothing', async () => {
  const root = bake(bakery);
  const { code, stdout, stderr } = await lintel(root, ['fix', '--dry-run']);
  expect([code, stderr.split('\n')[0], readFileSync(join(root, 'src/bread.ts'), 'utf8')]).toEqual([
    1,
    'would fix 3 in 2 files:',
    bread,
  ]);
  writeFileSync(join(root, 'fix.diff'), stdout);
  git(root, 'apply', 'fix.diff');
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(fixedBread);
  expect((await lintel(root, ['fix', '--dry-run'])).stdout).toBe('');
});

const idOf = async (root: string, name: string): Promise<string> => {
  const { violations } = JSON.parse((await lintel(root, ['check', '--format', 'json'])).stdout) as {
    violations: { id: string; found: string }[];
  };
  return violations.find(({ found }) => found.includes(name))?.id ?? expect.fail(`no violation of ${name}`);
};

it('--id and --rule and paths choose', async () => {
  const root = bake(bakery);
  await lintel(root, ['fix', '--id', (await idOf(root, 'water_kg')).slice(0, 6)]);
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(
    bread.replace('const water_kg', 'const waterKg').replace('{ water_kg }', '{ water_kg: waterKg }'),
  );
  await lintel(root, ['fix', '--rule', 'naming/names']);
  expect([readFileSync(join(root, 'src/bread.ts'), 'utf8'), readFileSync(join(root, 'src/cake.ts'), 'utf8')]).toEqual([
    fixedBread,
    bakery['src/cake.ts'],
  ]);
  expect((await lintel(root, ['fix', 'src/cake.ts'])).stdout.split('\n').slice(-2)).toEqual([
    'ok. 2 files, 2 rules.',
    '',
  ]);
  expect(readFileSync(join(root, 'src/cake.ts'), 'utf8')).toBe('export const cake = 1;\n');
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(fixedBread);
});

test.each<[title: string, args: readonly string[], error: string]>([
  [
    'an id that nothing has',
    ['--id', 'ffffffffff'],
    'violation ffffffffff does not exist: run lintel check for current ids\n',
  ],
  ['an id that several have', ['--id', ''], '--id needs a value: --id ID[,ID]\n'],
  [
    'suggestions without a choice',
    ['--suggested'],
    '--suggested needs --id or --rule: suggested fixes are applied one violation or one rule at a time\n',
  ],
  ['an unknown rule', ['--rule', 'naming/name'], 'unknown rule naming/name: did you mean naming/names?\n'],
])('%s', async (_, args, error) => {
  const { code, stderr } = await lintel(bake(bakery), ['fix', ...args]);
  expect([code, stderr]).toEqual([2, error]);
});

describe('names that other files use', () => {
  const shop = {
    'lintel.yaml': 'version: 1\nrules:\n  naming/names: { check: naming, names: { function: camelCase } }\n',
    'src/oven.ts': 'export function bake_bread(): number {\n  return 1;\n}\nexport function wipe_oven(): void {}\n',
    'src/till.ts': "import { bake_bread } from './oven.js';\nexport const price = bake_bread();\n",
  };
  const read = (root: string, file: string): string => readFileSync(join(root, file), 'utf8');

  it('are renamed in all files', async () => {
    const root = bake(shop);
    expect((await lintel(root, ['fix'])).stdout).toMatch(/^fixed 2 in 2 files:\n(.*\n){2}\nok\. 2 files/);
    expect(read(root, 'src/oven.ts')).toBe(
      'export function bakeBread(): number {\n  return 1;\n}\nexport function wipeOven(): void {}\n',
    );
    expect(read(root, 'src/till.ts')).toBe(
      "import { bakeBread } from './oven.js';\nexport const price = bakeBread();\n",
    );
  });

  it('stay if a string may mean them, until somebody says otherwise', async () => {
    const root = bake({
      ...shop,
      'src/menu.ts': "import { wipe_oven } from './oven.js';\nexport const job = ['wipe_oven', wipe_oven];\n",
    });
    const { stdout } = await lintel(root, ['fix']);
    expect(stdout).toContain('fixed 1 in 2 files');
    expect(stdout).toContain(
      "fix(manual): run `lintel rename src/oven.ts#wipe_oven wipeOven --suggested` (the string 'wipe_oven' in src/menu.ts:2 stays as it is)",
    );
    expect((await lintel(root, ['fix', '--rule', 'naming/names', '--suggested'])).code).toBe(0);
    expect(read(root, 'src/menu.ts')).toBe(
      "import { wipeOven } from './oven.js';\nexport const job = ['wipe_oven', wipeOven];\n",
    );
  });

  it('stay if the new name would be another, and say so', async () => {
    const taken = 'const bakeBread = 2;\nexport const price = bake_bread() + bakeBread;\n';
    const root = bake({ ...shop, 'src/till.ts': `import { bake_bread } from './oven.js';\n${taken}` });
    const { stdout } = await lintel(root, ['fix']);
    expect(stdout).toContain('fixed 1 in 1 file');
    expect(stdout).toMatch(/`bake_bread` -> `bakeBread`\. fix\(manual\): rename it by hand: .*src\/till\.ts:\d/);
    const id = await idOf(root, 'bake_bread');
    expect((await lintel(root, ['fix', '--id', id])).stderr).toMatch(/ has no automatic fix: rename it by hand: /);
  });

  it('keep an alias where they are public, and only on request', async () => {
    const root = bake({
      ...shop,
      'package.json': '{ "name": "oven", "main": "./src/oven.ts" }',
    });
    expect((await lintel(root, ['fix'])).stdout).toContain('`bake_bread` is public: src/oven.ts is an entry of oven');
    const id = await idOf(root, 'bake_bread');
    expect((await lintel(root, ['fix', '--id', id, '--suggested'])).stdout).toContain('fixed 1 in 2 files');
    expect(read(root, 'src/oven.ts')).toContain('  /** @deprecated Use `bakeBread`. */\n  bakeBread as bake_bread,\n');
  });
});

it('lists violations without an automatic fix', async () => {
  const root = bake(bakery);
  const id = await idOf(root, 'Rye_bread');
  expect(await lintel(root, ['fix', '--id', id])).toEqual({
    code: 2,
    stdout: '',
    stderr: `${id} has no automatic fix: \`ryeBread\` already exists here: rename that first, or merge the two\n`,
  });
});

it('deletes an expired exception only on request', async () => {
  const yaml = (except: string): string =>
    `version: 1\nrules:\n  layering/old: # no more\n    check: imports\n    deny: "old/**"\n${except}    because: it is old\n`;
  const except = '    except:\n      - { from: "src/**", reason: until spring, until: 2001-04-01 }\n';
  const root = bake({
    'lintel.yaml': yaml(except),
    'src/a.ts': "import '../old/index.js';\n",
    'old/index.ts': 'export {};\n',
  });
  expect((await lintel(root, ['fix'])).stdout).toContain(
    'fix(suggested): delete the exception (the violation that it excused still exists)',
  );
  expect(readFileSync(join(root, 'lintel.yaml'), 'utf8')).toBe(yaml(except));
  expect((await lintel(root, ['fix', '--rule', 'layering/old', '--suggested'])).stdout).toContain(
    'fixed 1 in 1 file:\n',
  );
  expect(readFileSync(join(root, 'lintel.yaml'), 'utf8')).toBe(yaml(''));
});

it('--verify puts everything back where the command fails', async () => {
  const root = bake(bakery);
  const command = `${process.execPath} -e "process.exit(require('fs').readFileSync('src/bread.ts', 'utf8').includes('waterKg') ? 3 : 0)"`;
  expect(await lintel(root, ['fix', '--verify', command])).toEqual({
    code: 2,
    stdout: '',
    stderr: `${command} failed (exit 3); all changes were undone\n`,
  });
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(bread);
  expect((await lintel(root, ['fix', '--verify', `${process.execPath} -e 0`])).code).toBe(1);
  expect(readFileSync(join(root, 'src/bread.ts'), 'utf8')).toBe(fixedBread);
});

/** Many files that import one another, each with two names to be changed. */
function large(files: number): Record<string, string> {
  const text = (
    i: number,
  ): string => `${i > 0 ? `import { total as before } from './file${i - 1}.js';` : 'const before = (rows: readonly number[]): number => rows.length;'}
export function total(rows: readonly number[]): number {
  let sum_of_rows = 0;
  for (const row of rows) sum_of_rows += row;
  return sum_of_rows + before(rows);
}
export const report = (all_rows: readonly number[]): { readonly all_rows: readonly number[] } => ({ all_rows });
`;
  return {
    'lintel.yaml': config,
    ...Object.fromEntries(Array.from({ length: files }, (_, i) => [`src/file${i}.ts`, text(i)])),
  };
}

function faultsOf(root: string): string[] {
  const files = readdirSync(join(root, 'src')).map((file) => join(root, 'src', file));
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    lib: ['lib.es2022.d.ts'],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

it('hundreds of fixes at once leave what compiles', async () => {
  const root = bake(large(100));
  expect(faultsOf(root)).toEqual([]);
  expect(await lintel(root, ['fix'])).toEqual({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/^fixed 200 in 100 files:\n[^]*\nok\. 100 files, 2 rules\.\n$/) as string,
  });
  expect(faultsOf(root)).toEqual([]);
});

describe('a process that is killed', () => {
  const sources = ['src/bread.ts', 'src/cake.ts', 'src/rye.ts'];
  const before: Record<string, string> = {
    'src/bread.ts': bread,
    'src/cake.ts': bakery['src/cake.ts'],
    'src/rye.ts': 'const rye_flour = 1;\nexport default { rye_flour };\n',
  };
  const after: Record<string, string> = {
    'src/bread.ts': fixedBread,
    'src/cake.ts': 'export const cake = 1;\n',
    'src/rye.ts': 'const ryeFlour = 1;\nexport default { rye_flour: ryeFlour };\n',
  };
  const textsOf = (root: string): Record<string, string> =>
    Object.fromEntries(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  /** Copies of a project before each change that `lintel fix` makes to the disk. */
  const momentsOf = (root: string): string[] => {
    const folder = bake({});
    const args = ['--import', join(home, 'test/moments.js'), cli, 'fix', '--no-cache'];
    expect(spawnSync(process.execPath, args, { cwd: root, env: { ...bare, MOMENTS: folder } }).status).toBe(1);
    return readdirSync(folder).map((_, at) => join(folder, String(at + 1)));
  };

  it('in any of its changes to the disk leaves a tree that the next run completes or restores', async () => {
    const states: string[] = [];
    const root = bake({ 'lintel.yaml': config, ...before });
    for (const [n, moment] of momentsOf(root).entries()) {
      rmSync(root, { recursive: true });
      renameSync(moment, root);
      // No violation has this id: whatever is written now was left unfinished.
      const { code, stderr } = await lintel(root, ['fix', '--no-cache', '--id', 'ffffff']);
      expect([n, code, stderr]).toEqual([n, 2, expect.stringContaining('violation ffffff does not exist')]);
      const state = isDeepStrictEqual(textsOf(root), after) ? 'new' : 'old';
      expect([n, textsOf(root)]).toEqual([n, state === 'new' ? after : before]);
      states.push(state);
      // Another run ends as if nothing had happened, and leaves nothing behind.
      await lintel(root, ['fix', '--no-cache']);
      expect([n, textsOf(root)]).toEqual([n, after]);
      expect([n, readdirSync(root, { recursive: true }).sort()]).toEqual([n, ['lintel.yaml', 'src', ...sources]]);
    }
    expect(states).toEqual([...states].sort().reverse());
    expect(new Set(states)).toEqual(new Set(['old', 'new']));
  });
});
