import type { Fix } from './fix.ts';
import type { Location, Path } from './location.ts';

/** Names and paths only: no number, line or source text, so that ids outlive edits nearby. */
export type Data = Readonly<Record<string, string>>;

/** A further place that the reader needs to see. */
export interface Evidence {
  readonly file: Path;
  readonly line: number | null;
  readonly text: string;
}

/** What a check yields. */
export interface Problem {
  /** A key of the check's messages. */
  readonly message: string;
  readonly data: Data;
  readonly at: Location;
  readonly found: string;
  readonly expected: string;
  readonly evidence: readonly Evidence[];
  readonly fix: Fix | null;
  readonly alternatives: readonly Fix[];
  /** Its fix takes a search that was not made yet: which one, among those of its rule's answer. */
  readonly search?: number;
  /** What one change may end together with other problems of the rule: they share these words. */
  readonly cause?: string | undefined;
  /** The text for the agent format, if it needs less than the message. */
  readonly brief?: string;
}

/** A paragraph of the team's conventions; without a line when it does not exist. */
export interface Reference {
  readonly file: Path;
  readonly anchor: string | null;
  readonly line: number | null;
  readonly heading: string | null;
  /** Its sentence that decides; null where there is none, or where the rule says the same. */
  readonly quote: string | null;
}

export type Severity = 'error' | 'warn';

/** A problem signed by a rule. */
export interface Violation extends Problem {
  readonly id: string;
  readonly rule: string;
  readonly check: string;
  readonly family: string;
  readonly severity: Severity;
  readonly text: string;
  readonly why: string | null;
  readonly see: Reference | null;
}
