import { resolve } from 'node:path';
import { LintelError, mistake } from '../../core/error.ts';
import { exportFacts } from '../../pipeline/facts.ts';
import { count } from '../../reporters/reporter.ts';
import { type Flag, readArguments } from './arguments.ts';
import { type ExitCode, type Host, optionsHere } from './host.ts';

/** The flags of `lintel facts`; also the source of its help. */
export const factsFlags = {
  out: { type: 'string', value: 'DIR', help: 'the folder to write to; `lintel check --facts DIR` reads it' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Writes facts for another machine. */
export async function facts(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, factsFlags);
  if (given instanceof LintelError) throw given;
  const out = given.flags['out'];
  if (typeof out !== 'string') throw mistake('flag-value', { flag: '--out', value: 'DIR' });
  const options = optionsHere(host, { cache: given.flags['no-cache'] !== true, phase: () => undefined });
  const { files, parsed } = await exportFacts(options, { paths: given.positionals, out: resolve(host.cwd, out) });
  host.stdout.write(`wrote facts of ${count(files, 'file')} (${String(parsed)} parsed) to ${out}\n`);
  return 0;
}
