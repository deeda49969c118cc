import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../src/reporters/schema.ts';
import { lintFiles } from '../src/testing/index.ts';
import { bake, git, lintel, put } from './bakery.ts';

const rule = (since: string): string =>
  `version: 1\nrules:\n  changes: { check: changed-coverage, report: coverage/lcov.info, ${since}minimum: { lines: 100, functions: 100 } }\n`;
const bakery = {
  'lintel.yaml': rule('since: main, '),
  '.gitignore': 'coverage/\n',
  'README.md': '# Bakery\n',
  'src/bake.ts': 'export function bake() {\n  return 200;\n}\nexport const price = () => 2;\n',
  'src/heat.ts': 'export const heat = (oven: number) => oven * 200;\n// not tested\nexport const cool = () => 0;\n',
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
  git(root, 'commit', '--quiet', '--allow-empty', `--message=loaf ${String(loaves++)}`);
}

/** What the tests reached: the lines of each file, with `!` before those that they did not. */
function measure(root: string, files: Readonly<Record<string, readonly string[]>>): void {
  const records = Object.entries(files).map(([file, lines]) => {
    const counts = lines.map((line) => `DA:${line.replace('!', '')},${line.startsWith('!') ? 0 : 1}\n`);
    return `SF:${file}\n${counts.join('')}end_of_record\n`;
  });
  put(root, { 'coverage/lcov.info': records.join('') });
}

const tested = { 'src/bake.ts': ['2', '4'], 'src/heat.ts': ['1', '!3'] };

async function found(root: string, ...args: string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await lintel(root, ['--format', 'json', ...args]);
  if (stderr !== '') return [stderr];
  const { violations, summary } = reportSchema.parse(JSON.parse(stdout));
  return [
    ...summary.notRun.map(({ reason }) => `not run: ${reason}`),
    ...violations.map(({ message, file, line }) => `${message} ${file}${line === null ? '' : `:${line}`}`),
  ];
}

describe('what changed since the merge base must be covered', () => {
  it.each<[title: string, change: (root: string) => void, found: readonly string[]]>([
    ['nothing changed', () => undefined, []],
    [
      'a document changed, and there is no report',
      (root) => {
        put(root, { 'README.md': '# Bakery\n\nBread.\n' });
        rmSync(join(root, 'coverage'), { recursive: true });
      },
      [],
    ],
    [
      'an untracked file without a test',
      (root) => {
        put(root, { 'src/knead.ts': '// flour\nexport const knead = () => 1;\n' });
      },
      ['absent src/knead.ts:2'],
    ],
    [
      'a staged file without a test',
      (root) => {
        put(root, { 'src/knead.ts': 'export const knead = () => 1;\n' });
        git(root, 'add', '--all');
      },
      ['absent src/knead.ts:1'],
    ],
    [
      'a new file of types',
      (root) => {
        put(root, { 'src/dough.ts': 'export interface Dough {\n  flour: number;\n}\n' });
      },
      [],
    ],
    [
      'a renamed file as it was',
      (root) => {
        renameSync(join(root, 'src/heat.ts'), join(root, 'src/oven.ts'));
        measure(root, { 'src/bake.ts': ['2', '4'], 'src/oven.ts': ['!1', '!3'] });
      },
      [],
    ],
    [
      'a renamed file with a new line',
      (root) => {
        renameSync(join(root, 'src/heat.ts'), join(root, 'src/oven.ts'));
        put(root, { 'src/oven.ts': `${bakery['src/heat.ts']}export const warm = () => 37;\n` });
        commit(root);
        measure(root, { 'src/bake.ts': ['2', '4'], 'src/oven.ts': ['!1', '!3', '!4'] });
      },
      ['uncovered src/oven.ts:4'],
    ],
    [
      'a deleted file',
      (root) => {
        rmSync(join(root, 'src/heat.ts'));
        measure(root, { 'src/bake.ts': ['2', '4'] });
      },
      [],
    ],
    [
      'a changed line that no test reaches, and one that is',
      (root) => {
        put(root, {
          'src/bake.ts': bakery['src/bake.ts'].replace('200', '220'),
          'src/heat.ts': bakery['src/heat.ts'].replace('=> 0', '=> 4'),
        });
        measure(root, tested);
      },
      ['uncovered src/heat.ts:3'],
    ],
    [
      'a comment in code that no test reaches',
      (root) => {
        put(root, { 'src/heat.ts': bakery['src/heat.ts'].replace('not tested', 'never tested') });
        measure(root, tested);
      },
      [],
    ],
    [
      'an old report',
      (root) => {
        put(root, { 'src/heat.ts': `${bakery['src/heat.ts']}export const last = 1;\nexport const more = 2;\n` });
        measure(root, { ...tested, 'src/heat.ts': ['1', '9'] });
      },
      ['stale coverage/lcov.info'],
    ],
    [
      'what a merge brought from main has not changed here',
      (root) => {
        git(root, 'checkout', '--quiet', 'main');
        put(root, { 'src/bake.ts': `${bakery['src/bake.ts']}export const late = () => 1;\n` });
        commit(root);
        git(root, 'checkout', '--quiet', 'work');
        put(root, { 'src/heat.ts': bakery['src/heat.ts'].replace('* 200', '* 220') });
        commit(root);
        git(root, 'merge', '--quiet', '--no-edit', 'main');
        measure(root, { 'src/bake.ts': ['2', '4', '!5'], 'src/heat.ts': ['!1', '!3'] });
      },
      ['uncovered src/heat.ts:1'],
    ],
  ])('%s', async (_, change, expected) => {
    const root = open();
    measure(root, tested);
    change(root);
    expect(await found(root)).toEqual(expected);
  });

  it('reports them with --since, which overrides the commit of the rule', async () => {
    const root = open();
    put(root, { 'src/heat.ts': bakery['src/heat.ts'].replace('=> 0', '=> 4') });
    commit(root);
    measure(root, tested);
    expect(await found(root, '--since', 'main')).toEqual(['uncovered src/heat.ts:3']);
    expect(await found(root, '--since', 'HEAD')).toEqual([]);
  });

  it('refuses a shallow clone that has no merge base', async () => {
    const root = open();
    commit(root);
    git(root, 'clone', '--quiet', '--depth=1', '--no-single-branch', `file://${root}`, `${root}-shallow`);
    put(`${root}-shallow`, { 'lintel.yaml': rule('since: origin/main, ') });
    expect((await found(`${root}-shallow`)).join()).toContain('shallow');
  });
});

describe('is listed as not run', () => {
  it('without a commit to compare with', async () => {
    const root = open({ 'lintel.yaml': rule('') });
    measure(root, tested);
    expect(await found(root)).toEqual([
      'not run: there is no commit to compare with; run `lintel check --since origin/main`, or set `since: origin/main`',
    ]);
    put(root, { 'src/heat.ts': bakery['src/heat.ts'].replace('=> 0', '=> 4') });
    measure(root, tested);
    expect(await found(root, '--since', 'main')).toEqual(['uncovered src/heat.ts:3']);
  });

  it('while somebody is at work and there is no report', () => {
    const base = { 'src/a.ts': 'export const a = 1;\n' };
    const files = { 'lintel.yaml': rule('since: main, command: npm test, '), 'src/a.ts': 'export const a = 2;\n' };
    const { violations, summary } = lintFiles(files, { base, mode: 'loop' });
    expect([violations, summary.notRun]).toEqual([
      [],
      [{ rule: 'changes', reason: 'coverage/lcov.info does not exist; run `npm test`' }],
    ]);
    expect(lintFiles({ ...files, ...base }, { base, mode: 'loop' }).summary.notRun).toEqual([]);
  });
});

it('does not check what the report does not list', () => {
  const code = (value: number): string => `export const a = () => ${value};\n`;
  const clover =
    '<coverage><project><file path="src/a.ts"><line num="1" count="1" type="stmt"/></file></project></coverage>';
  const total = '{ "total": 1, "covered": 0 }';
  const summary = `{ "/x/src/a.ts": { "lines": ${total}, "branches": ${total}, "functions": ${total}, "statements": ${total} } }`;
  const said = (report: string, text: string): readonly unknown[] => {
    const yaml = rule('since: main, ').replace('coverage/lcov.info', report);
    const { violations, summary: about } = lintFiles(
      { 'lintel.yaml': yaml, 'src/a.ts': code(2), [report]: text },
      { base: { 'src/a.ts': code(1) } },
    );
    return [violations, about.notes, about.notRun.map(({ reason }) => reason)];
  };
  const way = 'so these are not checked; use a report that does, such as coverage-final.json of istanbul';
  expect(said('c.xml', clover)).toEqual([[], [`unmatched: changes: c.xml does not list functions, ${way}`], []]);
  expect(said('s.json', summary)).toEqual([[], [], [`s.json does not list lines and functions, ${way}`]]);
});
