import type { Problem } from './violation.ts';

/** By UTF-16 units: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

type Placed = Pick<Problem, 'at' | 'message' | 'data'>;

/** File, then start; problems without a place come first. */
export function byPlace(a: Placed, b: Placed): number {
  return byStart(a, b) || byWords(a, b);
}

/** File, start, rule. */
export function inOrder<V extends Placed & { readonly rule: string }>(violations: readonly V[]): V[] {
  return [...violations].sort((a, b) => byStart(a, b) || compare(a.rule, b.rule) || byWords(a, b));
}

function byStart({ at: a }: Placed, { at: b }: Placed): number {
  return (
    compare(a.file, b.file) ||
    (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0)
  );
}

function byWords(a: Placed, b: Placed): number {
  return compare(a.message, b.message) || compare(JSON.stringify(a.data), JSON.stringify(b.data));
}
