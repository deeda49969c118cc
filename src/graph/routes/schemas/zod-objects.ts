import { type ObjectShape, type Shape, type ShapeProperty, unknownShape } from '../../../core/shape.ts';
import { resolved, termOf } from '../handlers/written.ts';
import type { Written } from '../values.ts';
import type { FieldReader } from './field.ts';

/** The properties of a literal object; unknown if it is not one, or something unknown is spread into it. */
export function objectOf(written: Written, rest: Shape | null, inside: FieldReader): Shape {
  const real = resolved(written, inside.reader);
  const term = termOf(real);
  if (term?.kind !== 'object') return unknownShape;
  const properties = new Map<string, ShapeProperty>();
  for (const { name, value, at: key } of term.entries) {
    const item = { term: value, at: real.at };
    if (name === '...') {
      const spread = spreadOf(item, inside);
      if (spread.kind !== 'object') return unknownShape;
      for (const one of spread.properties) properties.set(one.name, one);
    } else {
      const { shape, optional } = inside.field(item);
      const call = termOf(item);
      const place = call?.kind === 'call' ? call.at : key;
      const at = place ? { file: real.at.file, place } : null;
      properties.set(name, { name, shape, required: !optional, at });
    }
  }
  return { kind: 'object', properties: [...properties.values()], rest };
}

/** `...schema.shape` and `...fields`. */
function spreadOf(written: Written, inside: FieldReader): Shape {
  const real = resolved(written, inside.reader);
  const term = termOf(real);
  return term?.kind === 'member' && term.name === 'shape'
    ? inside.field({ term: term.of, at: real.at }).shape
    : objectOf(real, null, inside);
}

/** `x.partial()`, `x.extend({ … })`. */
export function changedObject(
  name: string,
  shape: ObjectShape,
  first: Written | undefined,
  inside: FieldReader,
): Shape {
  const named = first ? namesIn(first, inside) : null;
  const isNamed = (one: ShapeProperty): boolean => named === null || named.has(one.name);
  switch (name) {
    case 'partial':
    case 'required':
      return {
        ...shape,
        properties: shape.properties.map((one) => (isNamed(one) ? { ...one, required: name === 'required' } : one)),
      };
    case 'pick':
      return named ? { ...shape, properties: shape.properties.filter(isNamed) } : unknownShape;
    case 'omit':
      return named ? { ...shape, properties: shape.properties.filter((one) => !isNamed(one)) } : unknownShape;
    case 'passthrough':
    case 'loose':
      return { ...shape, rest: unknownShape };
    case 'catchall':
      return { ...shape, rest: first ? inside.field(first).shape : unknownShape };
    case 'extend':
    case 'safeExtend':
    case 'merge': {
      const more = first ? addedBy(resolved(first, inside.reader), inside) : unknownShape;
      if (more.kind !== 'object') return unknownShape;
      const names = new Set(more.properties.map((one) => one.name));
      return { ...shape, properties: [...shape.properties.filter((one) => !names.has(one.name)), ...more.properties] };
    }
    default:
      return unknownShape;
  }
}

/** The keys of `{ name: true }`. */
function namesIn(written: Written, { reader }: FieldReader): ReadonlySet<string> | null {
  const term = termOf(resolved(written, reader));
  return term?.kind === 'object' && term.entries.every(({ name }) => name !== '...')
    ? new Set(term.entries.map(({ name }) => name))
    : null;
}

/** The properties of a literal or of another schema. */
function addedBy(real: Written, inside: FieldReader): Shape {
  return termOf(real)?.kind === 'object' ? objectOf(real, null, inside) : inside.field(real).shape;
}
