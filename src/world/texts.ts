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

/** What was told of a file. */
type Told = Pick<Stamped, 'hash' | 'fault'>;

/** What all views of a world share. */
export interface Ground {
  readonly found: Crawl;
  /** Changes with everything that was found. */
  state(): Hash;
  readonly source: Source;
  /** What was told of files, since a world never changes its answer; null where there is no such file. */
  readonly pinned: Map<Path, Told | null>;
  /** Those that could not be read, with the reason. */
  readonly faults: Map<Path, string>;
  /** Files of which something else was told than they have. */
  readonly refuted: Set<Path>;
  /** Files of which something was told although they are not in the tree. */
  readonly unlisted: Set<Path>;
}

/** The ground of a world, with what the world before was told of files that nobody has touched since. */
export function createGround(
  { found, state }: Pick<Ground, 'found' | 'state'>,
  source: Source,
  last: Ground | null,
): Ground {
  const fresh = { found, state, source, refuted: new Set<Path>(), unlisted: new Set<Path>() };
  if (!last || !found.touched) return { ...fresh, pinned: new Map(), faults: new Map() };
  const [pinned, faults] = [new Map(last.pinned), new Map(last.faults)];
  for (const path of [...found.touched, ...last.refuted, ...last.unlisted]) {
    pinned.delete(path);
    faults.delete(path);
  }
  return { ...fresh, pinned, faults };
}

/** The texts of one view; the files that cannot be read are added to `seen`. */
export function createTexts(ground: Ground, overlay: Overlay, seen: Map<Path, string>): Texts {
  const { found, source } = ground;
  const world = textsOfWorld(ground, seen);
  const laidContents = new Map<Path, Content>();
  const laidContent = (path: Path, text: string): Content => {
    const content = laidContents.get(path) ?? contentOf(text);
    laidContents.set(path, content);
    return content;
  };
  const contentAt = (path: Path): Content | null => {
    const laid = overlay.get(path);
    if (laid === undefined) return world.content(path);
    return laid === null ? null : laidContent(path, laid);
  };
  return {
    content: contentAt,
    read: (path) => contentAt(path)?.text ?? null,
    hash: (path) => (overlay.has(path) ? (contentAt(path)?.hash ?? null) : world.hash(path)),
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

/** The texts of a world, as all of its views have them. */
function textsOfWorld(
  { found, source, pinned, faults, refuted, unlisted }: Ground,
  seen: Map<Path, string>,
): Pick<Texts, 'content' | 'hash'> {
  // Whose hash was not known is often read next, and may be a report of 50 MB.
  let hashed: { readonly path: Path; readonly content: Content | null } | null = null;
  const tell = (path: Path, told: Told | null): Hash | null => {
    if (told?.fault !== undefined) for (const known of [faults, seen]) known.set(path, told.fault);
    return told?.hash ?? null;
  };
  const pin = (path: Path, told: Told | null): Hash | null => {
    pinned.set(path, told);
    if (!found.files.has(path)) unlisted.add(path);
    return tell(path, told);
  };
  const read = (path: Path): Content | null => {
    const reading = source.read(path);
    const content = reading?.content ?? null;
    const expected = pinned.get(path);
    const isOther = expected !== undefined && (expected?.hash ?? null) !== (content?.hash ?? null);
    const hasVanished = content === null && found.files.has(path);
    if (isOther || hasVanished) {
      source.forget(path);
      refuted.add(path);
      throw new ChangedMeanwhile(path);
    }
    pin(path, reading && { hash: reading.content.hash, ...(reading.fault === null ? {} : { fault: reading.fault }) });
    return content;
  };
  return {
    content(path) {
      const content = hashed?.path === path ? hashed.content : read(path);
      hashed = null;
      return content;
    },
    hash(path) {
      const told = pinned.get(path);
      if (told !== undefined) return tell(path, told);
      const stamp = found.files.get(path) ?? source.stamp(path);
      const known = stamp ? source.known(path, stamp) : undefined;
      if (known !== undefined) return pin(path, known);
      hashed = { path, content: read(path) };
      return hashed.content?.hash ?? null;
    },
  };
}
