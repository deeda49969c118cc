import { intersectionOf, scalar, type Shape, unionOf, unknownShape } from '../../../core/shape.ts';
import { type Direction, shapeOfSchema } from '../../shapes/schema.ts';
import { property, resolved, termOf, type WrittenReader } from '../handlers/written.ts';
import type { Written } from '../values.ts';
import { enumOf, enumOfObject, libraryCall, listed } from './library.ts';
import { literalValue } from './literal.ts';
import { type Effort, type Field, type FieldReader, partEffort, wholeEffort } from './field.ts';
import { objectOf } from './zod-objects.ts';

const packages = /^(?:@sinclair\/typebox|typebox|@fastify\/type-provider-typebox|elysia)$/;
/** What is not known may be left out of a request. */
const unclear = (direction: Direction): Field => ({ shape: unknownShape, optional: direction === 'request' });

/** What a schema of TypeBox describes (`Type.Object({ … })`); null for anything else. */
export function shapeOfTypeBox(written: Written, direction: Direction, reader: WrittenReader): Shape | null {
  return libraryCall(written, packages, reader)
    ? readingAt(wholeEffort(), direction, reader).field(written).shape
    : null;
}

interface Reading extends FieldReader {
  readonly direction: Direction;
}

function readingAt(effort: Effort, direction: Direction, reader: WrittenReader): Reading {
  return {
    reader,
    direction,
    field(written) {
      const inner = partEffort(effort);
      return inner ? fieldOf(written, readingAt(inner, direction, reader)) : unclear(direction);
    },
  };
}

function fieldOf(written: Written, inside: Reading): Field {
  const call = libraryCall(written, packages, inside.reader);
  if (!call) return unclear(inside.direction);
  const { name, args } = call;
  const [first] = args;
  if (name === 'Optional' && first) return { ...inside.field(first), optional: true };
  if (name === 'Readonly' && first) return inside.field(first);
  return { shape: shapeMade(name, args, inside), optional: inside.direction === 'request' && hasDefault(args, inside) };
}

/** Fastify and Elysia fill in `default` before they validate a request. */
function hasDefault(args: readonly Written[], { reader }: Reading): boolean {
  const options = args.at(-1);
  return options !== undefined && property(resolved(options, reader), 'default', reader) !== null;
}

const scalars = new Map<string, Shape>([
  ['Number', scalar('number')],
  ['Integer', scalar('integer')],
  ['Boolean', scalar('boolean')],
  ['Null', scalar('null')],
]);

function shapeMade(name: string, args: readonly Written[], inside: Reading): Shape {
  const { reader } = inside;
  const [first, second] = args;
  const known = scalars.get(name);
  if (known) return known;
  if (name === 'String') return scalar('string', first ? textOf(first, 'format', reader) : null);
  if (!first) return unknownShape;
  const shapes = (): readonly Shape[] => listed(first, reader).map((one) => inside.field(one).shape);
  switch (name) {
    case 'Object':
      return objectOf(first, null, inside);
    case 'Array':
      return { kind: 'array', items: inside.field(first).shape };
    case 'Tuple':
      return { kind: 'tuple', items: shapes() };
    case 'Record':
      return { kind: 'object', properties: [], rest: inside.field(second ?? first).shape };
    case 'Literal':
      return enumOf([first], reader);
    case 'Enum':
      return enumOfObject(first, reader);
    case 'Union':
      return unionOf(shapes());
    case 'Intersect':
    case 'Composite':
      return intersectionOf(shapes());
    case 'Partial':
    case 'Required': {
      const shape = inside.field(first).shape;
      const required = name === 'Required';
      return shape.kind === 'object'
        ? { ...shape, properties: shape.properties.map((one) => ({ ...one, required })) }
        : unknownShape;
    }
    case 'Pick':
    case 'Omit':
      return second ? chosen(name, inside.field(first).shape, namesIn(second, reader)) : unknownShape;
    case 'Unsafe': {
      const literal = literalValue(first, reader);
      return literal ? shapeOfSchema(literal, inside.direction) : unknownShape;
    }
    default:
      return unknownShape;
  }
}

/** `Type.Pick(schema, ['a', 'b'])`. */
function chosen(name: 'Pick' | 'Omit', shape: Shape, names: readonly string[] | null): Shape {
  if (shape.kind !== 'object' || names === null) return unknownShape;
  return { ...shape, properties: shape.properties.filter((one) => names.includes(one.name) === (name === 'Pick')) };
}

function namesIn(written: Written, reader: WrittenReader): readonly string[] | null {
  const terms = listed(written, reader).map((one) => termOf(resolved(one, reader)));
  const names = terms.flatMap((term) => (term?.kind === 'text' ? [term.text] : []));
  return names.length === terms.length ? names : null;
}

function textOf(options: Written, name: string, reader: WrittenReader): string | null {
  const value = property(resolved(options, reader), name, reader);
  const term = value ? termOf(resolved(value, reader)) : undefined;
  return term?.kind === 'text' ? term.text : null;
}
