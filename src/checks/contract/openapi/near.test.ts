import { describe, expect, it } from 'vitest';
import { lintFiles } from '../../../testing/index.ts';

/** What is said of the operations and routes that have no counterpart. `files` have the routes, each as `METHOD path`. */
function briefs(operations: readonly string[], files: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const paths = new Map<string, string[]>();
  for (const operation of operations) {
    const [method = '', path = ''] = operation.split(' ');
    paths.set(path, [...(paths.get(path) ?? []), `"${method.toLowerCase()}": {}`]);
  }
  const routers = Object.entries(files).map(([file, routes]): [string, string] => [
    file,
    `const router = require('express').Router();\n${routes
      .map((route) => route.split(' '))
      .map(([method = '', path = '']) => `router.${method.toLowerCase()}('${path}', (req, res) => res.end());\n`)
      .join('')}module.exports = router;\n`,
  ]);
  const { violations } = lintFiles({
    'package.json': '{ "dependencies": { "express": "^5.0.0" } }',
    'lintel.yaml': 'version: 1\nrules:\n  api: { check: openapi, spec: api.json, compare: [operations] }\n',
    'api.json': `{ "openapi": "3.0.3", "paths": {\n${[...paths].map(([path, all]) => `"${path}": { ${all.join(', ')} }`).join(',\n')} } }`,
    'app.js': `const app = require('express')();\n${Object.keys(files)
      .map((file) => `app.use(require('./${file}'));\n`)
      .join('')}`,
    ...Object.fromEntries(routers),
  });
  return violations.map(({ at, brief }) => brief ?? at.file);
}

const basket = { 'basket/routes.js': ['GET /basket/total', 'POST /basket/refresh'] };
const asDocumented = ['GET /basket/total', 'POST /basket/refresh'];

describe('an operation without a route', () => {
  it.each<[title: string, operations: readonly string[], files: Parameters<typeof briefs>[1], brief: string]>([
    [
      'means a route with a slip that no operation has',
      ['GET /baskets/{id}'],
      { 'a.js': ['GET /basket/:id'] },
      '`GET /baskets/{id}` has no route; near: `GET /basket/{id}` at a.js:2',
    ],
    [
      'means a route that is mounted elsewhere',
      ['GET /api/basket/total'],
      { 'a.js': ['GET /basket/total'] },
      '`GET /api/basket/total` has no route; near: `GET /basket/total` at a.js:2',
    ],
    [
      'does not mean the route of another operation, but stands next to its own module',
      [...asDocumented, 'GET /casket/total', 'POST /casket/refresh'],
      { ...basket, 'casket/routes.js': ['GET /casket/total'] },
      '`POST /casket/refresh` has no route; nearest: `GET /casket/total` at casket/routes.js:2',
    ],
    [
      'does not mean an undocumented route of another module',
      ['GET /basket/total', 'GET /casket/total', 'POST /casket/refresh'],
      { ...basket, 'casket/routes.js': ['GET /casket/total'] },
      '`POST /casket/refresh` has no route; nearest: `GET /casket/total` at casket/routes.js:2',
    ],
    [
      'means nothing where two routes are as near',
      ['GET /pet/{id}'],
      { 'a.js': ['GET /pets/:id', 'GET /peta/:id'] },
      '`GET /pet/{id}` has no route',
    ],
    [
      'has no place where the nearest routes are in several folders',
      ['GET /api/oven', 'GET /api/bread', 'GET /api/cake'],
      { 'bread/a.js': ['GET /api/bread'], 'cake/a.js': ['GET /api/cake'] },
      '`GET /api/oven` has no route',
    ],
  ])('%s', (_, operations, files, brief) => {
    expect(briefs(operations, files)).toContain(brief);
  });
});

describe('a route without an operation', () => {
  it.each<[title: string, operations: readonly string[], files: Parameters<typeof briefs>[1], brief: string]>([
    [
      'means a path with a slip that no route has',
      ['GET /baskets/{id}'],
      { 'a.js': ['GET /basket/:id'] },
      '`GET /basket/{id}` is not documented; near: `/baskets/{id}` at api.json:2',
    ],
    [
      'does not mean the path of another route',
      asDocumented,
      { ...basket, 'casket/routes.js': ['GET /casket/total'] },
      '`GET /casket/total` is not documented',
    ],
  ])('%s', (_, operations, files, brief) => {
    expect(briefs(operations, files)).toContain(brief);
  });
});
