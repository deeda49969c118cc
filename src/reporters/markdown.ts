import { plain } from '../core/plain.ts';
import { groupBy } from '../core/group.ts';
import type { Report, ReportedViolation } from '../core/report.ts';
import { code, markdown as escaped } from './escape.ts';
import {
  checkCommand,
  type Context,
  count,
  knownText,
  notesOf,
  placeText,
  printable,
  referenceText,
  repairText,
  type Reporter,
  sinceText,
  sizeText,
  verdict,
} from './reporter.ts';

/** GitHub limits comments to 65,536 characters. */
const most = 60_000;

/** For a comment on a pull request, and for the step summary: one collapsible section for each rule, with links to lines. */
export const markdown: Reporter = (report, context) => {
  const heads = new Map(report.rules.map((rule) => [rule.id, rule]));
  const opening = [`### ${headline(report)}`, '', ...opened(report)];
  const parts: string[] = [];
  let [length, shown] = [opening.join('\n').length, 0];
  for (const [rule, violations] of groupBy(report.violations, (violation) => violation.rule)) {
    const head = heads.get(rule);
    const why = head?.why ? [`**Why:** ${escaped(plain(head.why))}`, ''] : [];
    const before = [
      `<details${report.violations.length <= 10 ? ' open' : ''}><summary>${code(plain(rule))} ${escaped(plain(head?.statement ?? ''))} (${violations.length})</summary>`,
      '',
      ...why,
    ];
    const lines: string[] = [];
    length += before.join('\n').length + 20;
    for (const violation of violations) {
      const line = lineOf(violation, context);
      if (length + line.length > most) break;
      length += line.length + 1;
      lines.push(line);
    }
    if (lines.length === 0) break;
    shown += lines.length;
    parts.push([...before, ...lines, '', '</details>', ''].join('\n'));
  }
  const left = report.violations.length - shown;
  const cut = left > 0 ? [`${count(left, 'more violation')}: run ${code(checkCommand(report))}`, ''] : [];
  return `${[
    ...opening,
    ...parts,
    ...cut,
    ...notesOf(report)
      .slice(0, 20)
      .map((note) => `- ${escaped(note)}`),
  ]
    .join('\n')
    .trimEnd()}\n`;
};

function headline(report: Report): string {
  const { errors, warnings } = report.summary;
  const found = [errors ? count(errors, 'error') : '', warnings ? count(warnings, 'warning') : ''].filter(Boolean);
  return `Lintel: ${found.join(', ') || verdict(report)}`;
}

function opened(report: Report): string[] {
  const { fixable } = report.summary;
  const safe = fixable > 0 ? ` ${fixable} with a safe fix: ${code('lintel fix')}.` : '';
  const tail = escaped(`${sinceText(report.summary)}${knownText(report)}`);
  const failures = report.errors.slice(0, 20).map(({ message }) => `- ${escaped(plain(message))}`);
  return [`${sizeText(report)}.${safe}${tail}`, '', ...failures, ''];
}

function lineOf(raw: ReportedViolation, { link }: Context): string {
  const violation = printable(raw);
  const { at, text, fix, see } = violation;
  const url = link?.(raw.at.file, at.place?.line ?? null) ?? null;
  const place = code(placeText(violation));
  const rule = see ? link?.(raw.see?.file ?? '', see.line) : null;
  const reference = see ? ` See ${rule ? `[${code(referenceText(see))}](${rule})` : code(referenceText(see))}.` : '';
  const repair = fix ? ` **Fix (${fix.safety}):** ${escaped(repairText(fix))}.` : '';
  return `- ${url === null ? place : `[${place}](${url})`} ${escaped(text)}${repair}${reference}`;
}
