import type { ReportedViolation } from '../core/report.ts';
import { count, referenceText, repairText, type Reporter } from './reporter.ts';

const titles: Readonly<Record<string, string>> = {
  naming: 'Naming convention violation',
  layering: 'Layering violation',
  contract: 'API contract violation',
  coverage: 'Test coverage violation',
  structure: 'Structure violation',
};

/** One block for each violation, complete in itself. */
export const blocks: Reporter = ({ violations, summary }) =>
  violations.length ? `${violations.map(block).join('\n\n')}\n` : `ok. ${count(summary.files, 'file')}, ${count(summary.rules, 'rule')}.\n`;

/** One violation, complete in itself. */
export function block(violation: ReportedViolation): string {
  const { severity, family, at, found, expected, fix, why, see } = violation;
  const lines = [
    `${severity === 'error' ? 'ERROR' : 'WARNING'}: ${titles[family] ?? family}`,
    `File: ${at.file}`,
    ...(at.place ? [`Line: ${at.place.line}`] : []),
    `Found: ${found.includes('`') ? found : `\`${found}\``}`,
    `Expected${family === 'naming' ? ' pattern' : ''}: ${expected}`,
    ...(why ? [`Why: ${why}`] : []),
    ...violation.evidence.map((one) => `Evidence: ${one.file}${one.line === null ? '' : `:${one.line}`} ${one.text}`),
    ...(fix ? [`Fix: ${repairText(fix)}`] : []),
    ...(see ? [`Reference: See ${referenceText(see)}`] : []),
  ];
  return lines.join('\n');
}
