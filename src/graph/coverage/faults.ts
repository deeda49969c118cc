import type { Details } from '../../core/check.ts';
import type { Location } from '../../core/location.ts';
import type { Measurable, Measured } from './measure.ts';
import { shortfallsOf } from './shortfalls.ts';
import { absence, type Commanded, making, missingText, remedy, staleness, staleText } from './words.ts';

/** What is wrong with a report as a whole, so that its figures do not count. */
export interface ReportFault {
  readonly message: 'missing' | 'stale' | 'unreadable';
  readonly at: Location;
  readonly details: Details;
}

export function reportFaults(project: Measurable, o: Commanded, measured: Measured): ReportFault[] {
  const { reports, missing, unread, stale } = measured;
  return [
    ...[...unread].map(([report, why]): ReportFault => ({
      message: 'unreadable',
      at: { file: report, place: null },
      details: { found: why, expected: 'a readable report', brief: why, fix: making(o) },
    })),
    ...missing.map((report): ReportFault => ({
      message: 'missing',
      at: { file: report, place: null },
      details: absence(o, lacks(project, o, report)),
    })),
    ...stale.map((one): ReportFault => ({
      message: 'stale',
      at: { file: one.report, place: null },
      details: staleness(one, o),
    })),
    ...reports.flatMap((report): ReportFault[] => {
      const [fault, ...others] = unread.has(report) ? [] : project.facts(report, 'problems');
      if (!fault) return [];
      const found = `${fault.text}${others.length ? ` (and ${others.length} more)` : ''}`;
      const details = { found, expected: 'a complete coverage report', brief: found, fix: making(o) };
      return [{ message: 'unreadable', at: { file: report, place: fault.at }, details }];
    }),
  ];
}

function lacks(project: Measurable, { command }: Commanded, report: string): readonly string[] {
  return command === undefined ? [] : shortfallsOf(command, report, project);
}

/** Why the reports cannot be judged while somebody is at work; null when they can. */
export function postponement(project: Measurable, { missing, stale }: Measured, o: Commanded): string | null {
  const [first] = [
    ...missing.map((one) => `${one} ${missingText(o, lacks(project, o, one))}`),
    ...stale.map((one) => `${one.report} ${staleText(one)}${remedy(o)}`),
  ];
  return first ?? null;
}

/** What is missing, old or not to be read is no figure. A damaged XML report has no record at all, and so would every file be without one. */
export function isSound(project: Measurable, { reports, missing, stale, unread }: Measured): boolean {
  return (
    missing.length + stale.length + unread.size === 0 &&
    reports.every(
      (report) => project.facts(report, 'problems').length === 0 || project.facts(report, 'coverage').length > 0,
    )
  );
}

/** Is there nothing wrong with any report? What one does not list may be what is damaged. */
export function isWhole(project: Measurable, measured: Measured): boolean {
  return (
    isSound(project, measured) && measured.reports.every((report) => project.facts(report, 'problems').length === 0)
  );
}
