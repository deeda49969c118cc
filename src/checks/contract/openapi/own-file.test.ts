import { expect, it } from 'vitest';
import { fix } from '../../../pipeline/fix.ts';
import { sessionOf } from '../../../pipeline/session.ts';
import { projectOf } from '../../../testing/index.ts';

const loaves = 'get:\n  responses:\n    "200": { description: OK }\n';
const json = '{\n    "get": { "responses": { "200": { "description": "OK" } } }\n}\n';

interface Case {
  readonly document?: string;
  /** References by paths, all of which are routes. */
  readonly references: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** What `lintel fix --suggested` makes of documents for `GET` and `DELETE /loaves/:id/crumbs`, and what it leaves. */
function fixed({ document = 'api/api.yaml', references, files = {} }: Case) {
  const entries = Object.entries(references);
  const isJson = document.endsWith('.json');
  const paths = Object.fromEntries(entries.map(([path, $ref]) => [path, { $ref }]));
  const parts = entries.map(([, reference]) => [`api/${reference.replace('./', '')}`, isJson ? json : loaves] as const);
  const routes = entries.map(([path]) => `app.get('${path.replaceAll(/\{(\w+)\}/g, ':$1')}', h);`);
  const session = sessionOf(
    projectOf({
      'package.json': '{ "dependencies": { "express": "5" } }',
      'lintel.yaml': `version: 1\nrules:\n  api: { check: openapi, spec: ${document}, compare: [operations] }\n`,
      [document]: isJson
        ? `${JSON.stringify({ openapi: '3.0.3', paths }, null, 2)}\n`
        : `openapi: 3.0.3\npaths:\n${entries.map(([path, $ref]) => `  ${path}: { $ref: '${$ref}' }\n`).join('')}`,
      'src/app.ts': `import express from 'express';\nconst app = express();\n${routes.join('\n')}
app.get('/loaves/:id/crumbs', h);\napp.delete('/loaves/:id/crumbs', h);\n`,
      ...Object.fromEntries(parts),
      ...files,
    }),
  );
  const { changes, report } = fix(session, { paths: [], rule: 'api', ids: [], suggested: true }, { dryRun: true });
  expect(report.violations).toEqual([]);
  return Object.fromEntries(changes);
}

it('writes a new path into a file of its own, if all others have one', () => {
  const made = fixed({ references: { '/loaves': './paths/loaves.yaml', '/loaves/{id}': './paths/loaves_{id}.yaml' } });
  expect(Object.keys(made).sort()).toEqual(['api/api.yaml', 'api/paths/loaves_{id}_crumbs.yaml']);
  expect(made['api/api.yaml']).toContain('/loaves/{id}/crumbs');
  expect(made['api/api.yaml']).toContain('./paths/loaves_{id}_crumbs.yaml');
  expect(made['api/paths/loaves_{id}_crumbs.yaml']).toBe(`get:
  parameters:
    - name: id
      in: path
      required: true
      schema:
        type: string
  responses:
    default:
      description: Any response
delete:
  parameters:
    - name: id
      in: path
      required: true
      schema:
        type: string
  responses:
    default:
      description: Any response
`);
});

it.each([
  ['loaves@{id}@crumbs.yaml', { '/loaves': 'loaves.yaml', '/loaves/{id}': 'loaves@{id}.yaml' }],
  ['paths/loaves/{id}/crumbs.yaml', { '/loaves': 'paths/loaves.yaml', '/loaves/{id}': 'paths/loaves/{id}.yaml' }],
  ['loaves-id-crumbs.yaml', { '/loaves': 'loaves.yaml', '/loaves/{id}': 'loaves-id.yaml' }],
  ['p/loaves-id-crumbs.yaml', { '/loaves': 'p/all-loaves.yaml', '/loaves/{id}': 'p/one-loaf.yaml' }],
])('names it as its neighbours: %s', (file, references) => {
  expect(Object.keys(fixed({ references })).sort()).toEqual([`api/${file}`, 'api/api.yaml'].sort());
});

it('writes JSON in the style of the file beside it', () => {
  const made = fixed({
    document: 'api/api.json',
    references: { '/loaves': 'loaves.json', '/loaves/{id}': 'loaves_{id}.json' },
  });
  expect(made['api/loaves_{id}_crumbs.json']).toMatch(/^\{\n {4}"get": \{\n {8}"parameters": \[\n/);
});

it.each<Case>([
  { references: { '/loaves': 'loaves.yaml' } },
  { references: { '/loaves': 'all.yaml', '/loaves/{id}': 'one.yaml' }, files: { 'api/loaves-id-crumbs.yaml': loaves } },
])('writes it in place, if too few others have one, or the file is there', (one) => {
  expect(Object.keys(fixed(one))).toEqual(['api/api.yaml']);
});
