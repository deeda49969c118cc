import type { Hash } from './hash.ts';
import type { Path } from './location.ts';

/** Other texts, or absence (null), laid over a tree. A move is null and a text. */
export type Overlay = ReadonlyMap<Path, string | null>;

/** What is known of a file without reading it. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
}

/** The files that git tracks or does not ignore. The rest of the disk exists only as targets of imports. */
export interface Tree {
  readonly files: ReadonlyMap<Path, Stamp>;
  /** Changes when a path comes or goes. */
  readonly paths: Hash;
  /** Changes when a package.json, a tsconfig or a workspace file does. */
  readonly manifests: Hash;
}

/** Reading, as the pure rooms see it: everything goes through an overlay, nothing leaves the root. */
export interface Texts {
  /** Null when there is no such file. */
  read(path: Path): string | null;
  hash(path: Path): Hash | null;
  /** Null when there is no such file. */
  stamp(path: Path): Stamp | null;
  /** Also true for files that git ignores. The case of every letter counts. */
  exists(path: Path): boolean;
}
