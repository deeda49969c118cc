import { builtinChecks, checks } from '../checks/index.ts';
import { compare } from '../core/order.ts';
import type { ReportedRule, ReportedViolation } from '../core/report.ts';
import type { Rule } from '../core/rule.ts';
import type { Referenced } from '../core/view.ts';
import { referenceOf } from '../settle/settle.ts';
import type { NotRun } from './ask.ts';

/** What a run came to, as far as its rules are concerned. */
export interface Outcomes {
  readonly violations: readonly ReportedViolation[];
  readonly notRun: readonly NotRun[];
  /** Why rules failed or contradict the project. */
  readonly failed: ReadonlyMap<Rule, string>;
}

/** Every enabled rule, sorted by id, with its statement and outcome. */
export function catalogueOf(
  rules: readonly Rule[],
  { violations, notRun, failed }: Outcomes,
  reference: Referenced['reference'],
): ReportedRule[] {
  const counts = new Map<string, number>();
  for (const { rule } of violations) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const reasons = new Map(notRun.map(({ rule, reason }) => [rule, reason]));
  return [...rules]
    .sort((a, b) => compare(a.id, b.id))
    .map((rule) => {
      const reason = failed.get(rule) ?? reasons.get(rule.id) ?? null;
      const broken = counts.get(rule.id) ?? 0;
      return {
        id: rule.id,
        check: rule.check.name,
        family: rule.check.family,
        severity: rule.severity,
        statement: rule.check.statement(rule.options),
        summary: rule.check.summary,
        why: rule.because,
        see: referenceOf(rule, '', { reference }),
        docs: pageOf(rule.check.name),
        outcome: outcomeOf(reason, broken),
        violations: broken,
        reason,
      };
    });
}

function outcomeOf(reason: string | null, broken: number): ReportedRule['outcome'] {
  if (broken > 0) return 'broken';
  return reason === null ? 'passed' : 'not-run';
}

const shipped: ReadonlySet<string> = new Set([...checks, ...builtinChecks].map(({ name }) => name));

/** The page of a check in the package; checks of one's own have none. */
function pageOf(check: string): string | null {
  return shipped.has(check) ? `docs/checks/${check}.md` : null;
}
