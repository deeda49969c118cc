import type { MarkedField, RouteClass } from '../../../core/route.ts';
import { intersectionOf, type Shape, type ShapeProperty, unknownShape } from '../../../core/shape.ts';
import type { Direction } from '../../shapes/schema.ts';
import { resolved, termOf, type WrittenReader } from '../handlers/written.ts';
import type { Activation, Written } from '../values.ts';
import { fieldMarks, markedShape } from './decorators.ts';
import type { Field } from './field.ts';
import { libraryCall, listed } from './library.ts';
import { shapeOfEnum, shapeOfType, type TypeReading } from './types.ts';

const mappings = /^@nestjs\/(?:swagger|mapped-types|graphql)$/;

/** Reads types, and the classes that they name: what instances are, as decorators of their fields check and document it. */
export function typeReading(direction: Direction, reader: WrittenReader, above: readonly string[] = []): TypeReading {
  return {
    reader,
    direction,
    named(name) {
      const real = resolved(name, reader);
      const term = termOf(real);
      if (term?.kind !== 'class') return shapeOfEnum(real, reader);
      const key = `${real.at.file}\0class ${term.index}`;
      const facts = real.at.routing.classes[term.index];
      // One that refers to itself is unknown inside.
      return !facts || above.includes(key)
        ? unknownShape
        : shapeOfClass(facts, real.at, typeReading(direction, reader, [...above, key]));
    },
  };
}

/** Unknown without decorators of fields. */
function shapeOfClass(facts: RouteClass, at: Activation, inside: TypeReading): Shape {
  const own = ownShape(facts, at, inside);
  if (facts.base < 0) return own ?? unknownShape;
  const base = shapeOfBase({ term: facts.base, at }, inside);
  if (base.kind !== 'object') return unknownShape;
  return own?.kind === 'object' ? overridden(base.properties, own.properties) : base;
}

function overridden(above: readonly ShapeProperty[], own: readonly ShapeProperty[]): Shape {
  const names = new Set(own.map(({ name }) => name));
  return { kind: 'object', properties: [...above.filter(({ name }) => !names.has(name)), ...own], rest: null };
}

/** Null where no field has a decorator. */
function ownShape({ fields }: RouteClass, at: Activation, inside: TypeReading): Shape | null {
  if (fields.length === 0) return null;
  return { kind: 'object', properties: fields.flatMap((field) => propertyOf(field, at, inside)), rest: null };
}

function propertyOf(field: MarkedField, at: Activation, inside: TypeReading): readonly ShapeProperty[] {
  const { name, marks, type, optional, at: place } = field;
  const declared = type < 0 ? unknownShape : shapeOfType({ term: type, at }, inside);
  const all = fieldMarks(
    marks.map((term) => ({ term, at })),
    inside.reader,
  );
  // A decorator of one's own may let anything through.
  const isStrange = inside.direction === 'request' && all.length < marks.length;
  const said: Field | null = isStrange
    ? { shape: unknownShape, optional: true }
    : markedShape(all, { declared, optional }, inside);
  if (!said) return [];
  const { shape, optional: mayLack, isUncertain } = said;
  return [{ name, shape, required: !mayLack, ...(isUncertain ? { isUncertain } : {}), at: { file: at.file, place } }];
}

/** The class above, or what is made of others: `PartialType(Base)`. */
function shapeOfBase(base: Written, inside: TypeReading): Shape {
  const call = libraryCall(base, mappings, inside.reader);
  if (!call) return inside.named(base);
  const shapes = call.args.map((one) => shapeOfBase(one, inside));
  const [first] = shapes;
  const names = call.args[1] ? namesIn(call.args[1], inside) : null;
  if (first?.kind !== 'object') return unknownShape;
  const { properties } = first;
  switch (call.name) {
    case 'PartialType':
      return { ...first, properties: properties.map((one) => ({ ...one, required: false })) };
    case 'PickType':
      return names ? { ...first, properties: properties.filter(({ name }) => names.has(name)) } : unknownShape;
    case 'OmitType':
      return names ? { ...first, properties: properties.filter(({ name }) => !names.has(name)) } : unknownShape;
    case 'IntersectionType':
      return intersectionOf(shapes);
    default:
      return unknownShape;
  }
}

function namesIn(list: Written, { reader }: TypeReading): ReadonlySet<string> | null {
  const terms = listed(list, reader).map((one) => termOf(resolved(one, reader)));
  const names = terms.flatMap((term) => (term?.kind === 'text' ? [term.text] : []));
  return names.length === terms.length ? new Set(names) : null;
}
