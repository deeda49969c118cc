import { LintelError } from '../../core/error.ts';
import { repeated } from './again.ts';
import { type Flag, readArguments } from './arguments.ts';
import type { ExitCode, Host } from './host.ts';
import { watchPhases } from './phases.ts';

/** The flags of `lintel check`; also the source of its help. */
export const checkFlags = {
  since: {
    type: 'string',
    optional: true,
    value: '[REF]',
    help: 'report only violations that are new since the merge base with REF (default: the default branch)',
  },
  'since-files': {
    type: 'boolean',
    help: 'with --since: also report older violations in changed files',
  },
  rule: { type: 'string', value: 'ID', help: 'run only this rule' },
  all: {
    type: 'boolean',
    help: 'check every root at and below the working directory, in one report; paths select roots',
  },
  format: {
    type: 'string',
    multiple: true,
    value: 'F[=FILE]',
    help: 'output format, to stdout or to a file; repeatable (default: pretty on a terminal, else agent)',
  },
  budget: {
    type: 'string',
    value: 'N',
    help: 'token limit of the agent format; 0: no limit (default: 8000)',
  },
  delta: {
    type: 'string',
    value: 'NAME',
    help: 'report what is fixed, still there and new since the last run under this name',
  },
  facts: {
    type: 'string',
    multiple: true,
    value: 'DIR[,DIR]',
    help: 'do not parse files whose facts `lintel facts` wrote to these folders; * stands for any name',
  },
  'max-warnings': { type: 'string', value: 'N', help: 'exit with code 1 if there are more than N warnings' },
  watch: { type: 'boolean', help: 'check again whenever a file changes' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
  timing: { type: 'boolean', help: 'print the duration of each phase to stderr' },
} satisfies Record<string, Flag>;

/** Runs `lintel check`. What checks is loaded only where what was printed last does not hold any more. */
export async function check(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, checkFlags);
  if (given instanceof LintelError) throw given;
  const phases = watchPhases(host, given.flags['timing'] === true);
  return repeated(host, { given, phases }, async (recorded, look) => {
    const { checking } = await import('./checking.ts');
    return checking(recorded, given, { phases, look });
  });
}
