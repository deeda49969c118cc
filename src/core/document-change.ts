import type { Path } from './location.ts';

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}

/** What becomes of one value of a YAML or JSON document. The keys lead to it from the root; those of a list are indexes. */
export type DocumentChange = { readonly file: Path; readonly keys: readonly string[] } & (
  | ({
      readonly kind: 'put';
      readonly value: Json;
      /** Other changes may add other keys in the same place. */
      readonly free?: true;
    } & Position)
  /** Adds an item to a list, which is made where there is none. */
  | ({ readonly kind: 'append'; readonly value: Json } & Position)
  /** Gives the key another name. */
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'remove' }
  | DocumentCreation
);

/** Makes a document that is not there yet, in the style of another one. */
interface DocumentCreation {
  readonly kind: 'create';
  readonly value: JsonMap;
  readonly like: Path;
}

/** Where a new key stands: behind the last of these, or first if none is there; without them last. */
interface Position {
  readonly after?: readonly string[];
}
