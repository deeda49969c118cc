import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bake, bare, cli, git, home, put } from './bakery.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(home, 'action.yml'), 'utf8')) as Action;
const lintelYaml = 'version: 1\nrules:\n  names: { check: naming, names: { variable: camelCase } }\n';

/** A project in which `npx` runs Lintel as it was built, and `gh` writes down its arguments. */
function project(files: Readonly<Record<string, string>>): string {
  const root = bake({ 'lintel.yaml': lintelYaml, ...files });
  const bin = join(root, '.bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${cli}" "$@"\n`);
  writeFileSync(join(bin, 'gh'), '#!/bin/sh\necho "$@" > gh.txt\n');
  for (const name of ['npx', 'gh']) chmodSync(join(bin, name), 0o755);
  return root;
}

/** Runs the script of a step as GitHub does: `bash -e`, with the inputs in its variables. */
function run(root: string, step: Step, inputs: Readonly<Record<string, string>>) {
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, input.default])),
    ...inputs,
  };
  const filled = (text: string): string =>
    text.replaceAll(/\$\{\{ (\S+) \}\}/g, (_, name: string) => values[name] ?? '');
  const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value)]));
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
    cwd: root,
    env: { ...bare, PATH: `${join(root, '.bin')}:${bare.PATH}`, GITHUB_ACTIONS: 'true', ...env },
    encoding: 'utf8',
  });
  return { status, stdout };
}

const steps = action.runs.steps;
const check = steps.find(({ id }) => id === 'check') ?? {};
const comment = steps.find(({ run: script }) => script?.startsWith('gh ')) ?? {};

describe('action.yml', () => {
  it('fails on a violation, annotates it, and leaves the files that the next steps upload', () => {
    const root = project({ 'a.ts': 'export const bad_name = 1;\n' });
    const { status, stdout } = run(root, check, {});
    expect(status).toBe(1);
    expect(stdout).toContain('::error file=a.ts,line=1');
    expect(stdout).toContain('1 error. 1 file, 1 rule.');
    expect(JSON.parse(readFileSync(join(root, 'lintel.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(join(root, 'lintel.md'), 'utf8')).toContain('Lintel: 1 error');
  });

  it('passes arguments on, and runs nothing that is written in them', () => {
    const root = project({ 'a.ts': 'export const bad_name = 1;\n', 'b/c.ts': '' });
    expect(run(root, check, { 'inputs.args': 'b --max-warnings 0' }).status).toBe(0);
    expect(run(root, check, { 'inputs.args': '$(touch pwned) ; touch pwned' }).status).toBe(2);
    expect(existsSync(join(root, 'pwned'))).toBe(false);
  });

  it('comments with the report of the run', () => {
    const root = project({ 'lintel.md': 'x' });
    expect(run(root, comment, { 'github.event.number': '7' }).status).toBe(0);
    expect(readFileSync(join(root, 'gh.txt'), 'utf8')).toBe(
      'pr comment 7 --edit-last --create-if-none --body-file lintel.md\n',
    );
  });

  it('never puts an expression into a script', () => {
    expect(steps.flatMap(({ run: script = '' }) => script.match(/\$\{\{/g) ?? [])).toEqual([]);
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const [hook] = parse(readFileSync(join(home, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; entry: string }[];

  it('fails on what is new since the last commit, and on nothing else', () => {
    const root = project({ '.gitignore': '.bin\n', 'a.ts': 'export const bad_name = 1;\n' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'one');
    const commit = { run: hook?.entry ?? '' };
    expect(run(root, commit, {}).status).toBe(0);
    put(root, { 'b.ts': 'export const worse_name = 1;\n' });
    const { status, stdout } = run(root, commit, {});
    expect([status, stdout.includes('worse_name'), stdout.includes('bad_name')]).toEqual([1, true, false]);
  });
});
