import type { Import, ImportKind } from './code.ts';
import type { Path } from './location.ts';

/** What a specifier leads to. `missing` says why, in words that stand after "resolves to nothing: ". */
export type Target =
  | { readonly file: Path }
  | { readonly package: string; readonly builtin?: true }
  | { readonly missing: string; readonly relation: 'relative' | 'alias' | 'workspace' | 'package' };

/** Edges as columns, sorted by importer and then by place. Files are numbered in path order. */
export interface Graph {
  readonly files: readonly Path[];
  id(file: Path): number | undefined;
  readonly size: number;
  readonly from: Uint32Array;
  /** The number of the target file, or -1 when the target is no file that Lintel judges: ask `target`. */
  readonly to: Int32Array;
  /** Place in `importKinds`. */
  readonly kind: Uint8Array;
  /** Edges of file f: `out[f]` up to `out[f + 1]`. */
  readonly out: Uint32Array;
  /** Edges into file f: `inn[inOffset[f]]` up to `inn[inOffset[f + 1]]`. */
  readonly inOffset: Uint32Array;
  readonly inn: Uint32Array;
  import(edge: number): Import;
  target(edge: number): Target;
  /** The file and name that declare what `file` exports as `name`; null when nothing does. */
  origin(file: Path, name: string): Origin | null;
}

export interface Origin {
  readonly file: Path;
  readonly name: string;
  /** The files on the way, the first asked first, the declaring one last. */
  readonly through: readonly Path[];
}

/** One import with both its ends, for those who speak of single edges. */
export interface Edge {
  readonly id: number;
  readonly from: Path;
  readonly target: Target;
  readonly kind: ImportKind;
  readonly import: Import;
}
