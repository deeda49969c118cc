import { describe, expect, it } from 'vitest';
import { lintFiles } from '../../testing/index.ts';

const notChecked = /not checked/;

/** What is said of the endpoints of an Express app, each as `place text`, and the notes. */
function said(app: string, report: string, others: Record<string, string> = {}): readonly string[] {
  const { violations, summary } = lintFiles({
    'lintel.yaml':
      'version: 1\nrules:\n  api: { check: coverage, report: lcov.info, minimum: {}, endpoints: { spec: "*.json" }, not: "lib/**" }\n',
    'package.json': '{ "dependencies": { "express": "^5.0.0" } }',
    'lcov.info': report,
    'src/app.ts': `import express from 'express';\nconst app = express();\n${app}`,
    ...others,
  });
  return [
    ...violations.map(({ at: { file, place }, brief, text }) => `${file}:${String(place?.line)} ${brief ?? text}`),
    ...summary.notes.filter((note) => notChecked.test(note)).map((note) => note.replace(/^.*because /, '')),
  ];
}

const unknown = 'the handler is not known or the report says nothing of it: `GET /` at src/app.ts:3';

describe('of one line', () => {
  const two = "app.get('/', (a, b, next) => next(), (a, b) => b.end());\n";
  it.each<[title: string, records: string, said: readonly string[]]>([
    [
      'the function tells',
      'FN:3,(anonymous_0)\nFN:3,(anonymous_1)\nFNDA:4,(anonymous_0)\nFNDA:0,(anonymous_1)\n',
      ['src/app.ts:3 no test runs its handler, src/app.ts:3'],
    ],
    ['as it ran', 'FN:3,(anonymous_0)\nFN:3,(anonymous_1)\nFNDA:0,(anonymous_0)\nFNDA:1,(anonymous_1)\n', []],
    ['nothing tells if the report has other functions there', 'FN:3,(anonymous_0)\nFNDA:0,(anonymous_0)\n', [unknown]],
    ['nothing tells if the report has no functions', '', [unknown]],
  ])('%s', (_, records, expected) => {
    expect(said(two, `SF:src/app.ts\n${records}DA:2,1\nDA:3,1\n`)).toEqual(expected);
  });
});

it.each<[title: string, app: string, hits: readonly (readonly [number, number])[], said: readonly string[]]>([
  [
    'a line that only closes the call does not run the handler',
    "app.get('/', (a, b) => {\n  b.end();\n});\n",
    [
      [3, 1],
      [4, 0],
      [5, 1],
    ],
    ['src/app.ts:3 no test runs its handler, src/app.ts:3-5'],
  ],
  [
    'one line of it is enough',
    "app.get('/', (a, b) => {\n  if (a.x) b.end();\n  else b.json({});\n});\n",
    [
      [3, 1],
      [4, 2],
      [5, 0],
    ],
    [],
  ],
  [
    'a wrapper hands it on',
    "app.get('/', wrap(async (a, b) => {\n  b.end();\n}));\n",
    [
      [3, 1],
      [4, 0],
    ],
    ['src/app.ts:3 no test runs its handler, src/app.ts:3-5'],
  ],
  [
    'a handler of several paths is one endpoint',
    "app.get(['/', '/index'], send);\nfunction send(a, b) {\n  b.end();\n}\n",
    [[5, 0]],
    ['src/app.ts:3 no test runs its handler, `send` (src/app.ts:4-6)'],
  ],
])('%s', (_, app, hits, expected) => {
  const lines = hits.map(([line, count]) => `DA:${line},${count}\n`).join('');
  expect(said(app, `SF:src/app.ts\n${lines}`)).toEqual(expected);
});

describe('in another file', () => {
  const untested = (file: string, range: string): string =>
    `src/app.ts:4 no test runs its handler, \`send\` (${file}:${range})`;
  it.each<[title: string, app: string, file: string, code: string, range: string]>([
    [
      'by its name',
      "import { send } from './send.js';\napp.get('/', send);",
      'src/send.ts',
      'export function send(a, b) {\n  b.end();\n}\n',
      '1-3',
    ],
    [
      'by another name',
      "import { go } from './go.js';\napp.get('/', go);",
      'src/send.ts',
      'function send(a, b) {\n  b.end();\n}\nexport { send as go };\n',
      '1-3',
    ],
    [
      'of a module',
      "import * as all from './go.js';\napp.get('/', all.send);",
      'src/send.ts',
      'export const go = 1;\nexport const send = (a, b) => {\n  b.end();\n};\n',
      '2-4',
    ],
    [
      'of an instance',
      "import { go } from './go.js';\napp.get('/', go.send);",
      'src/send.ts',
      'class Send {\n  send(a, b) {\n    b.end();\n  }\n}\nexport const go = new Send();\n',
      '2-4',
    ],
    [
      'bound',
      "import { go } from './go.js';\napp.get('/', go.send.bind(go));",
      'src/send.ts',
      'class Send {\n  send(a, b) {\n    b.end();\n  }\n}\nexport const go = new Send();\n',
      '2-4',
    ],
    [
      'that mentions routes',
      "import { go } from './go.js';\napp.get('/', go.send);",
      'src/send.ts',
      'class Send {\n  send(a, b) {\n    b.status(200).end();\n  }\n}\nexport const go = new Send(); // route\n',
      '2-4',
    ],
  ])('%s', (_, app, file, code, range) => {
    const report = `SF:src/app.ts\nDA:4,1\nend_of_record\nSF:${file}\nDA:2,0\nDA:3,0\nend_of_record\nSF:src/go.ts\nDA:1,1\n`;
    expect(said(app, report, { [file]: code, 'src/go.ts': "export * from './send.js';\n" })).toEqual([
      untested(file, range),
    ]);
  });

  it('is not judged where it is not checked', () => {
    const app = "import { go } from '../lib/go.js';\napp.get('/', go);";
    expect(
      said(app, 'SF:src/app.ts\nDA:3,1\nend_of_record\nSF:lib/go.ts\nDA:2,0\n', {
        'lib/go.ts': 'export function go(a, b) {\n  b.end();\n}\n',
      }),
    ).toEqual([unknown.replace(':3', ':4')]);
  });

  it('is told once where no report names its file', () => {
    const app = "import { go } from './go.js';\napp.get('/', go);";
    expect(
      said(app, 'SF:src/app.ts\nDA:3,1\n', { 'src/go.ts': 'export function go(a, b) {\n  b.end();\n}\n' }),
    ).toEqual(['src/go.ts:undefined has no coverage record']);
  });
});

it('names the handler, the operation and the nearest test', () => {
  const { violations } = lintFiles({
    'lintel.yaml':
      'version: 1\nrules:\n  api: { check: coverage, report: lcov.info, minimum: {}, command: npm run coverage, endpoints: { spec: api.yaml } }\n',
    'package.json': '{ "dependencies": { "express": "^5.0.0" }, "scripts": { "coverage": "" } }',
    'lcov.info': 'SF:src/app.ts\nDA:6,0\nend_of_record\nSF:src/main.ts\nDA:2,1\n',
    'api.yaml': 'openapi: 3.1.0\nservers: [{ url: /v1 }]\npaths:\n  /loaves/{id}:\n    get: {}\n',
    'src/app.ts':
      "import express from 'express';\nexport const app = express();\n// Loaves\napp.get('/v1/loaves/:loaf',\n  function one(a, b) {\n    b.end();\n  });\n",
    'src/main.ts': "import { app } from './app.js';\napp.listen(1);\n",
    'test/far.test.ts': "import '../src/main.js';\n",
    'test/near.test.ts': "import { app } from '../src/app.js';\napp.handle();\n",
  });
  const [violation] = violations;
  expect(violations).toHaveLength(1);
  expect(violation?.text).toBe('No test runs the handler of `GET /v1/loaves/{loaf}`.');
  expect(violation?.evidence).toEqual([
    { file: 'src/app.ts', line: 5, text: 'its handler' },
    { file: 'api.yaml', line: 5, text: 'documents `GET /loaves/{id}`' },
  ]);
  expect(violation?.fix?.steps).toEqual([
    'test `GET /v1/loaves/{loaf}` in `test/near.test.ts` (1 more reach it)',
    'run `npm run coverage`',
  ]);
});
