import { join } from 'node:path';
import { errorLine, LintelError } from '../../../core/error.ts';
import type { Path } from '../../../core/location.ts';
import { once } from '../../../core/once.ts';
import type { Report } from '../../../core/report.ts';
import { ChangedMeanwhile, type Overlay } from '../../../core/tree.ts';
import { pruneBaseline } from '../../../pipeline/baseline.ts';
import { comparedWith } from '../../../pipeline/compared.ts';
import { fix, wantsRenaming } from '../../../pipeline/fix.ts';
import { createKeeper, type Keeper } from '../../../pipeline/keeper.ts';
import { lint } from '../../../pipeline/lint.ts';
import { workIn } from '../../../pipeline/plan.ts';
import type { Session } from '../../../pipeline/session.ts';
import { loadRenaming } from '../../../program/index.ts';
import { prefixIn } from '../../../world/git-folder.ts';
import { whileLocked } from '../../../world/lock.ts';
import { createStamps } from '../../../world/stamps.ts';
import { diskWorld, type View } from '../../../world/world.ts';
import { write } from '../../../world/write.ts';
import { type Copy, differences, hashIn, type Repository } from './copy.ts';

/** Texts that somebody wants to keep, by paths from the top, and the violations that they end. */
export interface Change {
  readonly texts: Overlay;
  readonly ids: readonly string[];
  /** The files that the change was made from. */
  readonly from: View | null;
}

/** What the user asks for. */
interface Wanted {
  readonly paths: readonly Path[];
  readonly rule: string | null;
}

/** A copy of the project in which changes are proven before they are made in the project itself. Nobody else writes there. */
export interface Ground {
  /** All violations that fail or are frozen, with their fixes. */
  work(wanted: Wanted): Promise<Report>;
  /** What fails the check now. */
  check(): Promise<Report>;
  /** What all proven fixes together change. */
  fixes(wanted: Wanted): Promise<Change>;
  /** Makes a change in the project if it passes here; '' if it was made, else why not. */
  attempt(change: Change): Promise<string>;
}

/** Runs what the user verifies changes with, in a folder; '' if it succeeds. */
export type Verify = (folder: string) => Promise<string>;

/** What a ground is made of. */
interface Parts {
  readonly root: string;
  /** From the top of the repository to the project. */
  readonly prefix: string;
  readonly repository: Repository;
  readonly copy: Copy;
  readonly keeper: Keeper;
  readonly verify: Verify;
  /** The files of the repository as they are now. */
  present(): View;
  /** The files of the copy as they are now. */
  ground(): View;
  /** The violations that the project had before the loop, in comparison with the commit. */
  known(): Promise<ReadonlySet<string>>;
}

export function groundOf(root: string, repository: Repository, copy: Copy, verify: Verify): Ground {
  const { git, env } = repository;
  const prefix = prefixIn(git, root);
  const keeper = createKeeper({ cwd: join(copy.top, prefix), env }, 'loop');
  const [presentStamps, groundStamps] = [createStamps(), createStamps()];
  const parts: Parts = {
    root,
    prefix,
    repository,
    copy,
    keeper,
    verify,
    present: () => diskWorld({ root: git.top, env }, presentStamps).view(),
    ground: () => diskWorld({ root: copy.top, env }, groundStamps).view(),
    known: once(() =>
      keeper.ask({}, (session) => new Set(compared(session, repository).violations.map(({ id }) => id))),
    ),
  };
  return {
    work: (wanted) => keeper.ask({}, (session) => session.read((state) => workIn(state, wanted))),
    check: () => keeper.ask({}, (session) => session.lint(noFixes)),
    fixes: (wanted) => fixesIn(parts, wanted),
    async attempt(change) {
      try {
        return await attempt(parts, change);
      } catch (error) {
        if (error instanceof LintelError) return errorLine(error);
        if (error instanceof ChangedMeanwhile) return error.message;
        throw error;
      } finally {
        restore(parts);
      }
    },
  };
}

const noFixes = { paths: [], rule: null, shown: () => new Set<string>() };

function compared(session: Session, { commit }: Repository): Report {
  return session.read((state) => {
    const { loaded, memory } = comparedWith(state, commit);
    return lint(loaded, noFixes, memory);
  });
}

async function fixesIn({ keeper, prefix }: Parts, wanted: Wanted): Promise<Change> {
  const request = { ...wanted, ids: [], suggested: false };
  const isForTypes = await keeper.ask({}, (session) => wantsRenaming(session, request));
  const renaming = isForTypes ? await loadRenaming() : undefined;
  return keeper.ask({}, (session) => {
    const { changes, fixed } = fix(session, request, { dryRun: true, renaming });
    const texts = new Map([...changes].map(([path, text]) => [prefix + path, text]));
    return { texts, ids: fixed.map(({ id }) => id), from: null };
  });
}

/** Tries a change in the copy, and makes it in the project if it passes. */
async function attempt(parts: Parts, change: Change): Promise<string> {
  const { root, prefix, repository, copy, verify } = parts;
  const known = await parts.known();
  const present = parts.present();
  const stale = [...change.texts.keys()].find(
    (path) => change.from && hashIn(change.from, path) !== hashIn(present, path),
  );
  if (stale !== undefined) return `${stale} was changed by another packet`;
  lay(parts, change.texts);
  const fault = await judge(parts, change.ids, known);
  if (fault !== '') return fault;
  const kept = differences(present, parts.ground());
  const outside = [...kept.keys()].find((path) => !path.startsWith(prefix));
  if (outside !== undefined) return `${outside} is outside the project`;
  const status = await verify(join(copy.top, prefix));
  if (status !== '') return `--verify failed: ${status}`;
  const texts = new Map([...kept].map(([path, text]) => [path.slice(prefix.length), text]));
  const site = { root, env: repository.env };
  whileLocked(root, () => write(site, texts, (path) => textIn(present, prefix + path)));
  return '';
}

/** Whether the copy, with a change in it, passes; '' if it does, else why not. */
function judge({ keeper, repository }: Parts, ids: readonly string[], known: ReadonlySet<string>): Promise<string> {
  return keeper.ask({}, (session) => {
    // An entry of the baseline that froze what was repaired goes with it.
    if (session.loaded.baseline !== null) pruneBaseline(session.loaded);
    session.refresh();
    const report = session.lint(noFixes);
    const [error] = report.errors;
    if (error) return errorLine(error);
    const standing = new Set([...report.violations, ...report.known].map(({ id }) => id));
    const left = ids.filter((id) => standing.has(id));
    if (left.length > 0) return `still there: ${idsText(left)}`;
    return newsText(compared(session, repository).violations.filter(({ id }) => !known.has(id)));
  });
}

/** Undoes all that is other than in the project, whoever has written it. */
function restore(parts: Parts): void {
  const undone = differences(parts.ground(), parts.present());
  if (undone.size > 0) lay(parts, undone);
}

function lay({ copy, repository, ground }: Parts, texts: Overlay): void {
  const view = ground();
  write({ root: copy.top, env: repository.env }, texts, (path) => textIn(view, path));
}

function textIn({ tree, texts }: View, path: Path): string | null {
  return tree.files.has(path) ? texts.read(path) : null;
}

function newsText(violations: Report['violations']): string {
  const [first] = violations;
  if (!first) return '';
  const weakened = violations.find(({ rule }) => rule === 'weakening');
  const { rule, at, text } = weakened ?? first;
  const more = violations.length > 1 ? ` (and ${String(violations.length - 1)} more)` : '';
  return `${weakened ? 'weakens the rules' : `adds a violation of ${rule}`}: ${at.file}: ${text}${more}`;
}

function idsText(ids: readonly string[]): string {
  const shown = ids.slice(0, 5).map((id) => id.slice(0, 6));
  return `${shown.join(', ')}${ids.length > 5 ? ` and ${String(ids.length - 5)} more` : ''}`;
}
