import { posix } from 'node:path';
import { LintelError, mistake } from '../../core/error.ts';
import { subjectOf } from '../../core/subject.ts';
import { make } from '../../pipeline/make.ts';
import { planMove } from '../../pipeline/move.ts';
import { sessionOf } from '../../pipeline/session.ts';
import { type Flag, readArguments } from './arguments.ts';
import { askHere, type ExitCode, type Host } from './host.ts';
import { printMade } from './made.ts';

/** The flags of `lintel move`; also the source of its help. */
export const moveFlags = {
  'dry-run': { type: 'boolean', help: 'write nothing; print the changes as a unified diff' },
  suggested: { type: 'boolean', help: 'write despite doubts and new violations' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Moves a file or a symbol and rewrites all imports, or says why it cannot be done. */
export async function move(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, moveFlags);
  if (given instanceof LintelError) throw given;
  const [subject = '', target, more] = given.positionals;
  const named = subjectOf(subject);
  if (named === null || named.member !== null || target === undefined)
    throw mistake('flag-value', { flag: 'lintel move', value: 'FILE[#symbol] TO' });
  if (more !== undefined)
    throw mistake('too-many', { more, command: 'move', most: 'a file or symbol and its new place' });
  const [dryRun, suggested] = [given.flags['dry-run'] === true, given.flags['suggested'] === true];
  const { opened } = await askHere(
    host,
    { cache: given.flags['no-cache'] !== true, phase: () => undefined },
    () => null,
  );
  const to = posix.join(opened.fromRoot('.'), target);
  if (to.startsWith('..') || posix.isAbsolute(target)) throw mistake('outside', { path: target });
  const { path, symbol } = named;
  const wish = { file: opened.fromRoot(path), symbol, to };
  const made = make(sessionOf(opened.loaded), (state) => planMove(state, wish), { dryRun, suggested });
  opened.save();
  return printMade(host, made, { verb: 'move', what: symbol ?? path, to, dryRun, insist: '--suggested' });
}
