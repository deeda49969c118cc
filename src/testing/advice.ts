import { errorLine } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { ReportedViolation } from '../core/report.ts';
import { fix } from '../pipeline/fix.ts';
import { sessionOf } from '../pipeline/session.ts';
import { lintFiles, projectOf } from './index.ts';

/** Files of a text: `// a.ts` begins one. */
function filesOf(code: string): Record<Path, string> {
  const parts = code.split(/^\s*\/\/ (?=\S+\.\w+$)/m).slice(1);
  return Object.fromEntries(
    parts.map((part): [string, string] => {
      const end = part.indexOf('\n');
      return [
        part.slice(0, end),
        `${part
          .slice(end + 1)
          .trim()
          .replaceAll(/^ +/gm, '')}\n`,
      ];
    }),
  );
}

/** A project of a configuration without its version, and files of a text. */
export function projectOfCode(rule: string, code: string): Record<Path, string> {
  return { 'lintel.yaml': `version: 1\n${rule}`, ...filesOf(code) };
}

/** The violations of a project. */
export function found(files: Record<Path, string>): readonly ReportedViolation[] {
  const { violations, errors } = lintFiles(files);
  if (errors.length > 0) throw new Error(errors.map(errorLine).join('\n'));
  return violations;
}

/** Applies the fix of the first violation: what changed, and what stands afterwards. */
export function follow(files: Record<Path, string>): { changes: Record<Path, string | null>; left: number } {
  const [violation] = found(files);
  const request = { paths: [], rule: null, ids: [violation?.id ?? ''], suggested: true };
  const { changes, report } = fix(sessionOf(projectOf(files)), request, { dryRun: true });
  return { changes: Object.fromEntries(changes), left: report.violations.length };
}
