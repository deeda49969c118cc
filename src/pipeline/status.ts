import { inOrder } from '../core/order.ts';
import type { ReportedViolation } from '../core/report.ts';
import type { Violation } from '../core/violation.ts';
import type { Settlement } from '../settle/settle.ts';
import { carryOver } from './carry.ts';
import type { State } from './follow.ts';
import { prove } from './prove.ts';
import { newsOf } from './since.ts';

/** What a run found, by what it means for the gate. */
export interface Told {
  readonly violations: readonly ReportedViolation[];
  readonly known: readonly ReportedViolation[];
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
}

/** Tells what is new from what is frozen and from what the base has. */
export function tell(state: State, settled: Settlement, { rules, strict, thorough }: Telling): Told {
  const { loaded, memory } = state;
  const { standing, frozen } = carryOver(loaded, settled);
  const statusOf = loaded.comparison ? newsOf(loaded, loaded.comparison, { rules, memory }) : () => 'new' as const;
  const marked = standing.flatMap((violation): Marked[] => {
    const status = statusOf(violation);
    return status === 'other' ? [] : [{ violation, status }];
  });
  const old = marked.filter(({ status }) => status === 'old').map(({ violation }) => violation);
  const isOld = new Set(old.map(({ id }) => id));
  const failing = marked.map(({ violation }) => violation).filter(({ id }) => strict || !isOld.has(id));
  return {
    violations: prove(state, failing, thorough).map((one) => (isOld.has(one.id) ? { ...one, status: 'old' } : one)),
    known: inOrder([...frozen, ...(strict ? [] : old)]).map((one) =>
      reported(one, isOld.has(one.id) ? 'old' : 'baseline'),
    ),
  };
}

/** Nobody waits for the repair of what does not fail: its fixes are shown as they are, and not tried. */
function reported(violation: Violation, status: Marked['status']): ReportedViolation {
  const untried = (fix: NonNullable<Violation['fix']>): NonNullable<ReportedViolation['fix']> => ({
    ...fix,
    ...(fix.safety === 'safe' ? { safety: 'suggested', reason: 'not tried: it does not fail' } : {}),
    resolves: [violation.id],
    proven: false,
  });
  return {
    ...violation,
    fix: violation.fix && untried(violation.fix),
    alternatives: violation.alternatives.map(untried),
    status,
  };
}
