import type { Location } from './location.ts';

/** What values are sent or accepted. Nullable is a union with `null`; a record is an object with `rest` alone. `unknown` fits everything. */
export type Shape =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'scalar'; readonly type: ScalarType; readonly format: string | null }
  /** Literals as they are written in JSON. */
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'array'; readonly items: Shape }
  | { readonly kind: 'tuple'; readonly items: readonly Shape[] }
  | ObjectShape
  | { readonly kind: 'union'; readonly options: readonly Shape[] };

export const scalarTypes = ['string', 'number', 'integer', 'boolean', 'null'] as const;
export type ScalarType = (typeof scalarTypes)[number];

export interface ObjectShape {
  readonly kind: 'object';
  readonly properties: readonly ShapeProperty[];
  /** What further properties are; null where nothing is said of them. */
  readonly rest: Shape | null;
  /** Where a JSON Schema lists the properties that it requires. */
  readonly requiredAt?: Location;
}

export interface ShapeProperty {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
  /** Declared, but nothing tells whether a value has it. */
  readonly isUncertain?: boolean;
  readonly at: Location | null;
}

export const unknownShape: Shape = { kind: 'unknown' };

export function scalar(type: ScalarType, format: string | null = null): Shape {
  return { kind: 'scalar', type, format };
}

/** Any of these; what is unknown makes all of it unknown. */
export function unionOf(shapes: readonly Shape[]): Shape {
  const options = shapes.flatMap((one) => (one.kind === 'union' ? one.options : [one]));
  const [first] = options;
  if (!first || options.some(({ kind }) => kind === 'unknown')) return unknownShape;
  if (options.length === 1) return first;
  // `'a' | 'b'` is one enum.
  const values = options.flatMap((one) => (one.kind === 'enum' ? one.values : []));
  const others = options.filter(({ kind }) => kind !== 'enum');
  const all = values.length > 0 ? [...others, { kind: 'enum' as const, values: [...new Set(values)] }] : others;
  const [only] = all;
  return all.length === 1 && only ? only : { kind: 'union', options: all };
}

/** The properties of all of these; unknown unless all are objects. */
export function intersectionOf(shapes: readonly Shape[]): Shape {
  const [first] = shapes;
  if (shapes.length === 1 && first) return first;
  const properties = new Map<string, ShapeProperty>();
  let rest: Shape | null = null;
  for (const shape of shapes) {
    if (shape.kind !== 'object') return unknownShape;
    rest ??= shape.rest;
    for (const one of shape.properties) {
      const before = properties.get(one.name);
      properties.set(one.name, before ? { ...one, required: one.required || before.required } : one);
    }
  }
  return { kind: 'object', properties: [...properties.values()], rest };
}

/** The text of a shape for messages: `string`, `array of integer`, `"a" | "b"`. */
export function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case 'scalar':
      return shape.format === null ? shape.type : `${shape.type} (${shape.format})`;
    case 'enum':
      return shape.values.slice(0, 6).join(' | ') + (shape.values.length > 6 ? ' | …' : '');
    case 'array':
      return `array of ${shapeText(shape.items)}`;
    case 'union':
      return [...new Set(shape.options.map(shapeText))].slice(0, 6).join(' | ');
    default:
      return shape.kind;
  }
}
