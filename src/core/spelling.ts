import type { Path } from './location.ts';

/** A specifier in use, and the file that it leads to. */
export interface Sample {
  readonly specifier: string;
  readonly target: Path;
}

/** What a new specifier is to look like. */
export interface Usage {
  /** The specifier that it replaces. */
  readonly replaced?: Sample & {
    /** The file that it is written in, by the path from which it leads to its target. */
    readonly from: Path;
  };
  /** The other specifiers of the file. */
  readonly samples?: readonly Sample[];
}

/** A specifier, or why there is none. */
export type Spelling = { readonly specifier: string } | { readonly reason: string };

/** How a file would name another: the inverse of resolving. What it answers leads to `target`. */
export type Respell = (from: Path, target: Path, usage?: Usage) => Spelling;
