import type { Content, Hash } from './hash.ts';
import type { Path } from './location.ts';

/** Other texts, or absence (null), laid over a tree. A move is null and a text. */
export type Overlay = ReadonlyMap<Path, string | null>;

/** What is known of a file without reading it. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
  /** When the file was last changed in any way, and which file it is: programs cannot reset these. Absent for texts that are not on disk. */
  readonly changed?: number;
  readonly inode?: number;
}

/** Are these stamps of one file in one state? */
export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;
}

/** A file changed during the run, so the run must restart. */
export class ChangedMeanwhile extends Error {
  readonly file: Path;

  constructor(file: Path) {
    super(`${file} changed while it was being read`);
    this.file = file;
  }
}

/** The files that git tracks or does not ignore. The rest of the disk exists only as targets of imports. */
export interface Tree {
  readonly files: ReadonlyMap<Path, Stamp>;
  /** Changes when a path comes or goes. */
  readonly paths: Hash;
  /** Changes when a package.json, a tsconfig or a workspace file does. */
  readonly manifests: Hash;
}

/** The line that excludes a path from the tree, and its file, relative to the root. */
export interface IgnoreLine {
  readonly file: Path;
  readonly line: string;
}

/**
 * Reading, as the pure rooms see it: everything goes through an overlay, nothing leaves the root. All answers about a file are of one state of it:
 * where the disk no longer has the text that was spoken of before, reading throws `ChangedMeanwhile`.
 */
export interface Texts {
  /** Null when there is no such file. */
  content(path: Path): Content | null;
  /** The text of `content`. */
  read(path: Path): string | null;
  /** The hash of `content`, without reading a file whose stamp is known. */
  hash(path: Path): Hash | null;
  /** Null when there is no such file. */
  stamp(path: Path): Stamp | null;
  /** Also true for files that git ignores. The case of every letter counts. */
  exists(path: Path): boolean;
}
