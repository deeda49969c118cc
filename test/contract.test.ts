import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bake, lintel } from './bakery.ts';

const app = `import express from 'express';
export const app = express();
app.get('/loaves', (request, response) => response.json([]));
app.all('/old', (request, response) => response.end());
app.get('/files/*rest', (request, response) => response.end());
app.get(process.env.SECRET, (request, response) => response.end());
`;
const bakery = {
  'package.json': '{ "name": "bakery", "version": "2.1.0", "dependencies": { "express": "^5.0.0" } }',
  'src/app.ts': app,
  'till/app.ts':
    "import express from 'express';\nexpress().post('/sales', (request, response) => response.sendStatus(202));\n",
  'docs/notes.ts': 'export const notes = 1;\n',
};
const configured = {
  ...bakery,
  'lintel.yaml': '# Our rules\nversion: 1\nrules:\n  layering/cycles: { check: cycles }\n',
};

const pathsIn = (text: string): unknown => (parse(text) as { paths: unknown }).paths;

describe('lintel contract', () => {
  it.each([
    ['without a lintel.yaml', bakery],
    ['with one, which stays as it is', configured],
  ])('prints a document %s', async (_, files) => {
    const root = bake(files);
    const { code, stdout, stderr } = await lintel(root, ['contract']);
    expect([code, pathsIn(stdout)]).toEqual([
      0,
      {
        '/loaves': { get: { responses: { 200: { description: 'OK' } } } },
        '/sales': { post: { responses: { 202: { description: 'Accepted' } } } },
      },
    ]);
    expect(stdout).toMatch(/^openapi: 3\.1\.0\ninfo:\n {2}title: bakery\n {2}version: 2\.1\.0\n/);
    expect(stderr.split('\n')).toEqual([
      '2 routes for all methods or with a wildcard cannot be documented',
      'src/app.ts:6 `GET /…` cannot be compared: `process.env.SECRET`',
      '',
    ]);
    expect(existsSync(join(root, 'openapi.yaml'))).toBe(false);
    if ('lintel.yaml' in files) expect(readFileSync(join(root, 'lintel.yaml'), 'utf8')).toBe(files['lintel.yaml']);
  });

  it('documents only the routes of the paths given, and names the rule for them', async () => {
    const root = bake(configured);
    const done = await lintel(join(root, 'docs'), ['contract', '../till', '--write', '../till/openapi.json']);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toBe(
      'wrote till/openapi.json with 1 operation\nnext: add a rule to lintel.yaml: contract/api: { check: openapi, spec: till/openapi.json, in: [ till, till/** ] }\n',
    );
    expect(Object.keys(pathsIn(readFileSync(join(root, 'till/openapi.json'), 'utf8')) as object)).toEqual(['/sales']);
  });

  const unmounted = {
    'package.json': bakery['package.json'],
    'src/a.ts': [
      "import { Router } from 'express';",
      'export const loaves = Router();',
      "loaves.get('/loaves', (request, response) => response.json([]));",
      "loaves.post('/loaves', (request, response) => response.json({}));",
      '',
    ].join('\n'),
  };
  const mounted = {
    ...unmounted,
    'src/app.ts':
      "import express from 'express';\nimport { loaves } from './a';\nexpress().use(process.env.API, loaves);\n",
  };

  it.each([
    [
      unmounted,
      'there is nothing to document: 2 routes were found, but no path is known in full, such as GET /…/loaves at src/a.ts:3 (no app mounts this router): mount the router in an app of this project\n',
    ],
    [
      mounted,
      'there is nothing to document: 2 routes were found, but no path is known in full, such as GET /…/loaves at src/a.ts:3 (`process.env.API`): write the whole path as literals, or give the unknown prefix with --base-path\n',
    ],
    [
      {
        'package.json': bakery['package.json'],
        'src/a.ts': "import express from 'express';\nexpress().all('/x', (request, response) => response.end());\n",
      },
      'there is nothing to document: 1 route for all methods or with a wildcard cannot be documented\n',
    ],
  ])('says what is known of routes that have no operation: %#', async (files, text) => {
    expect(await lintel(bake(files), ['contract'])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(text) as string,
    });
  });

  it('takes a prefix that the code does not tell', async () => {
    const { code, stdout, stderr } = await lintel(bake(mounted), ['contract', '--base-path', '/v1']);
    const { servers, paths } = parse(stdout) as { servers: unknown; paths: object };
    expect([code, stderr, servers, Object.keys(paths)]).toEqual([0, '', [{ url: '/v1' }], ['/loaves']]);
    expect(await lintel(bake(mounted), ['contract', '--base-path', 'v1'])).toMatchObject({ code: 2 });
  });

  it.each([
    [['--write', 'docs/notes.ts'], '--write needs a value: --write FILE.yaml | FILE.json'],
    [['--write', 'package.json'], 'package.json already exists and stays as it is'],
    [['--write', '../openapi.yaml'], '../openapi.yaml is outside the project'],
    [['docs'], 'there is nothing to document: no route of a supported framework was found'],
    [['doc'], 'doc does not exist'],
  ])('writes nothing with %j', async (args, text) => {
    const root = bake(configured);
    const { code, stdout, stderr } = await lintel(root, ['contract', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
    expect(readFileSync(join(root, 'package.json'), 'utf8')).toBe(configured['package.json']);
  });
});

describe('lintel init', () => {
  it.each([
    ['routes and no document', bakery, true],
    ['a document', { ...bakery, 'openapi.yaml': 'openapi: 3.1.0\npaths:\n  /loaves:\n    get: {}\n' }, false],
    ['no routes', { ...bakery, 'src/app.ts': '', 'till/app.ts': '' }, false],
    ['no code', { 'package.json': bakery['package.json'] }, false],
  ])('names the command in a project with %s: %3$s', async (_, files, isNamed) => {
    const { code, stdout } = await lintel(bake(files), ['init', '--yes']);
    expect(code).toBe(0);
    const line =
      'contract/api: there is no OpenAPI document; `lintel contract --write openapi.yaml` writes one from the code, with 2 operations\n';
    expect(stdout.includes(line)).toBe(isNamed);
    expect(stdout.includes('lintel contract')).toBe(isNamed);
  });
});
