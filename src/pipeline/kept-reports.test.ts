import { mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Mode } from '../core/view.ts';
import { createLanguages, decode, encode } from '../facts/index.ts';
import { createStore } from '../world/store.ts';
import { diskWorld } from '../world/world.ts';
import { keepQuestions } from './answers.ts';
import { openSession } from './session.ts';
import { setupOf } from './setup.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-reports-')));
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

let projects = 0;
function projectWith(report: string): string {
  const root = realpathSync(mkdtempSync(join(base, String(projects++))));
  writeFileSync(join(root, 'lintel.yaml'), rules);
  writeFileSync(join(root, '.gitignore'), 'lcov.info\n');
  writeFileSync(join(root, 'bake.ts'), 'export const bake = 1;\n');
  writeFileSync(join(root, 'lcov.info'), report);
  // What is as young as a run may have changed under its stamp.
  for (const file of ['lintel.yaml', '.gitignore', 'bake.ts', 'lcov.info']) date(join(root, file), -100);
  return root;
}

const rules = 'version: 1\nrules:\n  floor: { check: coverage, report: lcov.info, minimum: { lines: 100 } }\n';
const full = 'SF:bake.ts\nDA:1,1\nend_of_record\n';

/** Seconds from now. */
function date(file: string, when: number): void {
  utimesSync(file, Date.now() / 1000 + when, Date.now() / 1000 + when);
}

/** What a run finds over what earlier ones have left, and whether it took the report apart. */
function run(root: string, mode: Mode = 'gate'): { readonly found: readonly string[]; readonly isDecoded: boolean } {
  let isDecoded = false;
  const store = createStore(
    {
      version: 'test',
      encode,
      decode(section, text) {
        isDecoded ||= section === 'coverage';
        return decode(section, text);
      },
    },
    { root, env: process.env },
  );
  const setup = setupOf({
    world: diskWorld({ root, env: process.env }, store.stamps),
    store,
    languages: createLanguages('oxc'),
    file: 'lintel.yaml',
    mode,
  });
  const session = openSession(setup);
  const { violations, summary } = session.lint({ paths: [], rule: null });
  keepQuestions(session);
  store.save((path) => session.loaded.view.texts.exists(path));
  const found = [...violations.map(({ message }) => message), ...summary.notRun.map(({ reason }) => reason)];
  return { found, isDecoded };
}

it('takes no report apart whose answer is kept', () => {
  const root = projectWith(full);
  expect(run(root).found).toEqual([]);
  expect(run(root)).toEqual({ found: [], isDecoded: false });
});

it.each([
  [
    'the report is another',
    (root) => writeFileSync(join(root, 'lcov.info'), full.replace('DA:1,1', 'DA:1,0')),
    'below',
  ],
  ['the report is gone', (root) => rmSync(join(root, 'lcov.info')), 'missing'],
  ['a source is younger', (root) => date(join(root, 'bake.ts'), 100), 'stale'],
  ['the report is older', (root) => date(join(root, 'lcov.info'), -200), 'stale'],
] satisfies [string, (root: string) => void, string][])('judges again when %s', (_, change, message) => {
  const root = projectWith(full);
  run(root);
  change(root);
  expect(run(root).found).toEqual([message]);
  expect(run(root).found).toEqual([message]);
});

it('keeps why a rule cannot judge, but not for a run where it can', () => {
  const root = projectWith(full);
  date(join(root, 'lcov.info'), -200);
  const late = { found: ['lcov.info is older than 1 file'], isDecoded: false };
  run(root, 'loop');
  expect(run(root, 'loop')).toEqual(late);
  expect(run(root).found).toEqual(['stale']);
  expect(run(root, 'loop')).toEqual(late);
});
