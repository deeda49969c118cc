import type { Metric, Reached } from '../../../core/coverage.ts';
import type { Evidence } from '../../../core/violation.ts';
import type { Keeping } from '../../../core/view.ts';
import { figureOf } from '../../../graph/coverage/figures.ts';
import { fewOf } from '../../../graph/coverage/gaps.ts';
import type { Measurable } from '../../../graph/coverage/measure.ts';
import { functionText, untestedFunctions } from '../../../graph/coverage/untested.ts';
import type { Group } from './groups.ts';

/** What was measured of each group. A figure of some of its files is none of the group. */
export function reachedIn(groups: readonly Group[], kept: readonly Metric[]): Reached[] {
  return groups.flatMap(({ name, files }) =>
    kept.map((metric) => ({
      scope: name,
      metric,
      figure:
        files.length > 0 && files.every(({ measured }) => measured.counts.includes(metric))
          ? figureOf(
              files.map(({ measured }) => measured),
              metric,
            )
          : null,
    })),
  );
}

/** Functions that came since the baseline was last committed, and that no test calls. */
export function newFunctions(project: Measurable & Keeping, { files }: Group): Evidence[] {
  return files.flatMap(({ file, measured }) => {
    const ranges = project.newLines(file);
    if (ranges.length === 0) return [];
    return untestedFunctions(measured, project.facts(file, 'execution'))
      .filter(({ line }) => ranges.some(([first, last]) => first <= line && line <= last))
      .map((one) => ({ file, line: one.line, text: `new and not covered: ${functionText(one)}` }));
  });
}

/** The new functions for the first line of a message; null where none is known. */
export function newText(found: readonly Evidence[]): string | null {
  return found.length === 0 ? null : fewOf(found.map(({ text }) => text));
}
