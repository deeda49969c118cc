import type { Path } from './location.ts';
import type { Reference } from './violation.ts';

/** What applies to a file before it is edited, whether it exists yet or not. */
export interface FileContext {
  readonly file: Path;
  readonly exists: boolean;
  /** `name`, or `name (value)` for an instance of a zone with captures. */
  readonly zones: readonly string[];
  /** What its rules ask of it, the most useful first; none if it is not checked. */
  readonly rules: readonly Guidance[];
  /** A file nearby in the same zones, with the same role and without violations; null if there is none. */
  readonly example: Path | null;
}

/** What one rule asks of a file. */
export interface Guidance {
  readonly rule: string;
  readonly check: string;
  readonly family: string;
  /** In one clause. */
  readonly text: string;
  /** It says the same of every file. */
  readonly isGeneral: boolean;
  readonly why: string | null;
  readonly see: Reference | null;
}
