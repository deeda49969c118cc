import { styleText } from 'node:util';
import { type Cause, causesOf } from '../core/cause.ts';
import { pathText, plain } from '../core/plain.ts';
import type { Report, ReportedViolation } from '../core/report.ts';
import {
  behindText,
  causesText,
  type Context,
  count,
  knownText,
  notesOf,
  placeText,
  printable,
  quotesOf,
  referenceText,
  repairText,
  type Reporter,
  sinceText,
  verdict,
} from './reporter.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** For a person at a terminal: the message, the code with a caret below it, why, and what to do. */
export const pretty: Reporter = (report, context) => {
  const paint: Paint = (style, text) => (context.colour ? styleText(style, text, { validateStream: false }) : text);
  const causes = causesOf(report.violations);
  const quotes = quotesOf(causes.map(({ shown }) => shown));
  const parts = causes.map((cause) => causeText(cause, quotes.get(cause.shown), context, paint));
  return `${[...parts, closing(report, paint)].join('\n\n')}\n`;
};

function causeText(
  { shown: raw, others }: Cause<ReportedViolation>,
  quote: string | undefined,
  context: Context,
  paint: Paint,
): string {
  const violation = printable(raw);
  const { severity, rule, text, expected, found, why, see, fix, evidence, cause } = violation;
  const label = (name: string): string => paint('dim', name.padStart(11));
  const frame = frameOf(raw, context, paint);
  const steps = fix && repairText(fix);
  return [
    `${paint(severity === 'error' ? ['red', 'bold'] : ['yellow', 'bold'], severity === 'error' ? 'error' : 'warning')} ${paint('bold', text)} ${paint('dim', pathText(rule))}`,
    `  ${paint('cyan', placeText(violation))}`,
    ...(frame.length ? frame : [`${label('found')} ${found}`]),
    `${label('expected')} ${expected}`,
    ...evidence.map(
      (one) => `${label('via')} ${one.file}${one.line === null ? '' : `:${one.line}`} ${paint('dim', one.text)}`,
    ),
    ...(others.length > 0 ? [`${label('cause')} ${cause ?? ''}${behindText({ shown: raw, others }, shortId)}`] : []),
    ...(why ? [`${label('why')} ${why}`] : []),
    ...(steps ? [`${label('fix')} ${paint('green', steps)}`] : []),
    ...(see
      ? [
          `${label('see')} ${referenceText(see)}${see.heading ? ` (${see.heading})` : ''}${quote === undefined ? '' : `: ${quote}`}`,
        ]
      : []),
  ].join('\n');
}

function shortId(id: string): string {
  return id.slice(0, 6);
}

/** The line with its neighbours, and a caret under what is meant. */
function frameOf({ at }: ReportedViolation, context: Context, paint: Paint): string[] {
  const lines = at.place ? context.lines(at.file) : null;
  if (!at.place || !lines) return [];
  const { line, column, endLine, endColumn } = at.place;
  const shown = [line - 1, line, line + 1].filter((n) => n >= 1 && n <= lines.length);
  const margin = String(shown.at(-1) ?? 1).length;
  return shown.flatMap((n) => {
    const source = lines[n - 1] ?? '';
    // A minified line would fill the screen.
    const start = n === line && column > 120 ? column - 40 : 0;
    const row =
      ` ${n === line ? '>' : ' '} ${paint('dim', `${String(n).padStart(margin)} │`)} ${plain(source.slice(start, start + 140))}`.trimEnd();
    if (n !== line) return [row];
    const meant = plain(source.slice(column - 1, endLine === line ? endColumn - 1 : undefined), 100);
    const before = plain(source.slice(start, column - 1), 200);
    return [
      row,
      `   ${paint('dim', `${' '.repeat(margin)} │`)} ${' '.repeat(widthOf(before))}${paint('red', '^'.repeat(Math.max(1, widthOf(meant))))}`,
    ];
  });
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many columns of a terminal a text takes: ideographs and emoji take two. */
function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return [...letters.segment(text)].reduce(
    (sum, { segment }) =>
      sum +
      (/^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}|^[\u{20000}-\u{3fffd}]/u.test(
        segment,
      )
        ? 2
        : 1),
    0,
  );
}

function closing(report: Report, paint: Paint): string {
  const { errors, warnings, fixable, files, rules } = report.summary;
  const found = [
    errors ? paint(['red', 'bold'], count(errors, 'error')) : '',
    warnings ? paint(['yellow', 'bold'], count(warnings, 'warning')) : '',
  ]
    .filter(Boolean)
    .join(', ');
  const fine = verdict(report);
  return [
    `${found ? `${found}${causesText(report.summary)}` : paint([fine === 'ok' ? 'green' : 'red', 'bold'], fine)} in ${count(files, 'file')} by ${count(rules, 'rule')}${report.roots ? ` of ${count(report.roots.length, 'root')}` : ''}${fixable ? `; ${fixable} with a safe fix: lintel fix` : ''}${`${sinceText(report.summary)}${knownText(report)}`.replace(/\.$/, '')}`,
    ...notesOf(report).map((note) => paint('dim', note)),
  ].join('\n');
}
