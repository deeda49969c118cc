import { describe, expect, it } from 'vitest';
import { lintFiles } from '../src/testing/index.ts';

type Json = Readonly<Record<string, unknown>>;

const object = (properties: Json, required: readonly string[] = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };
const whole = { type: 'integer' };
const email = { type: 'string', format: 'email' };

/** The text of a schema, and the JSON Schema that it means. */
const schemas: readonly (readonly [text: string, schema: Json])[] = [
  ['Type.Object({ a: Type.String(), b: Type.Integer() })', object({ a: text, b: whole })],
  ['Type.Object({ a: Type.Optional(Type.String()) })', object({ a: text }, [])],
  ["Type.Array(Type.String({ format: 'email' }))", { type: 'array', items: email }],
  ["Type.Union([Type.Literal('x'), Type.Literal(2)])", { enum: ['x', 2] }],
  ['Type.Union([Type.Number(), Type.Null()])', { type: ['number', 'null'] }],
  ['Type.Record(Type.String(), Type.Boolean())', { type: 'object', additionalProperties: { type: 'boolean' } }],
  [
    'Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.Integer() })])',
    object({ a: text, b: whole }),
  ],
  ['Type.Partial(Type.Object({ a: Type.String() }))', object({ a: text }, [])],
  ["Type.Omit(Type.Object({ a: Type.String(), b: Type.Integer() }), ['b'])", object({ a: text })],
  ["Type.Unsafe({ type: 'string', format: 'email' })", email],
  ['Type.Enum(Kind)', { enum: ['x', 'y'] }],
  ['v.object({ a: v.string(), b: v.pipe(v.number(), v.integer()) })', object({ a: text, b: whole })],
  [
    'v.object({ a: v.optional(v.string()), b: v.nullable(v.string()) })',
    object({ a: text, b: { type: ['string', 'null'] } }, ['b']),
  ],
  ['v.array(v.pipe(v.string(), v.email(), v.maxLength(9)))', { type: 'array', items: email }],
  ["v.picklist(['x', 'y'])", { enum: ['x', 'y'] }],
  [
    "v.variant('kind', [v.object({ kind: v.literal('x') }), v.object({ kind: v.literal('y'), a: v.string() })])",
    { anyOf: [object({ kind: { const: 'x' } }), object({ kind: { const: 'y' }, a: text })] },
  ],
  ['v.intersect([v.object({ a: v.string() }), v.object({ b: v.string() })])', object({ a: text, b: text })],
  ['v.record(v.string(), v.boolean())', { type: 'object', additionalProperties: { type: 'boolean' } }],
  ['v.enum(Kind)', { enum: ['x', 'y'] }],
];

function found(code: string, schema: Json): string[] {
  const content = { content: { 'application/json': { schema } } };
  return lintFiles({
    'package.json': '{ "dependencies": { "fastify": "5" } }',
    'lintel.yaml': 'version: 1\nrules:\n  api: { check: openapi, spec: api.json, compare: [request, responses] }\n',
    'api.json': JSON.stringify({
      openapi: '3.1.0',
      paths: { '/a': { post: { requestBody: content, responses: { 200: content } } } },
    }),
    'src/a.ts': `import fastify from 'fastify';
import { Type } from '@sinclair/typebox';
import * as v from 'valibot';
enum Kind { X = 'x', Y = 'y' }
const a = ${code};
fastify().post('/a', { schema: { body: a, response: { 200: a } } }, h);
`,
  }).violations.map(({ brief, text: said }) => brief ?? said);
}

describe.each(schemas)('%s', (code, schema) => {
  it('is read as its library means it', () => {
    expect(found(code, schema)).toEqual([]);
  });

  it('is not unknown', () => {
    const other = { type: 'array', items: { type: 'array', items: { type: 'boolean' } } };
    expect(found(code, other).map((one) => one.split(' ')[0])).toEqual(expect.arrayContaining(['request', 'response']));
  });
});

it.each([
  'Type.Any()',
  'Type.Object(fields)',
  'Type.Ref(other)',
  'Type.Recursive((This) => Type.Array(This))',
  'v.any()',
  'v.object(fields)',
  'v.lazy(() => a)',
  'v.pipe(v.string(), v.transform(Number))',
  'v.pipe(v.string(), other())',
])('%s is unknown', (code) => {
  const other = { type: 'array', items: { type: 'array', items: { type: 'boolean' } } };
  expect(found(code, other).filter((one) => one.startsWith('response'))).toEqual([]);
});

it.each(['slice()', 'Type.Integer({ default: 20 })', 'Type.Optional(Type.Integer())'])(
  'a request may lack a property of TypeBox that is %s',
  (field) => {
    const lacking = object({ a: whole }, []);
    expect(found(`Type.Object({ a: ${field} })`, lacking).filter((one) => one.startsWith('request'))).toEqual([]);
  },
);
