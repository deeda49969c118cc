import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Shape, scalar, scalarTypes, unionOf, unknownShape } from '../../core/shape.ts';
import { readSpec } from '../../facts/openapi/spec.ts';
import { documentOpener } from '../openapi/values.ts';
import { mismatches } from './compare.ts';
import { shapeOfSchema } from './schema.ts';
import { parameterSchemaOf, schemaOf, type SpecVersion } from './write.ts';

function readBack(shape: Shape, version: SpecVersion): Shape {
  const { contents } = readSpec(JSON.stringify({ a: schemaOf(shape, version) }));
  const open = documentOpener({ documents: new Set(['x.json']), facts: () => contents as never });
  return shapeOfSchema(open('x.json', ['a']), 'response');
}

const name = fc.constantFrom('a', 'b', 'c', 'required', 'type');
const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(unknownShape),
    fc
      .tuple(fc.constantFrom(...scalarTypes), fc.constantFrom(null, 'date'))
      .map(([type, format]) => scalar(type, type === 'string' ? format : null)),
    fc
      .uniqueArray(fc.constantFrom('"x"', '"y"', '1', '2.5', 'true', 'null'), { minLength: 1 })
      .map((values): Shape => ({ kind: 'enum', values })),
    tie('shape').map((items): Shape => ({ kind: 'array', items })),
    fc.array(tie('shape'), { minLength: 1, maxLength: 3 }).map((items): Shape => ({ kind: 'tuple', items })),
    fc.array(tie('shape'), { minLength: 1, maxLength: 3 }).map(unionOf),
    fc
      .tuple(
        fc.uniqueArray(fc.tuple(name, tie('shape'), fc.boolean()), { selector: ([one]) => one, maxLength: 3 }),
        fc.option(tie('shape')),
      )
      .map(([properties, rest]): Shape => ({
        kind: 'object',
        rest,
        properties: properties.map(([one, inner, required]) => ({ name: one, shape: inner, required, at: null })),
      })),
  ),
}));

describe('the schema of a shape', () => {
  it.each(['2.0', '3.0', '3.1'] as const)('says the same in OpenAPI %s', (version) => {
    fc.assert(
      fc.property(shape, (one) => {
        const back = readBack(one, version);
        expect([mismatches(one, back), mismatches(back, one)]).toEqual([[], []]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[version: SpecVersion, shape: Shape, schema: unknown]>([
    ['3.0', unionOf([scalar('string'), scalar('null')]), { type: 'string', nullable: true }],
    ['2.0', unionOf([scalar('string'), scalar('null')]), { type: 'string', 'x-nullable': true }],
    ['2.0', unionOf([scalar('string'), scalar('integer')]), {}],
    ['2.0', scalar('null'), { 'x-nullable': true, enum: [null] }],
    ['3.1', unionOf([scalar('string'), scalar('null')]), { type: ['string', 'null'] }],
    ['3.1', { kind: 'enum', values: ['"a"', 'null'] }, { type: ['string', 'null'], enum: ['a', null] }],
    ['3.1', unionOf([scalar('string'), scalar('integer')]), { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
    [
      '3.1',
      { kind: 'object', properties: [], rest: scalar('integer') },
      { type: 'object', additionalProperties: { type: 'integer' } },
    ],
    [
      '3.0',
      {
        kind: 'object',
        rest: null,
        properties: [{ name: 'id', shape: scalar('string', 'uuid'), required: true, at: null }],
      },
      { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } },
    ],
  ])('is plain in %s', (version, one, schema) => {
    expect(schemaOf(one, version)).toEqual(schema);
  });

  it.each<[shape: Shape, schema: unknown]>([
    [scalar('integer', 'int64'), { type: 'integer', format: 'int64' }],
    [
      { kind: 'array', items: unknownShape },
      { type: 'array', items: { type: 'string' } },
    ],
    [
      { kind: 'array', items: scalar('boolean') },
      { type: 'array', items: { type: 'boolean' } },
    ],
    [{ kind: 'object', properties: [], rest: unknownShape }, { type: 'string' }],
    [unionOf([scalar('string'), scalar('integer')]), { type: 'string' }],
  ])('is in the parameter itself in 2.0, and never an object: %j', (one, schema) => {
    expect(parameterSchemaOf(one, '2.0')).toEqual(schema);
    expect(parameterSchemaOf(one, '3.0')).toEqual({ schema: schemaOf(one, '3.0') });
  });
});
