import type { Path } from './location.ts';
import type { Violation } from './violation.ts';

/** What a command made of a project, or why it made nothing. */
export interface Made {
  /** The files that changed, in order of path. */
  readonly files: readonly Path[];
  /** What changed, as a unified diff. */
  readonly diff: string;
  /** Why a person should look at it first. */
  readonly doubts: readonly string[];
  /** What it leaves, and may have to change. */
  readonly notes: readonly string[];
  /** Violations that the change brings. */
  readonly came: readonly Violation[];
  /** Why nothing was changed; null if it was, or would be. */
  readonly refused: string | null;
}
