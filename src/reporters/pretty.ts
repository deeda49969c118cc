import { styleText } from 'node:util';
import type { Report, ReportedViolation } from '../core/report.ts';
import { type Context, count, placeText, referenceText, repairText, type Reporter } from './reporter.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** For a person at a terminal: the message, the code with a caret below it, why, and what to do. */
export const pretty: Reporter = (report, context) => {
  const paint: Paint = (style, text) => (context.colour ? styleText(style, text, { validateStream: false }) : text);
  const parts = report.violations.map((violation) => violationText(violation, context, paint));
  return `${[...parts, closing(report, paint)].join('\n\n')}\n`;
};

function violationText(violation: ReportedViolation, context: Context, paint: Paint): string {
  const { severity, rule, text, expected, found, why, see, fix, evidence } = violation;
  const label = (name: string): string => paint('dim', name.padStart(9));
  const frame = frameOf(violation, context, paint);
  const steps = fix && repairText(fix);
  return [
    `${paint(severity === 'error' ? ['red', 'bold'] : ['yellow', 'bold'], severity === 'error' ? 'error' : 'warning')} ${paint('bold', text)} ${paint('dim', rule)}`,
    `  ${paint('cyan', placeText(violation))}`,
    ...(frame.length ? frame : [`${label('found')} ${found}`]),
    `${label('expected')} ${expected}`,
    ...evidence.map((one) => `${label('by way of')} ${one.file}${one.line === null ? '' : `:${one.line}`} ${paint('dim', one.text)}`),
    ...(why ? [`${label('why')} ${why}`] : []),
    ...(steps ? [`${label('fix')} ${paint('green', steps)}`] : []),
    ...(see ? [`${label('see')} ${referenceText(see)}${see.heading ? ` (${see.heading})` : ''}`] : []),
  ].join('\n');
}

/** The line with its neighbours, and a caret under what is meant. */
function frameOf({ at }: ReportedViolation, context: Context, paint: Paint): string[] {
  const lines = at.place ? context.lines(at.file) : null;
  if (!at.place || !lines) return [];
  const { line, column, endLine, endColumn } = at.place;
  const shown = [line - 1, line, line + 1].filter((n) => n >= 1 && n <= lines.length);
  const width = String(shown.at(-1) ?? 1).length;
  const rows = shown.flatMap((n) => {
    const source = (lines[n - 1] ?? '').replaceAll('\t', ' ');
    // A minified line would fill the screen.
    const start = n === line && column > 120 ? column - 40 : 0;
    const row = ` ${n === line ? '>' : ' '} ${paint('dim', `${String(n).padStart(width)} │`)} ${source.slice(start, start + 140)}`;
    if (n !== line) return [row];
    const length = Math.max(1, (endLine === line ? endColumn : source.length + 1) - column);
    return [row, `   ${paint('dim', `${' '.repeat(width)} │`)} ${' '.repeat(column - 1 - start)}${paint('red', '^'.repeat(Math.min(length, 100)))}`];
  });
  return rows;
}

function closing({ summary }: Report, paint: Paint): string {
  const { errors, warnings, fixable, files, rules, notes, notRun } = summary;
  const found = [errors ? paint(['red', 'bold'], count(errors, 'error')) : '', warnings ? paint(['yellow', 'bold'], count(warnings, 'warning')) : ''].filter(Boolean).join(', ');
  return [
    `${found || paint(['green', 'bold'], 'ok')} in ${count(files, 'file')} by ${count(rules, 'rule')}${fixable ? `; ${fixable} with a safe fix: lintel fix` : ''}`,
    ...notRun.map(({ rule, reason }) => paint('dim', `not run: ${rule}: ${reason}`)),
    ...notes.map((note) => paint('dim', note)),
  ].join('\n');
}
