import { pathText, plain, words } from '../core/plain.ts';
import type { Report, ReportedFix, ReportedRule, ReportedViolation } from '../core/report.ts';
import {
  count,
  knownText,
  notesOf,
  placeText,
  printable,
  referenceText,
  type Reporter,
  sinceText,
  stepsText,
  verdict,
} from './reporter.ts';

/** For an agent: grouped by rule, what is shared said once, one line for each violation, and nothing when there is nothing. */
export const agent: Reporter = (report) => {
  const { summary } = report;
  const violations = report.violations.map(printable);
  const tail = `. ${count(summary.files, 'file')}, ${count(summary.rules, 'rule')}.${sinceText(summary)}${knownText(report)}`;
  const notes = twoNotes(report);
  if (violations.length === 0) return `${[`${verdict(report)}${tail}`, ...notes].join('\n')}\n`;
  const warnings = summary.warnings ? `, ${count(summary.warnings, 'warning')}` : '';
  const fixable = summary.fixable ? ` (${summary.fixable} with a safe fix: \`lintel fix\`)` : '';
  const ids = shortIds(violations);
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const groups = grouped(violations).map((group) => groupText(group, rules, ids));
  return `${[`${count(summary.errors, 'error')}${warnings}${fixable}${tail}`, ...groups, ...notes].join('\n')}\n`;
};

/** One rule and one reference. */
function grouped(violations: readonly ReportedViolation[]): ReportedViolation[][] {
  const groups = new Map<string, ReportedViolation[]>();
  for (const violation of violations) {
    const key = `${violation.rule}\0${violation.severity}\0${violation.see ? referenceText(violation.see) : ''}`;
    const group = groups.get(key);
    if (group) group.push(violation);
    else groups.set(key, [violation]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function groupText(
  group: readonly ReportedViolation[],
  rules: ReadonlyMap<string, ReportedRule>,
  ids: ReadonlyMap<string, string>,
): string {
  const [first] = group;
  if (!first) return '';
  const head = rules.get(first.rule);
  const shared = sharedFix(group);
  const links = `${first.see ? ` see: ${referenceText(first.see)}` : ''}${shared ?? ''}`;
  const statement = words(head?.statement ?? first.text);
  const lines = [
    '',
    `${pathText(first.rule)}${first.severity === 'warn' ? ' (warning)' : ''}: ${links ? `${unended(statement)}.${links}` : statement}`,
    ...(head?.why ? [`why: ${plain(head.why)}`] : []),
  ];
  for (const inFile of byFile(group)) {
    const [only] = inFile;
    const body = (violation: ReportedViolation): string => bodyText(violation, shared !== null, ids);
    const id = (violation: ReportedViolation): string => ids.get(violation.id) ?? violation.id;
    const place = (violation: ReportedViolation): string =>
      violation.at.place ? `${placeText(violation).slice(violation.at.file.length)} ` : '';
    if (inFile.length === 1 && only) lines.push(` ${id(only)} ${placeText(only)} ${body(only)}`);
    else
      lines.push(
        ` ${only?.at.file ?? ''}`,
        ...inFile.map((violation) => `  ${id(violation)} ${place(violation)}${body(violation)}`),
      );
  }
  return lines.join('\n');
}

/** What all of a group's fixes have in common, said in its head. */
function sharedFix(group: readonly ReportedViolation[]): string | null {
  const words = group.map(({ fix }) => (fix ? fixText(fix, fix.verb) : ''));
  const [first] = words;
  if (!first || (group.length < 2 && !group[0]?.fix?.verb)) return null;
  return words.every((word) => word === first) && group.every(({ fix }) => (fix?.resolves.length ?? 0) < 2)
    ? first
    : null;
}

function bodyText(violation: ReportedViolation, fixIsSaid: boolean, ids: ReadonlyMap<string, string>): string {
  const text = violation.brief ?? violation.text;
  if (fixIsSaid || !violation.fix) return text;
  const also = violation.fix.resolves.filter((id) => id !== violation.id).map((id) => ids.get(id) ?? id);
  return `${unended(text)}.${fixText(violation.fix, violation.fix.steps.length < 2 ? violation.fix.verb : undefined)}${also.length ? ` (also ${also.join(', ')})` : ''}`;
}

/** A sentence that goes on has no full stop of its own. */
function unended(text: string): string {
  return text.replace(/\.$/, '');
}

function fixText(fix: ReportedFix, verb?: string): string {
  const words = verb ?? (fix.safety === 'manual' ? stepsText(fix.steps, 4) : fix.title);
  return ` fix(${fix.safety}): ${words}${(fix.safety === 'suggested' || words === verb) && fix.reason !== undefined ? ` (${fix.reason})` : ''}`;
}

function byFile(group: readonly ReportedViolation[]): ReportedViolation[][] {
  const files = new Map<string, ReportedViolation[]>();
  for (const violation of group) {
    const inFile = files.get(violation.at.file);
    if (inFile) inFile.push(violation);
    else files.set(violation.at.file, [violation]);
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, inFile]) => inFile);
}

/** The shortest prefix, of six letters or more, that tells all ids apart. */
function shortIds(violations: readonly ReportedViolation[]): ReadonlyMap<string, string> {
  let length = 6;
  const distinct = (): number => new Set(violations.map(({ id }) => id.slice(0, length))).size;
  while (length < 10 && distinct() < violations.length) length++;
  return new Map(violations.map(({ id }) => [id, id.slice(0, length)]));
}

/** Two at most; the rest is counted. */
function twoNotes(report: Report): string[] {
  const notes = notesOf(report);
  return notes.length > 2 ? [...notes.slice(0, 2), `+${notes.length - 2} more: lintel check --format json`] : notes;
}
