import type { Location } from '../../core/location.ts';
import type { Shape } from '../../core/shape.ts';
import { type Direction, shapeOfSchema } from '../shapes/schema.ts';
import type { SchemaPlace } from './schema-place.ts';
import type { DocumentValue } from './values.ts';

/** A body in JSON as a document describes it. */
export interface DocumentedBody {
  readonly shape: Shape;
  /** The key of its schema. */
  readonly at: Location;
  readonly place: SchemaPlace;
}

/** The JSON body of a request or response; null where none is described. */
export function bodyOf(owner: DocumentValue | null, direction: Direction): DocumentedBody | null {
  const content = owner?.get('content');
  const media = content?.entries().find(({ key }) => /^application\/(?:.*\+)?json\b/i.test(key));
  const schema = media?.value?.entries().find(({ key }) => key === 'schema');
  if (!media?.value || !schema) return null;
  const { at, keys } = media.value;
  return {
    shape: shapeOfSchema(schema.value, direction),
    at: schema.at,
    place: { file: at.file, keys: [...keys, 'schema'], value: schema.value },
  };
}
