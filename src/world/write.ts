import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LintelError, mistake } from '../core/error.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import { createFile, refuseUnsafe } from './inside.ts';
import { closeJournal, discard, recover, runSteps, type Step } from './journal.ts';

/** A file as it lies on the disk, and as it shall be; null where there is none. */
interface Change {
  readonly file: Path;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
  /** Permissions. */
  readonly mode: number;
}

/** Puts everything back as it was before. */
export type Undo = () => void;

/**
 * Writes all texts or none. Each file must still hold the text that `read` gave, lie inside the root and be no link; byte order marks and
 * permissions stay. A process that is killed on the way leaves a journal, by which the next run finishes (`finishEarlier`).
 */
export function write(root: string, texts: Overlay, read: (file: Path) => string | null): Undo {
  const changes = [...texts].map(([file, text]) => changeOf(root, file, { before: read(file), after: text }));
  commit(root, changes);
  return () => {
    commit(
      root,
      changes.map(({ file, before, after, mode }) => ({ file, before: after, after: before, mode })),
    );
  };
}

/** The byte order mark that a file begins with, which no text has; '' where there is none. */
export function markOf(root: string, file: Path): string {
  refuseUnsafe(root, file);
  return formOf(bytesAt(root, file) ?? Buffer.alloc(0)) === 'utf8-mark' ? '\ufeff' : '';
}

/** Finishes, or takes back, what a run that was killed has left. */
export const finishEarlier: (root: string) => void = recover;

function commit(root: string, changes: readonly Change[]): void {
  const steps = changes.map(({ file, before, after }): Step => ({
    file,
    ready: after === null ? null : readyName(file),
    before: hashed(before),
    after: hashed(after),
  }));
  const folders: string[] = [];
  const made: Step[] = [];
  let isPrepared = false;
  try {
    runSteps(root, steps, () => {
      for (const [index, { after, mode }] of changes.entries()) {
        const step = steps[index];
        const ready = step?.ready ?? null;
        if (!step || after === null || ready === null) continue;
        folders.push(...createFile(root, ready, after, mode));
        made.push(step);
      }
      isPrepared = true;
    });
  } catch (error) {
    for (const step of made) discard(root, step);
    if (isPrepared) restore(root, changes);
    closeJournal(root);
    for (const folder of folders.reverse()) removeIfEmpty(folder);
    if (error instanceof LintelError) throw error;
    const { code, path } = error as NodeJS.ErrnoException;
    throw mistake('write-failed', {
      file: path?.startsWith(`${root}/`) ? path.slice(root.length + 1) : (changes[0]?.file ?? ''),
      reason: code ?? String(error),
    });
  }
}

/** Gives the files that were written already their old text. */
function restore(root: string, changes: readonly Change[]): void {
  const done = changes.filter(({ file, before }) => hashed(bytesAt(root, file)) !== hashed(before));
  const steps = done.map(({ file, before, after }): Step => ({
    file,
    ready: before === null ? null : readyName(file),
    before: hashed(after),
    after: hashed(before),
  }));
  runSteps(root, steps, () => {
    for (const [index, { before, mode }] of done.entries()) {
      const ready = steps[index]?.ready;
      if (before !== null && ready !== undefined && ready !== null) createFile(root, ready, before, mode);
    }
  });
}

const readyName = (file: Path): Path =>
  `${dirname(file) === '.' ? '' : `${dirname(file)}/`}.${basename(file)}.lintel-new`;
const hashed = (bytes: Buffer | null): Hash | null => (bytes === null ? null : hashOf(bytes));

function changeOf(
  root: string,
  file: Path,
  texts: { readonly before: string | null; readonly after: string | null },
): Change {
  refuseUnsafe(root, file);
  const bytes = bytesAt(root, file);
  if ((bytes === null) !== (texts.before === null)) throw mistake('stale-edit', { file });
  const form = formOf(bytes ?? Buffer.alloc(0));
  if (bytes !== null && form === null) throw mistake('unsafe-write', { file, reason: 'its text is no UTF-8' });
  if (bytes !== null && texts.before !== null && !bytes.equals(inForm(texts.before, form)))
    throw mistake('stale-edit', { file });
  const mode = lstatSync(join(root, file), { throwIfNoEntry: false })?.mode;
  return {
    file,
    before: bytes,
    after: texts.after === null ? null : inForm(texts.after, form),
    mode: (mode ?? 0o644) & 0o7777,
  };
}

function bytesAt(root: string, file: Path): Buffer | null {
  return lstatSync(join(root, file), { throwIfNoEntry: false })?.isFile() ? readFileSync(join(root, file)) : null;
}

type Form = 'utf8' | 'utf8-mark' | 'utf16' | null;

/** How a text is written down; null when it is not told without loss. */
function formOf(bytes: Buffer): Form {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16';
  if (!isUtf8(bytes)) return null;
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf8-mark' : 'utf8';
}

function inForm(text: string, form: Form): Buffer {
  return form === 'utf16'
    ? Buffer.from(`\ufeff${text}`, 'utf16le')
    : Buffer.from(form === 'utf8-mark' ? `\ufeff${text}` : text, 'utf8');
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else has put something there.
  }
}
