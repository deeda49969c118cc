import { errorLine, mistake } from '../../core/error.ts';
import type { Report } from '../../core/report.ts';
import { plain } from '../../core/plain.ts';
import { deltaOf, type Seen } from '../../pipeline/delta.ts';
import { importFacts } from '../../pipeline/facts.ts';
import { filesOf } from '../../pipeline/files.ts';
import { lintAt, lintRoots, type WrittenRequest } from '../../pipeline/lint-roots.ts';
import { defaultBudget, shownWithin } from '../../reporters/index.ts';
import { openRemembered } from '../../world/remembered.ts';
import { rootAt } from '../../world/root.ts';
import type { Site } from '../../world/site.ts';
import type { Look } from '../../world/world.ts';
import type { Ended } from './again.ts';
import type { Given } from './arguments.ts';
import { type ExitCode, type Host, optionsHere } from './host.ts';
import type { Phases } from './phases.ts';
import { type Checked, outputsOf, printAll } from './print.ts';
import { watch } from './watch.ts';

interface Start {
  readonly phases: Phases;
  /** A look at the root that was taken just before. */
  readonly look: Look | null;
}

/** Checks the project of the working directory, or says again what it finds whenever a file changes. */
export async function checking(host: Host, given: Given, { phases, look }: Start): Promise<Ended> {
  const outputs = outputsOf((given.flags['format'] ?? []) as readonly string[], host);
  const limit = numberOf(given, 'max-warnings') ?? Number.POSITIVE_INFINITY;
  const budget = numberOf(given, 'budget') ?? defaultBudget;
  // Only the agent format has a budget.
  const isBudgeted = budget > 0 && outputs.list.every(({ format }) => format === 'agent');
  const request: WrittenRequest = {
    paths: given.positionals,
    rule: typeof given.flags['rule'] === 'string' ? given.flags['rule'] : null,
    sinceFiles: given.flags['since-files'] === true,
    ...(isBudgeted ? { shown: shownWithin(budget) } : {}),
  };
  const print = (checked: Checked): void => {
    printAll(host, checked, { ...outputs, budget });
    for (const error of checked.report.errors) host.stderr.write(`${errorLine(error)}\n`);
  };
  if (given.flags['watch'] === true)
    return { code: await watched(host, given, { request, print, limit }), trace: () => null };
  if (outputs.list.some(({ format, file }) => format === 'pretty' && file === null)) phases.showProgress();
  const options = optionsHere(host, {
    cache: given.flags['no-cache'] !== true,
    phase: phases.mark,
    ...sinceOf(given),
    ...(look ? { look } : {}),
  });
  const folders = ((given.flags['facts'] ?? []) as readonly string[]).flatMap((list) => list.split(','));
  const facts = importFacts(options, folders);
  const linted = await linting(given)({ ...options, facts: folders.length > 0 ? [facts] : [] }, request);
  const { root, files } = linted;
  const report = compared(linted.report, { root, env: host.env }, given);
  phases.mark('checks');
  print({ root, files, report });
  for (const note of facts.notes()) host.stderr.write(`${plain(note)}\n`);
  phases.mark('report');
  // What others wrote is not signed as this machine's own.
  if (folders.length === 0) linted.save();
  phases.mark('save');
  phases.end(root, linted.parsed);
  // What went wrong may go well the next time.
  return { code: exitCode(report, limit), trace: () => (report.errors.length > 0 ? null : linted.trace()) };
}

/** Checks one root, or all. */
function linting({ flags }: Given): typeof lintAt {
  if (flags['all'] !== true) return lintAt;
  if (flags['delta'] !== undefined) throw mistake('all-with', { flag: '--delta' });
  return lintRoots;
}

/** The report with what changed since the last run under the name that was given, and for the same paths. */
function compared(report: Report, site: Site, { flags, positionals }: Given): Report {
  if (typeof flags['delta'] !== 'string') return report;
  const owner = JSON.stringify([flags['delta'], flags['rule'], flags['since'], positionals]);
  const memory = openRemembered(site, 'delta', owner);
  const { delta, seen } = deltaOf(memory.text === null ? null : (JSON.parse(memory.text) as Seen), report);
  memory.keep(JSON.stringify(seen));
  return { ...report, delta };
}

interface Watched {
  readonly request: WrittenRequest;
  print(checked: Checked): void;
  readonly limit: number;
}

/** `lintel check --watch`; the exit code is that of the last report. */
async function watched(host: Host, { flags }: Given, { request, print, limit }: Watched): Promise<ExitCode> {
  const unfit = ['since', 'delta', 'all', 'facts', 'no-cache', 'timing'].find((flag) => flags[flag] !== undefined);
  if (unfit !== undefined) throw mistake('watch-with', { flag: `--${unfit}` });
  let code: ExitCode = 0;
  await watch(host, (session, fromRoot) => {
    const report = session.lint({ ...request, paths: request.paths.map(fromRoot) });
    print({ root: rootAt(host.cwd).root, files: filesOf(session.loaded), report });
    code = exitCode(report, limit);
  });
  return code;
}

/** Exit code 2 takes precedence over 1. */
export function exitCode({ errors, summary }: Report, limit: number): ExitCode {
  if (errors.length > 0) return 2;
  return summary.errors > 0 || summary.warnings > limit ? 1 : 0;
}

function sinceOf({ flags: { since, ...flags } }: Given): { since?: string | null } {
  if (since === undefined && flags['since-files'] === true) throw mistake('since-files', undefined);
  return since === undefined ? {} : { since: since === true ? null : String(since) };
}

/** Null if the flag is missing. */
function numberOf({ flags }: Given, flag: 'max-warnings' | 'budget'): number | null {
  const asked = flags[flag];
  if (asked === undefined) return null;
  if (!/^\d+$/.test(String(asked))) throw mistake('flag-number', { flag: `--${flag}`, found: String(asked) });
  return Number(asked);
}
