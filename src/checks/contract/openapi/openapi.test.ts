import { describe, expect, it } from 'vitest';
import { costOf } from '../../../../test/cost.ts';
import { lintFiles } from '../../../testing/index.ts';

const manifest = { 'package.json': '{ "dependencies": { "express": "^5.0.0" } }' };
const project = (rule: string, files: Record<string, string>): Record<string, string> => ({
  ...manifest,
  'lintel.yaml': `version: 1\nrules:\n  api: { check: openapi, ${rule} }\n`,
  ...files,
});
const app = (...lines: string[]): Record<string, string> => ({
  'src/app.js': `const express = require('express');\nconst app = express();\n${lines.join('\n')}\n`,
});
const h = '(req, res) => res.end()';

describe('what a line says', () => {
  const files = project('spec: api.json', {
    'api.json': JSON.stringify(
      {
        openapi: '3.0.3',
        servers: [{ url: '/v1' }],
        paths: {
          '/pets/{id}': { get: { operationId: 'getPet' }, put: {} },
          '/owners': { get: {} },
          '/visits': { get: {} },
        },
      },
      null,
      1,
    ),
    ...app(
      `app.get('/v1/pet/:pet', ${h});`,
      `app.post('/v1/pets/:pet', ${h});`,
      `app.get('/v1/owners', ${h});`,
      `app.head('/v1/owners', ${h});`,
      `app.get('/v1/vets/:a-:b', ${h});`,
      `app.use('/v1/x', require('./x' + 1));`,
    ),
  });

  it('is enough for a repair', () => {
    expect(
      lintFiles(files).violations.map(({ at, brief }) => `${at.file}:${at.place?.line}:${at.place?.column} ${brief}`),
    ).toEqual([
      'api.json:10:4 `GET /v1/pets/{id}` has no route; same path: `POST /v1/pets/{pet}` at src/app.js:4',
      'api.json:13:4 `PUT /v1/pets/{id}` has no route; same path: `POST /v1/pets/{pet}` at src/app.js:4',
      'api.json:19:4 `GET /v1/visits` has no route',
      'src/app.js:3:5 `GET /v1/pet/{pet}` is not documented; near: `/pets/{id}` at api.json:9',
      'src/app.js:4:5 `POST /v1/pets/{pet}` is not documented',
      'src/app.js:6:5 `HEAD /v1/owners` is not documented',
      'src/app.js:7:5 `GET /v1/vets/{a}-{b}` is not documented',
      "src/app.js:8:5 the mount at `/v1/x` cannot be compared: what `require('./x' + 1)` is",
    ]);
  });

  it('is not silent about calls that go too deep to follow', () => {
    const chain = Array.from(
      { length: 100 },
      (_, n) => `function step${n}(to) { ${n === 99 ? `to.get('/deep', ${h});` : `step${n + 1}(to);`} }`,
    );
    const { violations, summary } = lintFiles(
      project('spec: api.yaml', {
        'api.yaml': 'openapi: 3.0.3\npaths: { /a: { get: {} } }\n',
        ...app(`app.get('/a', ${h});`, ...chain, 'step0(app);'),
      }),
    );
    expect([violations, summary.notes]).toEqual([
      [],
      ['unmatched: api: routes may be missing: calls in src/app.js are too many or too deep to follow'],
    ]);
  });

  it('each fix says what it does', () => {
    const fixes = lintFiles(files).violations.map(({ fix }) => fix?.steps[0] ?? `${fix?.safety}: ${fix?.title}`);
    expect(fixes).toEqual([
      'implement it next to that route',
      'implement it next to that route',
      'implement it',
      'suggested: document `/pet/{pet}` in api.json, or change the path here if `/pets/{id}` is meant',
      'suggested: document it in api.json',
      'suggested: document it in api.json',
      'suggested: document `/vets/{a}-{b}` in api.json',
      'write the path as a string literal or a constant of this repository',
    ]);
  });

  it('reports routes hidden by a mount or router once, where they can be fixed', () => {
    const lost = project('spec: api.json', {
      'api.json': '{ "openapi": "3.0.3", "paths": {} }',
      'src/pets.js': `const r = require('express').Router();\nr.get('/pets', ${h});\nr.use('/x', require('express').Router().get('/owners', ${h}));\nmodule.exports = r;\n`,
      'src/forgotten.js': `const r = require('express').Router();\nr.get('/cakes', ${h});\nr.get('/pies', ${h});\n`,
      ...app("app.use(process.env.BASE, require('./pets'));"),
    });
    expect(
      lintFiles(lost).violations.map(({ at, data, brief, fix }) => [
        `${at.file}:${at.place?.line} ${data['method']} ${data['path']}`,
        brief,
        fix?.steps.length,
      ]),
    ).toEqual([
      ['src/app.js:3 use /…', '2 routes, such as `GET /…/pets`, cannot be compared: `process.env.BASE`', 3],
      [
        'src/forgotten.js:1 use /…',
        '2 routes, such as `GET /…/cakes`, cannot be compared: no app mounts this router',
        2,
      ],
    ]);
  });

  it('counts another order in the path of several operations once', () => {
    const renamed = project('spec: api.json', {
      'api.json': JSON.stringify({
        openapi: '3.1.0',
        paths: {
          '/shops/{shop}/pets/{pet}': {
            parameters: ['shop', 'pet'].map((name) => ({ name, in: 'path', required: true })),
            get: {},
            delete: {},
          },
        },
      }),
      ...app("app.get('/shops/:pet/pets/:shop', h).delete('/shops/:pet/pets/:shop', h);"),
    });
    const { violations, summary } = lintFiles(renamed);
    expect(violations.map(({ brief, cause }) => [brief, cause])).toEqual(
      Array(2).fill([
        'the path parameters of `/shops/{shop}/pets/{pet}` are in the order `pet`, `shop` in the code (src/app.js:3)',
        'the order in /shops/{shop}/pets/{pet}',
      ]),
    );
    expect(summary.causes).toBe(1);
  });

  it('is not run where many operations are documented, and none of them is among the routes that it reads', () => {
    const paths = Array.from({ length: 10 }, (_, i) => `"/store/${String(i)}": { "get": {} }`).join(', ');
    const found = (more: string) =>
      lintFiles(
        project('spec: api.json', {
          'api.json': `{ "openapi": "3.0.3", "paths": { ${paths} } }`,
          'src/app.ts': `import express from 'express';\nexpress().get('/health', h)${more};`,
          'package.json': '{ "dependencies": { "express": "5" } }',
        }),
      );
    expect(found('').violations).toEqual([]);
    expect(found('').summary.notRun.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^none of the 10 documented operations is among the one route found \(/),
    ]);
    // One that is served shows that the rest should be.
    expect(found(".get('/store/1', h)").violations).toHaveLength(10);
  });

  it('tells of a base path that no server names, and compares as soon as either step is made', () => {
    const paths = ['/a', '/b/{id}', '/c', '/gone'].map((path) => `"${path}": { "get": {} }`).join(', ');
    const given = (rule: string, servers: string): ReturnType<typeof lintFiles> =>
      lintFiles(
        project(`spec: api.json, compare: [operations]${rule}`, {
          'api.json': `{ "openapi": "3.0.3", ${servers}"paths": { ${paths} } }`,
          'src/app.ts':
            "import express from 'express';\nconst app = express();\napp.get('/api/v1/a', h);\napp.get('/api/v1/b/:key', h);\napp.get('/api/v1/c', h);\napp.get('/api/v1/more', h);\n",
          'package.json': '{ "dependencies": { "express": "5" } }',
        }),
      );
    const { violations } = given('', '');
    expect(violations.map(({ message, data, fix }) => [message, data, fix?.steps])).toEqual([
      [
        'base',
        { file: 'api.json', base: '/api/v1' },
        ['set `base-path: /api/v1` in the rule', 'or name it in the document: `servers: [{ url: /api/v1 }]`'],
      ],
    ]);
    const rest = [
      ['unimplemented', '/gone'],
      ['undocumented', '/more'],
    ];
    for (const { violations: found } of [
      given(', base-path: /api/v1', ''),
      given('', '"servers": [{ "url": "/api/v1" }], '),
    ])
      expect(found.map(({ message, data }) => [message, data['path']])).toEqual(rest);
  });

  it('keeps exceptions and frozen violations while a base path is missing', () => {
    const paths = ['/a', '/b', '/c', '/gone'].map((path) => `"${path}": { "get": {} }`).join(', ');
    const given = project('spec: api.json, compare: [operations], except: [{ path: /gone, reason: elsewhere }]', {
      'api.json': `{ "openapi": "3.0.3", "paths": { ${paths} } }`,
      'src/app.ts':
        "import express from 'express';\nconst app = express();\napp.get('/api/v1/a', h);\napp.get('/api/v1/b', h);\napp.get('/api/v1/c', h);\n",
      'package.json': '{ "dependencies": { "express": "5" } }',
      'lintel-baseline.json': '{\n  "0123456789": "api api.json",\n  "version": 1\n}\n',
    });
    expect(lintFiles(given).violations.map(({ message }) => message)).toEqual(['base']);
  });

  it('is not run where no route of a framework that it reads is found, and judges no exception then', () => {
    const { violations, summary } = lintFiles(
      project('spec: api.json, except: [{ path: /a, reason: served elsewhere }]', {
        'api.json': '{ "openapi": "3.0.3", "paths": { "/a": { "get": {} }, "/b": { "get": {} } } }',
        'src/a.ts': "import restify from 'restify';\nrestify.createServer().get('/a', async () => ({}));",
        'package.json': '{ "dependencies": { "restify": "11" } }',
      }),
    );
    expect(violations).toEqual([]);
    expect(summary.notRun).toEqual([
      {
        rule: 'api',
        reason:
          'no route of a supported framework (Express 4 and 5, Fastify 4 and 5, Hono, Koa with @koa/router, Elysia, NestJS, routing-controllers, tsoa, ts-rest, oRPC, trpc-openapi, Next.js, SvelteKit, Astro, Nuxt and Nitro, Remix and React Router) was found, so nothing was compared; check which files `in` matches',
      },
    ]);
  });

  it('ids outlive another base path', () => {
    const idsOf = (given: Record<string, string>): string[] =>
      lintFiles(given)
        .violations.filter(({ message }) => message !== 'unresolved-route')
        .map(({ id }) => id);
    expect(
      idsOf(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll('/v1', '/v2')]))),
    ).toEqual(idsOf(files));
  });
});

it.each<[title: string, rule: string, given: { lines: string[]; spec: string }, found: string[], notes: string[]]>([
  [
    'what lies outside is counted',
    'spec: api.yaml',
    {
      lines: [`app.get('/health', ${h});`, `app.get('/v1/a', ${h});`],
      spec: 'servers: [{ url: /v1 }]\npaths: { /a: { get: {} } }',
    },
    [],
    ['unmatched: api: 1 route is outside the base path and was not checked'],
  ],
  [
    'a base path of its own',
    'spec: api.yaml, base-path: /',
    { lines: [`app.get('/health', ${h});`], spec: 'servers: [{ url: /v1 }]\npaths: { /health: { get: {} } }' },
    [],
    [],
  ],
  [
    'an operation with two servers is there at one',
    'spec: api.yaml',
    { lines: [`app.get('/b/x', ${h});`], spec: 'servers: [{ url: /a }, { url: /b }]\npaths: { /x: { get: {} } }' },
    [],
    [],
  ],
  [
    'servers of a path and an operation',
    'spec: api.yaml',
    {
      lines: [`app.get('/p/x', ${h});`, `app.put('/o/x', ${h});`],
      spec: 'paths: { /x: { servers: [{ url: /p }], get: {}, put: { servers: [{ url: /o }] } } }',
    },
    [],
    [],
  ],
  [
    'methods that no document can have',
    'spec: api.yaml',
    {
      lines: [`app.purge('/x', ${h});`, `app.all('/y', ${h});`, `app.get('/w/*rest', ${h});`],
      spec: 'paths: { /y: { trace: {}, patch: {} }, "/w/{a}/b": { get: {} } }',
    },
    [],
    [],
  ],
  [
    'circles of references',
    'spec: api.yaml',
    {
      lines: [],
      spec: 'paths: { /x: { $ref: "#/components/pathItems/A" } }\ncomponents: { pathItems: { A: { $ref: "#/components/pathItems/B" }, B: { $ref: "#/components/pathItems/A" } } }',
    },
    ['3 Cannot resolve `#/components/pathItems/A`: it refers to itself'],
    [],
  ],
  [
    'paths in a file of their own',
    'spec: api.yaml',
    { lines: [`app.get('/x', ${h});`], spec: 'paths: { $ref: "parts/paths.yaml#/all" }' },
    ['1 `PUT /y` has no route'],
    [],
  ],
  [
    'references out of the root',
    'spec: api.yaml',
    { lines: [], spec: 'paths: { /x: { $ref: "../outside.yaml" } }' },
    ['2 Cannot resolve `../outside.yaml`: it is on another host or outside the project'],
    [],
  ],
])('%s', (_, rule, { lines, spec }, found, notes) => {
  const parts = {
    'parts/paths.yaml': 'all: { /x: { $ref: "x.json" }, /y: { put: {} } }\n',
    'parts/x.json': '{ "get": {} }',
  };
  const { violations, summary, errors } = lintFiles(
    project(rule, { 'api.yaml': `openapi: 3.1.0\n${spec}\n`, ...app(...lines), ...parts }),
  );
  expect([
    violations.map(({ at, brief }) => `${at.place?.line} ${brief?.replace('cannot be read in full: ', '')}`),
    summary.notes,
    errors,
  ]).toEqual([found, notes, []]);
});

it.each([
  ['one parameter of the query', '{ name: all, in: query, schema: { type: boolean } }', ['page', 'all']],
  ['the whole query', '{ name: all, in: querystring, content: {} }', []],
])('compares queries with what a document declares: %s', (_, parameter, found) => {
  const files = {
    'api.yaml': `openapi: 3.2.0\npaths:\n  /pets:\n    get: { parameters: [${parameter}] }\n`,
    'src/app.js': [
      "const fastify = require('fastify');",
      "const querystring = { type: 'object', properties: { page: { type: 'integer' } } };",
      "fastify().get('/pets', { schema: { querystring } }, async () => []);",
      '',
    ].join('\n'),
  };
  const { violations } = lintFiles(project('spec: api.yaml', files));
  expect(violations.map(({ data }) => data['name'])).toEqual(found);
});

it.each([
  ['3.0.3', 'query', []],
  ['3.1.0', 'query', []],
  ['3.2.0', 'query', ['query']],
  ['3.2.0', 'trace', ['trace']],
])('takes the operations of OpenAPI %s only for what that version has: %s', (version, method, found) => {
  const { violations } = lintFiles(
    project('spec: api.yaml', {
      'api.yaml': `openapi: ${version}\npaths:\n  /pets:\n    get: {}\n    ${method}: {}\n`,
      ...app(`app.get('/pets', ${h});`),
    }),
  );
  expect(violations.map(({ data }) => data['method'])).toEqual(found);
});

it('takes a query that a handler parses for one that it may also read as it came', () => {
  const parameters = ['page', 'sort'].map((name) => `{ name: ${name}, in: query, schema: { type: string } }`);
  const { violations } = lintFiles(
    project('spec: api.yaml', {
      'api.yaml': `openapi: 3.1.0\npaths:\n  /pets:\n    get: { parameters: [${parameters.join(', ')}] }\n`,
      ...app(
        "import { z } from 'zod';",
        'const paging = z.object({ page: z.number(), size: z.string().optional() });',
        "app.get('/pets', (req, res) => { const { page } = paging.parse(req.query); res.end(page + req.query.sort); });",
      ),
    }),
  );
  expect(violations.map(({ data }) => data['name'])).toEqual(['size', 'page']);
});

it.each([
  ['requireAuth', 1],
  ['isAuthed', 1],
  ['authQuerySchema', 0],
  ['AuthTokenDto', 0],
  ['localAuth', 0],
])('takes middleware by the name %s for authentication, or not', (name, count) => {
  const { violations } = lintFiles(
    project('spec: api.yaml', {
      'api.yaml': 'openapi: 3.1.0\npaths:\n  /pets:\n    get: {}\n',
      ...app(`const ${name} = (req, res, next) => next();`, `app.get('/pets', ${name}, ${h});`),
    }),
  );
  expect(violations.map(({ message }) => message)).toHaveLength(count);
});

it.each([
  ['that of the routes', '{ "routes": { "basePath": "v1" }, "spec": { "basePath": "/v2" } }', '/v1', []],
  ['that of the document', '{ "routes": {}, "spec": { "basePath": "/v2" } }', '/v2', []],
  ['none', '{ "routes": {} }', '', []],
  ['one that cannot be read', '{', '', ['/…']],
])('reads the base path of controllers in the nearest tsoa.json: %s', (_, text, base, unread) => {
  const { violations } = lintFiles({
    'lintel.yaml': 'version: 1\nrules:\n  api: { check: openapi, spec: api.yaml }\n',
    'api.yaml': `openapi: 3.1.0\npaths:\n  ${base}/pets: { get: { responses: { "200": {} } } }\n`,
    'package.json': '{ "dependencies": { "tsoa": "^6.0.0" } }',
    'tsoa.json': '{ "routes": { "basePath": "/far" } }',
    'app/tsoa.json': text,
    'app/src/pets.ts':
      "import { Get, Route } from 'tsoa';\n@Route('pets') export class Pets { @Get() all() { return 1; } }\n",
  });
  expect(violations.map(({ data }) => data['path'])).toEqual(unread);
});

const range = (count: number): number[] => [...Array(count).keys()];
const to = (name: string): string => `{ $ref: "#/components/schemas/${name}" }`;

it.each([
  [
    'each other, where there are more ways than anybody can follow',
    'M0',
    range(14).map(
      (i) =>
        `M${i}: { type: object, properties: { ${range(14)
          .map((n) => `m${n}: ${to(`M${n}`)}`)
          .join(', ')} } }`,
    ),
  ],
  [
    'options of options of options',
    'L8',
    [
      'L0: { type: integer }',
      ...range(8).map(
        (d) =>
          `L${d + 1}: { oneOf: [${range(12)
            .map((i) => `{ type: object, required: [k${i}], properties: { k${i}: ${to(`L${d}`)} } }`)
            .join(', ')}] }`,
      ),
    ],
  ],
])('survives schemas of %s', (_, name, schemas) => {
  const body = `content: { application/json: { schema: ${to(name)} } }`;
  const files = project('spec: api.yaml', {
    'api.yaml': `openapi: 3.1.0\npaths:\n  /pets:\n    post: { requestBody: { ${body} }, responses: { "200": { description: OK, ${body} } } }\ncomponents:\n  schemas:\n${schemas.map((one) => `    ${one}\n`).join('')}`,
    ...app(
      "import { z } from 'zod';",
      'const l0 = z.string();',
      ...range(8).map(
        (d) =>
          `const l${d + 1} = z.union([${range(12)
            .map((i) => `z.object({ k${i}: l${d} })`)
            .join(', ')}]);`,
      ),
      "app.post('/pets', (req, res) => { res.json(l8.parse(req.body)); });",
    ),
  });
  expect(costOf(() => lintFiles(files))).toBeLessThan(10_000);
});
