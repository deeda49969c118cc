import type { Path } from './location.ts';
import type { Overlay } from './tree.ts';

/** What differs from an earlier commit, whatever is staged, unstaged or untracked included. */
export interface Changes {
  readonly base: Base;
  readonly added: ReadonlySet<Path>;
  /** Files with another text, renamed ones by their new path. */
  readonly changed: ReadonlySet<Path>;
  readonly deleted: ReadonlySet<Path>;
  /** Old paths by new ones; neither counts as added or deleted. */
  readonly renamed: ReadonlyMap<Path, Path>;
}

/** The first and the last of some lines. */
export type LineRange = readonly [first: number, last: number];

/** The commit that something is compared with. */
export interface Base {
  /** The requested commit, such as `origin/main`. */
  readonly ref: string;
  /** The last commit that it and the present have in common. */
  readonly commit: string;
}

/** A commit since the base. */
export interface Commit {
  /** The e-mail address of its author. */
  readonly author: string;
  readonly message: string;
}

/** Changes, and the texts that restore the earlier tree. */
export interface Comparison {
  readonly changes: Changes;
  readonly before: Overlay;
  /** The commits since the base. Starts git. */
  commits(): readonly Commit[];
}

/** The age of files according to commits. */
export interface History {
  /** The last commit that changed a file; null if unknown. */
  lastChange(file: Path): string | null;
  /** Those of some files that are other than when a file was committed; null unless it is as it was committed. */
  changedSinceCommit(file: Path, others: readonly Path[]): readonly Path[] | null;
  /** Those of some files that are other than in the last commit before a file was written; null where there is none. */
  changedSinceWritten(file: Path, others: readonly Path[]): readonly Path[] | null;
}
