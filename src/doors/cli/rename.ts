import { LintelError, mistake } from '../../core/error.ts';
import { subjectOf } from '../../core/subject.ts';
import { make } from '../../pipeline/make.ts';
import { planRename } from '../../pipeline/rename.ts';
import { sessionOf } from '../../pipeline/session.ts';
import { loadRenaming, type RenameWish } from '../../program/index.ts';
import { type Flag, readArguments } from './arguments.ts';
import { askHere, type ExitCode, type Host } from './host.ts';
import { printMade } from './made.ts';

/** The flags of `lintel rename`; also the source of its help. */
export const renameFlags = {
  'dry-run': { type: 'boolean', help: 'write nothing; print the changes as a unified diff' },
  suggested: {
    type: 'boolean',
    help: 'also rename public names, keeping a deprecated alias, and write despite doubts and new violations',
  },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Renames a symbol in all files, or says why it cannot be done. */
export async function rename(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, renameFlags);
  if (given instanceof LintelError) throw given;
  const [subject, to, more] = given.positionals;
  const named = subjectOf(subject ?? '');
  if (named === null || named.symbol === null || to === undefined)
    throw mistake('flag-value', { flag: 'lintel rename', value: 'FILE#symbol[.member] NAME' });
  if (more !== undefined) throw mistake('too-many', { more, command: 'rename', most: 'a symbol and its new name' });
  const [dryRun, suggested] = [given.flags['dry-run'] === true, given.flags['suggested'] === true];
  const [renaming, { opened }] = await Promise.all([
    loadRenaming(),
    askHere(host, { cache: given.flags['no-cache'] !== true, phase: () => undefined }, () => null),
  ]);
  const { path, symbol, member } = named;
  const wish: RenameWish = {
    file: opened.fromRoot(path),
    symbol: member === null ? [symbol] : [symbol, member],
    to,
    suggested,
  };
  const made = make(sessionOf(opened.loaded), (state) => planRename(state, renaming, wish), { dryRun, suggested });
  opened.save();
  return printMade(host, made, { verb: 'rename', what: wish.symbol.join('.'), to, dryRun, insist: '--suggested' });
}
