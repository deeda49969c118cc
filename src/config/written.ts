import type { ConfigPlace } from '../core/error.ts';

/** A value as written in a file, with its location. Aliases share one. */
export interface Written {
  readonly value: string | number | boolean | null | readonly Written[] | ReadonlyMap<string, Entry>;
  readonly at: ConfigPlace;
  /** False if it is from a built-in pack. */
  readonly own: boolean;
  /** The text of a `{a, b}`, most likely a path without quotes. */
  readonly braces?: string;
}

export interface Entry {
  readonly key: ConfigPlace;
  readonly value: Written;
}

/** The entries of a map; empty for other values. */
export function entriesOf(written: Written | undefined): ReadonlyMap<string, Entry> {
  return written?.value instanceof Map ? (written.value as ReadonlyMap<string, Entry>) : nothing;
}

const nothing: ReadonlyMap<string, Entry> = new Map();

/** The items of a list; a single value is a list of one. */
export function itemsOf(written: Written | undefined): readonly Written[] {
  if (!written) return [];
  return Array.isArray(written.value) ? (written.value as readonly Written[]) : [written];
}

/** The strings of a where, a list of paths and the like, with their locations. */
export function textsOf(written: Written | undefined): readonly { readonly text: string; readonly at: ConfigPlace }[] {
  return itemsOf(written).flatMap(({ value, at }) => (typeof value === 'string' ? [{ text: value, at }] : []));
}

/** The value without locations. */
export function plain(written: Written): unknown {
  const { value } = written;
  if (Array.isArray(value)) return (value as readonly Written[]).map(plain);
  if (value instanceof Map) return plainMap(value as ReadonlyMap<string, Entry>);
  return value;
}

/** The values of a map without locations. */
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

/** The value in a few words, for messages. */
export function describe(written: Written | undefined): string {
  const value = written?.value;
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Map) return 'a map';
  return typeof value === 'string'
    ? JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)
    : String(value as number | boolean);
}
