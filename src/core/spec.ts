import type { Path, Place } from './location.ts';
import { climb, folderOf } from './path.ts';

/** The methods that every version of OpenAPI from 3.0 on can describe. */
export const httpMethods: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The methods that a path item names itself; 3.2 has `query`, and all others below `additionalOperations`. */
export const namedMethods: readonly string[] = [...httpMethods, 'query'];

/** Where a path item of OpenAPI 3.2 has other methods, in upper case. */
export const additional = 'additionalOperations';

/** The operations of an OpenAPI document or of a part in a separate file. References are not followed. */
export interface Spec {
  /** The key `openapi` or `swagger` with its value: `openapi 3.1.0`; null in a part of a document. */
  readonly version: string | null;
  /** Paths of the servers' URLs, with default values of variables, or the `basePath` of Swagger 2.0; null without. */
  readonly servers: readonly string[] | null;
  /** Everything that may be a path item, in order. */
  readonly items: readonly PathItem[];
}

/** A map with operations, or with a reference to one. */
export interface PathItem {
  /** Its path of keys from the root. */
  readonly keys: readonly string[];
  /** Its last key. */
  readonly at: Place;
  readonly ref: SpecReference | null;
  readonly servers: readonly string[] | null;
  readonly operations: readonly Operation[];
}

export interface Operation {
  /** In lower case. */
  readonly method: string;
  /** From its path item. */
  readonly keys: readonly string[];
  /** The key of the method. */
  readonly at: Place;
  readonly id: string | null;
  readonly servers: readonly string[] | null;
}

/** A `$ref` as written, and its place. */
export interface SpecReference {
  readonly text: string;
  readonly at: Place;
}

/** Can a document of this name be read? */
export function isSpecFile(path: Path): boolean {
  return /\.(?:ya?ml|json)$/.test(path);
}

/** The target of a `$ref`: a file (null: on another host or outside the root) and the keys from its root. */
export interface Referred {
  readonly file: Path | null;
  readonly keys: readonly string[];
}

/** Parses a `$ref` in a file. */
export function referred(from: Path, ref: string): Referred {
  const hash = ref.indexOf('#');
  const path = hash < 0 ? ref : ref.slice(0, hash);
  const pointer = hash < 0 ? '' : ref.slice(hash + 1);
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => decoded(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  return { file: path === '' ? from : climbed(from, decoded(path)), keys };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function climbed(from: Path, path: string): Path | null {
  return /^(?:[a-z][a-z\d+.-]*:|\/|\\)/i.test(path) ? null : climb(folderOf(from), path);
}
