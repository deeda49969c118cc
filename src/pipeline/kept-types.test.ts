import { appendFileSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TypeChecking } from '../core/typing.ts';
import { createLanguages, decode, encode } from '../facts/index.ts';
import { createStore } from '../world/store.ts';
import { diskWorld } from '../world/world.ts';
import { keepQuestions } from './answers.ts';
import { openSession } from './session.ts';
import { setupOf } from './setup.ts';

const router = (path: string): string =>
  [
    "import { Router } from 'express';",
    `import { make } from './cake.js';`,
    'export const router = Router();',
    `router.get('/${path}', (req, res) => {`,
    "  res.json({ ...make(), extra: 'yes' });",
    '});',
    '',
  ].join('\n');

const operation = (path: string): string[] => [
  `  /${path}:`,
  '    get:',
  '      responses:',
  "        '200':",
  '          description: ok',
  '          content:',
  '            application/json:',
  '              schema: { type: object, properties: { id: { type: string } } }',
];

const files = {
  'lintel.yaml': 'version: 1\nrules:\n  api: { check: openapi, spec: openapi.yaml, compare: [responses] }\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext" } }',
  'package.json': '{ "type": "module", "dependencies": { "express": "5" } }',
  'cake.ts': "export const make = (): { id: string } => ({ id: 'x' });\n",
  'pies.ts': router('pies'),
  'tarts.ts': router('tarts'),
  'app.ts': [
    "import express from 'express';",
    "import { router as pies } from './pies.js';",
    "import { router as tarts } from './tarts.js';",
    'const app = express();',
    'app.use(pies);',
    'app.use(tarts);',
    '',
  ].join('\n'),
  'openapi.yaml': [
    'openapi: 3.0.3',
    'info: { title: Bakery, version: "1" }',
    'paths:',
    ...operation('pies'),
    ...operation('tarts'),
    '',
  ].join('\n'),
};

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-kept-types-')));
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(root, file), text);
    // What is as young as a run may have changed under its stamp.
    utimesSync(join(root, file), Date.now() / 1000 - 100, Date.now() / 1000 - 100);
  }
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** What a process finds over what earlier ones have left, and the files that it asks the type checker about. */
function run(): { readonly found: number; readonly asked: readonly string[] } {
  const store = createStore({ version: 'test', encode, decode }, { root, env: process.env });
  const setup = setupOf({
    world: diskWorld({ root, env: process.env }, store.stamps),
    store,
    languages: createLanguages('oxc'),
    file: 'lintel.yaml',
    mode: 'gate',
  });
  const session = openSession(setup);
  const asked: string[] = [];
  const { checking } = session.memory;
  const watched: TypeChecking = {
    ask: checking.ask,
    shapes(sources, project, questions) {
      asked.push(...questions.map(({ file }) => file));
      return checking.shapes(sources, project, questions);
    },
  };
  Object.assign(session.memory, { checking: watched });
  const { violations } = session.lint({ paths: [], rule: null });
  keepQuestions(session);
  store.save((path) => session.loaded.view.texts.exists(path));
  return { found: violations.length, asked };
}

it('asks the type checker nothing in a second process', () => {
  expect(run()).toEqual({ found: 2, asked: ['pies.ts', 'tarts.ts'] });
  expect(run()).toEqual({ found: 2, asked: [] });
});

it('asks the type checker only about files that an edit concerns', () => {
  run();
  appendFileSync(join(root, 'pies.ts'), '// baked\n');
  expect(run()).toEqual({ found: 2, asked: ['pies.ts'] });
});
