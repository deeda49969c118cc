import { plain } from '../core/plain.ts';
import { groupBy } from '../core/group.ts';
import type { Report, ReportedRule, ReportedViolation } from '../core/report.ts';
import { xml } from '../core/xml.ts';
import { count, messageOf, placeText, printable, type Reporter } from './reporter.ts';

/** A test case for each rule, also for those that passed: a family is a suite. */
export const junit: Reporter = (report) => {
  const violations = groupBy(report.violations, ({ rule }) => rule);
  const suites = [...groupBy(report.rules, ({ family }) => family)].map(([family, rules]) =>
    suiteText(family, rules, violations),
  );
  const failures = report.rules.filter((rule) => isFailure(rule, violations)).length;
  const counts = countsText(report.rules.length + report.errors.length, failures, report.errors.length);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lintel" ${counts}>\n${[...suites, ...errorSuite(report)].join('')}</testsuites>\n`;
};

type Violations = ReadonlyMap<string, readonly ReportedViolation[]>;

/** Warnings alone do not fail a build. */
function isFailure({ id }: ReportedRule, violations: Violations): boolean {
  return (violations.get(id) ?? []).some(({ severity }) => severity === 'error');
}

function suiteText(family: string, rules: readonly ReportedRule[], violations: Violations): string {
  const failures = rules.filter((rule) => isFailure(rule, violations)).length;
  const skipped = rules.filter(({ outcome }) => outcome === 'not-run').length;
  const cases = rules.map((rule) => caseText(rule, violations));
  return `  <testsuite name="${xml(family)}" ${countsText(rules.length, failures, 0, skipped)}>\n${cases.join('')}  </testsuite>\n`;
}

function caseText(rule: ReportedRule, violations: Violations): string {
  const open = `    <testcase classname="${xml(rule.family)}" name="${xml(plain(rule.id))}" time="0"`;
  const found = violations.get(rule.id) ?? [];
  const list = found.map((one) => `${placeText(printable(one))} ${messageOf(printable(one))}`).join('\n');
  if (isFailure(rule, violations))
    return `${open}>\n      <failure message="${xml(count(found.length, 'violation'))}" type="${xml(rule.check)}">${lineByLine(list)}</failure>\n    </testcase>\n`;
  if (found.length > 0) return `${open}>\n      <system-out>${lineByLine(list)}</system-out>\n    </testcase>\n`;
  if (rule.outcome === 'not-run')
    return `${open}>\n      <skipped message="${xml(plain(rule.reason ?? ''))}"/>\n    </testcase>\n`;
  return `${open}/>\n`;
}

function errorSuite({ errors }: Report): string[] {
  if (errors.length === 0) return [];
  const cases = errors.map(
    ({ code, message, at }) =>
      `    <testcase classname="configuration" name="${xml(at ? `${plain(at.file)}:${at.line}` : code)}" time="0">\n      <error message="${xml(plain(message))}" type="${xml(code)}"/>\n    </testcase>\n`,
  );
  return [
    `  <testsuite name="configuration" ${countsText(errors.length, 0, errors.length, 0)}>\n${cases.join('')}  </testsuite>\n`,
  ];
}

/** The schema of Jenkins lets a suite have `skipped`, and all suites together not. */
function countsText(tests: number, failures: number, errors: number, skipped?: number): string {
  const skippedText = skipped === undefined ? '' : ` skipped="${skipped}"`;
  return `tests="${tests}" failures="${failures}" errors="${errors}"${skippedText} time="0"`;
}

/** Line ends stay, so that the body can be read. */
function lineByLine(text: string): string {
  return text.split('\n').map(xml).join('\n');
}
