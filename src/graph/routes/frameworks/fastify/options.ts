import type { Schemas } from '../../../../core/endpoint.ts';
import { isBoolean, itemsOf, property, resolved, termOf, type WrittenReader } from '../../handlers/written.ts';
import { schemasIn } from '../../schemas/schemas.ts';
import type { Written } from '../../values.ts';

const hooks = ['onRequest', 'preParsing', 'preValidation', 'preHandler'];

/** What `schema` says. */
export function schemas(given: readonly Written[], reader: WrittenReader): readonly Schemas[] {
  return given.flatMap((one) => {
    const schema = property(resolved(one, reader), 'schema', reader);
    return schema ? [schemasIn(schema, reader)] : [];
  });
}

/** `schema: { hide: true }`. */
export function hides(given: readonly Written[], reader: WrittenReader): boolean {
  return given.some((one) => {
    const schema = property(resolved(one, reader), 'schema', reader);
    return schema !== null && isBoolean(property(resolved(schema, reader), 'hide', reader), 'true', reader);
  });
}

/** The hooks and the handler of `{ preHandler, handler }`, and a handler beside it. */
export function handlers(given: readonly Written[], reader: WrittenReader): readonly Written[] {
  return given.flatMap((one) => {
    const options = resolved(one, reader);
    if (termOf(options)?.kind !== 'object') return [one];
    return [...hooks, 'handler'].flatMap((name) => {
      const value = property(options, name, reader);
      return value ? itemsOf(value, reader) : [];
    });
  });
}
