import type { Location } from '../../../core/location.ts';
import { type SchemaPlace, schemaPlace } from '../../../graph/openapi/schema-place.ts';
import type { DocumentValue } from '../../../graph/openapi/values.ts';
import { type Mismatch, mismatches, type Step } from '../../../graph/shapes/compare.ts';
import { type Limit, limits } from '../../../graph/shapes/limits.ts';
import { type Direction, shapeOfSchema } from '../../../graph/shapes/schema.ts';

/** A schema in the base, and now. */
export interface SchemaRevision {
  readonly before: SchemaPlace;
  readonly now: SchemaPlace;
}

/** What a schema no longer accepts, or no longer promises. */
export interface SchemaChange {
  readonly kind: 'required' | 'optional' | 'removed' | 'type' | 'limit';
  /** The keyword of a limit; else the kind. */
  readonly change: string;
  /** `user.tags[]`; '' for the whole. */
  readonly name: string;
  readonly was: string;
  readonly is: string;
  /** The property now, or what has it; null for the whole. */
  readonly at: Location | null;
}

/** The schema below the key `schema` of a parameter, header or media type; null where it cannot be opened. */
export function schemaRevision(before: DocumentValue | null, now: DocumentValue | null): SchemaRevision | null {
  const [old, fresh] = [before, now].map((owner) => owner?.get('schema') ?? null);
  return old && fresh ? { before: standing(old), now: standing(fresh) } : null;
}

function standing(value: DocumentValue): SchemaPlace {
  return { file: value.at.file, keys: value.keys, value };
}

/** What breaks those who sent by the schema of the base. */
export function* requestChanges(revision: SchemaRevision): Iterable<SchemaChange> {
  const [before, now] = shapesOf(revision, 'request');
  for (const found of mismatches(before, now)) {
    const { kind, sent, accepted, acceptedAt: at, name } = found;
    if (kind === 'extra') yield* removal(revision, found, { name, was: sent, at });
    else if (kind === 'type') yield { kind, change: kind, name, was: sent, is: accepted, at };
    else yield { kind: 'required', change: 'required', name, was: sent, is: accepted, at };
  }
  for (const limit of limits({ sent: revision.before.value, accepted: revision.now.value, direction: 'request' }))
    yield ofLimit(limit, { was: limit.sent, is: limit.accepted, at: limit.acceptedAt });
}

/** What breaks those who read by the schema of the base. */
export function* responseChanges(revision: SchemaRevision): Iterable<SchemaChange> {
  const [before, now] = shapesOf(revision, 'response');
  const lost = new Set<string>();
  for (const found of mismatches(now, before)) {
    const { kind, sent, accepted, sentAt: at, name } = found;
    if (kind === 'extra') continue;
    lost.add(name);
    if (kind === 'type') yield { kind, change: kind, name, was: accepted, is: sent, at };
    else if (sent === '') yield* removal(revision, found, { name, was: accepted, at });
    else yield { kind: 'optional', change: 'optional', name, was: 'required', is: sent, at };
  }
  for (const found of mismatches(before, now))
    if (found.kind === 'extra' && !lost.has(found.name))
      yield* removal(revision, found, { name: found.name, was: found.sent, at: found.acceptedAt });
  for (const limit of limits({ sent: revision.now.value, accepted: revision.before.value, direction: 'response' }))
    yield ofLimit(limit, { was: limit.accepted, is: limit.sent, at: limit.sentAt });
}

function shapesOf({ before, now }: SchemaRevision, direction: Direction) {
  return [shapeOfSchema(before.value, direction), shapeOfSchema(now.value, direction)] as const;
}

/** A property that is gone, unless the base announced that, or it only became `readOnly` or `writeOnly`. */
function* removal(
  { before, now }: SchemaRevision,
  { steps }: Mismatch,
  found: Pick<SchemaChange, 'name' | 'was' | 'at'>,
): Iterable<SchemaChange> {
  if (valueAt(before, steps)?.get('deprecated')?.text === 'true' || valueAt(now, steps)) return;
  yield { ...found, kind: 'removed', change: 'removed', is: '' };
}

function valueAt(from: SchemaPlace, steps: readonly Step[]): DocumentValue | null {
  return schemaPlace(from, steps)?.value ?? null;
}

function ofLimit(
  { keyword, name }: Limit,
  { was, is, at }: { readonly was: string | null; readonly is: string | null; readonly at: Location | null },
): SchemaChange {
  return { kind: 'limit', change: keyword, name, was: was ?? 'absent', is: is ?? 'absent', at };
}
