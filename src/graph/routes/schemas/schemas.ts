import type { ResponseShape, Schemas } from '../../../core/endpoint.ts';
import { type Shape, unknownShape } from '../../../core/shape.ts';
import { type Direction, shapeOfSchema } from '../../shapes/schema.ts';
import { property, resolved, termOf, type WrittenReader } from '../handlers/written.ts';
import type { Written } from '../values.ts';
import { literalValue } from './literal.ts';
import { shapeOfTypeBox } from './typebox.ts';
import { shapeOfValibot } from './valibot.ts';
import { shapeOfZod } from './zod.ts';

/** Nothing is said of a request or of responses. */
export const noSchemas: Schemas = { body: null, query: null, headers: null, responses: [] };

/** The libraries whose schemas are read. */
const libraries = [shapeOfZod, shapeOfTypeBox, shapeOfValibot];

/** What a schema in code describes: one of a library, or a literal JSON Schema. */
export function shapeOf(written: Written, direction: Direction, reader: WrittenReader): Shape {
  for (const read of libraries) {
    const shape = read(written, direction, reader);
    if (shape) return shape;
  }
  const literal = literalValue(written, reader);
  return literal ? shapeOfSchema(literal, direction) : unknownShape;
}

/** `{ body, querystring, headers, response: { 200: … } }`, with `query` and `responses` as other words. */
export function schemasIn(written: Written, reader: WrittenReader): Schemas {
  const real = resolved(written, reader);
  const part = (...names: readonly string[]): Shape | null => {
    const value = names.map((name) => property(real, name, reader)).find((one) => one !== null);
    return value ? shapeOf(value, 'request', reader) : null;
  };
  return {
    body: part('body'),
    query: part('querystring', 'query'),
    headers: part('headers'),
    responses: responsesIn(property(real, 'response', reader) ?? property(real, 'responses', reader), reader),
  };
}

function responsesIn(written: Written | null, reader: WrittenReader): readonly ResponseShape[] {
  const real = written && resolved(written, reader);
  const term = real ? termOf(real) : undefined;
  if (!real || term?.kind !== 'object') return [];
  return term.entries
    .filter(({ name }) => /^(?:[1-5](?:\d\d|xx)|default)$/i.test(name))
    .map(({ name, value }) => ({ status: name, shape: shapeOf({ term: value, at: real.at }, 'response', reader) }));
}

/** What each says, where the others say nothing; two that speak of one thing make it unknown. */
export function joinedSchemas(all: readonly Schemas[]): Schemas {
  const one = (shapes: readonly (Shape | null)[]): Shape | null => {
    const [first, ...others] = shapes.flatMap((shape) => shape ?? []);
    return first && others.length > 0 ? unknownShape : (first ?? null);
  };
  return {
    body: one(all.map(({ body }) => body)),
    query: one(all.map(({ query }) => query)),
    headers: one(all.map(({ headers }) => headers)),
    responses: all.flatMap(({ responses }) => responses),
  };
}
