import { isUtf8 } from 'node:buffer';
import { lstatSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LintelError, mistake } from '../core/error.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import { createFile, dangerOf, isForeign, type Like, refuseUnsafe } from './inside.ts';
import { closeJournal, discard, recover, runSteps, type Step } from './journal.ts';
import { bytesOf } from './read.ts';
import type { Site } from './site.ts';

/** A file on disk before and after the change; null if it does not exist. */
interface Change {
  readonly file: Path;
  readonly before: Buffer | null;
  readonly after: Buffer | null;
  /** Whose permissions and owner the new text gets. */
  readonly like: Like | undefined;
}

/** Puts everything back as it was before. */
export type Undo = () => void;

/**
 * Writes all texts or none. Each file must still hold the text that `read` gave, lie inside the root and be no link; byte order marks and
 * permissions stay. A process that is killed on the way leaves a journal, by which the next run finishes (`finishEarlier`).
 */
export function write(site: Site, texts: Overlay, read: (file: Path) => string | null): Undo {
  const changes = [...texts].map(([file, text]) => changeOf(site.root, file, { before: read(file), after: text }));
  commit(site, changes);
  return () => {
    commit(
      site,
      changes.map(({ file, before, after, like }) => ({ file, before: after, after: before, like })),
    );
  };
}

/** The byte order mark that a file begins with, which no text has; '' where there is none. */
export function markOf(root: string, file: Path): string {
  refuseUnsafe(root, file);
  return formOf(bytesAt(root, file) ?? Buffer.alloc(0)) === 'utf8-mark' ? '\ufeff' : '';
}

/** Completes or undoes the changes of a killed run. */
export const finishEarlier: (site: Site) => void = recover;

function commit(site: Site, changes: readonly Change[]): void {
  const { root } = site;
  const steps = changes.map(({ file, before, after }): Step => ({
    file,
    ready: after === null ? null : readyName(file),
    before: hashed(before),
    after: hashed(after),
  }));
  const folders: string[] = [];
  const made: Step[] = [];
  try {
    runSteps(site, steps, () => {
      for (const [index, { after, like }] of changes.entries()) {
        const step = steps[index];
        const ready = step?.ready ?? null;
        if (!step || after === null || ready === null) continue;
        folders.push(...createFile(root, ready, after, like));
        made.push(step);
      }
    });
  } catch (error) {
    for (const step of made) discard(root, step);
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

const readyName = (file: Path): Path =>
  `${dirname(file) === '.' ? '' : `${dirname(file)}/`}.${basename(file)}.lintel-new`;
const hashed = (bytes: Buffer | null): Hash | null => (bytes === null ? null : hashOf(bytes));

/** Why a file cannot be written as it is, so that no fix of it is safe; null when it can. */
export function unwritable(root: string, file: Path): string | null {
  if (isForeign(file)) return "it is not the project's own";
  const danger = dangerOf(root, file);
  if (danger !== null) return danger;
  const entry = lstatSync(join(root, file), { throwIfNoEntry: false });
  if (!entry) return null;
  const user = process.geteuid?.();
  if (user !== undefined && user !== 0 && entry.uid !== user) return 'it belongs to another user';
  if (entry.nlink > 1) return `it has ${String(entry.nlink)} hard links, and only one would change`;
  return formOf(bytesAt(root, file) ?? Buffer.alloc(0)) === null ? 'its text is not UTF-8' : null;
}

function changeOf(
  root: string,
  file: Path,
  texts: { readonly before: string | null; readonly after: string | null },
): Change {
  const reason = unwritable(root, file);
  if (reason !== null) throw mistake('unsafe-write', { file, reason });
  const bytes = bytesAt(root, file);
  const form = formOf(bytes ?? Buffer.alloc(0));
  const isStale =
    (bytes === null) !== (texts.before === null) ||
    (bytes !== null && texts.before !== null && !bytes.equals(inForm(texts.before, form)));
  if (isStale) throw mistake('stale-edit', { file });
  const after = texts.after === null ? null : inForm(texts.after, form);
  return { file, before: bytes, after, like: lstatSync(join(root, file), { throwIfNoEntry: false }) };
}

function bytesAt(root: string, file: Path): Buffer | null {
  return bytesOf(join(root, file), { links: false });
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
