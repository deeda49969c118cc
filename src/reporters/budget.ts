import type { Cause } from '../core/cause.ts';
import { groupBy } from '../core/group.ts';
import { compare } from '../core/order.ts';
import type { ReportedViolation } from '../core/report.ts';
import { tokensIn } from '../core/tokens.ts';

type Caused = Cause<ReportedViolation>;
type Group = readonly Caused[];

/** The default token budget of a report. */
export const defaultBudget = 8000;

/** The budget and the costs. */
interface Budget {
  readonly tokens: number;
  /** The fixed cost of a group. */
  head(group: Group): string;
  line(cause: Caused): string;
}

/**
 * As many causes of each group as the budget allows: first the one of every rule that most violations share, then all that several share, then
 * the rest in order, until one does not fit.
 */
export function choose(groups: readonly Group[], { tokens, head, line }: Budget): readonly Group[] {
  let left = tokens;
  const chosen = new Set<Caused>();
  const opened = new Set<Group>();
  const take = ({ group, cause }: Placed): boolean => {
    if (chosen.has(cause)) return true;
    const price = tokensIn(`${line(cause)}\n`) + (opened.has(group) ? 0 : tokensIn(`${head(group)}\n`));
    if (price > left) return false;
    left -= price;
    opened.add(group);
    chosen.add(cause);
    return true;
  };
  const all = groups.flatMap((group) => group.map((cause): Placed => ({ group, cause })));
  const largest = [...all].sort((a, b) => b.cause.others.length - a.cause.others.length);
  for (const ofRule of groupBy(largest, ({ cause }) => cause.shown.rule).values()) ofRule.some(take);
  largest.filter(({ cause }) => cause.others.length > 0).every(take);
  all.every(take);
  return groups.map((group) => group.filter((one) => chosen.has(one))).filter((group) => group.length > 0);
}

/** A cause and its group. */
interface Placed {
  readonly group: Group;
  readonly cause: Caused;
}

/** The number of rules that are listed. */
const mostRules = 6;

/** `cut: 40 of 52 (naming/functions 30, …). rest: …` */
export function cutText(cut: readonly ReportedViolation[], all: readonly ReportedViolation[], command: string): string {
  const counts = [...groupBy(cut, ({ rule }) => rule)]
    .map(([rule, group]) => [rule, group.length] as const)
    .sort(([a, m], [b, n]) => n - m || compare(a, b));
  const named = counts.slice(0, mostRules).map(([rule, n]) => `${rule} ${n}`);
  const more = counts.length > mostRules ? ', …' : '';
  return `cut: ${cut.length} of ${all.length} (${named.join(', ')}${more}). rest: \`${command} --rule ${counts[0]?.[0] ?? ''} --budget 0\``;
}
