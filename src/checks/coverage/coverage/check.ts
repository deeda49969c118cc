import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { Figure, Metric } from '../../../core/coverage.ts';
import { executableSections } from '../../../core/language.ts';
import type { Location, Path } from '../../../core/location.ts';
import { coverageCommand, coverageReports, oneWhere } from '../../../core/options.ts';
import type { Keeping, Linked } from '../../../core/view.ts';
import type { Problem } from '../../../core/violation.ts';
import type { Where } from '../../../core/zone.ts';
import { commandFault } from '../../../graph/coverage/command.ts';
import { isSound, isWhole, postponement, reportFaults } from '../../../graph/coverage/faults.ts';
import { fallen, figureOf, lacking, percent } from '../../../graph/coverage/figures.ts';
import { type Measurable, measure } from '../../../graph/coverage/measure.ts';
import { nextTest } from '../../../graph/coverage/next-test.ts';
import { reportReads } from '../../../graph/coverage/reports.ts';
import { unreached, untestedFunctions } from '../../../graph/coverage/untested.ts';
import { isUncounted, type Tells, uncountedText, unmergedText } from '../../../graph/coverage/uncounted.ts';
import { again, carriedText, manual, mapping } from '../../../graph/coverage/words.ts';
import { areEndpointsKept, endpointsOption, specsOf, unknownEndpoints, untestedEndpoints } from './endpoints.ts';
import { gapsOf, type Group, groupsOf } from './groups.ts';
import { newFunctions, newText, reachedIn } from './kept.ts';
import {
  type Floor,
  floorsOf,
  isMinimumKept,
  keptMetrics,
  minimumOption,
  minimumText,
  wanted,
  writtenMetrics,
} from './minimum.ts';

const options = z.strictObject({
  report: coverageReports,
  per: z
    .union([z.enum(['all', 'file']), oneWhere])
    .default('all')
    .describe("What is measured together: 'all' files, each 'file', or each instance of a zone."),
  minimum: minimumOption,
  endpoints: endpointsOption,
  command: coverageCommand,
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
  covers: ['lcov', 'istanbul', 'Cobertura', 'Clover', 'V8'],
  unfinished: true,
  options,
  strictness: { minimum: isMinimumKept, endpoints: areEndpointsKept, stale: ['ignore', 'error'], command: 'free' },
  reads: (o) => ({
    facts: [...executableSections, 'size', 'execution', 'layout'],
    graph: 'edges',
    ...(o.endpoints === false ? {} : { routes: true }),
    documents: [{ language: 'openapi', ageless: true, select: (paths) => specsOf(o, paths) }, ...reportReads(o.report)],
    disk: true,
    age: true,
    mode: true,
    figures: true,
  }),
  postponed(project, o) {
    const measured = project.share(() => measure(project, o));
    const reason = project.mode === 'gate' ? null : postponement(project, measured, o);
    if (
      reason !== null ||
      o.endpoints !== false ||
      !isWhole(project, measured) ||
      !isUncounted(measured.records, writtenMetrics(o.minimum), counts)
    )
      return reason;
    return uncountedText(measured.records, writtenMetrics(o.minimum), counts).join('; ');
  },
  messages: {
    fell: (d) => `Fewer ${d['metric']} of ${d['scope']} are covered than the baseline keeps.`,
    below: (d) => `Too few ${d['metric']} of ${d['scope']} are covered.`,
    absent: (d) => `\`${d['file']}\` has no coverage record.`,
    untested: (d) => `No test runs the handler of \`${d['method']?.toUpperCase()} ${d['path']}\`.`,
    missing: (d) => `\`${d['report']}\` does not exist.`,
    stale: (d) => `\`${d['report']}\` is older than the files it covers.`,
    unmapped: (d) => `The report names \`${d['path']}\`, which is not a file of the project.`,
    ambiguous: (d) => `The report names \`${d['path']}\`, which matches several files.`,
    unreadable: (d) => `\`${d['report']}\` is not a complete coverage report.`,
  },
  *mistakes(project, o) {
    const fault = o.command === undefined ? null : commandFault(o.command, project.packages);
    if (fault !== null) yield fault;
    const measured = project.share(() => measure(project, o));
    // Of a report that is old or damaged, that is to be said first.
    if (!isWhole(project, measured)) return;
    yield* unmergedText(measured.records);
  },
  *notes(project, o) {
    const measured = project.share(() => measure(project, o));
    if (!isWhole(project, measured)) return;
    yield* uncountedText(measured.records, writtenMetrics(o.minimum), counts);
    yield* carriedText(measured.carried);
    if (o.endpoints !== false) yield* unknownEndpoints(project, measured);
  },
  reached(project, o) {
    const kept = keptMetrics(o.minimum);
    if (kept.length === 0) return [];
    const measured = project.share(() => measure(project, o));
    return isWhole(project, measured) ? reachedIn(groupsOf(o.per, measured.files), kept) : null;
  },
  statement: (o) =>
    `${minimumText(o.minimum)} ${perText(o.per)}${o.endpoints === false ? '' : '; a test runs the handler of each endpoint'}`,
  *check(project, o, problem) {
    const measured = project.share(() => measure(project, o));
    for (const { message, at, details } of reportFaults(project, o, measured))
      yield problem(message, { report: at.file }, at, details);
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
      yield problem(
        'absent',
        { file },
        { file, place: null },
        {
          found: 'no record',
          expected: `a record in ${o.report.join(', ')}`,
          brief: 'has no coverage record',
          fix: () =>
            manual('add a test', stepsFor(project, { file, measured: unreached(project.facts(file, 'execution')) }, o)),
        },
      );
    }
    for (const group of groupsOf(o.per, measured.files)) yield* ofFigures(project, group, o, problem);
    if (o.endpoints !== false) yield* untestedEndpoints(project, o, { measured, problem });
  },
});

function* ofFigures(project: Judged, all: Group, o: Options, problem: Raise<'below' | 'fell'>): Iterable<Problem> {
  for (const [metric, least] of floorsOf(o.minimum)) {
    // What a report does not list is told, and is neither covered nor uncovered.
    const group = { ...all, files: all.files.filter(({ measured }) => measured.counts.includes(metric)) };
    const figure = figureOf(
      group.files.map(({ measured }) => measured),
      metric,
    );
    const data = { metric, scope: all.name };
    const kept = least === 'baseline' ? project.kept(all.name, metric) : null;
    const more = lackOf(figure, least, kept);
    if (more === 0) continue;
    const gaps = gapsOf(group, metric, (file) => project.facts(file, 'execution'));
    const worst = group.files.find(({ file }) => file === gaps.file);
    const found = `${amount(figure, metric)}${o.per === 'file' ? '' : ` in ${all.name}`}`;
    const fix = () =>
      manual(`cover ${more} more of ${figure.total} ${metric}`, worst ? stepsFor(project, worst, o) : again(o));
    if (kept) {
      const news = newFunctions(project, group);
      yield problem('fell', data, at(gaps.file, gaps.line), {
        found,
        expected: `the share of ${amount(kept, metric)} in the baseline: ${more} more`,
        brief: `${found}, was ${kept.covered} of ${kept.total} (${percent(kept)}): ${more} more needed; ${newText(news) ?? `uncovered: ${gaps.shown}`}`,
        evidence: [...news, ...gaps.evidence],
        fix,
      });
    } else if (typeof least === 'number')
      yield problem('below', data, at(gaps.file, gaps.line), {
        found,
        expected: `${wanted(least)}: ${more} more`,
        brief: `${found}, ${wanted(least)}: ${more} more needed; uncovered: ${gaps.shown}`,
        evidence: gaps.evidence,
        fix,
      });
  }
}

/** What was never kept is no floor. */
function lackOf(figure: Figure, least: Floor, kept: Figure | null): number {
  if (kept) return fallen(figure, kept);
  return least === 'baseline' ? 0 : lacking(figure, least);
}

type Judged = Measurable & Linked & Keeping;

function stepsFor(project: Judged, { file, measured }: Group['files'][number], o: Options): string[] {
  const functions = untestedFunctions(measured, project.facts(file, 'execution'));
  return [nextTest(project, file, functions), ...again(o)];
}

const counts: Tells = (record, metric) => record.counts.includes(metric);

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
