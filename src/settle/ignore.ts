import type { Suppression } from '../core/code.ts';
import type { Path } from '../core/location.ts';
import type { Problem } from '../core/violation.ts';

/** One ignore comment at work. */
export interface Ignore {
  readonly file: Path;
  readonly suppression: Suppression;
  excused: number;
}

/** Finds the comment, if any, that covers a problem of this rule, and counts the excuse on every one that does. */
export function ignores(inFile: readonly Ignore[], rule: string, problem: Problem): boolean {
  let covered = false;
  for (const ignore of inFile) {
    const { rules, covers } = ignore.suppression;
    if (!rules.includes(rule)) continue;
    const line = problem.at.place?.line;
    if (covers !== null && (line === undefined || line < covers[0] || line > covers[1])) continue;
    ignore.excused++;
    covered = true;
  }
  return covered;
}
