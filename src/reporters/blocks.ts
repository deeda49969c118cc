import type { ReportedViolation } from '../core/report.ts';
import {
  knownText,
  notesOf,
  printable,
  quotesOf,
  referenceText,
  repairText,
  type Reporter,
  sinceText,
  sizeText,
  verdict,
} from './reporter.ts';

const titles: Readonly<Record<string, string>> = {
  naming: 'Naming convention violation',
  layering: 'Layering violation',
  contract: 'API contract violation',
  coverage: 'Test coverage violation',
  structure: 'Structure violation',
};

/** One self-contained block for each violation. */
export const blocks: Reporter = (report) => {
  const { violations, summary } = report;
  const quotes = quotesOf(violations);
  const parts = violations.length
    ? violations.map((violation) => block(violation, quotes.get(violation)))
    : [`${verdict(report)}. ${sizeText(report)}.${sinceText(summary)}${knownText(report)}`];
  const notes = notesOf(report);
  return `${[...parts, ...(notes.length ? [notes.join('\n')] : [])].join('\n\n')}\n`;
};

/** One violation as a self-contained block, with the quoted convention. */
export function block(violation: ReportedViolation, quote?: string): string {
  const { severity, family, at, found, expected, evidence, fix, why, see } = printable(violation);
  const lines = [
    `${severity === 'error' ? 'ERROR' : 'WARNING'}: ${titles[family] ?? family}`,
    `File: ${at.file}`,
    ...(at.place ? [`Line: ${at.place.line}`] : []),
    `Found: ${found.includes('`') || !at.place ? found : `\`${found}\``}`,
    `Expected${family === 'naming' ? ' pattern' : ''}: ${expected}`,
    ...(why ? [`Why: ${why}`] : []),
    ...evidence.map((one) => `Evidence: ${one.file}${one.line === null ? '' : `:${one.line}`} ${one.text}`),
    ...(fix ? [`Fix: ${repairText(fix)}`] : []),
    ...(see ? [`Reference: See ${referenceText(see)}${quote === undefined ? '' : `: ${quote}`}`] : []),
  ];
  return lines.join('\n');
}
