import type { Schemas } from '../../../../core/endpoint.ts';
import { isBoolean, itemsOf, property, resolved, termOf, type WrittenReader } from '../../handlers/written.ts';
import { schemasIn, shapeOf } from '../../schemas/schemas.ts';
import type { Written } from '../../values.ts';

/** What stands behind the handler: `{ body, query, headers, response }`. A response without a status is that of 200. */
export function schemas([, hook]: readonly Written[], reader: WrittenReader): readonly Schemas[] {
  if (!hook) return [];
  const all = schemasIn(hook, reader);
  const response = property(resolved(hook, reader), 'response', reader);
  const isOne = response && termOf(resolved(response, reader))?.kind === 'call';
  return [isOne ? { ...all, responses: [{ status: '200', shape: shapeOf(response, 'response', reader) }] } : all];
}

/** `detail: { hide: true }`. */
export function hides([, hook]: readonly Written[], reader: WrittenReader): boolean {
  const detail = hook && property(resolved(hook, reader), 'detail', reader);
  return detail ? isBoolean(property(resolved(detail, reader), 'hide', reader), 'true', reader) : false;
}

/** What `beforeHandle` holds, and the handler. */
export function handlers([handler, hook]: readonly Written[], reader: WrittenReader): readonly Written[] {
  const before = hook && property(resolved(hook, reader), 'beforeHandle', reader);
  return [...(before ? itemsOf(before, reader) : []), ...(handler ? [handler] : [])];
}
