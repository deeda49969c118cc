import type { ReportedViolation } from '../core/report.ts';
import { azureData, azureProperty } from './escape.ts';
import { messageOf, pathOf, printable, type Reporter } from './reporter.ts';

/** Logging commands of Azure Pipelines: each shows as an error or a warning of the step. */
export const azure: Reporter = (report, { prefix = '' }) => {
  const failures = report.errors.map(({ message, at }) =>
    command('error', at ? { sourcepath: prefix + at.file, linenumber: at.line, columnnumber: at.column } : {}, message),
  );
  const issues = report.violations.map((violation) => issueOf(violation, prefix));
  return [...failures, ...issues].map((line) => `${line}\n`).join('');
};

function issueOf(raw: ReportedViolation, prefix: string): string {
  const violation = printable(raw);
  const { rule, severity, at } = violation;
  const place = at.place ? { linenumber: at.place.line, columnnumber: at.place.column } : {};
  const properties = { sourcepath: pathOf(raw, prefix), ...place, code: rule };
  return command(severity === 'error' ? 'error' : 'warning', properties, messageOf(violation));
}

function command(type: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const told = Object.entries({ type, ...properties }).map(([key, value]) => `${key}=${azureProperty(String(value))};`);
  return `##vso[task.logissue ${told.join('')}]${azureData(message)}`;
}
