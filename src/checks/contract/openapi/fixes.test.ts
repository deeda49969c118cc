import { describe, expect, it } from 'vitest';
import { suggestedFixes } from '../../../testing/suggested.ts';

type Files = Readonly<Record<string, string>>;

const dependencies = { express: '5', fastify: '5', zod: '4' };
const express = (...lines: readonly string[]): string =>
  ["import express from 'express';", "import { z } from 'zod';", 'const app = express();', ...lines, ''].join('\n');
const fastify = (...lines: readonly string[]): string =>
  ["import fastify from 'fastify';", 'const app = fastify();', ...lines, ''].join('\n');
const h = '(request, response) => response.json({})';

/** What `lintel fix --suggested` makes of documents, and what it leaves. */
function fixed(files: Files) {
  const { violations, texts, left } = suggestedFixes('spec: "api.*"', files, dependencies);
  return {
    unproven: violations.flatMap(({ fix: one }) => (one?.safety === 'suggested' && !one.proven ? [one.reason] : [])),
    texts,
    left: left.map(({ message, data }) => `${message} ${data['method'] ?? ''} ${data['path'] ?? ''}`),
  };
}

describe('the fix of path parameters in another order', () => {
  it('writes the path as the code does, and nothing where the code has other names', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': [
        'openapi: 3.0.3',
        'paths:',
        ...['/shops/{shop}/pets/{pet}', '/a/{shop}/{pet}'].flatMap((path) => [
          `  ${path}:`,
          '    parameters:',
          ...['shop', 'pet'].map((name) => `      - { name: ${name}, in: path, required: true }`),
          '    get: {}',
        ]),
        '',
      ].join('\n'),
      'src/app.ts': express(`app.get('/shops/:pet/pets/:shop', ${h});`, `app.get('/a/:pet/:id', ${h});`),
    });
    expect([left, unproven]).toEqual([['parameter get /a/{shop}/{pet}'], []]);
    expect(texts['api.yaml']).toContain('  /shops/{pet}/pets/{shop}:\n    parameters:\n      - { name: shop');
  });
});

describe('the fix of an undocumented route', () => {
  it('works for each of several routes of one call', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': 'openapi: 3.0.3\ninfo: { title: Bakery, version: "1" }\npaths: {}\n',
      'src/app.ts': express(`app.get(['/rye', '/oat', '/wheat'], ${h});`),
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['api.yaml']?.match(/^ {2}\/\w+:$/gm)).toEqual(['  /oat:', '  /rye:', '  /wheat:']);
  });

  it('writes what the code tells of it', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': 'openapi: 3.0.3\ninfo: { title: Bakery, version: "1" }\npaths: {}\n',
      'src/app.ts': express(
        "const loaf = z.object({ name: z.string(), note: z.string().nullish(), kind: z.enum(['rye', 'wheat']) });",
        'const page = z.object({ page: z.coerce.number().optional() });',
        "app.put('/loaves/:id', (request, response) => {",
        '  loaf.parse(request.body);',
        '  page.parse(request.query);',
        '  if (!request.body) return response.status(404).json({});',
        '  response.sendStatus(204);',
        '});',
        `app.get('/loaves/:id', ${h});`,
        "app.get('/health', handle);",
      ),
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['api.yaml']).toBe(`openapi: 3.0.3
info: { title: Bakery, version: "1" }
paths:
  /loaves/{id}:
    get:
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        "200":
          description: OK
    put:
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
        - name: page
          in: query
          schema: {}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required:
                - name
                - kind
              properties:
                name:
                  type: string
                note:
                  type: string
                  nullable: true
                kind:
                  type: string
                  enum:
                    - rye
                    - wheat
      responses:
        "204":
          description: No Content
        "404":
          description: Not Found
  /health:
    get:
      responses:
        default:
          description: Any response
`);
  });

  it('has a place for every method in OpenAPI 3.2', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml': [
        'openapi: 3.2.0',
        'paths:',
        '  /loaves:',
        '    get: { responses: {} }',
        '    additionalOperations:',
        '      COPY: { responses: {} }',
        '',
      ].join('\n'),
      'src/app.ts': express(
        `app.get('/loaves', ${h});`,
        `app.copy('/loaves', ${h});`,
        `app.move('/loaves', ${h});`,
        `app.query('/loaves', ${h});`,
        `app.purge('/rolls', ${h});`,
        `app.query('/rolls', ${h});`,
      ),
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['api.yaml']).toBe(`openapi: 3.2.0
paths:
  /loaves:
    get: { responses: {} }
    query:
      responses:
        "200":
          description: OK
    additionalOperations:
      COPY: { responses: {} }
      MOVE: { responses: { "200": { description: OK } } }
  /rolls:
    query:
      responses:
        "200":
          description: OK
    additionalOperations:
      PURGE:
        responses:
          "200":
            description: OK
`);
  });

  it('goes to the file that has the path, behind the methods that come before it', () => {
    const { texts, left } = fixed({
      'api.yaml': "openapi: 3.1.0\npaths:\n  /loaves/{id}: { $ref: 'paths/loaf.yaml' } # one loaf\n",
      'paths/loaf.yaml':
        '# One loaf\nparameters:\n  - { name: id, in: path, required: true, schema: { type: string } }\nget: { responses: { 200: { description: It } } }\n# Eats it\ndelete: { responses: { 200: { description: Gone } } }\n',
      'src/app.ts': express(`app.route('/loaves/:id').get(${h}).delete(${h}).put(${h});`, `app.get('/rolls', ${h});`),
    });
    expect(left).toEqual([]);
    expect(texts).toEqual({
      'api.yaml':
        "openapi: 3.1.0\npaths:\n  /loaves/{id}: { $ref: 'paths/loaf.yaml' } # one loaf\n  /rolls: { get: { responses: { '200': { description: OK } } } }\n",
      'paths/loaf.yaml':
        '# One loaf\nparameters:\n  - { name: id, in: path, required: true, schema: { type: string } }\nget: { responses: { 200: { description: It } } }\nput:\n  responses:\n    "200":\n      description: OK\n# Eats it\ndelete: { responses: { 200: { description: Gone } } }\n',
    });
  });

  it.each([
    ['in the order of the paths', ['/b', '/d'], ['/b', '/c/e', '/d']],
    ['beside the nearest path', ['/d', '/c', '/b'], ['/d', '/c', '/c/e', '/b']],
  ])('stands %s', (_, before, after) => {
    const { texts } = fixed({
      'api.json': JSON.stringify({
        openapi: '3.1.0',
        paths: Object.fromEntries(before.map((path) => [path, { get: {} }])),
      }),
      'src/app.ts': express(...[...before, '/c/e'].map((path) => `app.get('${path}', ${h});`)),
    });
    const { paths } = JSON.parse(texts['api.json'] ?? '') as { paths: object };
    expect(Object.keys(paths)).toEqual(after);
  });

  it('says who may call it if the document has one security scheme', () => {
    const { texts, left, unproven } = fixed({
      'api.yaml':
        'openapi: 3.1.0\npaths: {}\ncomponents:\n  securitySchemes:\n    token: { type: http, scheme: bearer }\n',
      'src/app.ts': express("import { requireAuth } from './auth';", `app.get('/loaves', requireAuth, ${h});`),
    });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['api.yaml']).toContain('      security:\n        - token: []\n');
  });

  it('is not proven where nobody knows which scheme guards it', () => {
    const { unproven } = fixed({
      'api.yaml': 'openapi: 3.1.0\npaths: {}\n',
      'src/app.ts': express("import { requireAuth } from './auth';", `app.get('/loaves', requireAuth, ${h});`),
    });
    expect(unproven).toEqual(['it would violate api in api.yaml:4']);
  });
});

describe('the fix of a body', () => {
  const response = (schema: string): string =>
    fastify(`app.get('/a', { schema: { response: { 200: ${schema} } } }, async () => ({}));`);
  const documented = (schema: string): string =>
    `openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: OK\n          content:\n            application/json:\n              schema:\n${schema.replaceAll(/^/gm, ' '.repeat(16)).trimEnd()}\n`;

  it.each<[title: string, schema: string, code: string, after: string]>([
    [
      'keeps what the schema says beside its type',
      'type: object\nproperties:\n  a: # in grams\n    description: Its weight\n    type: string\n    format: date\n',
      "{ type: 'object', properties: { a: { type: 'integer' } } }",
      'type: object\nproperties:\n  a: # in grams\n    description: Its weight\n    type: integer\n',
    ],
    [
      'adds a property that is always sent to `required`',
      'type: object\nproperties:\n  a: { type: string }\n',
      "{ type: 'object', required: ['a', 'b'], properties: { a: { type: 'string' }, b: { type: ['string', 'null'] } } }",
      "type: object\nrequired:\n  - b\nproperties:\n  a: { type: string }\n  b: { type: [ string, 'null' ] }\n",
    ],
    [
      'takes a property out of `required` that is not always sent',
      'type: object\nrequired:\n  - a # always\nproperties:\n  a: { type: string }\n',
      "{ type: 'object', properties: { a: { type: 'string' } } }",
      'type: object\nproperties:\n  a: { type: string }\n',
    ],
    [
      'goes into lists and parts',
      'type: array\nitems:\n  allOf:\n    - type: object\n      properties:\n        a: { type: string }\n',
      "{ type: 'array', items: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } } }",
      'type: array\nitems:\n  allOf:\n    - type: object\n      properties:\n        a: { type: string }\n        b: { type: string }\n',
    ],
  ])('%s', (_, schema, code, after) => {
    const { texts, left, unproven } = fixed({ 'api.yaml': documented(schema), 'src/app.ts': response(code) });
    expect([left, unproven]).toEqual([[], []]);
    expect(texts['api.yaml']).toBe(documented(after.replace("[ string, 'null' ]", "[string, 'null']")));
  });

  it('does not change a schema that others refer to if its type is another', () => {
    const { texts, left } = fixed({
      'api.yaml': `${documented("type: object\nproperties:\n  a: { $ref: '#/components/schemas/A' }\n")}components:\n  schemas:\n    A: { type: string }\n`,
      'src/app.ts': response("{ type: 'object', properties: { a: { type: 'integer' } } }"),
    });
    expect(left).toEqual([]);
    expect(texts['api.yaml']).toContain('  a: { type: integer }\n');
    expect(texts['api.yaml']).toContain('    A: { type: string }\n');
  });

  it('is left to you where a comment would go', () => {
    const { texts, left } = fixed({
      'api.yaml': documented('type: object\nproperties:\n  a:\n    enum:\n      - x # the first\n      - y\n'),
      'src/app.ts': response("{ type: 'object', properties: { a: { enum: ['x', 'y', 'z'] } } }"),
    });
    expect([texts, left]).toEqual([{}, ['response get /a']]);
  });
});
