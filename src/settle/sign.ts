import { hash } from 'node:crypto';
import type { Problem } from '../core/violation.ts';

/** Problems in order of place, each with its id: rule, file, message and data, and among equals their order. */
export function sign(rule: string, problems: readonly Problem[]): { readonly id: string; readonly problem: Problem }[] {
  const seen = new Map<string, number>();
  return [...problems].sort(byPlace).map((problem) => {
    const data = Object.keys(problem.data).sort().map((key) => [key, problem.data[key]]);
    const key = JSON.stringify([rule, problem.at.file, problem.message, data]);
    const order = seen.get(key) ?? 0;
    seen.set(key, order + 1);
    return { id: hash('sha1', `${key}${order}`).slice(0, 10), problem };
  });
}

/** File, then start; problems without a place come first. */
export function byPlace(a: Problem, b: Problem): number {
  return (
    compare(a.at.file, b.at.file) ||
    (a.at.place?.line ?? 0) - (b.at.place?.line ?? 0) ||
    (a.at.place?.column ?? 0) - (b.at.place?.column ?? 0) ||
    compare(a.message, b.message) ||
    compare(JSON.stringify(a.data), JSON.stringify(b.data))
  );
}

/** By UTF-16 units: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
