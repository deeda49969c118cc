import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, test } from 'vitest';
import type { LoopReport } from '../src/core/loop.ts';
import { bake, bare, cli, git, lintel, put, type Run } from './bakery.ts';

const config = `version: 1
zones: { ui: "src/ui/**", core: "src/core/**" }
rules:
  layering/app: { check: layers, layers: [ui, core], see: "#layers" }
  naming/names: { check: naming, names: { variable: camelCase } }
`;

/** A project of which `count` files of the core each import a page of their own. */
function project(count: number, more: Readonly<Record<string, string>> = {}): string {
  const files = Array.from({ length: count }, (_, i): [string, string][] => [
    [`src/ui/page${String(i)}.ts`, `export const page${String(i)} = ${String(i)};\n`],
    [
      `src/core/file${String(i)}.ts`,
      `import { page${String(i)} } from '../ui/page${String(i)}.js';\n\n/** The price of some. */\nexport function price${String(i)}(count: number): number {\n  return count * 2 + 1;\n}\n\nexport const file${String(i)} = page${String(i)} + 1;\n`,
    ],
  ]).flat();
  const root = bake({
    'lintel.yaml': config,
    'CONVENTIONS.md': '# Conventions\n\n## Layers\n\nThe core knows no page.\n',
    'package.json': '{ "name": "app", "type": "module" }\n',
    '.gitignore': 'node_modules/\n*.log\n',
    'node_modules/left/package.json': '{ "name": "left" }\n',
    ...Object.fromEntries(files),
    ...more,
  });
  git(root, 'init', '-q');
  git(root, 'config', 'core.hooksPath', '.hooks');
  git(root, 'add', '-A');
  git(root, '-c', 'core.hooksPath=/dev/null', 'commit', '-qm', 'Begin');
  return root;
}

/** An agent that is a script: `repair` makes honest changes, and `tricks` are for some of the files. */
function agentOf(tricks: Readonly<Record<number, string>>, body = ''): string {
  const folder = bake({});
  const file = join(folder, 'agent.mjs');
  writeFileSync(
    file,
    `import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
const text = readFileSync(0, 'utf8');
if (readFileSync(process.env.LINTEL_PACKET, 'utf8') !== text) throw new Error('the packet is another');
const number = Number(/src\\/core\\/file(\\d+)\\.ts/.exec(text)?.[1]);
const file = \`src/core/file\${number}.ts\`;
const edit = (path, old, next) => writeFileSync(path, readFileSync(path, 'utf8').replace(old, next));
const repair = () => edit(file, /^import.*/, \`const page\${number} = \${number};\`);
${body}
const tricks = {
${Object.entries(tricks)
  .map(([number, code]) => `  ${number}: () => { ${code} },`)
  .join('\n')}
};
(tricks[number] ?? repair)();
`,
  );
  return `"${process.execPath}" "${file}"`;
}

async function loop(root: string, ...args: string[]): Promise<Run & { readonly report: LoopReport }> {
  const ran = await lintel(root, ['loop', '--format', 'json', ...args]);
  return { ...ran, report: JSON.parse(ran.stdout || '{}') as LoopReport };
}

function outcomes({ runs }: LoopReport): readonly (readonly [string, string | null])[] {
  return runs
    .map(({ packet, rejected }) => [packet.files.join(), rejected] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function worktrees(root: string): readonly string[] {
  const { stdout } = spawnSync('git', ['worktree', 'list', '--porcelain'], { cwd: root, encoding: 'utf8', env: bare });
  const listed = stdout.split('\n').filter((line) => line.startsWith('worktree '));
  const kept = existsSync(join(root, '.git/worktrees')) ? readdirSync(join(root, '.git/worktrees')) : [];
  return [...listed.slice(1), ...kept];
}

function changed(root: string): readonly string[] {
  const { stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8', env: bare });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('lintel loop', () => {
  it('keeps the 30 honest repairs of 40 packets in four work trees, and rejects the 10 that cheat', async () => {
    const ran = bake({});
    const root = project(40, {
      'src/core/file7.test.ts':
        "import { expect, it } from 'vitest';\nimport { file7, price7 } from './file7.js';\n\nit('adds', () => {\n  expect(file7).toBe(8);\n  expect(price7(2)).toBe(5);\n});\n",
      // Nothing of the repository may run because of the loop.
      '.hooks/post-checkout': `#!/bin/sh\ntouch ${ran}/post-checkout\n`,
      '.hooks/post-index-change': `#!/bin/sh\ntouch ${ran}/post-index-change\n`,
      '.gitattributes': '*.ts filter=evil\n',
    });
    git(root, 'config', 'filter.evil.smudge', `touch ${ran}/smudge; cat`);
    spawnSync('chmod', ['+x', '.hooks/post-checkout', '.hooks/post-index-change'], { cwd: root });
    git(root, '-c', 'core.hooksPath=/dev/null', 'commit', '-qam', 'Let hooks run');
    rmSync(join(ran, 'smudge'), { force: true });
    const folders = bake({});
    const tricks = {
      0: "edit(file, 'import', '// lintel-ignore layering/app -- legacy\\nimport');",
      1: "edit('lintel.yaml', '  layering/app: { check: layers, layers: [ui, core], see: \"#layers\" }\\n', '');",
      2: "edit('lintel.yaml', 'see:', 'except: [{ from: \"src/core/file2.ts\", to: \"**\", reason: legacy }], see:');",
      3: "renameSync(file, 'src/file3.ts'); edit('src/file3.ts', '../ui', './ui');",
      4: 'repair(); appendFileSync(file, \'import "../ui/page9.js";\\n\');',
      5: 'repair(); appendFileSync(file, "export const BAD_name = 1;\\n");',
      6: '',
      7: "repair(); rmSync('src/core/file7.test.ts');",
      8: "edit('lintel.yaml', 'src/core/**', 'src/core/file?[0-79].ts'); execFileSync('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qam', 'Nothing to see']);",
      9: 'repair(); writeFileSync("broken.txt", "");',
    };
    const agent = agentOf(tricks, `appendFileSync(${JSON.stringify(join(folders, 'list'))}, process.cwd() + '\\n');`);
    const verify = 'test ! -e broken.txt || exit 3';
    const { code, report, stderr } = await loop(
      root,
      '--agent',
      agent,
      '--verify',
      verify,
      '--jobs',
      '4',
      '--most',
      '0',
      '--rounds',
      '1',
    );
    expect(stderr).toBe('');
    expect(readdirSync(ran)).toEqual([]);
    const rejected = Object.fromEntries(outcomes(report).filter(([, reason]) => reason !== null));
    expect(rejected).toEqual({
      'src/core/file0.ts': expect.stringMatching(/^weakens the rules: src\/core\/file0\.ts: /) as unknown,
      'src/core/file1.ts': expect.stringMatching(/^weakens the rules: lintel\.yaml: /) as unknown,
      'src/core/file2.ts': expect.stringMatching(/^weakens the rules: lintel\.yaml: /) as unknown,
      'src/core/file3.ts': expect.stringMatching(/^weakens the rules: src\/file3\.ts: /) as unknown,
      'src/core/file4.ts': expect.stringMatching(
        /^adds a violation of layering\/app: src\/core\/file4\.ts: /,
      ) as unknown,
      'src/core/file5.ts': expect.stringMatching(
        /^adds a violation of naming\/names: src\/core\/file5\.ts: /,
      ) as unknown,
      'src/core/file6.ts': 'the agent changed nothing',
      'src/core/file7.ts': expect.stringMatching(/^weakens the rules: .*file7/) as unknown,
      'src/core/file8.ts': expect.stringMatching(/^weakens the rules: lintel\.yaml: /) as unknown,
      'src/core/file9.ts': '--verify failed: exit 3',
    });
    expect([report.before, report.after, report.fixed, code]).toEqual([40, 10, 0, 1]);
    expect(report.runs).toHaveLength(40);
    // Each in a folder of its own, none of which is left.
    const list = readFileSync(join(folders, 'list'), 'utf8').trim().split('\n');
    expect(new Set(list).size).toBe(40);
    expect(list.filter((folder) => existsSync(folder))).toEqual([]);
    expect(worktrees(root)).toEqual([]);
    expect(changed(root)).toEqual(Array.from({ length: 30 }, (_, i) => ` M src/core/file${String(i + 10)}.ts`));
  });

  it('makes proven fixes first, and says in the next round why a repair was not kept', async () => {
    const root = project(2, {
      'src/core/names.ts': 'export function f(): number {\n  const a_b = 1;\n  return a_b;\n}\n',
    });
    const agent = agentOf({
      1: "if (text.includes('An earlier attempt was not kept: the agent changed nothing')) repair();",
    });
    const { code, report } = await loop(root, '--agent', agent);
    expect([report.before, report.fixed, report.after, report.rounds, report.ended, code]).toEqual([
      3,
      1,
      0,
      2,
      'done',
      0,
    ]);
    expect(readFileSync(join(root, 'src/core/names.ts'), 'utf8')).toContain('aB');
    expect(report.runs.map(({ round, rejected, files }) => [round, rejected, files.length])).toEqual([
      [1, null, 1],
      [1, 'the agent changed nothing', 0],
      [2, null, 1],
    ]);
    expect(report.runs[0]?.tokens).toBeGreaterThan(50);
  });

  it('says why proven fixes were not kept', async () => {
    const text = 'export function f(): number {\n  const a_b = 1;\n  return a_b;\n}\n';
    const root = project(0, { 'src/core/names.ts': text, 'src/ui/page.ts': '' });
    const verify = `"${process.execPath}" -e "process.exit(fs.readFileSync('src/core/names.ts', 'utf8').includes('aB') ? 3 : 0)"`;
    const { stdout } = await lintel(root, ['loop', '--agent', 'exit 1', '--verify', verify]);
    expect(stdout).toContain('\nThe proven fixes were not kept: --verify failed: exit 3\n');
    expect(stdout).toContain('. the agent failed: exit 1\n');
    expect(changed(root)).toEqual([]);
  });

  it('stops when nothing gets better', async () => {
    const root = project(2);
    const { report, code } = await loop(root, '--agent', agentOf({ 0: '', 1: 'process.exit(4);' }), '--rounds', '9');
    expect([report.rounds, report.ended, report.after, code]).toEqual([1, 'stuck', 2, 1]);
    expect(outcomes(report).map(([, reason]) => reason)).toEqual([
      'the agent changed nothing',
      'the agent failed: exit 4',
    ]);
    expect(changed(root)).toEqual([]);
  });

  it('deletes the entries of the baseline that a repair makes obsolete', async () => {
    const root = project(1);
    await lintel(root, ['baseline', 'create']);
    git(root, '-c', 'core.hooksPath=/dev/null', 'add', '-A');
    git(root, '-c', 'core.hooksPath=/dev/null', 'commit', '-qm', 'Freeze');
    const { report, code } = await loop(root, '--agent', agentOf({}));
    expect([outcomes(report), report.before, report.after, code]).toEqual([[['src/core/file0.ts', null]], 0, 0, 0]);
    expect(changed(root)).toEqual([' M lintel-baseline.json', ' M src/core/file0.ts']);
  });

  it('keeps one of two changes of the same file', async () => {
    const root = project(2, { 'src/core/shared.ts': 'export const shared = 1;\n' });
    // Each waits until the other has begun.
    const begun = bake({});
    const body = `edit('src/core/shared.ts', '1', String(number + 2));
writeFileSync(${JSON.stringify(begun)} + '/' + number, '');
while (!existsSync(${JSON.stringify(begun)} + '/' + (1 - number)));`;
    const { report } = await loop(root, '--agent', agentOf({}, body), '--jobs', '2', '--rounds', '1');

    const reasons = outcomes(report).map(([, reason]) => reason);
    expect(reasons).toContain(null);
    expect(reasons).toContain('src/core/shared.ts was changed by another packet');
  });

  it('works in a project below the top of its repository, and keeps nothing outside of it', async () => {
    const top = bake({ 'README.md': '# Shop\n' });
    const inner = project(2);
    spawnSync('cp', ['-r', inner, join(top, 'app')]);
    rmSync(join(top, 'app/.git'), { recursive: true });
    git(top, 'init', '-q');
    git(top, 'add', '-A');
    git(top, 'commit', '-qm', 'Begin');
    const agent = agentOf({ 1: "repair(); writeFileSync('../README.md', '# Shop, repaired');" });
    const { report } = await loop(join(top, 'app'), '--agent', agent, '--rounds', '1');
    expect(outcomes(report).map(([, reason]) => reason)).toEqual([null, 'README.md is outside the project']);
    expect(changed(top)).toEqual([' M app/src/core/file0.ts']);
  });

  it('reports as text what each packet cost and did', async () => {
    const { stdout } = await lintel(project(2), ['loop', '--agent', agentOf({ 1: '' }), '--rounds', '1']);
    expect(stdout.replaceAll(/\d+\.\d s, \d+ tokens/g, 'N s, N tokens')).toBe(
      [
        '2 violations before, 1 now. Fixed without an agent: 0.',
        '2 packets in 1 round: 1 kept, 1 rejected. Stopped after the last round: --rounds N allows more.',
        '',
        ' 1 kept layering/app (1 violation, N s, N tokens): src/core/file0.ts',
        ' 1 rejected layering/app (1 violation, N s, N tokens): no file changed. the agent changed nothing',
        '',
      ].join('\n'),
    );
  });

  test.each<readonly [string, readonly string[], RegExp]>([
    ['no agent', [], /needs a program that repairs: --agent "CMD"/],
    ['no number of jobs', ['--agent', 'true', '--jobs', '0'], /--jobs takes a whole number, not 0/],
    ['an unknown format', ['--agent', 'true', '--format', 'xml'], /--format text \| json/],
    [
      'a command that fails from the beginning',
      ['--agent', 'true', '--verify', 'exit 7'],
      /fails before anything is changed \(exit 7\)/,
    ],
  ])('refuses %s', async (_, args, message) => {
    const root = project(1);
    const { code, stderr } = await lintel(root, ['loop', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(worktrees(root)).toEqual([]);
  });

  it('refuses a project with changes that are not committed, and one without a repository', async () => {
    const root = project(1);
    put(root, { 'src/new.ts': '' });
    expect((await lintel(root, ['loop', '--agent', 'true'])).stderr).toMatch(
      /^src\/new\.ts has changes that are not committed/,
    );
    rmSync(join(root, '.git'), { recursive: true });
    expect((await lintel(root, ['loop', '--agent', 'true'])).stderr).toMatch(/git/);
  });
});

describe('a loop that is killed', () => {
  /** A loop of which two agents have begun and never end. */
  async function begun(
    root: string,
  ): Promise<{ readonly pid: number; readonly folders: () => string[]; readonly ended: Promise<Run> }> {
    const log = join(bake({}), 'list');
    const body = `appendFileSync(${JSON.stringify(log)}, process.cwd() + '\\n'); const home = process.cwd(); setInterval(() => existsSync(home) || process.exit(), 100); process.on('SIGTERM', () => undefined); await new Promise(() => undefined);`;
    const child = spawn(process.execPath, [cli, 'loop', '--agent', agentOf({}, body), '--jobs', '2'], {
      cwd: root,
      env: bare,
    });
    const out = { stdout: '', stderr: '' };
    child.stdout.on('data', (text: Buffer) => void (out.stdout += text.toString()));
    const ended = new Promise<Run>((resolve) => child.on('exit', (code) => void resolve({ code, ...out })));
    const folders = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
    for (let left = 600; folders().length < 2 && left > 0; left--) await pause(50);
    return { pid: child.pid!, folders, ended };
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('by %s leaves no work tree and no agent behind', async (signal) => {
    const root = project(3);
    const { pid, folders, ended } = await begun(root);
    expect(worktrees(root)).toHaveLength(6);
    process.kill(pid, signal);
    const { code, stdout } = await ended;
    expect([code, stdout]).toEqual([1, expect.stringContaining('Stopped by a signal.')]);
    expect(worktrees(root)).toEqual([]);
    expect(folders().filter((folder) => existsSync(folder))).toEqual([]);
    expect(changed(root)).toEqual([]);
  });

  it('by SIGKILL is cleaned up after by the next one, which leaves others alone', async () => {
    const root = project(3);
    const own = join(bake({}), 'mine');
    git(root, '-c', 'core.hooksPath=/dev/null', 'worktree', 'add', '-q', own);
    rmSync(own, { recursive: true });
    mkdirSync(own);
    const { pid, folders, ended } = await begun(root);
    process.kill(pid, 'SIGKILL');
    await ended;
    expect(folders().filter((folder) => existsSync(folder))).toHaveLength(2);
    const { report } = await loop(root, '--agent', agentOf({}));
    expect(report.after).toBe(0);
    expect(folders().filter((folder) => existsSync(folder))).toEqual([]);
    expect(readdirSync(join(root, '.git/worktrees'))).toEqual(['mine']);
  });
});
