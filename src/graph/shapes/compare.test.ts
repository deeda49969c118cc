import { describe, expect, it } from 'vitest';
import { type Shape, scalar, unionOf, unknownShape } from '../../core/shape.ts';
import { readSpec } from '../../facts/openapi/spec.ts';
import { documentOpener } from '../openapi/values.ts';
import { mismatches } from './compare.ts';
import { type Direction, shapeOfSchema } from './schema.ts';

/** The shape of the schema at `a` of a YAML text. */
function shapeIn(text: string, direction: Direction = 'response'): Shape {
  const { contents } = readSpec(text);
  const open = documentOpener({ documents: new Set(['x.yaml']), facts: () => contents as never });
  return shapeOfSchema(open('x.yaml', ['a']), direction);
}

const said = (sent: string, accepted: string): string[] =>
  mismatches(shapeIn(`a: ${sent}`), shapeIn(`a: ${accepted}`)).map(
    (one) => `${one.kind} ${one.name}: ${one.sent} / ${one.accepted}`,
  );

describe('what is sent and not accepted', () => {
  it.each<[sent: string, accepted: string, found: string[]]>([
    ['{ type: integer }', '{ type: number }', []],
    ['{ type: number }', '{ type: integer }', ['type : number / integer']],
    ['{ type: string, format: uuid }', '{ type: string }', []],
    ['{ type: string, format: uuid }', '{ type: string, format: email }', ['type : string (uuid) / string (email)']],
    ['{ type: integer, format: int32 }', '{ type: integer, format: int64 }', []],
    ['{ enum: [a] }', '{ enum: [a, b] }', []],
    ['{ enum: [a, c] }', '{ enum: [a, b] }', ['type : "c" / "a" | "b"']],
    ['{ type: string }', '{ enum: [a] }', ['type : string / "a"']],
    ['{ type: boolean }', '{ enum: [true, false] }', []],
    ['{ type: "null" }', '{ enum: [a, null] }', []],
    ['{ enum: [a, null, 1] }', '{ anyOf: [{ enum: [a] }, { type: [integer, "null"] }] }', []],
    ['{ enum: [a, true] }', '{ anyOf: [{ enum: [a] }, { type: integer }] }', ['type : true / "a"']],
    ['{ const: 1 }', '{ type: integer }', []],
    ['{ type: [string, "null"] }', '{ type: string }', ['type : null / string']],
    ['{ type: string }', '{ type: string, nullable: true }', []],
    ['{ type: array, items: { type: string } }', '{ type: array }', []],
    [
      '{ type: array, items: { type: string } }',
      '{ type: array, items: { type: integer } }',
      ['type []: string / integer'],
    ],
    ['{ type: array, prefixItems: [{ type: string }] }', '{ type: array, items: { type: integer } }', []],
    ['{ properties: { b: {} } }', '{ properties: { c: {} } }', ['extra b: unknown / ']],
    ['{ properties: { b: {} } }', '{ properties: {}, additionalProperties: true }', []],
    [
      '{ properties: { b: { type: string } } }',
      '{ additionalProperties: { type: integer } }',
      ['type b: string / integer'],
    ],
    ['{ properties: { b: {} } }', '{ required: [b], properties: { b: {} } }', ['missing b: optional / unknown']],
    ['{ properties: {} }', '{ required: [b], properties: { b: {} } }', ['missing b:  / unknown']],
    [
      '{ oneOf: [{ type: string }, { properties: { b: { type: string } } }] }',
      '{ anyOf: [{ type: integer }, { type: string }, { properties: { b: { type: integer } } }] }',
      ['type b: string / integer'],
    ],
    ['{ type: string }', '{ oneOf: [{ type: integer }, {}] }', []],
    [
      '{ properties: { kind: { const: b }, x: {} } }',
      '{ oneOf: [{ properties: { kind: { const: a }, x: {} } }, { properties: { kind: { const: b }, y: {}, z: {} } }] }',
      ['extra x: unknown / '],
    ],
    [
      '{ properties: { b: { type: string } } }',
      '{ oneOf: [{ properties: { c: {} } }, { required: [c], properties: { c: {} } }] }',
      ['extra b: string / '],
    ],
    [
      '{ required: [kind], properties: { kind: { enum: [a, b] } } }',
      '{ oneOf: [{ properties: { kind: { const: a } } }, { properties: { kind: { const: b } } }] }',
      [],
    ],
    [
      '{ required: [kind], properties: { kind: { enum: [a, b] }, x: {}, y: {}, z: {} } }',
      '{ oneOf: [{ required: [x], properties: { kind: { const: a }, x: {} } }, { properties: { kind: { const: b }, y: {} } }] }',
      ['extra z: unknown / '],
    ],
    ['{ type: "null" }', '{ oneOf: [{ properties: { b: {} } }, { properties: { c: {} } }] }', ['type : null / object']],
  ])('%s for %s', (sent, accepted, found) => {
    expect(said(sent, accepted)).toEqual(found);
  });
});

describe('schemas', () => {
  it('that refer to themselves are unknown inside', () => {
    expect(shapeIn('a: { type: array, items: { $ref: "#/a" } }')).toEqual({ kind: 'array', items: unknownShape });
  });

  it('of which a part is unknown are unknown', () => {
    expect(shapeIn('a: { allOf: [{ $ref: "#/nowhere" }, { properties: { b: {} } }] }')).toEqual(unknownShape);
    expect(shapeIn('a: { oneOf: [{ type: string }, {}] }')).toEqual(unknownShape);
  });

  it('require in one part of `allOf` what another describes', () => {
    expect(shapeIn('a: { allOf: [{ properties: { b: { type: string } } }], required: [b] }')).toMatchObject({
      properties: [{ name: 'b', required: true, shape: scalar('string') }],
    });
  });

  it.each<[Direction, string[]]>([
    ['request', ['b', 'd']],
    ['response', ['b', 'c']],
  ])('leave out what a %s does not have', (direction, names) => {
    const shape = shapeIn('a: { properties: { b: {}, c: { readOnly: true }, d: { writeOnly: true } } }', direction);
    expect(shape.kind === 'object' ? shape.properties.map(({ name }) => name) : null).toEqual(names);
  });

  it('are one enum if all options are', () => {
    expect(shapeIn('a: { oneOf: [{ const: x }, { enum: [y] }] }')).toEqual({ kind: 'enum', values: ['"x"', '"y"'] });
    expect(unionOf([])).toEqual(unknownShape);
  });
});
