import type { Json, JsonMap } from '../../core/document-change.ts';
import { type ObjectShape, type Shape, unknownShape } from '../../core/shape.ts';

/** Versions of OpenAPI, which write `null` in different ways. */
export type SpecVersion = '2.0' | '3.0' | '3.1' | '3.2';

/** The keyword that allows `null`; from 3.1 on, it is a type. */
const nullWords: Readonly<Partial<Record<SpecVersion, string>>> = { '2.0': 'x-nullable', '3.0': 'nullable' };

/** The JSON Schema of a shape. What is unknown allows everything. */
export function schemaOf(shape: Shape, version: SpecVersion): JsonMap {
  switch (shape.kind) {
    case 'unknown':
      return {};
    case 'scalar':
      if (shape.type === 'null') return nullSchema(version);
      return { type: shape.type, ...(shape.format === null ? {} : { format: shape.format }) };
    case 'enum':
      return enumSchema(shape.values, version);
    case 'array':
      return { type: 'array', items: schemaOf(shape.items, version) };
    case 'tuple': {
      const items = shape.items.map((item) => schemaOf(item, version));
      return nullWords[version] ? { type: 'array', items: {} } : { type: 'array', prefixItems: items };
    }
    case 'object':
      return objectSchema(shape, version);
    case 'union':
      return unionSchema(shape.options, version);
  }
}

/** The schema of a parameter that is not a body, which in 2.0 is in the parameter itself and has no objects. */
export function parameterSchemaOf(shape: Shape, version: SpecVersion): JsonMap {
  return version === '2.0' ? plainSchemaOf(shape) : { schema: schemaOf(shape, version) };
}

function plainSchemaOf(shape: Shape): JsonMap {
  const schema = schemaOf(shape, '2.0');
  const { type } = schema;
  if (type === 'array') return { type, items: plainSchemaOf(shape.kind === 'array' ? shape.items : unknownShape) };
  return typeof type === 'string' && type !== 'object' ? schema : { type: 'string' };
}

function nullSchema(version: SpecVersion): JsonMap {
  const word = nullWords[version];
  return word ? { [word]: true, enum: [null] } : { type: 'null' };
}

/** The literals are JSON. */
function enumSchema(literals: readonly string[], version: SpecVersion): JsonMap {
  const values = literals.map((literal) => JSON.parse(literal) as Json);
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return nullSchema(version);
  const types = new Set(present.map((value) => typeof value));
  const [only] = types;
  const typed = types.size === 1 && only !== undefined ? { type: only } : {};
  const listed = { ...typed, enum: present };
  return present.length < values.length ? orNull(listed, version) : listed;
}

function objectSchema({ properties, rest }: ObjectShape, version: SpecVersion): JsonMap {
  const required = properties.filter((one) => one.required).map(({ name }) => name);
  const isRecord = properties.length === 0 && rest !== null;
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    ...(isRecord
      ? {}
      : { properties: Object.fromEntries(properties.map(({ name, shape }) => [name, schemaOf(shape, version)])) }),
    ...(rest === null ? {} : { additionalProperties: rest.kind === 'unknown' ? true : schemaOf(rest, version) }),
  };
}

function unionSchema(options: readonly Shape[], version: SpecVersion): JsonMap {
  const isNull = (one: Shape): boolean => one.kind === 'scalar' && one.type === 'null';
  const schemas = options.filter((one) => !isNull(one)).map((one) => schemaOf(one, version));
  const [first] = schemas;
  if (!first) return nullSchema(version);
  // 2.0 has no alternatives.
  if (version === '2.0' && schemas.length > 1) return {};
  const all = schemas.length === 1 ? first : { anyOf: schemas };
  return options.some(isNull) ? orNull(all, version) : all;
}

function orNull(schema: JsonMap, version: SpecVersion): JsonMap {
  const { type, enum: values, anyOf } = schema;
  const listed: JsonMap =
    Array.isArray(values) && !values.includes(null) ? { enum: [...(values as Json[]), null] } : {};
  const word = nullWords[version];
  if (word) return { ...schema, ...listed, [word]: true };
  if (typeof type === 'string') return { ...schema, ...listed, type: [type, 'null'] };
  return { anyOf: [...(Array.isArray(anyOf) ? (anyOf as Json[]) : [schema]), nullSchema(version)] };
}
