import type { Report } from './core/report.ts';
import { lint, type Request } from './pipeline/lint.ts';
import { ask } from './pipeline/open.ts';

/** What to check. */
export interface Options extends Partial<Request> {
  /** Any folder of the project (default: the working directory). */
  readonly cwd?: string;
  /** The commit to compare with, or null for the default branch; only new violations are then reported. */
  readonly since?: string | null;
  /** Use the cache (default). */
  readonly cache?: boolean;
}

/** Checks a project, as the command line does. A user error is thrown as a `LintelError`, or listed in `errors` if other rules could still run. */
export async function check({
  cwd = process.cwd(),
  cache = true,
  paths = [],
  rule = null,
  sinceFiles = false,
  since,
}: Options = {}): Promise<Report> {
  const options = {
    cwd,
    env: process.env,
    cache,
    parser: null,
    phase: () => undefined,
    ...(since === undefined ? {} : { since }),
  };
  const { opened, answer } = await ask(options, ({ loaded, fromRoot }) =>
    lint(loaded, { paths: paths.map(fromRoot), rule, sinceFiles }),
  );
  opened.save();
  return answer;
}

export { type Check, defineCheck, type Details, type Raise } from './core/check.ts';
export { LintelError } from './core/error.ts';
export { edgeOptions, judgedKinds, oneWhere, where } from './core/options.ts';
export type { Fix } from './core/fix.ts';
export type { Reads } from './core/reads.ts';
export type { Report, ReportedFix, ReportedRule, ReportedViolation } from './core/report.ts';
export type { View } from './core/view.ts';
export type { Problem, Violation } from './core/violation.ts';
export { reporters } from './reporters/index.ts';
