import type { ContentNode } from '../../core/contents.ts';
import type { Location } from '../../core/location.ts';
import {
  intersectionOf,
  type ObjectShape,
  scalar,
  scalarTypes,
  type Shape,
  unionOf,
  unknownShape,
} from '../../core/shape.ts';

/** A JSON Schema, in a document or in code. */
export interface SchemaValue {
  readonly kind: ContentNode['kind'];
  readonly text: string | null;
  /** The same for every way to one value. */
  readonly key: string;
  get(key: string): SchemaValue | null;
  entries(): readonly { readonly key: string; readonly at: Location | null; readonly value: SchemaValue | null }[];
  items(): readonly (SchemaValue | null)[];
}

/** `request`: properties that are `readOnly` are not sent; `response`: those that are `writeOnly`. */
export type Direction = 'request' | 'response';

interface Reading {
  readonly direction: Direction;
  /** The schemas around: one that refers to itself is unknown inside. */
  readonly above: readonly string[];
  readonly work: Work;
}

/** What is shared by all parts of one schema. */
interface Work {
  /** The schemas that are known in full, by key: many may refer to one. */
  readonly known: Map<string, Shape>;
  /** How many more may be read. */
  left: number;
  /** How often something was left unknown, since it is around, too deep, or too much. */
  cuts: number;
}

/** Schemas that refer to each other have more ways through them than anybody means to describe. */
const most = { deep: 15, parts: 10_000 };

/** What a JSON Schema of any version of OpenAPI describes. `x-nullable` is what most tools read in 2.0. */
export function shapeOfSchema(schema: SchemaValue | null, direction: Direction): Shape {
  return shapeOf(schema, { direction, above: [], work: { known: new Map(), left: most.parts, cuts: 0 } });
}

function shapeOf(schema: SchemaValue | null, { direction, above, work }: Reading): Shape {
  if (schema?.kind !== 'map') return unknownShape;
  const known = work.known.get(schema.key);
  if (known) return known;
  if (above.includes(schema.key) || above.length > most.deep || work.left === 0) {
    work.cuts++;
    return unknownShape;
  }
  work.left--;
  const before = work.cuts;
  const own = withoutNull(schema, { direction, above: [...above, schema.key], work });
  const nullable = schema.get('nullable') ?? schema.get('x-nullable');
  const shape = nullable?.text === 'true' ? unionOf([own, scalar('null')]) : own;
  if (work.cuts === before) work.known.set(schema.key, shape);
  return shape;
}

function withoutNull(schema: SchemaValue, inside: Reading): Shape {
  const constant = literalOf(schema.get('const'));
  if (constant !== null) return { kind: 'enum', values: [constant] };
  const values = schema.get('enum')?.items();
  if (values) return { kind: 'enum', values: values.flatMap((value) => literalOf(value) ?? []) };
  const options = schema.get('oneOf') ?? schema.get('anyOf');
  const parts = schema.get('allOf')?.items() ?? [];
  const isOwn = ['type', 'properties', 'additionalProperties'].some((key) => schema.get(key));
  const own = isOwn ? [ownShape(schema, inside)] : [];
  const any = options ? [unionOf(options.items().map((option) => shapeOf(option, inside)))] : [];
  const all = [...parts.map((part) => shapeOf(part, inside)), ...any];
  // `type: object` beside `allOf` or `oneOf` says nothing more.
  const [only] = own;
  const isEmpty = all.length > 0 && (only?.kind === 'unknown' || only?.kind === 'scalar');
  const said = isEmpty ? all : [...all, ...own];
  return said.length === 0 ? unknownShape : requiring(intersectionOf(said), requiredIn(schema));
}

/** What is required may come from another part of `allOf`. */
function requiring(shape: Shape, names: ReadonlySet<string>): Shape {
  if (shape.kind !== 'object' || names.size === 0) return shape;
  const properties = shape.properties.map((one) => (names.has(one.name) ? { ...one, required: true } : one));
  return { ...shape, properties };
}

function requiredIn(schema: SchemaValue): ReadonlySet<string> {
  return new Set((schema.get('required')?.items() ?? []).flatMap((one) => one?.text ?? []));
}

function ownShape(schema: SchemaValue, inside: Reading): Shape {
  const type = schema.get('type');
  const types = type?.kind === 'list' ? type.items().map((one) => one?.text ?? '') : [type?.text ?? 'object'];
  return unionOf(types.map((one) => typedShape(one, schema, inside)));
}

function typedShape(type: string, schema: SchemaValue, inside: Reading): Shape {
  if (type === 'array') return arrayShape(schema, inside);
  if (type === 'object') return objectShape(schema, inside);
  const known = scalarTypes.find((one) => one === type);
  return known ? scalar(known, schema.get('format')?.text ?? null) : unknownShape;
}

function arrayShape(schema: SchemaValue, inside: Reading): Shape {
  const places = schema.get('prefixItems')?.items();
  if (places) return { kind: 'tuple', items: places.map((one) => shapeOf(one, inside)) };
  return { kind: 'array', items: shapeOf(schema.get('items'), inside) };
}

function objectShape(schema: SchemaValue, inside: Reading): Shape {
  const required = requiredIn(schema);
  const more = schema.get('additionalProperties');
  const hidden = inside.direction === 'request' ? 'readOnly' : 'writeOnly';
  const fields = schema.get('properties')?.entries();
  if (!fields && !more) return unknownShape;
  const properties: ObjectShape['properties'] = (fields ?? []).flatMap(({ key, at, value }) =>
    value?.get(hidden)?.text === 'true'
      ? []
      : [{ name: key, shape: shapeOf(value, inside), required: required.has(key), at }],
  );
  const requiredAt = schema.entries().find(({ key }) => key === 'required')?.at;
  const rest = more && more.text !== 'false' ? shapeOf(more, inside) : null;
  return { kind: 'object', properties, rest, ...(requiredAt ? { requiredAt } : {}) };
}

/** A scalar as JSON writes it. */
function literalOf(value: SchemaValue | null): string | null {
  if (!value || value.text === null) return null;
  if (value.kind === 'text') return JSON.stringify(value.text);
  return value.kind === 'null' ? 'null' : value.text;
}
