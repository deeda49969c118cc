import type { Path } from '../../../core/location.ts';
import type { Rule } from '../../../core/rule.ts';
import { inside } from '../../../core/zone.ts';
import { type Comparing, fewOf, type Weakening, wholeFile } from './finding.ts';

/** Files that the earlier rule would check, and that of now does not. Files that no rule checks anymore are told once, for all rules. */
export function lostFiles(earlier: Rule, now: Rule, { project, earlierPath }: Comparing): Path[] {
  return project.sources.filter(
    (file) => isIn(earlier, file) && isIn(earlier, earlierPath(file) ?? file) && !isIn(now, file),
  );
}

function isIn({ in: where, not }: Rule, file: Path): boolean {
  return (where === null || inside(where, file)) && !(not !== null && inside(not, file));
}

/** Files that `files` and `ignore` of the base include, and those of now do not. */
export function* ignoredFiles({ project, now, earlier, earlierPath }: Comparing): Generator<Weakening> {
  const lost = [...project.tree.keys()].filter(
    (file) =>
      project.idiom(file) !== null &&
      earlier.config.includes(file) &&
      earlier.config.includes(earlierPath(file) ?? file) &&
      !now.config.includes(file),
  );
  if (lost.length === 0) return;
  yield {
    message: 'files-ignored',
    data: {},
    at: wholeFile(now.config.file),
    found: `no longer checked by any rule: ${fewOf(lost)}`,
    expected: 'every file that was checked',
    step: 'restore `files` and `ignore`',
  };
}
