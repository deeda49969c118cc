import type { DocumentChange, Json, JsonMap } from '../../core/document-change.ts';

/** What becomes of one value, and of the values in it. */
export interface Patch {
  put: { readonly value: Json } | null;
  after: readonly string[] | null;
  isFree: boolean;
  isRemoved: boolean;
  renamed: string | null;
  readonly appended: Json[];
  readonly inside: Map<string, Patch>;
}

/** All changes of one document by where they are made. */
export function patchOf(changes: readonly DocumentChange[]): Patch {
  const root = emptyPatch();
  for (const change of changes) {
    const patch = change.keys.reduce(stepInto, root);
    if ('after' in change && change.after) patch.after = change.after;
    switch (change.kind) {
      case 'put':
        patch.put = { value: change.value };
        patch.isFree = change.free ?? false;
        break;
      case 'append':
        patch.appended.push(change.value);
        break;
      case 'rename':
        patch.renamed = change.to;
        break;
      case 'remove':
        patch.isRemoved = true;
        break;
      case 'create':
        patch.put = { value: change.value };
    }
  }
  return root;
}

function emptyPatch(): Patch {
  return {
    put: null,
    after: null,
    isFree: false,
    isRemoved: false,
    renamed: null,
    appended: [],
    inside: new Map(),
  };
}

function stepInto({ inside }: Patch, key: string): Patch {
  const patch = inside.get(key) ?? emptyPatch();
  inside.set(key, patch);
  return patch;
}

/** The value that a patch makes where there is none; undefined if it makes nothing. */
export function madeBy({ put, appended, inside }: Patch): Json | undefined {
  if (put) return put.value;
  if (appended.length > 0) return appended;
  const made: Record<string, Json> = {};
  for (const [key, patch] of inside) {
    const value = madeBy(patch);
    if (value !== undefined) made[key] = value;
  }
  return Object.keys(made).length > 0 ? made : undefined;
}

export function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isCollection(value: Json): value is JsonMap | readonly Json[] {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
