import type { Location, Place } from '../../../../core/location.ts';
import { termOf } from '../../handlers/written.ts';
import { joined, type ObjectValue, type Value, type Written } from '../../values.ts';

/** A route of a contract, and the keys that lead to it. */
export interface Promised {
  readonly method: string;
  readonly path: Value;
  readonly keys: readonly string[];
  readonly at: Location & { readonly place: Place };
  readonly written: Written;
}

const deepest = 20;

/** The routes of a contract, however deep; null where a part of it is not known. */
export function promisesOf(contract: Value, keys: readonly string[] = []): readonly Promised[] | null {
  if (contract.kind !== 'object' || keys.length > deepest) return null;
  const own = promiseOf(contract, keys);
  if (own) return [own];
  const below = [...contract.entries].map(([key, value]) => promisesOf(value, [...keys, key]));
  return below.some((one) => one === null) ? null : below.flatMap((one) => one ?? []);
}

function promiseOf({ entries, written }: ObjectValue, keys: readonly string[]): Promised | null {
  const [method, path] = [entries.get('method'), entries.get('path')];
  const term = written && termOf(written);
  if (!written || !path || term?.kind !== 'object' || !term.at) return null;
  return {
    method: method?.kind === 'text' ? method.text.toLowerCase() : 'all',
    path,
    keys,
    at: { file: written.at.file, place: term.at },
    written,
  };
}

/** A contract whose paths begin with a prefix. */
export function prefixed(contract: Value, prefix: Value, depth = 0): Value {
  if (contract.kind !== 'object' || depth > deepest) return contract;
  const path = contract.written && contract.entries.get('path');
  const entries = [...contract.entries].map(([key, value]): [string, Value] => {
    if (!path) return [key, prefixed(value, prefix, depth + 1)];
    return [key, value === path ? joined([prefix, path]) : value];
  });
  return { ...contract, entries: new Map(entries) };
}
