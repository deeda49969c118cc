import type { Path } from '../core/location.ts';
import type { ReportedViolation } from '../core/report.ts';
import { count, placeText, printable } from './reporter.ts';

/** What was fixed, or would be: one line for each violation. */
export function fixedText(
  { fixed, files }: { readonly fixed: readonly ReportedViolation[]; readonly files: readonly Path[] },
  dryRun: boolean,
): string {
  if (fixed.length === 0) return 'fixed 0\n\n';
  const lines = fixed
    .map(printable)
    .map(
      (violation) =>
        ` ${violation.id.slice(0, 6)} ${placeText(violation)} ${violation.brief ?? violation.fix?.title ?? violation.text}`,
    );
  return `${dryRun ? 'would fix' : 'fixed'} ${String(fixed.length)} in ${count(files.length, 'file')}:\n${lines.join('\n')}\n\n`;
}
