import { lstatSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mistake } from '../core/error.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { createFile, dangerOf, refuseUnsafe } from './inside.ts';

/** One step of a change to the disk: the text that lies ready beside a file takes its place, or (null) the file goes. */
export interface Step {
  readonly file: Path;
  readonly ready: Path | null;
  /** What the file must hold before, and what it holds after; null when there is none. */
  readonly before: Hash | null;
  readonly after: Hash | null;
}

/** What is written down before the first file is touched. While it is `open`, nothing has been; then all of it will be. */
interface Journal {
  readonly state: 'open' | 'closed';
  readonly steps: readonly Step[];
}

const name = '.lintel-fix.json';

/** Runs steps so that a process that dies on the way leaves enough behind for the next to finish: `prepare` lays the texts ready. */
export function runSteps(root: string, steps: readonly Step[], prepare: () => void): void {
  note(root, { state: 'open', steps });
  prepare();
  note(root, { state: 'closed', steps });
  for (const step of steps) take(root, step);
  closeJournal(root);
}

/** Finishes what an earlier run was in the midst of, or clears away what it had only prepared. */
export function recover(root: string): void {
  const journal = readJournal(root);
  if (!journal) return;
  for (const { file } of journal.steps) refuseUnsafe(root, file);
  if (journal.state === 'open') for (const step of journal.steps) discard(root, step);
  // Nothing is touched unless all can be.
  else for (const step of journal.steps.filter((one) => isLeft(root, one))) take(root, step);
  closeJournal(root);
}

/** Is a step still to be taken? Throws where its file is neither as it was nor as it shall be. */
function isLeft(root: string, { file, ready, before, after }: Step): boolean {
  const now = hashAt(root, file);
  const isReady = ready === null || hashAt(root, ready) !== null;
  if (now === after && (ready === null || !isReady)) return false;
  if (now !== before || !isReady) throw mistake('unfinished-fix', { file });
  return true;
}

/** Takes away what was laid ready. */
export function discard(root: string, { ready }: Step): void {
  if (ready !== null) rmSync(join(root, ready), { force: true });
}

/** Forgets a journal whose steps have been undone. */
export function closeJournal(root: string): void {
  if (dangerOf(root, name) === null) rmSync(join(root, name), { force: true });
}

function take(root: string, { file, ready }: Step): void {
  if (ready === null) rmSync(join(root, file), { force: true });
  else renameSync(join(root, ready), join(root, file));
}

function note(root: string, journal: Journal): void {
  refuseUnsafe(root, name);
  const draft = `${name}.new`;
  // A draft that is a regular file was left by a run that was killed.
  if (dangerOf(root, draft) === null) rmSync(join(root, draft), { force: true });
  createFile(root, draft, JSON.stringify(journal));
  renameSync(join(root, draft), join(root, name));
}

/** A journal is the work of an earlier run here; the repository cannot bring one along that leads elsewhere. */
function readJournal(root: string): Journal | null {
  const file = join(root, name);
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return null;
  try {
    const { state, steps } = JSON.parse(readFileSync(file, 'utf8')) as Journal;
    const isSound =
      (state === 'open' || state === 'closed') && steps.every(({ file: path, ready }) => isBeside(path, ready));
    if (isSound) return { state, steps };
  } catch {
    // Damaged: said below.
  }
  throw mistake('unfinished-fix', { file: name });
}

/** A text lies ready in the folder of its file, under a name that only this room gives. */
function isBeside(file: Path, ready: Path | null): boolean {
  return ready === null || (dirname(ready) === dirname(file) && /(?:^|\/)\.[^/]*\.lintel-new$/.test(ready));
}

function hashAt(root: string, file: Path): Hash | null {
  const path = join(root, file);
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? hashOf(readFileSync(path)) : null;
}
