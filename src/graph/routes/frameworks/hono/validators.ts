import type { Schemas } from '../../../../core/endpoint.ts';
import { resolved, termOf, type WrittenReader } from '../../handlers/written.ts';
import { noSchemas, shapeOf } from '../../schemas/schemas.ts';
import type { Written } from '../../values.ts';

const parts = new Map<string, 'body' | 'query' | 'headers'>([
  ['json', 'body'],
  ['query', 'query'],
  ['header', 'headers'],
]);

const packages = /^@hono\/(?:zod|typebox|valibot|standard)-validator$/;

/** `zValidator('json', schema)` among the middleware. */
export function schemas(given: readonly Written[], reader: WrittenReader): readonly Schemas[] {
  return given.flatMap((one) => {
    const real = resolved(one, reader);
    const call = termOf(real);
    if (call?.kind !== 'call') return [];
    const callee = termOf(resolved({ term: call.of, at: real.at }, reader));
    const [target, schema] = call.items;
    const text = target === undefined ? undefined : termOf({ term: target, at: real.at });
    const part = text?.kind === 'text' ? parts.get(text.text) : undefined;
    if (callee?.kind !== 'import' || !packages.test(callee.specifier) || !part || schema === undefined) return [];
    return [{ ...noSchemas, [part]: shapeOf({ term: schema, at: real.at }, 'request', reader) }];
  });
}
