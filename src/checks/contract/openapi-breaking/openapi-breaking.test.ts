import { expect, it } from 'vitest';
import { lintFiles } from '../../../testing/index.ts';

const config = 'version: 1\nrules: { breaking: { check: openapi-breaking, spec: "**/api*.yaml", since: main } }\n';
const files = { 'lintel.yaml': config, 'src/a.ts': 'export const a = 1;\n' };

/** What breaks between two states of some files: `message name change`. */
function breaks(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] {
  const { violations, errors } = lintFiles({ ...files, ...now }, { base: { ...files, ...before } });
  return [
    ...violations.map(({ message, data }) => [message, data['name'], data['change']].filter(Boolean).join(' ')),
    ...errors.map(String),
  ].sort();
}

const operation = (rest: string): string => `openapi: 3.1.0\npaths: { /cakes: { post: { ${rest} } } }\n`;
const body = (schema: string): string => `content: { application/json: { schema: ${schema} } }`;
const request = (schema: string): string => operation(`requestBody: { ${body(schema)} }, responses: {}`);
const response = (schema: string): string => operation(`responses: { '200': { description: OK, ${body(schema)} } }`);
const object = (properties: string, rest = ''): string => `{ type: object, properties: { ${properties} }${rest} }`;

/** A document of Swagger 2.0. */
const swagger = (operation: string, rest = ''): string =>
  `swagger: "2.0"\n${rest}\npaths: { /cakes: { parameters: [{ $ref: "#/parameters/Shop" }], post: { ${operation} } } }\nparameters: { Shop: { name: shop, in: query, type: string } }\n`;
const posted = (schema: string): string => `parameters: [{ name: cake, in: body, schema: ${schema} }], responses: {}`;
const field = (name: string, rest: string): string => `{ name: ${name}, in: formData, ${rest} }`;

const same = (text: string): [string, string] => [text, text];

it.each<[before: string, now: string, inRequest: readonly string[], inResponse: readonly string[]]>([
  [...same(object('a: { type: string }', ', required: [a]')), [], []],
  ['{ type: integer }', '{ type: number }', [], ['type']],
  ['{ type: number }', '{ type: integer }', ['type'], []],
  ['{ type: string }', '{ type: boolean }', ['type'], ['type']],
  ['{ type: string }', '{ type: [string, "null"] }', [], ['type']],
  ['{ type: [string, "null"] }', '{ type: string }', ['type'], []],
  ['{ type: string }', '{ type: string, enum: [a] }', ['type'], []],
  ['{ type: string, enum: [a] }', '{ type: string }', [], ['type']],
  ['{ type: string, enum: [a, b] }', '{ type: string, enum: [b, a] }', [], []],
  ['{ const: a }', '{ enum: [a, b] }', [], ['type']],
  ['{ type: string }', '{ type: string, format: uuid }', ['format'], []],
  ['{ type: string, format: uuid }', '{ type: string }', [], ['format']],
  ['{ type: string, format: date }', '{ type: string, format: date-time }', ['type'], ['type']],
  ['{ type: string, maxLength: 9 }', '{ type: string, maxLength: 8 }', ['maxLength'], []],
  ['{ type: string, maxLength: 8 }', '{ type: string }', [], ['maxLength']],
  ['{ type: string }', '{ type: string, minLength: 0 }', [], []],
  ['{ type: string }', '{ type: string, minLength: 1 }', ['minLength'], []],
  ['{ type: integer, minimum: 1 }', '{ type: integer, minimum: 0 }', [], ['minimum']],
  ['{ type: integer }', '{ type: integer, exclusiveMaximum: 7 }', ['exclusiveMaximum'], []],
  ['{ type: string, pattern: ^a }', '{ type: string, pattern: ^b }', ['pattern'], []],
  ['{ type: array, items: { type: string } }', '{ type: array, items: { type: integer } }', ['[] type'], ['[] type']],
  ['{ oneOf: [{ type: string }, { type: integer }] }', '{ type: string }', ['type'], []],
  ['{ type: string }', '{ oneOf: [{ type: string }, { type: integer }] }', [], ['type']],
  [object('a: { type: string }'), object(''), ['a removed'], ['a removed']],
  [object('a: { type: string, deprecated: true }'), object(''), [], []],
  [object('a: { type: string }'), object('a: { type: string }', ', required: [a]'), ['a required'], []],
  [object('a: { type: string }', ', required: [a]'), object('a: { type: string }'), [], ['a optional']],
  [object(''), object('a: { type: string }', ', required: [a]'), ['a required'], []],
  [object('a: { type: string }'), object('a: { type: string, readOnly: true }'), [], []],
  [object('a: { type: string }'), object('a: { type: string, writeOnly: true }'), [], []],
  [object('a: { type: string }', ', required: [a]'), '{ type: object }', [], []],
  ['{}', '{ type: string }', [], []],
  ['{ type: string, enum: [a], maxLength: 9 }', '{ type: string, enum: [a], maxLength: 1 }', [], []],
  ['{ allOf: [{ type: string, maxLength: 9 }] }', '{ type: string, maxLength: 9 }', [], []],
])('%s became %s', (before, now, inRequest, inResponse) => {
  const found = (wrap: (schema: string) => string): string[] =>
    breaks({ 'api.yaml': wrap(before) }, { 'api.yaml': wrap(now) });
  expect(found(request)).toEqual(inRequest.map((one) => `request ${one}`));
  expect(found(response)).toEqual(inResponse.map((one) => `response 200 ${one}`));
});

const node = (rest: string): string => `openapi: 3.1.0
paths: { /nodes: { get: { responses: { '200': { description: OK, ${body("{ $ref: '#/components/schemas/Node' }")} } } } } }
components:
  schemas: { Node: { type: object, properties: { ${rest}, next: { $ref: '#/components/schemas/Node' } } } }
`;

it('compares a schema that refers to itself once', () => {
  expect(breaks({ 'api.yaml': node('id: { type: string }') }, { 'api.yaml': node('id: { type: integer }') })).toEqual([
    'response 200 id type',
  ]);
});

const cakes = "get: { operationId: cakes, responses: { '200': { description: OK } } }";
const whole = (paths: string): string => `openapi: 3.0.3\npaths:\n${paths}\n`;

it('finds operations again that moved to another file, document or server', () => {
  const before = { 'api.yaml': whole(`  /v1/cakes: { ${cakes} }`) };
  const part = { 'api.yaml': whole("  /v1/cakes: { $ref: 'paths/cakes.yaml' }"), 'paths/cakes.yaml': `${cakes}\n` };
  const other = { 'api.yaml': whole('  {}'), 'api-2.yaml': whole(`  /v1/cakes: { ${cakes} }`) };
  const served = { 'api.yaml': `servers: [{ url: /v1 }]\n${whole(`  /cakes: { ${cakes} }`)}` };
  const renamed = { 'docs/api.yaml': before['api.yaml'] };
  expect([part, other, served, renamed].map((now) => breaks(before, now))).toEqual([[], [], [], []]);
  expect(breaks(before, { 'api.yaml': whole(`  /v2/cakes: { ${cakes} }`) })).toEqual(['removed']);
});

it('says nothing of what cannot be read, and names it', () => {
  const before = { 'api.yaml': request('{ type: string }') };
  const broken = { 'api.yaml': 'openapi: 3.0.3\npaths: { /a: [ }\n' };
  expect([breaks(before, broken), breaks(broken, before)]).toEqual([[], []]);
  expect(lintFiles({ ...files, ...broken }, { base: { ...files, ...before } }).summary.notes.join()).toContain(
    'api.yaml cannot be read in full',
  );
  expect(breaks(before, { 'api.yaml': operation("requestBody: { $ref: 'gone.yaml' }, responses: {}") })).toEqual([]);
});

it('is not run without a commit to compare with', () => {
  const open = { ...files, 'lintel.yaml': config.replace(', since: main', '') };
  const { notRun } = lintFiles({ ...open, 'api.yaml': request('{}') }).summary;
  expect(notRun.map(({ reason }) => reason).join()).toContain('there is no commit to compare with');
});

it('says what breaks for whom, and what does not', () => {
  const [found] = lintFiles(
    { ...files, 'api.yaml': request(object('a: { type: string, maxLength: 5 }')) },
    { base: { ...files, 'api.yaml': request(object('a: { type: string }')) } },
  ).violations;
  expect(found?.brief).toBe(
    '`POST /cakes`: `maxLength` of `a` is 5, but clients of main may send what no limit kept out',
  );
  expect(found?.fix?.steps).toEqual(['take `maxLength` away']);
});

it('excuses one operation by its path', () => {
  const excused = {
    ...files,
    'lintel.yaml': config.replace('since: main', 'since: main, except: [{ path: /cakes, reason: No client yet }]'),
  };
  const report = lintFiles(
    { ...excused, 'api.yaml': request('{ type: integer }') },
    { base: { ...excused, 'api.yaml': request('{ type: string }') } },
  );
  expect([report.violations, report.errors]).toEqual([[], []]);
});

it.each<[title: string, before: string, now: string, found: readonly string[]]>([
  ['nothing', swagger(posted('{ type: string }')), swagger(posted('{ type: string }')), []],
  ['a body', swagger(posted('{ type: string }')), swagger(posted('{ type: integer }')), ['request type']],
  ['a body that is gone', swagger(posted('{ type: string }')), swagger('responses: {}'), ['request removed']],
  [
    'null',
    swagger(posted('{ type: string, x-nullable: true }')),
    swagger(posted('{ type: string }')),
    ['request type'],
  ],
  [
    'a response',
    swagger('responses: { 200: { description: OK, schema: { type: string } } }'),
    swagger('responses: { 200: { description: OK, schema: { type: integer } } }'),
    ['response 200 type'],
  ],
  [
    'a media type',
    swagger('responses: { 200: { description: OK, schema: { type: string } } }', 'produces: [text/csv, text/plain]'),
    swagger('responses: { 200: { description: OK, schema: { type: string } } }', 'produces: [text/plain]'),
    ['response 200 text/csv removed'],
  ],
  [
    'a parameter of the path',
    swagger('responses: {}'),
    swagger('responses: {}').replace('type: string', 'type: string, maxLength: 5'),
    ['parameter query shop maxLength'],
  ],
  [
    'a field of a form',
    swagger(`parameters: [${field('a', 'type: file')}, ${field('b', 'type: string')}], responses: {}`),
    swagger(`parameters: [${field('a', 'type: file')}, ${field('b', 'type: string, required: true')}], responses: {}`),
    ['request b required', 'request required'],
  ],
  [
    'the version alone',
    swagger(posted('{ type: string }'), 'consumes: [application/json]'),
    operation(
      `parameters: [{ name: shop, in: query, schema: { type: string } }], requestBody: { ${body('{ type: string }')} }, responses: {}`,
    ),
    [],
  ],
])('in Swagger 2.0: %s', (_, before, now, found) => {
  expect(breaks({ 'api.yaml': before }, { 'api.yaml': now })).toEqual(found);
});

it('does not take a body of Swagger 2.0 for gone that may be behind a reference', () => {
  const now = swagger('parameters: [{ $ref: "#/parameters/Lost" }], responses: {}');
  expect(breaks({ 'api.yaml': swagger(posted('{ type: string }')) }, { 'api.yaml': now })).toEqual([]);
});
