import type { Safety } from './fix.ts';
import type { Path } from './location.ts';

/** Violations that one change ends: small enough for one pull request. */
export interface Packet {
  readonly safety: Safety;
  readonly rule: string;
  /** What is to be done. */
  readonly title: string;
  /** What does it; null if somebody has to write it. */
  readonly command: string | null;
  /** The violations that it ends. */
  readonly ids: readonly string[];
  /** The files that change, as far as they are known. */
  readonly files: readonly Path[];
  /** How many lines change; null where that is not known. */
  readonly lines: number | null;
}

/** Work on all violations, frozen ones included, in an order that pays. */
export interface WorkPlan {
  readonly violations: number;
  /** Those first that end most violations for each line that changes; what somebody has to write comes last. */
  readonly packets: readonly Packet[];
}
