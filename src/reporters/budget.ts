import { groupBy } from '../core/group.ts';
import { compare } from '../core/order.ts';
import type { ReportedViolation } from '../core/report.ts';
import { tokensIn } from '../core/tokens.ts';

type Group = readonly ReportedViolation[];

/** What an agent is asked to read where nobody says otherwise. */
export const defaultBudget = 8000;

/** How much there is to spend, and what for. */
interface Budget {
  readonly tokens: number;
  /** What a group costs whatever is shown of it. */
  head(group: Group): string;
  line(violation: ReportedViolation): string;
}

/** As many violations of each group as the budget allows: first one of every rule, then the rest in order, until one does not fit. */
export function choose(groups: readonly Group[], { tokens, head, line }: Budget): readonly Group[] {
  let left = tokens;
  const chosen = new Set<ReportedViolation>();
  const opened = new Set<Group>();
  const take = (group: Group, violation: ReportedViolation): boolean => {
    const price = tokensIn(`${line(violation)}\n`) + (opened.has(group) ? 0 : tokensIn(`${head(group)}\n`));
    if (price > left) return false;
    left -= price;
    opened.add(group);
    chosen.add(violation);
    return true;
  };
  const rules = new Set<string>();
  for (const group of groups) {
    const [first] = group;
    if (first && !rules.has(first.rule) && take(group, first)) rules.add(first.rule);
  }
  const rest = groups.flatMap((group) => group.map((violation) => ({ group, violation })));
  rest.every(({ group, violation }) => chosen.has(violation) || take(group, violation));
  return groups.map((group) => group.filter((one) => chosen.has(one))).filter((group) => group.length > 0);
}

/** So many rules are named. */
const mostRules = 6;

/** `cut: 40 of 52 (naming/functions 30, …). rest: …` */
export function cutText(cut: Group, all: Group): string {
  const counts = [...groupBy(cut, ({ rule }) => rule)]
    .map(([rule, group]) => [rule, group.length] as const)
    .sort(([a, m], [b, n]) => n - m || compare(a, b));
  const named = counts.slice(0, mostRules).map(([rule, n]) => `${rule} ${n}`);
  const more = counts.length > mostRules ? ', …' : '';
  return `cut: ${cut.length} of ${all.length} (${named.join(', ')}${more}). rest: \`lintel check --rule ${counts[0]?.[0] ?? ''} --budget 0\``;
}
