import type { Comparison } from '../core/changes.ts';
import { inOrder } from '../core/order.ts';
import type { ReportedViolation } from '../core/report.ts';
import type { Violation } from '../core/violation.ts';
import type { Settlement } from '../settle/settle.ts';
import { carryOver } from './carry.ts';
import type { State } from './follow.ts';
import type { Examined } from './past.ts';
import { prove } from './prove.ts';
import { newsOf } from './since.ts';

/** Violations by status. */
export interface Told {
  readonly violations: readonly ReportedViolation[];
  readonly known: readonly ReportedViolation[];
  /** Violations that fail and have a fix that was not tried. */
  readonly untried: number;
}

interface Marked {
  readonly violation: Violation;
  readonly status: ReportedViolation['status'];
}

interface Telling {
  readonly rules: State['loaded']['rules'];
  /** What the base has in files that changed fails, too. */
  readonly strict: boolean;
  /** Try every fix, however many files would move. */
  readonly thorough: boolean;
  /** Of violations that fail, those whose fixes are tried; all where it is absent. */
  readonly shown: ((violations: readonly Violation[]) => ReadonlySet<string>) | undefined;
  /** What is known of a base. */
  past(comparison: Comparison): Examined;
  /** Finds the fixes that take a search. */
  advise(violations: readonly Violation[]): readonly Violation[];
}

/** Separates new violations from frozen ones and from those of the base. */
export function tell(
  state: State,
  settled: Settlement,
  { rules, strict, thorough, shown, past, advise }: Telling,
): Told {
  const { loaded } = state;
  const { standing, frozen } = carryOver(loaded, settled);
  const { comparison } = loaded;
  const statusOf = comparison ? newsOf(past(comparison), comparison.changes, rules) : () => 'new' as const;
  const marked = standing.flatMap((violation): Marked[] => {
    const status = statusOf(violation);
    return status === 'other' ? [] : [{ violation, status }];
  });
  const old = marked.filter(({ status }) => status === 'old').map(({ violation }) => violation);
  const isOld = new Set(old.map(({ id }) => id));
  const failing = marked.map(({ violation }) => violation).filter(({ id }) => strict || !isOld.has(id));
  const tried = shown?.(failing) ?? new Set(failing.map(({ id }) => id));
  const proven = prove(state, advise(failing.filter(({ id }) => tried.has(id))), {
    thorough,
    standing: standing.length,
  });
  const byId = new Map(proven.map((one) => [one.id, one]));
  const known = inOrder([...frozen, ...(strict ? [] : old)]);
  return {
    violations: failing.map((one) => ({
      ...(byId.get(one.id) ?? reported(one, 'run `lintel fix` to try it')),
      status: isOld.has(one.id) ? 'old' : 'new',
    })),
    known: (shown ? known : advise(known)).map((one) => ({
      ...reported(one, 'the violation does not fail'),
      status: isOld.has(one.id) ? 'old' : 'baseline',
    })),
    untried: failing.filter(({ id, fix }) => !tried.has(id) && mayHold(fix)).length,
  };
}

/** A fix that has edits, or may have. */
function mayHold(fix: Violation['fix']): boolean {
  return fix !== null && (fix.intent !== undefined || fix.edits.length > 0);
}

/** Nobody waits for the repair of what does not fail, or is not shown: its fixes are reported as they are, and not tried. */
function reported(violation: Violation, reason: string): Omit<ReportedViolation, 'status'> {
  const untried = (fix: NonNullable<Violation['fix']>): NonNullable<ReportedViolation['fix']> => ({
    ...fix,
    ...(fix.safety === 'safe' ? { safety: 'suggested', reason: `not tried: ${reason}` } : {}),
    resolves: [violation.id],
    proven: false,
  });
  return {
    ...violation,
    fix: violation.fix && untried(violation.fix),
    alternatives: violation.alternatives.map(untried),
  };
}
