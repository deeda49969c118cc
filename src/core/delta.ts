/** What changed for one caller since its last run. */
export interface Delta {
  /** It has not run before, so that all is new. */
  readonly first: boolean;
  /** Ids of violations that are gone. */
  readonly fixed: readonly string[];
  /** Ids of violations that were told before, and stand. */
  readonly still: readonly string[];
  readonly new: readonly string[];
  /** Violations that were fixed twice or more, and are back. */
  readonly returned: readonly Returned[];
}

export interface Returned {
  readonly id: string;
  readonly rule: string;
  /** Rules that were violated each time when this one was not. */
  readonly against: readonly string[];
}
