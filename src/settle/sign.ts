import { hash } from 'node:crypto';
import type { Path } from '../core/location.ts';
import { byPlace } from '../core/order.ts';
import type { Problem } from '../core/violation.ts';

/** The part of a problem that determines its id. */
export type Named = Pick<Problem, 'message' | 'data'> & { readonly file: Path };

const itself = ({ message, data, at }: Problem): Named => ({ message, data, file: at.file });

/** Problems in order of place, each with its id: rule, file, message and data, and among equals their order. `as` gives them the names of another time. */
export function sign<P extends Problem>(
  rule: string,
  problems: readonly P[],
  as: (problem: P) => Named = itself,
): { readonly id: string; readonly problem: P }[] {
  const seen = new Map<string, number>();
  return [...problems].sort(byPlace).map((problem) => {
    const named = as(problem);
    const data = Object.keys(named.data)
      .sort()
      .map((key) => [key, named.data[key]]);
    const key = JSON.stringify([rule, named.file, named.message, data]);
    const order = seen.get(key) ?? 0;
    seen.set(key, order + 1);
    return { id: hash('sha1', `${key}${order}`).slice(0, 10), problem };
  });
}
