import { errorLine, LintelError, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import { explain as explainSubject, subjects } from '../../pipeline/explain.ts';
import { lint } from '../../pipeline/lint.ts';
import type { Opened } from '../../pipeline/open.ts';
import { type Flag, readArguments } from './arguments.ts';
import { type ExitCode, type Host, openHere } from './host.ts';

export const explainFlags = {
  'no-cache': { type: 'boolean', help: 'neither use nor keep the facts of other runs' },
} satisfies Record<string, Flag>;

/** Says all there is to say of one rule, check, zone or violation. */
export async function explain(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, explainFlags);
  if (given instanceof LintelError) throw given;
  const [name, more] = given.positionals;
  if (name === undefined) throw mistake('flag-value', { flag: 'lintel explain', value: '<rule | check | zone | id>' });
  if (more !== undefined) throw mistake('one-subject', { more });
  const opened = await openIfThere(host, given.flags['no-cache'] !== true);
  const loaded = opened?.loaded ?? null;
  const text = explainSubject(loaded, name, (project) => lint(project, { paths: [], rule: null }));
  for (const error of opened?.loaded.errors ?? []) host.stderr.write(`${errorLine(error)}\n`);
  if (text === null) throw mistake('no-subject', { name, nearest: nearest(name, subjects(loaded)) ?? null });
  host.stdout.write(`${text}\n`);
  return 0;
}

/** A check can be explained without a project. */
async function openIfThere(host: Host, cache: boolean): Promise<Opened | null> {
  try {
    return await openHere(host, { cache, phase: () => undefined });
  } catch (error) {
    if (error instanceof LintelError && error.code === 'no-config') return null;
    throw error;
  }
}
