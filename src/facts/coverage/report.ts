import type { CoveredScript } from '../../core/script.ts';
import type { Fault } from '../../core/code.ts';
import { type Covered, type CoverageFormat, type Coverage, type Metric, metrics } from '../../core/coverage.ts';
import { pack, type Packed, recordOf } from './packed.ts';

/** What a report says, record by record in its own order, and what it should not have. */
export interface CoverageReport {
  readonly coverage: readonly Covered[];
  /** What V8 itself tells, which takes the sources to make records of. */
  readonly scripts?: readonly CoveredScript[];
  readonly problems: readonly Fault[];
}

/** A record before it is known what its report counts. */
export type CoverageRecord = Pick<Covered, 'path' | 'at'> &
  Partial<Pick<Covered, 'roots' | 'totals'>> & { readonly packed: Packed };

/** Packs the parts of a record. */
export function packed(parts: Partial<Pick<Coverage, Metric>>): Packed {
  return pack({ lines: [], branches: [], functions: [], statements: [], ...parts });
}

/** The records of one report, all of which count the same. */
export function coveredBy(
  format: CoverageFormat,
  records: readonly CoverageRecord[],
  counts: readonly Metric[],
): Covered[] {
  return records.map(({ packed: parts, ...record }) =>
    recordOf({ format, roots: [], totals: null, ...record, counts }, parts),
  );
}

/** The metrics that a report counts: it lists parts of them, or says that there are none. */
export function countedIn(records: readonly CoverageRecord[], hasNone: (metric: Metric) => boolean): Metric[] {
  return metrics.filter(
    (metric) => records.some((record) => record.packed.tally.figures[metric].total > 0) || hasNone(metric),
  );
}

/** A count below zero, also one that came out as a huge number of 64 bits, is none. */
export function hitsOf(count: number): number {
  return count < 0 || count >= 2 ** 63 ? 0 : Math.min(Math.floor(count), Number.MAX_SAFE_INTEGER);
}

/** Is it the number of a line? */
export function isLine(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** Collects faults, each at a line. */
export function faultsOf<T extends { readonly line: number }>(): {
  readonly problems: Fault[];
  complain(at: T, text: string): void;
} {
  const problems: Fault[] = [];
  return {
    problems,
    complain({ line }, text) {
      problems.push({ text: `Not valid: ${text}`, at: { line, column: 1, endLine: line, endColumn: 1 } });
    },
  };
}
