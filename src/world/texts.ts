import { type Content, contentOf, type Hash } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { ChangedMeanwhile, type Overlay, type Stamp, type Texts } from '../core/tree.ts';
import type { Crawl } from './crawl.ts';
import type { Reading } from './disk.ts';
import type { Stamped } from './stamps.ts';

/** Queries on single files; `stamp` is their stamp in the tree. */
export interface Source {
  read(path: Path): Pick<Reading, 'content' | 'fault'> | null;
  /** The hash of a file that was read before, if its stamp is still the same. */
  known(path: Path, stamp: Stamp): Pick<Stamped, 'hash' | 'fault'> | undefined;
  /** Must be called for a file whose text differs from `known`. */
  forget(path: Path): void;
  stamp(path: Path): Stamp | null;
  /** The real path of a file. */
  real(path: Path): Path | null;
  names(folder: Path): readonly string[] | null;
  /** When a text of the overlay was written. */
  written(path: Path): number;
}

/** The texts of one view; the files that cannot be read are added to `faults`. */
export function createTexts(found: Crawl, source: Source, overlay: Overlay, faults: Map<Path, string>): Texts {
  // A view never changes its answer about a file.
  const pinned = new Map<Path, Hash | null>();
  const laidContents = new Map<Path, Content>();
  const laidContent = (path: Path, text: string): Content => {
    const content = laidContents.get(path) ?? contentOf(text);
    laidContents.set(path, content);
    return content;
  };
  // Whose hash was not known is often read next, and may be a report of 50 MB.
  let hashed: { readonly path: Path; readonly content: Content | null } | null = null;
  const readContent = (path: Path): Content | null => {
    const reading = source.read(path);
    if (reading !== null && reading.fault !== null) faults.set(path, reading.fault);
    const content = reading?.content ?? null;
    const hash = content?.hash ?? null;
    const expected = pinned.has(path) ? pinned.get(path) : hash;
    const hasVanished = content === null && found.files.has(path);
    if (expected !== hash || hasVanished) {
      source.forget(path);
      throw new ChangedMeanwhile(path);
    }
    pinned.set(path, hash);
    return content;
  };
  const contentAt = (path: Path): Content | null => {
    const laid = overlay.get(path);
    if (laid !== undefined) return laid === null ? null : laidContent(path, laid);
    const content = hashed?.path === path ? hashed.content : readContent(path);
    hashed = null;
    return content;
  };
  return {
    content: contentAt,
    read: (path) => contentAt(path)?.text ?? null,
    hash(path) {
      if (overlay.has(path)) return contentAt(path)?.hash ?? null;
      const told = pinned.get(path);
      if (told !== undefined) return told;
      const stamp = found.files.get(path) ?? source.stamp(path);
      const known = stamp ? source.known(path, stamp) : undefined;
      if (known === undefined) {
        hashed = { path, content: readContent(path) };
        return hashed.content?.hash ?? null;
      }
      if (known.fault !== undefined) faults.set(path, known.fault);
      pinned.set(path, known.hash);
      return known.hash;
    },
    stamp(path) {
      const laid = overlay.get(path);
      if (laid === undefined) return found.files.get(path) ?? source.stamp(path);
      return laid === null ? null : { size: laid.length, modified: source.written(path) };
    },
    exists(path) {
      const laid = overlay.get(path);
      return laid === undefined ? found.files.has(path) || source.real(path) !== null : laid !== null;
    },
  };
}
