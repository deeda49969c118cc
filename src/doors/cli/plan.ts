import { LintelError, mistake } from '../../core/error.ts';
import { plainJson } from '../../core/plain.ts';
import { planOf } from '../../pipeline/plan.ts';
import { planText } from '../../reporters/plan.ts';
import { type Flag, readArguments } from './arguments.ts';
import { askHere, type ExitCode, type Host } from './host.ts';

/** The flags of `lintel plan`; also the source of its help. */
export const planFlags = {
  rule: { type: 'string', value: 'ID', help: 'plan only violations of this rule' },
  format: { type: 'string', value: 'NAME', help: 'markdown (default) or json' },
  most: { type: 'string', value: 'N', help: 'list at most this many packets (default 20); 0: all' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Arranges all violations, frozen ones included, into packets of one pull request each. */
export async function plan(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, planFlags);
  if (given instanceof LintelError) throw given;
  const { format = 'markdown', most = '20', rule } = given.flags;
  if (format !== 'markdown' && format !== 'json')
    throw mistake('flag-value', { flag: '--format', value: 'markdown | json' });
  if (typeof most !== 'string' || !/^\d+$/.test(most))
    throw mistake('flag-number', { flag: '--most', found: String(most) });
  const { opened, answer } = await askHere(
    host,
    { cache: given.flags['no-cache'] !== true, phase: () => undefined },
    (project) =>
      planOf(project, {
        paths: given.positionals.map(project.fromRoot),
        rule: typeof rule === 'string' ? rule : null,
      }),
  );
  opened.save();
  const text =
    format === 'json'
      ? `${plainJson(JSON.stringify({ version: 1, ...answer }, null, 2))}\n`
      : planText(answer, Number(most) || Number.POSITIVE_INFINITY);
  host.stdout.write(text);
  return 0;
}
