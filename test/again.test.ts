import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, test } from 'vitest';
import { bake, git, lintel, put, type Run } from './bakery.ts';

const files = {
  'lintel.yaml': `version: 1
rules:
  closed: { check: unresolved }
  names: { check: file-naming, files: kebab-case }
  floor: { check: coverage, report: reports/lcov.info, minimum: { lines: 60 } }
`,
  '.gitignore': 'made/\nreports/\n.lintel-fix.json\n',
  'node_modules/oven/package.json': '{ "name": "oven" }\n',
  'package.json': '{ "name": "bakery", "dependencies": { "oven": "1.0.0" } }\n',
  'src/bake.ts': "import 'oven';\nimport 'flour';\nimport '../made/recipe.js';\nexport const bake = 1;\n",
  'src/heat.ts': 'export const heat = 1;\n',
  'reports/lcov.info': 'SF:src/bake.ts\nDA:1,1\nDA:4,0\nend_of_record\nSF:src/heat.ts\nDA:1,1\nend_of_record\n',
};

/** A project that was checked once, when its files had the time to grow older than the clock of the disk is exact. */
async function checked(more: Readonly<Record<string, string>> = {}): Promise<{ root: string; first: Run }> {
  const root = bake({ ...files, ...more });
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  await sleep(120);
  return { root, first: await lintel(root, []) };
}

/** Was this a run that checked nothing, and printed what was printed before? */
async function isRepeated(root: string, args: readonly string[], env: Record<string, string> = {}): Promise<boolean> {
  const { stderr } = await lintel(root, [...args, '--timing'], env);
  return !stderr.includes('checks');
}

it('prints again what it printed, as long as nothing changes', async () => {
  const { root, first } = await checked();
  expect(first.stdout).toContain('cannot resolve `flour`');
  expect(await isRepeated(root, [])).toBe(false);
  expect(await isRepeated(root, [])).toBe(true);
  expect(await lintel(root, [])).toEqual(first);
  expect(await isRepeated(root, ['--no-cache'])).toBe(false);
});

const changes: Readonly<Record<string, (root: string) => void>> = {
  'a file is edited': (root) => {
    put(root, { 'src/bake.ts': 'export const bake = 1;\n' });
  },
  'a file comes': (root) => {
    put(root, { 'src/NewBread.ts': 'export {};\n' });
  },
  'a file goes': (root) => {
    rmSync(join(root, 'src/heat.ts'));
  },
  'a file has another name': (root) => {
    renameSync(join(root, 'src/heat.ts'), join(root, 'src/Heat.ts'));
  },
  'an ignored file comes that is imported': (root) => {
    put(root, { 'made/recipe.ts': 'export {};\n' });
  },
  'a package is installed': (root) => {
    put(root, { 'node_modules/flour/package.json': '{ "name": "flour" }\n' });
  },
  'an ignored report is written': (root) => {
    put(root, {
      'reports/lcov.info': 'SF:src/bake.ts\nDA:1,0\nend_of_record\nSF:src/heat.ts\nDA:1,0\nend_of_record\n',
    });
  },
  'an ignored report goes': (root) => {
    rmSync(join(root, 'reports/lcov.info'));
  },
  'lintel.yaml says another thing': (root) => {
    appendFileSync(join(root, 'lintel.yaml'), '  camel: { check: file-naming, files: PascalCase }\n');
  },
  'a folder is ignored': (root) => {
    appendFileSync(join(root, '.gitignore'), 'src/bake.ts\n');
    git(root, 'rm', '-q', '--cached', 'src/bake.ts');
  },
  'a folder is ignored in this clone alone': (root) => {
    git(root, 'rm', '-q', '--cached', 'src/bake.ts');
    appendFileSync(join(root, '.git/info/exclude'), 'src/bake.ts\n');
  },
  'an ignored file is tracked': (root) => {
    put(root, { 'made/BigLoaf.ts': 'export {};\n' });
    git(root, 'add', '-f', 'made/BigLoaf.ts');
  },
  'the baseline becomes a link that leads out': (root) => {
    symlinkSync('/nowhere/lintel-baseline.json', join(root, 'lintel-baseline.json'));
  },
  'a fix was cut short': (root) => {
    put(root, { '.lintel-fix.json': '{ "state": "open", "steps": [] }\n' });
  },
  'a folder takes the place of a file': (root) => {
    rmSync(join(root, 'src/bake.ts'));
    mkdirSync(join(root, 'src/bake.ts'));
  },
};

test.each(Object.entries(changes))('checks again where %s', async (_, change) => {
  const { root, first } = await checked();
  expect(await lintel(root, [])).toEqual(first);
  change(root);
  const next = await lintel(root, []);
  expect(next).toEqual(await lintel(root, ['--no-cache']));
  expect(next).not.toEqual(first);
});

it('checks again where nothing but the history is another', async () => {
  const report = (lines: number): string =>
    `SF:src/bake.ts\nDA:1,1\nend_of_record\nSF:src/heat.ts\nDA:1,${String(lines)}\nend_of_record\n`;
  const { root } = await checked({ '.gitignore': '', 'reports/lcov.info': report(1), 'src/bake.ts': 'export {};\n' });
  const commit = (...paths: readonly string[]): void => {
    git(root, 'commit', '-q', '-m', 'Bake', ...paths);
  };
  commit();
  git(root, 'tag', 'first');
  put(root, { 'reports/lcov.info': report(2), 'src/heat.ts': 'export const heat = 2;\n' });
  commit('reports');
  git(root, 'tag', 'before-the-heat');
  git(root, 'reset', '-q', '--soft', 'first');
  commit('-a');
  await sleep(120);
  const first = await lintel(root, []);
  expect(first.stdout).toMatch(/^ok\./);
  git(root, 'reset', '-q', '--soft', 'before-the-heat');
  expect((await lintel(root, [])).stdout).toContain('reports/lcov.info is older than 1 file');
});

it('checks again where a variable that it read, the folder or the command is another', async () => {
  const { root, first } = await checked();
  await lintel(root, ['--format', 'pretty']);
  expect((await lintel(root, ['--format', 'pretty'], { FORCE_COLOR: '1' })).stdout).toContain('\u001b[');
  expect((await lintel(root, ['--format', 'json'])).stdout).toMatch(/^\{/);
  expect((await lintel(root, ['src/heat.ts'])).stdout).not.toBe(first.stdout);
  expect((await lintel(root, ['--rule', 'names'])).stdout).toMatch(/^ok\./);
  // This one alone was not read.
  expect(await isRepeated(root, [], { BREAD: 'rye' })).toBe(false);
  expect(await isRepeated(root, [], { BREAD: 'wheat' })).toBe(true);
});

it('believes nothing that this user did not write on this machine', async () => {
  const { root, first } = await checked();
  const file = join(root, 'node_modules/.cache/lintel/printed');
  const kept = readFileSync(file, 'utf8');
  expect(kept).toContain('cannot resolve');
  for (const other of [kept.replaceAll('cannot resolve', 'resolves'), '', 'x\n[', kept.slice(0, -20)]) {
    writeFileSync(file, other);
    expect(await lintel(root, [])).toEqual(first);
  }
});

it('does not keep what follows from git, nor what other programs read in a file', async () => {
  const { root } = await checked();
  git(root, 'commit', '-q', '-m', 'Bake');
  for (const args of [['--since', 'HEAD'], ['--format', 'json=report.json'], ['--delta', 'me'], ['--all']]) {
    await lintel(root, args);
    expect(await isRepeated(root, args)).toBe(false);
    expect(await isRepeated(root, args)).toBe(false);
  }
});
