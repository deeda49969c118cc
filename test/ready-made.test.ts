import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
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
/** https://pre-commit.com/#creating-new-hooks */
const manifest = z.strictObject({
  id: z.string(),
  name: z.string(),
  entry: z.string(),
  language: z.enum(['system', 'unsupported', 'node']),
  description: z.string().optional(),
  pass_filenames: z.boolean().optional(),
  always_run: z.boolean().optional(),
});
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

describe('templates/lintel.gitlab-ci.yml', () => {
  const { lintel: job } = parse(readFileSync(join(home, 'templates/lintel.gitlab-ci.yml'), 'utf8')) as {
    lintel: {
      script: readonly string[];
      variables: Readonly<Record<string, string>>;
      artifacts: { reports: Readonly<Record<string, string>> };
    };
  };
  const [install = '', script = ''] = job.script;
  const runJob = (root: string, args: string) =>
    run(root, { run: script, env: { CI_PROJECT_DIR: root, LINTEL_ARGS: args } }, {});

  it('fails on a violation, and leaves the reports that GitLab reads', () => {
    const root = project({ 'a.ts': 'export const bad_name = 1;\n' });
    expect(runJob(root, job.variables['LINTEL_ARGS'] ?? '?')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('1 error. 1 file, 1 rule.') as string,
    });
    const { codequality = '', junit = '' } = job.artifacts.reports;
    expect(JSON.parse(readFileSync(join(root, codequality), 'utf8'))).toHaveLength(1);
    expect(readFileSync(join(root, junit), 'utf8')).toContain('<failure');
    expect(install).toBe('npm ci');
  });

  it('passes arguments on', () => {
    const root = project({ 'a.ts': 'export const bad_name = 1;\n', 'b/c.ts': '' });
    expect(runJob(root, 'b --all').status).toBe(0);
  });
});

describe('the hooks in docs/ci.md', () => {
  const page = readFileSync(join(home, 'docs/ci.md'), 'utf8');
  const committed = (): string => {
    const root = project({ '.gitignore': '.bin\n', 'a.ts': 'export const bad_name = 1;\n' });
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-q', '-m', 'one'],
    ])
      git(root, ...args);
    put(root, { 'b.ts': 'export const worse_name = 1;\n' });
    return root;
  };

  it('of lefthook fails on what is new', () => {
    const [, command = ''] = /lefthook\.yml\n.*run: (.*?) \}/.exec(page) ?? [];
    const { status, stdout } = run(committed(), { run: command }, {});
    expect([status, stdout.includes('worse_name'), stdout.includes('bad_name')]).toEqual([1, true, false]);
  });

  it('of lint-staged fails on what is new in the staged files, which are added as arguments', () => {
    const [, command = ''] = /"lint-staged": .*?: "lintel (.*?)"/.exec(page) ?? [];
    const staged = (file: string) => run(committed(), { run: `npx --no lintel ${command} "$PWD/${file}"` }, {}).status;
    expect([staged('b.ts'), staged('a.ts')]).toEqual([1, 0]);
  });
});

describe('.pre-commit-hooks.yaml', () => {
  it('has what the manifest of pre-commit requires, and nothing that it does not know', () => {
    const hooks = parse(readFileSync(join(home, '.pre-commit-hooks.yaml'), 'utf8')) as unknown;
    expect(z.array(manifest).min(1).parse(hooks)).toEqual(hooks);
  });

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
