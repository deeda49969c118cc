import type { Report } from '../core/report.ts';
import { fix } from '../pipeline/fix.ts';
import { sessionOf } from '../pipeline/session.ts';
import { projectOf } from './project.ts';

/** What `lintel fix --suggested --rule api` makes of a project with these dependencies and the rule `api`, in memory. */
export function suggestedFixes(
  options: string,
  files: Readonly<Record<string, string>>,
  dependencies: Readonly<Record<string, string>>,
): {
  readonly violations: Report['violations'];
  readonly texts: Readonly<Record<string, string | null>>;
  readonly left: Report['violations'];
} {
  const session = sessionOf(
    projectOf({
      'package.json': JSON.stringify({ dependencies }),
      'lintel.yaml': `version: 1\nrules:\n  api: { check: openapi, ${options} }\n`,
      ...files,
    }),
  );
  const { violations } = session.lint({ paths: [], rule: null });
  const { changes, report } = fix(session, { paths: [], rule: 'api', ids: [], suggested: true }, { dryRun: true });
  return { violations, texts: Object.fromEntries(changes), left: report.violations };
}
