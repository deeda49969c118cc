import { constants, copyFileSync, linkSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { mistake } from '../core/error.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { createFile, dangerOf, refuseUnsafe } from './inside.ts';
import { bytesOf, readRegular } from './read.ts';
import { createSeal } from './secret.ts';
import type { Site } from './site.ts';

/** One step of a change on disk: a prepared text replaces a file, or (null) the file is deleted. */
export interface Step {
  readonly file: Path;
  readonly ready: Path | null;
  /** The content of the file before and after; null if it does not exist. */
  readonly before: Hash | null;
  readonly after: Hash | null;
}

/** What is written down before the first file is touched. While it is `open`, nothing has been; then all of it will be. */
export interface Journal {
  readonly state: 'open' | 'closed';
  readonly steps: readonly Step[];
}

/** A journal that this machine has written here, or one that nobody can vouch for: it came with the repository, or is damaged. */
export type Unfinished = 'own' | 'foreign';

const name = '.lintel-fix.json';

/**
 * Runs steps so that a process that dies on the way leaves enough behind for the next to finish: `prepare` lays the texts ready. What goes wrong on the way
 * is taken back before it is thrown.
 */
export function runSteps(site: Site, steps: readonly Step[], prepare: () => void): void {
  const { root } = site;
  const taken: Step[] = [];
  try {
    note(site, { state: 'open', steps });
    prepare();
    note(site, { state: 'closed', steps });
    for (const step of steps) {
      take(root, step);
      taken.push(step);
    }
  } catch (error) {
    for (const step of taken.reverse()) takeBack(root, step);
    throw error;
  }
  for (const step of steps) removeFile(root, oldName(step.file));
  closeJournal(root);
}

/** Completes an interrupted run, or removes files that it only prepared. */
export function recover(site: Site): void {
  const { root } = site;
  const journal = readJournal(site);
  if (journal === 'foreign') throw mistake('foreign-journal', undefined);
  if (journal === null) return;
  for (const { file } of journal.steps) refuseUnsafe(root, file);
  if (journal.state === 'open') for (const step of journal.steps) discard(root, step);
  // Nothing is touched unless all can be.
  else for (const step of journal.steps.filter((one) => isLeft(root, one))) take(root, step);
  for (const { file } of journal.steps) removeFile(root, oldName(file));
  closeJournal(root);
}

/** Is a step still to be taken? Throws where its file is neither as it was nor as it shall be, or what lies ready is another text. */
function isLeft(root: string, { file, ready, before, after }: Step): boolean {
  const now = hashAt(root, file);
  const laid = ready === null ? null : hashAt(root, ready);
  if (now === after && laid === null) return false;
  if (now !== before || laid !== after) throw mistake('unfinished-fix', { file });
  return true;
}

/** Deletes prepared files. */
export function discard(root: string, { ready }: Step): void {
  if (ready !== null) rmSync(join(root, ready), { force: true });
}

/** Forgets a journal whose steps have been undone. */
export function closeJournal(root: string): void {
  removeFile(root, name);
}

/** Was a run here cut short, or is one at work? Null when there is no journal. */
export function unfinished(site: Site): Unfinished | null {
  const journal = readJournal(site);
  return journal === null || journal === 'foreign' ? journal : 'own';
}

/** The old file is kept under another name until all steps are done, so that undoing needs no disk space. */
function take(root: string, { file, ready, before }: Step): void {
  const path = join(root, file);
  if (hashAt(root, file) !== before) throw mistake('stale-edit', { file });
  const old = before === null ? null : join(root, oldName(file));
  removeFile(root, oldName(file));
  if (old !== null && ready === null) renameSync(path, old);
  else if (old !== null) keep(path, old);
  if (ready !== null) renameSync(join(root, ready), path);
  // An editor may have written between the comparison and now.
  if (old === null || hashAt(root, oldName(file)) === before) return;
  renameSync(old, path);
  throw mistake('stale-edit', { file });
}

/** A second name costs no space; where a file can have only one, a copy does. */
function keep(path: string, old: string): void {
  try {
    linkSync(path, old);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(code)) throw error;
    copyFileSync(path, old, constants.COPYFILE_EXCL);
  }
}

function takeBack(root: string, { file, before, after }: Step): void {
  // What somebody has written since is theirs.
  if (hashAt(root, file) !== after) return;
  if (before === null) removeFile(root, file);
  else renameSync(join(root, oldName(file)), join(root, file));
}

function removeFile(root: string, file: Path): void {
  if (dangerOf(root, file) === null) rmSync(join(root, file), { force: true });
}

const oldName = (file: Path): Path =>
  `${dirname(file) === '.' ? '' : `${dirname(file)}/`}.${basename(file)}.lintel-old`;

function note(site: Site, journal: Journal): void {
  const { root } = site;
  refuseUnsafe(root, name);
  const draft = `${name}.new`;
  // A draft that is a regular file was left by a run that was killed.
  removeFile(root, draft);
  createFile(root, draft, journalText(site, journal));
  renameSync(join(root, draft), join(root, name));
}

/** A journal as it is written down. Where no secret can be kept, it has no seal, and nobody will follow it. */
export function journalText({ root, env }: Site, journal: Journal): string {
  return JSON.stringify({ ...journal, seal: createSeal(env)?.(sealed(root, journal)) ?? null });
}

/** What a seal is for. A journal that was copied from elsewhere speaks of other files. */
function sealed(root: string, { state, steps }: Journal): string {
  return JSON.stringify([
    'fix',
    root,
    state,
    steps.map(({ file, ready, before, after }) => [file, ready, before, after]),
  ]);
}

/** The journal of an earlier run here. What a repository brings along under that name is never followed. */
function readJournal({ root, env }: Site): Journal | 'foreign' | null {
  const file = readRegular(join(root, name), { links: false });
  if (file === null) return null;
  const journal = 'bytes' in file ? parsed(file.bytes.toString('utf8')) : null;
  const seal = createSeal(env);
  return journal && seal && journal.seal === seal(sealed(root, journal)) ? journal : 'foreign';
}

function parsed(text: string): (Journal & { readonly seal: unknown }) | null {
  try {
    const value = JSON.parse(text) as Partial<Journal & { readonly seal: unknown }> | null;
    const { state, steps, seal } = value ?? {};
    if ((state !== 'open' && state !== 'closed') || !Array.isArray(steps) || !steps.every(isStep)) return null;
    return { state, steps, seal };
  } catch {
    return null;
  }
}

function isStep(value: unknown): value is Step {
  if (typeof value !== 'object' || value === null) return false;
  const { file, ready, before, after } = value as Partial<Record<keyof Step, unknown>>;
  const isTextOrNull = (one: unknown): one is string | null => one === null || typeof one === 'string';
  return typeof file === 'string' && [ready, before, after].every(isTextOrNull) && isBeside(file, ready as Path | null);
}

/** A text lies ready in the folder of its file, under a name that only this room gives. */
function isBeside(file: Path, ready: Path | null): boolean {
  return ready === null || (dirname(ready) === dirname(file) && /(?:^|\/)\.[^/]*\.lintel-new$/.test(ready));
}

function hashAt(root: string, file: Path): Hash | null {
  const bytes = bytesOf(join(root, file), { links: false });
  return bytes && hashOf(bytes);
}
