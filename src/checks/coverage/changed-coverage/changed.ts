import type { LineRange } from '../../../core/changes.ts';
import type { Coverage } from '../../../core/coverage.ts';
import type { Execution } from '../../../core/execution.ts';
import type { Path } from '../../../core/location.ts';
import type { Changing } from '../../../core/view.ts';
import type { Measurable, Measured } from '../../../graph/coverage/measure.ts';
import { isLeftOut } from '../../../graph/coverage/records.ts';
import { codeOf, unreached } from '../../../graph/coverage/untested.ts';

/** A file with changes, and what the report says of the code that they are in. */
export interface ChangedFile {
  readonly file: Path;
  readonly execution: Execution;
  readonly measured: Coverage;
  /** No report names the file, so that all its code counts as uncovered. */
  readonly isAbsent: boolean;
}

type Compared = Measurable & Changing;

/** The judged files with changed lines, in order of path. */
export function filesWithChanges(project: Compared): Path[] {
  const { changes } = project;
  if (!changes) return [];
  return project.files.filter(
    (file) =>
      (changes.added.has(file) || changes.changed.has(file)) &&
      !isLeftOut(project, file) &&
      changesCode(project.facts(file, 'execution'), project.changedLines(file)),
  );
}

export function changedFiles(project: Compared, { files }: Measured, changed: readonly Path[]): ChangedFile[] {
  return changed.map((file) => {
    const execution = project.facts(file, 'execution');
    const measured = files.get(file);
    const isAbsent = measured === undefined;
    const ranges = project.changedLines(file);
    return { file, execution, measured: within(measured ?? unreached(execution), execution, ranges), isAbsent };
  });
}

/** Comments, blank lines and types do not run. */
function changesCode({ lines, functions }: Execution, ranges: readonly LineRange[]): boolean {
  return lines.some((line) => has(ranges, line)) || functions.some(({ at }) => has(ranges, at.line));
}

/** Of what was measured, the part that changed. A function has changed if a statement of it has, or its first line. */
function within(measured: Coverage, { lines, functions }: Execution, ranges: readonly LineRange[]): Coverage {
  const changed = lines.filter((line) => has(ranges, line));
  return {
    lines: measured.lines.filter(({ line }) => has(ranges, line)),
    branches: measured.branches.filter(({ line }) => has(ranges, line)),
    functions: measured.functions.filter((one) => {
      const at = codeOf(one, functions)?.at;
      return has(ranges, one.line) || changed.some((line) => at && at.line <= line && line <= at.endLine);
    }),
    statements: [],
    // A report of totals tells of no line whether it is covered.
    counts: measured.totals ? [] : measured.counts,
    totals: null,
  };
}

function has(ranges: readonly LineRange[], line: number): boolean {
  return ranges.some(([first, last]) => first <= line && line <= last);
}
