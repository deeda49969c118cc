import type { ConfigPlace } from '../core/error.ts';

/** A value as a file wrote it, with its place. Aliases share one. */
export interface Written {
  readonly value: string | number | boolean | null | readonly Written[] | ReadonlyMap<string, Entry>;
  readonly at: ConfigPlace;
  /** False when a pack that ships wrote it. */
  readonly own: boolean;
  /** How a `{a, b}` was spelt: most likely a path that lacks its quotes. */
  readonly braces?: string;
}

export interface Entry {
  readonly key: ConfigPlace;
  readonly value: Written;
}

/** The entries of a map; none where something else stands. */
export function entriesOf(written: Written | undefined): ReadonlyMap<string, Entry> {
  return written?.value instanceof Map ? (written.value as ReadonlyMap<string, Entry>) : nothing;
}

const nothing: ReadonlyMap<string, Entry> = new Map();

/** The items of a list; a single value is a list of one. */
export function itemsOf(written: Written | undefined): readonly Written[] {
  if (!written) return [];
  return Array.isArray(written.value) ? (written.value as readonly Written[]) : [written];
}

/** The texts of a where, a list of paths and the like, with their places. */
export function textsOf(written: Written | undefined): readonly { readonly text: string; readonly at: ConfigPlace }[] {
  return itemsOf(written).flatMap(({ value, at }) => (typeof value === 'string' ? [{ text: value, at }] : []));
}

/** The value without places. */
export function plain(written: Written): unknown {
  const { value } = written;
  if (Array.isArray(value)) return (value as readonly Written[]).map(plain);
  if (value instanceof Map) return plainMap(value as ReadonlyMap<string, Entry>);
  return value;
}

/** A map's values without places. */
export function plainMap(entries: ReadonlyMap<string, Entry>): Record<string, unknown> {
  return Object.fromEntries([...entries].map(([key, entry]) => [key, plain(entry.value)]));
}

/** The value at a path of keys and indexes, or undefined. */
export function valueAt(written: Written, path: readonly PropertyKey[]): Written | undefined {
  let here: Written | undefined = written;
  for (const step of path) {
    if (!here) return undefined;
    if (Array.isArray(here.value)) here = (here.value as readonly Written[])[Number(step)];
    else here = entriesOf(here).get(String(step))?.value;
  }
  return here;
}

/** What stands there, in a word. */
export function describe(written: Written | undefined): string {
  const value = written?.value;
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Map) return 'a map';
  return typeof value === 'string'
    ? JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)
    : String(value as number | boolean);
}
