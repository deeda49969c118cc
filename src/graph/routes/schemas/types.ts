import { scalar, type Shape, unionOf, unknownShape } from '../../../core/shape.ts';
import { type Direction, shapeOfSchema } from '../../shapes/schema.ts';
import { property, termOf, type WrittenReader } from '../handlers/written.ts';
import type { Written } from '../values.ts';
import { enumOfObject, listed } from './library.ts';
import { literalValue } from './literal.ts';

/** How types are read. */
export interface TypeReading {
  readonly reader: WrittenReader;
  readonly direction: Direction;
  /** What a name in a type stands for: a class, an `enum`, or anything else. */
  named(name: Written): Shape;
}

/** What the values of a type are, which is written as a JSON Schema with references to classes and enums. */
export function shapeOfType(type: Written, reading: TypeReading): Shape {
  const { reader, direction } = reading;
  const part = (name: string): Written | null => property(type, name, reader);
  const reference = part('$ref');
  if (reference) return reading.named(reference);
  const options = part('anyOf');
  if (options) return unionOf(listed(options, reader).map((one) => shapeOfType(one, reading)));
  const items = part('items');
  if (items) return { kind: 'array', items: shapeOfType(items, reading) };
  const rest = part('additionalProperties');
  if (rest) return { kind: 'object', properties: [], rest: shapeOfType(rest, reading) };
  const properties = part('properties');
  if (properties) return shapeOfProperties(properties, part('required'), reading);
  const literal = literalValue(type, reader);
  return literal ? shapeOfSchema(literal, direction) : unknownShape;
}

/** An `enum`, or one of the constructors that a decorator may name (`String`). */
export function shapeOfEnum(named: Written, reader: WrittenReader): Shape {
  const term = termOf(named);
  if (term?.kind === 'object') return enumOfObject(named, reader);
  return term?.kind === 'unknown' ? (constructors.get(term.text) ?? unknownShape) : unknownShape;
}

const constructors = new Map<string, Shape>([
  ['String', scalar('string')],
  ['Number', scalar('number')],
  ['Boolean', scalar('boolean')],
  ['Date', scalar('string', 'date-time')],
]);

function shapeOfProperties(properties: Written, required: Written | null, reading: TypeReading): Shape {
  const term = termOf(properties);
  if (term?.kind !== 'object') return unknownShape;
  const names = required ? listed(required, reading.reader).map((one) => termOf(one)) : [];
  return {
    kind: 'object',
    properties: term.entries.map(({ name, value, at }) => ({
      name,
      shape: shapeOfType({ term: value, at: properties.at }, reading),
      required: names.some((one) => one?.kind === 'text' && one.text === name),
      at: at ? { file: properties.at.file, place: at } : null,
    })),
    rest: null,
  };
}
