import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../src/reporters/schema.ts';
import { lintFiles } from '../src/testing/index.ts';
import { bake, git, lintel, put, type Run, spawnLintel } from './bakery.ts';

const bakery = {
  'lintel.yaml': `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven] }
  layering/cycles: { check: cycles }
  layering/lost: { check: unresolved }
  naming/files: { check: file-naming, files: kebab-case }
`,
  '.gitignore': 'crumbs/\n',
  'src/counter/till.ts': "import { bake } from '../oven/bake.js';\nexport const sell = () => bake();\n",
  'src/oven/bake.ts': "import { heat } from './heat.js';\nexport const bake = () => heat;\n",
  'src/oven/heat.ts': 'export const heat = 200;\n',
  'src/oven/old.ts': "import { sell } from '../counter/till.js';\nexport const old = sell;\n",
  'src/oven/knead.ts':
    "import { rest } from './rest.js';\nexport const knead = () => rest();\nexport const long = 'enough to be known again';\n",
  'src/oven/rest.ts':
    "import { knead } from './knead.js';\nexport const rest = () => knead;\nexport const long = 'enough to be known again, too';\n",
};

/** A bakery with one commit on `main`, and a branch `work` checked out. */
function open(more: Readonly<Record<string, string>> = {}): string {
  const root = bake({ ...bakery, ...more });
  git(root, 'init', '--quiet', '--initial-branch=main');
  commit(root);
  git(root, 'checkout', '--quiet', '-b', 'work');
  return root;
}

let loaves = 0;

function commit(root: string): void {
  git(root, 'add', '--all');
  // Two commits of one second and message would be one.
  git(root, 'commit', '--quiet', '--allow-empty', `--message=loaf ${String(loaves++)}`);
}

interface Seen {
  readonly code: number | null;
  readonly found: readonly string[];
  readonly stderr?: string;
}

/** What fails, or with `all` what is listed. */
function seen({ code, stdout, stderr }: Run, all = false): Seen {
  const violations = stdout === '' ? [] : reportSchema.parse(JSON.parse(stdout)).violations;
  const failing = violations.filter(({ status }) => all || status === 'new');
  const found = failing.map(({ rule, file }) => `${rule.split('/')[1]} ${file}`);
  return { code, found, ...(stderr ? { stderr } : {}) };
}

const since = async (root: string, ...args: string[]): Promise<Seen> =>
  seen(await lintel(root, ['--format', 'json', ...(args.length ? args : ['--since'])]));
const strictly = async (root: string): Promise<Seen> =>
  seen(await lintel(root, ['--format', 'json', '--since', '--since-files']), true);
const clean: Seen = { code: 0, found: [] };
const cyclic = "import { bake } from './bake.js';\nexport const heat = () => bake;\n";
const newCycle: Seen = { code: 1, found: ['cycles src/oven/bake.ts'] };
const old = ['bakery src/oven/old.ts', 'cycles src/oven/knead.ts'];

it('reports nothing without changes', async () => {
  const root = open();
  expect(await since(root, '--no-cache')).toEqual({ code: 1, found: [old[1], old[0]] });
  expect(await since(root)).toEqual(clean);
  expect((await lintel(root, ['--since'])).stdout).toMatch(/^ok\. 6 files, 4 rules\. since main \([0-9a-f]{7}\)\.\n$/);
  expect((await lintel(root, ['--since=HEAD', '--format', 'pretty'])).stdout).toMatch(
    /^ok in 6 files by 4 rules since HEAD \([0-9a-f]{7}\)\n$/,
  );
});

describe('a cycle through a file that did not change', () => {
  it.each<[title: string, change: (root: string) => void]>([
    [
      'unstaged',
      (root) => {
        put(root, { 'src/oven/heat.ts': cyclic });
      },
    ],
    [
      'staged',
      (root) => {
        put(root, { 'src/oven/heat.ts': cyclic });
        git(root, 'add', '--all');
      },
    ],
    [
      'committed',
      (root) => {
        put(root, { 'src/oven/heat.ts': cyclic });
        commit(root);
      },
    ],
    [
      'of one length and time',
      (root) => {
        put(root, { 'src/oven/heat.ts': 'export * from "./bake.js"' });
        git(root, 'add', '--all');
      },
    ],
  ])('is told: %s', async (_, change) => {
    const root = open();
    change(root);
    expect(await since(root)).toEqual(newCycle);
    expect(await since(root, '--since', 'main', 'src/counter')).toEqual(clean);
    expect(await since(root, '--since', 'main', 'src/oven/heat.ts')).toEqual(newCycle);
    expect(await since(root, '--since', 'main', '--rule', 'layering/bakery')).toEqual(clean);
  });
});

describe('what was there before in a file that changed', () => {
  const files = { 'src/oven/old.ts': `// a line\n${bakery['src/oven/old.ts']}import './lost.js';\n` };

  it('is separated from new violations and does not fail', async () => {
    const root = open();
    put(root, files);
    expect(await since(root)).toEqual({ code: 1, found: ['lost src/oven/old.ts'] });
    const report = reportSchema.parse(JSON.parse((await lintel(root, ['--since', '--format', 'json'])).stdout));
    expect(report.violations.map(({ rule, status }) => [rule, status])).toEqual([
      ['layering/bakery', 'old'],
      ['layering/lost', 'new'],
    ]);
    expect(report.summary).toMatchObject({ errors: 1, old: 1 });
    put(root, { 'src/oven/old.ts': `// a line\n${bakery['src/oven/old.ts']}` });
    const { code, stdout } = await lintel(root, ['--since']);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^ok\. 6 files, 4 rules\. since main \(\w{7}\)\. old 1 \(--since-files lists them\)\.\n$/),
    ]);
  });

  it('fails with --since-files', async () => {
    const root = open();
    put(root, files);
    expect(await strictly(root)).toEqual({ code: 1, found: [old[0], 'lost src/oven/old.ts'] });
    expect((await lintel(root, ['--since', '--since-files'])).stdout).toMatch(/^2 errors\. /);
    expect(await since(root, '--since-files')).toMatchObject({ code: 2 });
  });
});

it('untracked files count, ignored ones do not', async () => {
  const root = open();
  put(root, { 'src/oven/New.ts': 'export {};\n', 'crumbs/New.ts': 'export {};\n' });
  expect(await since(root)).toEqual({ code: 1, found: ['files src/oven/New.ts'] });
});

it('reports violations in unchanged files that a deleted file causes', async () => {
  const root = open();
  rmSync(join(root, 'src/oven/heat.ts'));
  expect(await since(root)).toEqual({ code: 1, found: ['lost src/oven/bake.ts'] });
  commit(root);
  expect(await since(root)).toEqual({ code: 1, found: ['lost src/oven/bake.ts'] });
});

describe('a rename keeps ids', () => {
  it('of the file, of those that import it, and of cycles', async () => {
    const root = open();
    git(root, 'mv', 'src/oven/old.ts', 'src/oven/elder.ts');
    git(root, 'mv', 'src/oven/knead.ts', 'src/oven/work.ts');
    put(root, { 'src/oven/rest.ts': bakery['src/oven/rest.ts'].replace('./knead.js', './work.js') });
    expect(await since(root)).toEqual(clean);
    expect(await strictly(root)).toEqual({ code: 1, found: ['cycles src/oven/rest.ts'] });
    put(root, { 'src/oven/rest.ts': bakery['src/oven/rest.ts'], 'src/oven/knead.ts': "export * from './work.js';\n" });
    expect(await since(root)).toEqual({ code: 1, found: ['cycles src/oven/knead.ts'] });
  });

  it('of a cycle that begins elsewhere now', async () => {
    const paths = (folder: string): string => `{ "compilerOptions": { "paths": { "@x": ["./src/${folder}/x.ts"] } } }`;
    const root = open({
      'tsconfig.json': paths('a'),
      'src/a/x.ts': "import { y } from '../b/y.js';\nexport const x = () => y;\n",
      'src/b/y.ts': "import { x } from '@x';\nexport const y = () => x;\n",
    });
    mkdirSync(join(root, 'src/z'));
    git(root, 'mv', 'src/a/x.ts', 'src/z/x.ts');
    put(root, { 'tsconfig.json': paths('z') });
    expect(await since(root, '--rule=layering/cycles')).toEqual({ code: 1, found: ['cycles src/b/y.ts', old[1]] });
    expect(await since(root)).toEqual(clean);
  });

  it('of a whole folder', async () => {
    const root = open({
      'src/shop/a/x.ts': "import './y.js';\nexport const x = 1;\n",
      'src/shop/a/y.ts': "import './x.js';\nexport const y = 1;\n",
      'src/shop/a/b/Bad.ts': 'export const bad = 1;\n',
    });
    git(root, 'mv', 'src/shop', 'src/market');
    expect(await since(root)).toEqual(clean);
  });

  it('except those that the new place causes', async () => {
    const root = open();
    git(root, 'mv', 'src/counter/till.ts', 'src/oven/till.ts');
    put(root, { 'src/oven/till.ts': bakery['src/counter/till.ts'].replace('../oven/', './') });
    expect((await since(root)).found).toEqual(['lost src/oven/old.ts']);
    git(root, 'mv', 'src/oven/rest.ts', 'src/oven/Rest.ts');
    expect((await since(root)).found).toEqual([
      'files src/oven/Rest.ts',
      'lost src/oven/knead.ts',
      'lost src/oven/old.ts',
    ]);
  });
});

it('changes from a merge of main are not new', async () => {
  const root = open();
  git(root, 'checkout', '--quiet', 'main');
  put(root, { 'src/oven/heat.ts': cyclic });
  commit(root);
  git(root, 'checkout', '--quiet', 'work');
  put(root, { 'src/oven/New.ts': 'export {};\n' });
  commit(root);
  expect(await since(root)).toEqual({ code: 1, found: ['files src/oven/New.ts'] });
  git(root, 'merge', '--quiet', '--no-edit', 'main');
  expect(await since(root)).toEqual({ code: 1, found: ['files src/oven/New.ts'] });
});

it('line ends, modes and touched files are no changes', async () => {
  const root = open();
  git(root, 'config', 'core.autocrlf', 'true');
  put(root, {
    'src/oven/old.ts': bakery['src/oven/old.ts'].replaceAll('\n', '\r\n'),
    'src/oven/knead.ts': bakery['src/oven/knead.ts'],
  });
  chmodSync(join(root, 'src/oven/rest.ts'), 0o755);
  expect(await since(root)).toEqual(clean);
});

it('a rule without history is checked only in changed files', async () => {
  const root = open();
  put(root, {
    'lintel.yaml': `${bakery['lintel.yaml']}  naming/upper: { check: file-naming, files: PascalCase }\n`,
    'src/oven/heat.ts': 'export const heat = 1;\n',
  });
  expect(await since(root)).toEqual(clean);
  expect(await strictly(root)).toEqual({ code: 1, found: ['upper src/oven/heat.ts'] });
});

describe('a rule with a commit of its own', () => {
  const rule = { 'lintel.yaml': `${bakery['lintel.yaml']}  coverage/tests: { check: has-test, since: main }\n` };

  it('uses the commit of the rule in a plain check, and that of the run with --since', async () => {
    const root = open(rule);
    put(root, { 'src/oven/bake.test.ts': '' });
    git(root, 'mv', 'src/oven/old.ts', 'src/oven/elder.ts');
    const args = ['--rule=coverage/tests'];
    expect(await since(root, ...args)).toEqual(clean);
    put(root, { 'src/oven/salt.ts': 'export const salt = 1;\n' });
    expect(await since(root, ...args)).toEqual({ code: 1, found: ['tests src/oven/salt.ts'] });
    commit(root);
    expect(await since(root, ...args)).toEqual({ code: 1, found: ['tests src/oven/salt.ts'] });
    expect(await since(root, '--since=HEAD', ...args)).toEqual(clean);
  });

  it('is not run without history, as in an editor', () => {
    const { summary, violations } = lintFiles({ ...bakery, ...rule }, { rule: 'coverage/tests' });
    expect([summary.notRun, violations]).toEqual([
      [{ rule: 'coverage/tests', reason: '`since: main` is evaluated only by `lintel check`' }],
      [],
    ]);
  });

  it('is an error without git, and other rules still run', async () => {
    const root = open({ 'lintel.yaml': rule['lintel.yaml'].replace('since: main', 'since: origin/main') });
    const stderr = 'lintel.yaml:8:3 since: origin/main is unknown: git fetch origin main\n';
    expect(await since(root, '--no-cache')).toEqual({ code: 2, found: [old[1], old[0]], stderr });
    expect(await since(root)).toEqual(clean);
    expect(await since(bake({ ...bakery, ...rule }), '--rule=coverage/tests')).toEqual({
      code: 2,
      found: [],
      stderr:
        'lintel.yaml:8:3 since: the project is not in a git repository: run git init and commit a version to compare with\n',
    });
  });
});

it('--since skips missing or stale reports and shows violations in changed files of valid ones', async () => {
  const floor = '  coverage/floor: { check: coverage, report: crumbs/lcov.info, per: file, minimum: { lines: 100 } }\n';
  const root = open({ 'lintel.yaml': `${bakery['lintel.yaml']}${floor}` });
  put(root, { 'src/oven/heat.ts': 'export const heat = 200;\nexport const more = 300;\n' });
  expect(await since(root)).toEqual(clean);
  expect((await lintel(root, ['--since'])).stdout).toContain(
    'not run: coverage/floor: crumbs/lcov.info does not exist\n',
  );
  put(root, {
    'crumbs/lcov.info': [
      'src/counter/till.ts',
      'src/oven/bake.ts',
      'src/oven/heat.ts',
      'src/oven/old.ts',
      'src/oven/knead.ts',
      'src/oven/rest.ts',
    ]
      .map((file) => `SF:${file}\nDA:1,1\nDA:2,0\nend_of_record\n`)
      .join(''),
  });
  // For the base, the report has a line too many.
  expect(await since(root)).toEqual({ code: 1, found: ['floor src/oven/heat.ts'] });
  put(root, {
    'src/oven/heat.ts': 'export const heat = 201;\n',
    'crumbs/lcov.info': 'SF:src/oven/old.ts\nDA:1,1\nDA:2,0\nend_of_record\n',
  });
  expect(await since(root)).toEqual(clean);
  expect(await strictly(root)).toEqual({ code: 1, found: ['floor src/oven/heat.ts'] });
});

describe('roots and work trees', () => {
  it('a root below the top of the repository sees its own files only', async () => {
    const root = bake({ 'other/New.ts': 'export {};\n', 'read me [1].md': '' });
    put(join(root, 'a [b] *c'), bakery);
    git(root, 'init', '--quiet', '--initial-branch=main');
    commit(root);
    put(root, {
      'other/New.ts': 'changed',
      'a [b] *c/src/oven/heat.ts': cyclic,
      'a [b] *c/src/oven/é "x"\n.ts': 'export {};\n',
    });
    expect(await since(join(root, 'a [b] *c'))).toEqual({
      code: 1,
      found: [...newCycle.found, 'files src/oven/é "x"\n.ts'],
    });
    expect(await since(join(root, 'a [b] *c/src/oven'))).toEqual({
      code: 1,
      found: [...newCycle.found, 'files src/oven/é "x"\n.ts'],
    });
  });

  it('a linked work tree, a detached HEAD, and links', async () => {
    const root = open();
    const tree = `${root}-tree`;
    git(root, 'worktree', 'add', '--quiet', '--detach', tree);
    put(tree, { 'src/oven/heat.ts': cyclic });
    symlinkSync('heat.ts', join(tree, 'src/oven/Link.ts'));
    expect(await since(tree)).toEqual(newCycle);
    expect(await since(root)).toEqual(clean);
  });

  it('ignores a nested repository', async () => {
    const root = open();
    put(root, { 'inner/New.ts': 'export {};\n' });
    git(join(root, 'inner'), 'init', '--quiet');
    expect(await since(root)).toEqual(clean);
    commit(join(root, 'inner'));
    git(root, '-c', 'advice.addEmbeddedRepo=false', 'add', 'inner');
    commit(root);
    expect(await since(root)).toEqual(clean);
  });

  it('a sparse checkout lacks nothing', async () => {
    const root = open();
    git(root, 'sparse-checkout', 'set', 'src/oven');
    expect(existsSync(join(root, 'src/counter'))).toBe(false);
    expect((await since(root)).found).toEqual([]);
    git(root, 'sparse-checkout', 'set', '--sparse-index', 'src/oven');
    expect((await since(root)).found).toEqual([]);
  });

  it('a repository with SHA-256, a split index of version 4', async () => {
    const root = bake(bakery);
    git(root, 'init', '--quiet', '--initial-branch=main', '--object-format=sha256');
    commit(root);
    git(root, 'update-index', '--index-version', '4', '--split-index');
    put(root, { 'src/oven/heat.ts': cyclic });
    expect(await since(root)).toEqual(newCycle);
  });
});

describe('what cannot be compared ends with 2 and the remedy', () => {
  const broken: readonly (readonly [title: string, make: () => string, args: string, stderr: string])[] = [
    ['an unknown ref', open, '--since origin/main', 'since: origin/main is unknown: git fetch origin main'],
    [
      'an unknown ancestor',
      open,
      '--since=upstream/next~3',
      'since: upstream/next~3 is unknown: git fetch upstream next',
    ],
    [
      'a tree',
      open,
      '--since main:src',
      'since: "main:src" is not a valid commit name: use a branch, a tag or a commit, such as origin/main',
    ],
    [
      'an option of git',
      open,
      '--since=-p',
      'since: "-p" is not a valid commit name: use a branch, a tag or a commit, such as origin/main',
    ],
    [
      'a search',
      open,
      '--since=HEAD^{/a*}',
      'since: "HEAD^{/a*}" is not a valid commit name: use a branch, a tag or a commit, such as origin/main',
    ],
    ['nothing', open, '--since=', '--since needs a value: --since [REF]'],
    [
      'no repository',
      () => bake(bakery),
      '--since',
      'since: the project is not in a git repository: run git init and commit a version to compare with',
    ],
    [
      'no commit',
      () => {
        const root = bake(bakery);
        git(root, 'init', '--quiet');
        return root;
      },
      '--since HEAD',
      'since: HEAD is unknown: git fetch origin HEAD',
    ],
    [
      'no default branch',
      () => {
        const root = open();
        git(root, 'branch', '--quiet', '-m', 'main', 'trunk');
        return root;
      },
      '--since',
      'since: cannot find the default branch (tried origin/HEAD, origin/main, origin/master, main and master): fetch it (git fetch origin main), or name a commit, as in --since origin/develop',
    ],
    [
      'unrelated histories',
      () => {
        const root = open();
        git(root, 'checkout', '--quiet', '--orphan', 'lone');
        commit(root);
        return root;
      },
      '--since main',
      'since: main and HEAD have no common ancestor: use a commit that shares history with HEAD',
    ],
  ];
  it.each(broken)('%s', async (_, make, args, stderr) => {
    expect(await lintel(make(), args.split(' '))).toEqual({ code: 2, stdout: '', stderr: `${stderr}\n` });
  });

  it('a shallow history that does not reach back', async () => {
    const root = open();
    commit(root);
    git(root, 'checkout', '--quiet', 'main');
    commit(root);
    git(root, 'checkout', '--quiet', 'work');
    const shallow = `${root}-shallow`;
    git(root, 'clone', '--quiet', '--depth=1', '--no-single-branch', `file://${root}`, shallow);
    expect(await lintel(shallow, ['--since=origin/main'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'since: this clone is shallow and lacks the merge base with origin/main: run git fetch --unshallow\n',
    });
    git(shallow, 'fetch', '--quiet', '--unshallow');
    expect(await since(shallow, '--since=origin/main')).toEqual(clean);
    expect((await lintel(shallow, ['--since'])).stdout).toMatch(/since origin\/work \(/);
  });

  it('does not run a git program inside the project', async () => {
    const root = open();
    const bin = join(root, 'node_modules/.bin');
    for (const folder of [root, bin]) {
      put(folder, { git: `#!/bin/sh\ntouch ${root}-marks\n` });
      chmodSync(join(folder, 'git'), 0o755);
    }
    for (const path of [bin, '.', 'node_modules/.bin']) {
      expect(spawnLintel(root, ['--since'], { PATH: `${path}:${bake({})}` })).toEqual({
        code: 2,
        stdout: '',
        stderr: 'since: git was not found: install it\n',
      });
      expect(await since(root, '--since')).toEqual(clean);
    }
    expect(existsSync(`${root}-marks`)).toBe(false);
  });
});

it('the repository is the one around the project, whatever a hook says', async () => {
  const root = open();
  put(root, { 'src/oven/heat.ts': cyclic });
  const env = {
    GIT_DIR: '/nowhere',
    GIT_INDEX_FILE: 'none',
    GIT_WORK_TREE: '/',
    GIT_OBJECT_DIRECTORY: '/nowhere',
    GIT_TRACE: `${root}-marks`,
  };
  expect(seen(spawnLintel(root, ['--since', '--format', 'json'], env))).toEqual(newCycle);
  expect(existsSync(`${root}-marks`)).toBe(false);
});

it('does not treat a damaged repository as clean', async () => {
  const root = open();
  writeConfig(root, '[core\n');
  expect(await lintel(root, ['--since'])).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^since: git cat-file failed: bad config line \d+ in file .*\n$/) as string,
  });
  const hollow = open();
  rmSync(join(hollow, '.git/objects'), { recursive: true });
  mkdirSync(join(hollow, '.git/objects'));
  expect([(await lintel(hollow, ['--since'])).code, (await lintel(hollow, ['--since=HEAD'])).code]).toEqual([2, 2]);
});

describe('no program that a repository names is run', () => {
  const mark = (root: string): string => `${root}-marks`;
  // The trap works: git itself runs what is named there, and fails.
  const snaps = (root: string, ...args: string[]): void => {
    expect(() => {
      git(root, ...args);
    }).toThrow();
    expect(readFileSync(mark(root), 'utf8')).toContain('evil');
  };

  it('by a comparison', async () => {
    const root = open();
    booby(root, mark(root));
    put(root, {
      '.gitattributes': '*.ts filter=evil diff=evil merge=evil working-tree-encoding=UTF-8\n',
      'src/oven/heat.ts': cyclic,
      'src/oven/New.ts': 'export {};\n',
    });
    expect(existsSync(mark(root))).toBe(false);
    expect(await since(root)).toEqual({ code: 1, found: ['files src/oven/New.ts', ...newCycle.found] });
    expect(existsSync(mark(root))).toBe(false);
    snaps(root, 'add', '--all');
  });

  it('to fetch what a partial clone lacks', async () => {
    const root = open();
    put(root, { 'src/oven/heat.ts': cyclic });
    commit(root);
    const part = `${root}-part`;
    git(root, 'config', 'uploadpack.allowFilter', 'true');
    git(root, 'clone', '--quiet', '--filter=blob:none', `file://${root}`, part);
    const program = booby(part, mark(part));
    for (const [key, value] of [
      ['url', `ext::${program}`],
      ['uploadpack', program],
      ['promisor', 'true'],
      ['partialCloneFilter', 'blob:none'],
    ] as const)
      writeConfig(part, `[remote "origin"]\n\t${key} = ${value}\n`);
    writeConfig(part, '[protocol "ext"]\n\tallow = always\n[protocol "file"]\n\tallow = always\n');
    expect((await lintel(part, ['--since=origin/main'])).stderr).toMatch(
      /^since: this clone is partial and lacks object [0-9a-f]{7}: run git fetch --refetch --no-filter\n$/,
    );
    expect(existsSync(mark(part))).toBe(false);
    snaps(part, 'cat-file', '-p', 'origin/main:src/oven/heat.ts');
  });
});

/** Sets everything that may name a program to one that leaves a mark. */
function booby(root: string, marks: string): string {
  const program = join(root, '.git/evil');
  writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> ${marks}\nexit 1\n`);
  chmodSync(program, 0o755);
  const hooks = join(root, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  for (const hook of [
    'post-index-change',
    'reference-transaction',
    'pre-commit',
    'post-checkout',
    'fsmonitor-watchman',
  ]) {
    writeFileSync(join(hooks, hook), readFileSync(program));
    chmodSync(join(hooks, hook), 0o755);
  }
  writeConfig(
    root,
    `[core]
	fsmonitor = ${program}
	sshCommand = ${program}
	gitProxy = ${program}
	pager = ${program}
	editor = ${program}
	askPass = ${program}
	hooksPath = ${hooks}
	alternateRefsCommand = ${program}
	untrackedCache = true
[pager]
	rev-list = ${program}
	ls-tree = true
[alias]
	rev-list = !${program}
	cat-file = !${program}
	ls-tree = !${program}
	merge-base = !${program}
[diff]
	external = ${program}
[diff "evil"]
	command = ${program}
	textconv = ${program}
[merge "evil"]
	driver = ${program}
[filter "evil"]
	clean = ${program}
	smudge = ${program}
	process = ${program}
	required = true
[gpg]
	program = ${program}
[gpg "ssh"]
	program = ${program}
[log]
	showSignature = true
[credential]
	helper = !${program}
[trace2]
	normalTarget = ${marks}
[uploadpack]
	packObjectsHook = ${program}
`,
  );
  return program;
}

function writeConfig(root: string, text: string): void {
  const file = join(root, '.git/config');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${text}`);
}
