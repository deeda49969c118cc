import type { Path } from './location.ts';
import { isWhere, type Where } from './zone.ts';

/**
 * How values of an option compare. `more` and `fewer`: the stricter value matches more or fewer files, lists more or fewer
 * items, or is the larger or smaller number; without a value it has none. `free`: it does not change what is allowed.
 * A list: its values, the strictest last. A function compares the options as a whole.
 */
export type Strictness =
  | 'more'
  | 'fewer'
  | 'free'
  | readonly unknown[]
  | { readonly stricter: 'more' | 'fewer'; /** What no value means. */ readonly without: 'all' | 'another' }
  | ((earlier: never, now: never, files: readonly Path[]) => boolean);

/** `false` is looser than `true`. */
export const strictIfTrue = [undefined, false, true] as const;

/** The options that every check of edges shares. */
export const edgeStrictness = {
  types: ['ignore', undefined, 'judge'],
  dynamic: ['ignore', undefined, 'judge'],
} as const satisfies Readonly<Record<string, Strictness>>;

/** Is a value of now at least as strict as the earlier one? Wheres are compared by the files that they match. */
export function isAsStrict(
  strictness: Exclude<Strictness, (...options: never[]) => boolean> | undefined,
  earlier: unknown,
  now: unknown,
  files: readonly Path[],
): boolean {
  if (strictness === 'free' || meaning(earlier, files) === meaning(now, files)) return true;
  if (strictness === undefined) return false;
  if (strictness === 'more') return hasMore(earlier, now, files);
  if (strictness === 'fewer') return hasMore(now, earlier, files);
  if ('stricter' in strictness) {
    const [less, more] = strictness.stricter === 'more' ? [earlier, now] : [now, earlier];
    if (less !== undefined && more !== undefined) return hasMore(less, more, files);
    return strictness.without === 'all' && more === undefined;
  }
  const rank = strictness.indexOf(now);
  return rank >= 0 && strictness.indexOf(earlier) <= rank;
}

/** Does `more` have all that `less` has? */
function hasMore(less: unknown, more: unknown, files: readonly Path[]): boolean {
  if (less === undefined) return true;
  // A negative number counts what may be missing, and so cannot be compared with a share.
  if (typeof less === 'number') return typeof more === 'number' && less <= more && less < 0 === more < 0;
  if (isMap(less)) {
    const others = isMap(more) ? more : {};
    return Object.entries(less).every(([key, value]) => hasMore(value, others[key], files));
  }
  const has = new Set(contentsOf(more, files));
  return contentsOf(less, files).every((one) => has.has(one));
}

/** The files that the wheres of a value match, and its other items. */
function contentsOf(value: unknown, files: readonly Path[]): readonly string[] {
  if (isWhere(value)) return files.filter((file) => value.match(file).length > 0);
  if (Array.isArray(value)) return value.flatMap((item) => contentsOf(item, files));
  return value === undefined ? [] : [meaning(value, files)];
}

/** Two values with one meaning allow the same, however they are written. */
export function meaning(value: unknown, files: readonly Path[]): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (isWhere(inner)) return partition(inner, files);
    if (inner instanceof Map || inner instanceof Set) return [...(inner as Iterable<unknown>)];
    return inner;
  });
}

/** The files that a where matches, with the first file that it binds in the same way: names of captures do not matter. */
function partition(where: Where, files: readonly Path[]): readonly (readonly [Path, Path])[] {
  const first = new Map<string, Path>();
  return files.flatMap((file): (readonly [Path, Path])[] => {
    const bindings = where.match(file);
    if (bindings.length === 0) return [];
    const key = JSON.stringify(bindings.map((binding) => Object.values(binding)));
    const leader = first.get(key) ?? file;
    first.set(key, leader);
    return [[file, leader]];
  });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isWhere(value);
}
