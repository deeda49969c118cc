import type { Suppression } from '../core/code.ts';
import type { Path } from '../core/location.ts';
import type { Problem } from '../core/violation.ts';

/** An ignore comment and its uses. */
export interface Ignore {
  readonly file: Path;
  readonly suppression: Suppression;
  excused: number;
}

type Lines = readonly [first: number, last: number];

/**
 * Finds those of a rule's problems in one file that its comments cover, and counts the excuse on every comment that covers one. Lines are looked up in
 * order, so that many comments over many problems cost no more than their numbers.
 */
export function ignored(inFile: readonly Ignore[], rule: string, problems: readonly Problem[]): ReadonlySet<Problem> {
  const mine = inFile.filter(({ suppression }) => suppression.rules.includes(rule));
  if (mine.length === 0) return new Set();
  const lines = Float64Array.from(problems.flatMap(({ at }) => at.place?.line ?? [])).sort();
  let isWhole = false;
  const stretches: Lines[] = [];
  for (const ignore of mine) {
    const { covers } = ignore.suppression;
    if (covers === null) isWhole = true;
    else stretches.push(covers);
    ignore.excused += covers === null ? problems.length : countUpTo(lines, covers[1]) - countUpTo(lines, covers[0] - 1);
  }
  const isCovered = coverage(stretches);
  return new Set(problems.filter(({ at }) => isWhole || (at.place !== null && isCovered(at.place.line))));
}

/** The number of sorted values up to a limit. */
function countUpTo(numbers: Float64Array, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Is a line in any of these ranges? */
function coverage(stretches: readonly Lines[]): (line: number) => boolean {
  const merged: [first: number, last: number][] = [];
  for (const [first, last] of [...stretches].sort(([a], [b]) => a - b)) {
    const before = merged.at(-1);
    if (before && first <= before[1]) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  const firsts = Float64Array.from(merged, ([first]) => first);
  return (line) => line <= (merged[countUpTo(firsts, line) - 1]?.[1] ?? -Infinity);
}
