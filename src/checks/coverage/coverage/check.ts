import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import { type Figure, type Metric, metrics } from '../../../core/coverage.ts';
import { executableSections } from '../../../core/language.ts';
import { loneFault } from '../../../core/glob.ts';
import type { Location, Path } from '../../../core/location.ts';
import { oneWhere } from '../../../core/options.ts';
import type { Problem } from '../../../core/violation.ts';
import type { Where } from '../../../core/zone.ts';
import { commandFault } from './command.ts';
import { figureOf, lacking, percent } from '../../../graph/coverage/figures.ts';
import { measure, type Measurable, type Measured } from '../../../graph/coverage/measure.ts';
import { gapsOf, type Group, groupsOf } from './groups.ts';
import { candidates } from '../../../graph/coverage/reports.ts';
import { untold } from './untold.ts';
import {
  absence,
  again,
  making,
  manual,
  mapping,
  remedy,
  staleness,
  staleText,
} from '../../../graph/coverage/words.ts';

const path = z.string().superRefine((text, context) => {
  const fault = loneFault(text);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});
const floor = z
  .number()
  .max(100)
  .refine(
    (value) => value >= 0 || Number.isInteger(value),
    'a negative number counts what may stay uncovered, so it must be a whole number',
  )
  .optional();

const options = z.strictObject({
  report: z
    .union([path, z.array(path).min(1)])
    .transform((one) => (typeof one === 'string' ? [one] : one))
    .describe(
      'The coverage reports (lcov, JSON of istanbul, Cobertura or Clover XML): a path, a glob or a list of them.',
    ),
  per: z
    .union([z.enum(['all', 'file']), oneWhere])
    .default('all')
    .describe("What is measured together: 'all' files, each 'file', or each instance of a zone."),
  minimum: z
    .strictObject({ lines: floor, branches: floor, functions: floor, statements: floor })
    .describe('The minimum of each metric in percent; a negative number is how many may stay uncovered.'),
  command: z
    .string()
    .optional()
    .describe('The command that generates the report. It is shown in messages and never run.'),
  stale: z
    .enum(['error', 'ignore'])
    .default('error')
    .describe('Whether a report that is older than its sources is a violation.'),
});
type Options = z.infer<typeof options>;

export const coverage = defineCheck({
  name: 'coverage',
  family: 'coverage',
  summary: 'Test coverage reaches the configured minimum.',
  covers: ['lcov', 'istanbul', 'Cobertura', 'Clover'],
  options,
  reads: (o) => ({
    facts: [...executableSections, 'size'],
    documents: [{ language: 'coverage', select: (paths) => o.report.flatMap((one) => candidates(one, paths)) }],
    disk: true,
    age: true,
    mode: true,
  }),
  postponed(project, o) {
    if (project.mode === 'gate') return null;
    const { missing, stale } = measure(project, o);
    const [first] = [
      ...missing.map((one) => `${one} does not exist${remedy(o)}`),
      ...stale.map((one) => `${one.report} ${staleText(one)}${remedy(o)}`),
    ];
    return first ?? null;
  },
  messages: {
    below: (d) => `Too few ${d['metric']} of ${d['scope']} are covered.`,
    absent: (d) => `\`${d['file']}\` has no coverage record.`,
    missing: (d) => `\`${d['report']}\` does not exist.`,
    stale: (d) => `\`${d['report']}\` is older than the files it covers.`,
    unmapped: (d) => `The report names \`${d['path']}\`, which is not a file of the project.`,
    ambiguous: (d) => `The report names \`${d['path']}\`, which matches several files.`,
    unreadable: (d) => `\`${d['report']}\` is not a complete coverage report.`,
  },
  *mistakes(project, o) {
    const fault = o.command === undefined ? null : commandFault(o.command, project.packages);
    if (fault !== null) yield fault;
    const measured = measure(project, o);
    // Of a report that is old or damaged, that is to be said first.
    if (!isSound(project, measured) || measured.reports.some((one) => project.facts(one, 'problems').length > 0))
      return;
    yield* untold(
      measured.records,
      floors(o).map(([metric]) => metric),
    );
  },
  statement: (o) =>
    `${
      floors(o)
        .map(([metric, least]) => (least < 0 ? `at most ${-least} ${metric} uncovered` : `${metric} ${least} %`))
        .join(', ') || 'every file is measured'
    } ${perText(o.per)}`,
  *check(project, o, problem) {
    const measured = measure(project, o);
    yield* ofReports(project, o, measured, problem);
    if (!isSound(project, measured)) return;
    for (const one of measured.lost)
      yield problem(
        one.candidates.length ? 'ambiguous' : 'unmapped',
        { path: one.path, report: one.report },
        at(one.report, one.line),
        mapping(one, o),
      );
    for (const file of measured.absent) {
      if (typeof o.per !== 'string' && o.per.match(file).length === 0) continue;
      const steps = ['add a test that loads it, or make the test runner report files that no test loads', ...again(o)];
      yield problem(
        'absent',
        { file },
        { file, place: null },
        {
          found: 'no record',
          expected: `a record in ${o.report.join(', ')}`,
          brief: 'has no coverage record',
          fix: manual('add a test', steps),
        },
      );
    }
    for (const group of groupsOf(o.per, measured.files)) yield* ofFigures(group, o, problem);
  },
});

/** What is missing, old or not to be read is no figure. A damaged XML report has no record at all, and so would every file be without one. */
function isSound(project: Measurable, { reports, missing, stale, unread }: Measured): boolean {
  return (
    missing.length + stale.length + unread.size === 0 &&
    reports.every(
      (report) => project.facts(report, 'problems').length === 0 || project.facts(report, 'coverage').length > 0,
    )
  );
}

function* ofReports(
  project: Measurable,
  o: Options,
  { reports, missing, unread, stale }: Measured,
  problem: Raise<'missing' | 'stale' | 'unreadable'>,
): Iterable<Problem> {
  for (const [report, why] of unread)
    yield problem(
      'unreadable',
      { report },
      { file: report, place: null },
      { found: why, expected: 'a readable report', brief: why, fix: making(o) },
    );
  for (const report of missing) yield problem('missing', { report }, { file: report, place: null }, absence(o));
  for (const one of stale)
    yield problem('stale', { report: one.report }, { file: one.report, place: null }, staleness(one, o));
  for (const report of reports) {
    const [fault, ...others] = unread.has(report) ? [] : project.facts(report, 'problems');
    if (!fault) continue;
    const found = `${fault.text}${others.length ? ` (and ${others.length} more)` : ''}`;
    yield problem(
      'unreadable',
      { report },
      { file: report, place: fault.at },
      { found, expected: 'a complete coverage report', brief: found, fix: making(o) },
    );
  }
}

function* ofFigures(group: Group, o: Options, problem: Raise<'below'>): Iterable<Problem> {
  for (const [metric, least] of floors(o)) {
    const figure = figureOf(
      group.files.map(({ measured }) => measured),
      metric,
    );
    const more = lacking(figure, least);
    if (more === 0) continue;
    const gaps = gapsOf(group, metric);
    const found = `${amount(figure, metric)}${o.per === 'file' ? '' : ` in ${group.name}`}`;
    yield problem('below', { metric, scope: group.name }, at(gaps.file, gaps.line), {
      found,
      expected: `${wanted(least)}: ${more} more`,
      brief: `${found}, ${wanted(least)}: ${more} more needed; uncovered: ${gaps.shown}`,
      evidence: gaps.evidence,
      fix: manual(`cover ${more} more of ${figure.total} ${metric}`, ['add tests for the uncovered code', ...again(o)]),
    });
  }
}

function floors({ minimum }: Options): (readonly [Metric, number])[] {
  return metrics.flatMap((metric) => (minimum[metric] === undefined ? [] : [[metric, minimum[metric]] as const]));
}

function perText(per: Where | 'all' | 'file'): string {
  if (per === 'all') return 'of all files together';
  return per === 'file' ? 'of each file' : `of each ${per.text}`;
}

function at(file: Path, line: number | null): Location {
  return { file, place: line === null ? null : { line, column: 1, endLine: line, endColumn: 1 } };
}

function amount(figure: Figure, metric: Metric): string {
  return `${figure.covered} of ${figure.total} ${metric} (${percent(figure)})`;
}

function wanted(least: number): string {
  return least < 0 ? `at most ${-least} uncovered` : `at least ${least} %`;
}
