import type { Path } from './location.ts';

/** An existing specifier and the file that it resolves to. */
export interface Sample {
  readonly specifier: string;
  readonly target: Path;
}

/** What a new specifier is to look like. */
export interface Usage {
  /** The specifier that it replaces. */
  readonly replaced?: Sample & {
    /** The importing file, as the path from which the specifier resolves. */
    readonly from: Path;
  };
  /** The other specifiers of the file. */
  readonly samples?: readonly Sample[];
}

/** A specifier, or why there is none. */
export type Spelling = { readonly specifier: string } | { readonly reason: string };

/** How a file would import another: the inverse of resolving. The result resolves to `target`. */
export type Respell = (from: Path, target: Path, usage?: Usage) => Spelling;
