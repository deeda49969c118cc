import type { ReportedViolation } from '../core/report.ts';
import { commandData, commandProperty } from './escape.ts';
import { count, messageOf, pathOf, printable, type Reporter } from './reporter.ts';

/** The maximum number of annotations of each type that GitHub shows for a step. */
const most = 10;

/** Annotations of GitHub Actions; the step summary lists those beyond the limit. */
export const github: Reporter = (report, { prefix = '' }) => {
  const failures = report.errors.map(({ message, at }) =>
    command('error', at ? { file: prefix + at.file, line: at.line, col: at.column } : {}, message),
  );
  const [errors, warnings] = (['error', 'warn'] as const).map((severity) =>
    report.violations
      .filter((violation) => violation.severity === severity)
      .map((violation) => annotation(violation, prefix)),
  );
  const lists = [[...failures, ...(errors ?? [])], warnings ?? []];
  const left = lists.reduce((sum, list) => sum + Math.max(0, list.length - most), 0);
  const shown = lists.flatMap((list) => list.slice(0, most));
  const more = left > 0 ? [`${count(left, 'more annotation')}: see the step summary`] : [];
  return [...shown, ...more].map((line) => `${line}\n`).join('');
};

function annotation(raw: ReportedViolation, prefix: string): string {
  const violation = printable(raw);
  const { rule, severity, at } = violation;
  const place = at.place
    ? {
        line: at.place.line,
        endLine: at.place.endLine,
        // Columns are only valid within one line.
        ...(at.place.line === at.place.endLine ? { col: at.place.column, endColumn: at.place.endColumn } : {}),
      }
    : {};
  const properties = { file: pathOf(raw, prefix), ...place, title: rule };
  return command(severity === 'error' ? 'error' : 'warning', properties, messageOf(violation));
}

function command(type: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const told = Object.entries(properties).map(([key, value]) => `${key}=${commandProperty(String(value))}`);
  return `::${type}${told.length > 0 ? ` ${told.join(',')}` : ''}::${commandData(message)}`;
}
