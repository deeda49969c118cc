import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lintFiles } from '../src/testing/index.ts';

// Zod's own JSON Schema of a schema must agree with what Lintel reads from its text.
const schemas: Readonly<Record<string, () => z.ZodType>> = {
  scalars: () => z.object({ a: z.string(), b: z.number(), c: z.boolean(), d: z.null(), e: z.int() }),
  formats: () =>
    z.object({ a: z.uuid(), b: z.string().email(), c: z.iso.datetime(), d: z.string().date(), e: z.url() }),
  optional: () => z.object({ a: z.string().optional(), b: z.optional(z.number()), c: z.string().nullish() }),
  nullable: () => z.object({ a: z.string().nullable(), b: z.nullable(z.array(z.int())) }),
  defaults: () => z.object({ a: z.string().default('x'), b: z.number().prefault(1) }),
  enums: () => z.object({ a: z.enum(['x', 'y']), b: z.literal('z'), c: z.literal([1, 2]), d: z.literal(null) }),
  arrays: () => z.array(z.object({ a: z.string().array().min(1) })),
  unions: () => z.object({ a: z.union([z.string(), z.int()]), b: z.string().or(z.array(z.string())) }),
  discriminated: () =>
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), a: z.int() }),
      z.object({ kind: z.literal('b'), b: z.string() }),
    ]),
  records: () => z.object({ a: z.record(z.string(), z.int()), b: z.looseObject({ c: z.string() }) }),
  objects: () =>
    z
      .object({ a: z.string(), b: z.int() })
      .extend({ c: z.boolean() })
      .partial({ a: true })
      .omit({ b: true })
      .required()
      .strict(),
  picked: () =>
    z
      .object({ a: z.string(), b: z.int() })
      .pick({ a: true })
      .and(z.object({ c: z.boolean().optional() })),
  spread: () => z.object({ ...z.object({ a: z.string() }).shape, b: z.string().trim().describe('it') }),
};

/** Without the names that the test runner gives to imports. */
const textOf = (make: () => z.ZodType): string =>
  make
    .toString()
    .replaceAll(/__\w+_import_\d+__\./g, '')
    .replace(/^\(\) =>\s*/, '');

function found(text: string, schemaOf: (io: 'input' | 'output') => unknown): string[] {
  const content = (io: 'input' | 'output') => ({ content: { 'application/json': { schema: schemaOf(io) } } });
  const operation = { requestBody: content('input'), responses: { 200: content('output') } };
  return lintFiles({
    'package.json': '{ "dependencies": { "fastify": "5", "zod": "4" } }',
    'lintel.yaml': 'version: 1\nrules:\n  api: { check: openapi, spec: api.json, compare: [request, responses] }\n',
    'api.json': JSON.stringify({ openapi: '3.1.0', paths: { '/a': { post: operation } } }),
    'src/a.ts': `import fastify from 'fastify';\nimport { z } from 'zod';\nconst a = ${text};\nfastify().post('/a', { schema: { body: a, response: { 200: a } } }, h);\n`,
  }).violations.map(({ brief, text: said }) => brief ?? said);
}

describe.each(Object.entries(schemas))('Zod: %s', (_, make) => {
  it('is read as Zod means it', () => {
    expect(found(textOf(make), (io) => z.toJSONSchema(make(), { io }))).toEqual([]);
  });

  it('is not unknown', () => {
    const other = { type: 'object', required: ['never'], properties: { never: { type: 'boolean' } } };
    expect(found(textOf(make), () => other).map((text) => text.split(' ')[0])).toEqual(
      expect.arrayContaining(['request', 'response']),
    );
  });
});

it.each([
  'z.any()',
  'z.custom()',
  'z.lazy(() => a)',
  'z.object(fields)',
  'z.object({ ...fields })',
  'other.object({ a: other.string() })',
  'z.string().transform(Number).pipe(other)',
  'z.string().unheardOf()',
])('%s is unknown', (text) => {
  const other = { type: 'array', items: { type: 'boolean' } };
  expect(found(text, () => other).filter((one) => one.startsWith('response'))).toEqual([]);
});
