import type { Check } from './check.ts';
import type { ConfigPlace } from './error.ts';
import type { Hash } from './hash.ts';
import type { Path } from './location.ts';
import type { Severity } from './violation.ts';
import type { Where } from './zone.ts';

/** A named exception of one rule: excuses the edges or problems that match all its keys. */
export interface Exception {
  readonly from: Where | null;
  /** Files, or (by its text, as a glob) the names of packages. */
  readonly to: Where | null;
  readonly file: Where | null;
  /** A glob over the name that a problem speaks of. */
  readonly name: string | null;
  /** The check's own keys: globs over the problem's data of that name. */
  readonly keys: Readonly<Record<string, string>>;
  readonly reason: string;
  /** The last day on which it is valid, as YYYY-MM-DD. */
  readonly until: string | null;
  readonly at: ConfigPlace;
}

/** One entry of `rules:`, ready to run. */
export interface Rule<O = unknown> {
  readonly id: string;
  readonly check: Check<O>;
  readonly options: O;
  readonly severity: Severity;
  /** Folders (with their slash) whose own lintel.yaml makes it louder. */
  readonly raised?: readonly { readonly folder: Path; readonly severity: Severity }[];
  /** The files that the check judges; null means all. */
  readonly in: Where | null;
  readonly not: Where | null;
  readonly except: readonly Exception[];
  readonly see: string | null;
  /** Where `see` was written, for the rule `conventions`. */
  readonly seeAt: ConfigPlace | null;
  readonly because: string | null;
  readonly fix: string | null;
  /** Changes with everything that affects the results of the check, except zones, which have their own fingerprint. */
  readonly fingerprint: Hash;
  /** False when it came with a pack that ships: then matching nothing is no error. */
  readonly own: boolean;
  readonly at: ConfigPlace;
}

/** Does it come from a lintel.yaml or a pack? Built-in rules always run. */
export function isWritten({ own, at }: Rule): boolean {
  return own || !at.file.startsWith('<');
}
