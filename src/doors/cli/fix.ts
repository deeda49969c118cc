import { spawnSync } from 'node:child_process';
import { errorLine, LintelError, mistake } from '../../core/error.ts';
import { plainLines } from '../../core/plain.ts';
import { filesOf } from '../../pipeline/files.ts';
import { fix as runFix, wantsRenaming } from '../../pipeline/fix.ts';
import { sessionOf } from '../../pipeline/session.ts';
import { loadRenaming } from '../../program/index.ts';
import { fixedText } from '../../reporters/fixed.ts';
import { type Flag, readArguments } from './arguments.ts';
import { exitCode } from './checking.ts';
import { type ExitCode, type Host, askHere } from './host.ts';
import { printReport } from './print.ts';

/** The flags of `lintel fix`; also the source of its help. */
export const fixFlags = {
  rule: { type: 'string', value: 'ID', help: 'fix only violations of this rule' },
  id: {
    type: 'string',
    value: 'ID[,ID]',
    help: 'fix only these violations; a unique prefix of each id is enough',
  },
  suggested: { type: 'boolean', help: 'also apply suggested fixes; needs --id or --rule' },
  'dry-run': { type: 'boolean', help: 'write nothing; print the changes as a unified diff' },
  verify: {
    type: 'string',
    value: '"CMD"',
    help: 'run this command afterwards and undo all changes if it fails',
  },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Applies all fixes or none, and prints the remaining violations. */
export async function fix(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, fixFlags);
  if (given instanceof LintelError) throw given;
  const text = (name: keyof typeof fixFlags): string | null =>
    typeof given.flags[name] === 'string' ? given.flags[name] : null;
  const [rule, command] = [text('rule'), text('verify')];
  const ids = text('id')?.split(',') ?? [];
  const suggested = given.flags['suggested'] === true;
  const dryRun = given.flags['dry-run'] === true;
  const { opened } = await askHere(
    host,
    { cache: given.flags['no-cache'] !== true, phase: () => undefined },
    () => null,
  );
  const { root, fromRoot, save } = opened;
  const session = sessionOf(opened.loaded);
  let status = '';
  const verify = (): boolean => {
    status = command === null ? '' : statusOf(command, root);
    return status === '';
  };
  const request = { paths: given.positionals.map(fromRoot), rule, ids, suggested };
  const renaming = wantsRenaming(session, request) ? await loadRenaming() : undefined;
  const done = runFix(session, request, { dryRun, renaming, verify });
  if (!done.kept) throw mistake('verify-failed', { command: command ?? '', status });
  // A diff for a program must be valid input of git apply.
  if (dryRun) host.stdout.write(host.stdout.terminal ? plainLines(done.diff) : done.diff);
  (dryRun ? host.stderr : host.stdout).write(fixedText(done, dryRun));
  if (!dryRun) printReport(host, { root, files: filesOf(session.loaded), report: done.report });
  for (const error of done.report.errors) host.stderr.write(`${errorLine(error)}\n`);
  save();
  return exitCode(done.report, Number.POSITIVE_INFINITY);
}

/** Runs the user's command in the project folder; '' if it succeeded. Its output goes to stderr. */
function statusOf(command: string, cwd: string): string {
  const { status, signal, error } = spawnSync(command, { cwd, shell: true, stdio: ['ignore', 2, 2] });
  if (error) return error.message;
  return status === 0 ? '' : (signal ?? `exit ${String(status)}`);
}
