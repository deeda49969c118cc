import type { Base } from './changes.ts';
import type { Delta } from './delta.ts';
import type { Fix } from './fix.ts';
import type { LintelError } from './error.ts';
import type { Path } from './location.ts';
import type { Reference, Severity, Violation } from './violation.ts';

/** A fix as a report shows it. */
export interface ReportedFix extends Fix {
  /** Ids of the violations that it removes. */
  readonly resolves: readonly string[];
  /** Tried on an overlay: it removes its violations and adds none. */
  readonly proven: boolean;
}

export interface ReportedViolation extends Omit<Violation, 'fix' | 'alternatives'> {
  readonly fix: ReportedFix | null;
  readonly alternatives: readonly ReportedFix[];
  /** The folder of its root, where several were checked: its id, texts and data are those of a run there. */
  readonly root?: Path;
  /** `new`: it fails the gate. `baseline`: it is frozen. `old`: a file that changed had it before. */
  readonly status: 'new' | 'baseline' | 'old';
}

export interface Summary {
  readonly files: number;
  readonly rules: number;
  readonly errors: number;
  readonly warnings: number;
  /** How many changes may end them all: violations of one rule that share a cause count as one. */
  readonly causes: number;
  /** Violations that the baseline freezes. */
  readonly baseline: number;
  /** Entries of the baseline that freeze nothing; null without a baseline. */
  readonly gone: number | null;
  /** Violations that files which changed had before. */
  readonly old: number;
  /** Violations with a fix that is safe. */
  readonly fixable: number;
  /** Violations with a fix that was not tried. */
  readonly untried: number;
  /** What the run was compared with; null when everything was reported. */
  readonly since: Base | null;
  /** What was unresolved, unmatched or excused until a day: one line each, its kind first. */
  readonly notes: readonly string[];
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
}

/** Everything that one run came to; reporters turn it into text. */
export interface Report {
  readonly version: 1;
  readonly root: string;
  readonly summary: Summary;
  /** What fails the gate. */
  readonly violations: readonly ReportedViolation[];
  /** What does not: it is frozen, or was there before the changes that are judged. */
  readonly known: readonly ReportedViolation[];
  /** Mistakes in the configuration, and checks that crashed. They never silence the rest. */
  readonly errors: readonly LintelError[];
  /** Every rule that was to run, in order of id. */
  readonly rules: readonly ReportedRule[];
  /** What changed since the caller's last run, if it asked. */
  readonly delta?: Delta;
  /** The roots that were checked together, in order of path. Rules then have names as `ruleIn` makes them. */
  readonly roots?: readonly ReportedRoot[];
}

/** One of several roots that were checked together. */
export interface ReportedRoot {
  /** Its folder, from the working directory. */
  readonly path: Path;
  readonly files: number;
  readonly rules: number;
  readonly errors: number;
  readonly warnings: number;
  /** Rules of roots above it that judge its files, too. */
  readonly inherits: readonly string[];
}

/** A rule, its statement and its outcome. */
export interface ReportedRule {
  readonly id: string;
  /** The folder of its root, where several were checked. */
  readonly root?: Path;
  readonly check: string;
  readonly family: string;
  readonly severity: Severity;
  /** What is allowed here, in one clause. */
  readonly statement: string;
  /** What the check demands, whatever its options say. */
  readonly summary: string;
  readonly why: string | null;
  readonly see: Reference | null;
  /** The page of its check, from the root of the package; null for a check of one's own. */
  readonly docs: string | null;
  readonly outcome: 'passed' | 'broken' | 'not-run';
  /** How many of the reported violations are its own. */
  readonly violations: number;
  /** Why it did not run, or not to its end. */
  readonly reason: string | null;
}
