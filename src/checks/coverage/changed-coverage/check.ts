import { z } from 'zod';
import { defineCheck, type Details } from '../../../core/check.ts';
import type { Figure, Metric } from '../../../core/coverage.ts';
import type { Fix } from '../../../core/fix.ts';
import { executableSections } from '../../../core/language.ts';
import type { Location, Path } from '../../../core/location.ts';
import { coverageCommand, coverageFloor, coverageReports } from '../../../core/options.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import type { Evidence } from '../../../core/violation.ts';
import { commandFault } from '../../../graph/coverage/command.ts';
import { isSound, isWhole, postponement, reportFaults } from '../../../graph/coverage/faults.ts';
import { figureOf, firstUncovered, lacking, percent } from '../../../graph/coverage/figures.ts';
import { fewOf, gapTexts, missedOf } from '../../../graph/coverage/gaps.ts';
import { measure, type Measured } from '../../../graph/coverage/measure.ts';
import { nextTest } from '../../../graph/coverage/next-test.ts';
import { reportReads } from '../../../graph/coverage/reports.ts';
import { untestedFunctions } from '../../../graph/coverage/untested.ts';
import { isUncounted, type Tells, uncountedText } from '../../../graph/coverage/uncounted.ts';
import { again, carriedText, manual } from '../../../graph/coverage/words.ts';
import { type ChangedFile, changedFiles, filesWithChanges } from './changed.ts';

const metrics = ['lines', 'branches', 'functions'] as const satisfies readonly Metric[];

const options = z.strictObject({
  report: coverageReports,
  since: z.string().min(1).optional().describe('The commit that the changes are compared with, such as `origin/main`.'),
  minimum: z
    .strictObject({ lines: coverageFloor, branches: coverageFloor, functions: coverageFloor })
    .default({ lines: 100 })
    .describe(
      'The minimum of each metric in the changed code, in percent; a negative number is how many may stay uncovered.',
    ),
  'allow-lines': z
    .int()
    .min(0)
    .default(0)
    .describe('How many changed lines may stay uncovered, whatever the percentage.'),
  command: coverageCommand,
});
type Options = z.infer<typeof options>;

export const changedCoverage = defineCheck({
  name: 'changed-coverage',
  family: 'coverage',
  summary: 'Tests cover the code that changed since a commit.',
  covers: ['lcov', 'istanbul', 'Cobertura', 'Clover', 'V8'],
  options,
  strictness: { minimum: 'more', 'allow-lines': 'fewer', command: 'free' },
  reads: (o) => ({
    facts: [...executableSections, 'size', 'execution', 'layout'],
    graph: 'edges',
    documents: reportReads(o.report),
    changes: { since: o.since ?? null },
    disk: true,
    age: true,
    mode: true,
  }),
  alsoCalled: { 'diff-coverage': '', 'patch-coverage': '' },
  postponed(project, o) {
    if (project.changes === null)
      return 'there is no commit to compare with; run `lintel check --since origin/main`, or set `since: origin/main`';
    const changed = filesWithChanges(project);
    if (changed.length === 0) return null;
    const measured = project.share(() => measure(project, wanted(o)));
    const reason = project.mode === 'gate' ? null : postponement(project, measured, o);
    const records = recordsOfChanges(changed, measured);
    const isJudged = records.size < changed.length || !isUncounted(records, metricsOf(o), lists);
    if (reason !== null || isJudged || !isWhole(project, measured)) return reason;
    return uncountedText(records, metricsOf(o), lists).join('; ');
  },
  *notes(project, o) {
    const changed = filesWithChanges(project);
    if (changed.length === 0) return;
    const measured = project.share(() => measure(project, wanted(o)));
    if (!isWhole(project, measured)) return;
    yield* uncountedText(recordsOfChanges(changed, measured), metricsOf(o), lists);
    yield* carriedText(measured.carried);
  },
  messages: {
    uncovered: (d) => `Too few changed ${d['metric']} of \`${d['file']}\` are covered.`,
    absent: (d) => `\`${d['file']}\` has changed and has no coverage record.`,
    missing: (d) => `\`${d['report']}\` does not exist.`,
    stale: (d) => `\`${d['report']}\` is older than the files it covers.`,
    unreadable: (d) => `\`${d['report']}\` is not a complete coverage report.`,
  },
  *mistakes(project, o) {
    const fault = o.command === undefined ? null : commandFault(o.command, project.packages);
    if (fault !== null) yield fault;
  },
  statement: (o) =>
    `of the code changed since ${o.since ?? 'the commit of `--since`'}: ${floors(o)
      .map(([metric, least]) => (least < 0 ? `at most ${-least} ${metric} uncovered` : `${metric} ${least} %`))
      .join(', ')}`,
  *check(project, o, problem) {
    const changed = filesWithChanges(project);
    if (changed.length === 0) return;
    const measured = project.share(() => measure(project, wanted(o)));
    for (const { message, at, details } of reportFaults(project, o, measured))
      yield problem(message, { report: at.file }, at, details);
    if (!isSound(project, measured)) return;
    const files = changedFiles(project, measured, changed);
    const absent = new Set<ChangedFile>();
    for (const [metric, least] of floors(o)) {
      for (const one of uncoveredIn(files, metric, least, o)) {
        // What no report names lacks all metrics for one reason.
        if (absent.has(one)) continue;
        if (one.isAbsent) absent.add(one);
        yield problem(one.isAbsent ? 'absent' : 'uncovered', { file: one.file, metric }, placeOf(one, metric), {
          ...wordsFor(one, files, metric, least),
          evidence: possibleRecords(one, measured),
          fix: () => testing(project, one, o),
        });
      }
    }
  },
});

function wanted({ report }: Options): { readonly report: readonly string[]; readonly stale: 'error' } {
  return { report, stale: 'error' };
}

function floors({ minimum }: Options): (readonly [Metric, number])[] {
  return metrics.flatMap((metric) => (minimum[metric] === undefined ? [] : [[metric, minimum[metric]] as const]));
}

/** The files that have a part in a figure below its floor. */
function uncoveredIn(files: readonly ChangedFile[], metric: Metric, least: number, o: Options): readonly ChangedFile[] {
  const figure = changedFigure(files, metric);
  const isAllowed = metric === 'lines' && figure.total - figure.covered <= o['allow-lines'];
  return lacking(figure, least) === 0 || isAllowed
    ? []
    : files.filter(({ measured }) => missedOf(measured, metric) > 0);
}

function changedFigure(files: readonly ChangedFile[], metric: Metric): Figure {
  return figureOf(
    files.map(({ measured }) => measured),
    metric,
  );
}

function metricsOf(o: Options): Metric[] {
  return floors(o).map(([metric]) => metric);
}

/** A report of totals tells of no line whether it is covered. */
const lists: Tells = (record, metric) => record.totals === null && record.counts.includes(metric);

function recordsOfChanges(changed: readonly Path[], { records }: Measured): Measured['records'] {
  const files = new Set(changed);
  return new Map([...records].filter(([file]) => files.has(file)));
}

function placeOf({ file, measured }: ChangedFile, metric: Metric): Location {
  const line = firstUncovered(metric === 'lines' ? measured : { ...measured, lines: [] }, metric);
  return { file, place: line === null ? null : { line, column: 1, endLine: line, endColumn: 1 } };
}

function wordsFor(
  { measured, execution, isAbsent }: ChangedFile,
  files: readonly ChangedFile[],
  metric: Metric,
  least: number,
): Pick<Details, 'found' | 'expected' | 'brief'> {
  const figure = changedFigure(files, metric);
  const gaps = gapTexts(measured, execution, metric);
  const lead = isAbsent ? 'has no coverage record; changed' : `changed ${metric} uncovered`;
  const floor = `${least < 0 ? `at most ${-least} uncovered` : `at least ${least} %`} of all changed ${metric}`;
  const more = lacking(figure, least);
  return {
    found: `${lead}: ${gaps.join(', ')}; of all changed ${metric}, ${figure.covered} of ${figure.total} (${percent(figure)})`,
    expected: `${floor}: ${more} more`,
    brief: `${lead}: ${fewOf(gaps)}; ${percent(figure)} of ${figure.total} changed ${metric} covered`,
  };
}

function testing(project: Linked & Lists, { file, measured, execution }: ChangedFile, o: Options): Fix {
  const step = nextTest(project, file, untestedFunctions(measured, execution));
  return manual('test the changed code', [step, ...again(o)]);
}

/** Records whose path may mean the file. */
function possibleRecords({ file, isAbsent }: ChangedFile, { lost }: Measured): Evidence[] {
  return lost
    .filter(({ candidates: found }) => isAbsent && found.includes(file))
    .map(({ report, line, path }) => ({ file: report, line, text: `\`${path}\` may mean this file or another` }));
}
