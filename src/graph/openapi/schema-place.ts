import type { Path } from '../../core/location.ts';
import type { Shape, ShapeProperty } from '../../core/shape.ts';
import type { Step } from '../shapes/compare.ts';
import type { DocumentValue } from './values.ts';

/** Where a document writes a schema, and what it says: behind a reference, that stands elsewhere. */
export interface SchemaPlace {
  readonly file: Path;
  readonly keys: readonly string[];
  readonly value: DocumentValue | null;
}

/** The schema that steps lead to; null where it cannot be told. */
export function schemaPlace(from: SchemaPlace, steps: readonly Step[]): SchemaPlace | null {
  return steps.reduce<SchemaPlace | null>((at, step) => {
    if (!at || step === 'rest') return null;
    const owner = step === 'items' ? ownerOf(at.value, hasItems) : objectWith(at.value, step.property);
    const below = step === 'items' ? ['items'] : ['properties', step.property];
    if (!owner) return null;
    const value = below.reduce<DocumentValue | null>((one, key) => one?.get(key) ?? null, owner);
    return { file: owner.at.file, keys: [...owner.keys, ...below], value };
  }, from);
}

const hasItems = (schema: DocumentValue): boolean => schema.get('items') !== null;

/** The schema that declares a property itself. */
export function objectWith(schema: DocumentValue | null, property: string): DocumentValue | null {
  return ownerOf(
    schema,
    (one) =>
      one
        .get('properties')
        ?.entries()
        .some(({ key }) => key === property) ?? false,
  );
}

/** The schema that has properties itself; of several parts of `allOf` the last. */
export function objectIn(schema: DocumentValue | null): DocumentValue | null {
  return ownerOf(schema, (one) => one.get('properties') !== null);
}

/** The items of `required` that name a property, in any part of a schema. */
export function requiredItems(schema: DocumentValue | null, property: string): readonly DocumentValue[] {
  return [...partsOf(schema, 0)].flatMap((part) => {
    const items = part.get('required')?.items() ?? [];
    return items.flatMap((item) => (item?.text === property ? [item] : []));
  });
}

function ownerOf(schema: DocumentValue | null, isOwner: (one: DocumentValue) => boolean): DocumentValue | null {
  return [...partsOf(schema, 0)].find(isOwner) ?? null;
}

const deepest = 8;

/** A schema and all that it is put together from, what is written last first. */
function* partsOf(schema: DocumentValue | null, depth: number): Generator<DocumentValue> {
  if (!schema || depth > deepest) return;
  yield schema;
  for (const key of ['allOf', 'oneOf', 'anyOf'])
    for (const part of [...(schema.get(key)?.items() ?? [])].reverse()) yield* partsOf(part, depth + 1);
}

/** The shape that steps lead to; null where it cannot be told. */
export function shapeAt(shape: Shape, steps: readonly Step[]): Shape | null {
  const [step, ...others] = steps;
  if (step === undefined) return shape;
  if (shape.kind === 'union') return firstOf(shape.options.map((option) => shapeAt(option, steps)));
  if (step === 'items') return shape.kind === 'array' ? shapeAt(shape.items, others) : null;
  const property = step === 'rest' ? null : propertyOf(shape, step.property);
  return property && shapeAt(property.shape, others);
}

/** A property of an object, or of the first of several that has it. */
export function propertyOf(shape: Shape, name: string): ShapeProperty | null {
  if (shape.kind === 'union') return firstOf(shape.options.map((option) => propertyOf(option, name)));
  return shape.kind === 'object' ? (shape.properties.find((one) => one.name === name) ?? null) : null;
}

function firstOf<T>(all: readonly (T | null)[]): T | null {
  return all.find((one) => one !== null) ?? null;
}
