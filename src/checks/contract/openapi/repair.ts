import type { DocumentChange, Json, JsonMap } from '../../../core/document-change.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Shape } from '../../../core/shape.ts';
import {
  objectIn,
  objectWith,
  propertyOf,
  requiredItems,
  type SchemaPlace,
  schemaPlace,
  shapeAt,
} from '../../../graph/openapi/schema-place.ts';
import type { DocumentValue } from '../../../graph/openapi/values.ts';
import type { Mismatch } from '../../../graph/shapes/compare.ts';
import { schemaOf, type SpecVersion } from '../../../graph/shapes/write.ts';

/** A fix that edits documents; what to do by hand where nothing can be edited. */
export function inDocument(title: string, changes: readonly DocumentChange[], steps: readonly string[]): Fix {
  const fix = { title, edits: [], steps };
  return changes.length === 0
    ? { ...fix, safety: 'manual' }
    : {
        ...fix,
        safety: 'suggested',
        intent: { kind: 'edit-documents', changes },
        reason: 'if the code is right',
      };
}

/** A change of a value, by keys from there. */
export function put(
  of: DocumentValue,
  keys: readonly string[],
  value: Json,
  after?: readonly string[],
): DocumentChange {
  return {
    kind: 'put',
    file: of.at.file,
    keys: [...of.keys, ...keys],
    value,
    ...(after ? { after } : {}),
  };
}

export function append(
  of: DocumentValue,
  keys: readonly string[],
  value: Json,
  after: readonly string[],
): DocumentChange {
  return { kind: 'append', file: of.at.file, keys: [...of.keys, ...keys], value, after };
}

export function remove(of: DocumentValue, ...keys: readonly string[]): DocumentChange {
  return { kind: 'remove', file: of.at.file, keys: [...of.keys, ...keys] };
}

/** A documented schema, and the shape of the same in the code. */
export interface Held {
  readonly place: SchemaPlace;
  readonly code: Shape;
  readonly version: SpecVersion;
}

/** What makes a document say what the code accepts. */
export function requestRepair(found: Mismatch, held: Held): readonly DocumentChange[] {
  switch (found.kind) {
    case 'type':
      return correction(found, held);
    case 'extra':
      return deletion(found, held);
    case 'missing':
      return found.sent === '' ? addition(found, held) : requirement(found, held);
  }
}

/** What makes a document say what the code sends. */
export function responseRepair(found: Mismatch, held: Held): readonly DocumentChange[] {
  switch (found.kind) {
    case 'type':
      return correction(found, held);
    case 'extra':
      return addition(found, held);
    case 'missing':
      return release(found, held);
  }
}

/** The last step, if it is a property, and the schemas around it. */
function around({ steps }: Mismatch, { place, code }: Held) {
  const last = steps.at(-1);
  const owner = schemaPlace(place, steps.slice(0, -1));
  const shape = shapeAt(code, steps.slice(0, -1));
  return typeof last === 'object' && owner ? { name: last.property, owner: owner.value, shape } : null;
}

function addition(found: Mismatch, held: Held): readonly DocumentChange[] {
  const inside = around(found, held);
  const object = inside && objectIn(inside.owner);
  const property = inside?.shape ? propertyOf(inside.shape, inside.name) : null;
  if (!inside || !object || !property) return [];
  const added = put(object, ['properties', inside.name], schemaOf(property.shape, held.version));
  const isListed = requiredItems(inside.owner, inside.name).length > 0;
  return property.required && !isListed ? [added, requiring(object, inside.name)] : [added];
}

function requiring(object: DocumentValue, name: string): DocumentChange {
  return append(object, ['required'], name, ['title', 'description', 'type']);
}

function requirement(found: Mismatch, held: Held): readonly DocumentChange[] {
  const inside = around(found, held);
  const object = inside && objectWith(inside.owner, inside.name);
  return inside && object ? [requiring(object, inside.name)] : [];
}

function release(found: Mismatch, held: Held): readonly DocumentChange[] {
  const inside = around(found, held);
  return inside ? requiredItems(inside.owner, inside.name).map((item) => remove(item)) : [];
}

function deletion(found: Mismatch, held: Held): readonly DocumentChange[] {
  const inside = around(found, held);
  const object = inside && objectWith(inside.owner, inside.name);
  return inside && object ? [remove(object, 'properties', inside.name), ...release(found, held)] : [];
}

function correction({ steps }: Mismatch, { place, code, version }: Held): readonly DocumentChange[] {
  const there = schemaPlace(place, steps);
  const shape = shapeAt(code, steps);
  return there && shape ? rewriting(there, schemaOf(shape, version)) : [];
}

/** What says which values a schema allows, apart from bounds. */
const typing = [
  ...['type', 'format', 'nullable', 'enum', 'const', 'properties', 'required', 'additionalProperties', 'items'],
  ...['prefixItems', 'allOf', 'anyOf', 'oneOf'],
];

/** A schema by another one: what it says beside types stays. One that is elsewhere also has other users, and stays as it is. */
export function rewriting({ file, keys, value }: SchemaPlace, schema: JsonMap): readonly DocumentChange[] {
  const isHere = value?.kind === 'map' && value.at.file === file && value.keys.join('\0') === keys.join('\0');
  if (!isHere) return [{ kind: 'put', file, keys, value: schema }];
  return typing.flatMap((key): DocumentChange[] => {
    const [before, now] = [value.get(key), schema[key]];
    // A parameter of 2.0, which is its own schema, has another `required`.
    const isAbsent = before === null || (key === 'required' && before.kind === 'boolean');
    if (now === undefined) return isAbsent ? [] : [remove(value, key)];
    return before?.text === String(now) ? [] : [put(value, [key], now, key === 'type' ? [] : ['type', 'format'])];
  });
}
