import type { Delta, Returned } from '../core/delta.ts';
import type { Report } from '../core/report.ts';

/** What one caller has seen: the standing violations, and how often others were fixed. */
export interface Seen {
  readonly standing: Readonly<Record<string, string>>;
  /** By id: how often it was fixed, and the rules that were violated anew in the same runs. */
  readonly fixed: Readonly<Record<string, { readonly times: number; readonly against: readonly string[] }>>;
}

/** So often may a violation be fixed before its return means that two rules disagree. */
const patience = 2;

/** Compares a report with what the caller saw last. */
export function deltaOf(before: Seen | null, { violations }: Report): { readonly delta: Delta; readonly seen: Seen } {
  const standing = Object.fromEntries(violations.map(({ id, rule }) => [id, rule]));
  const earlier = before?.standing ?? {};
  const fixed = Object.keys(earlier).filter((id) => !Object.hasOwn(standing, id));
  const fresh = violations.filter(({ id }) => !Object.hasOwn(earlier, id));
  const history = { ...before?.fixed };
  const came = [...new Set(fresh.map(({ rule }) => rule))];
  for (const id of fixed) {
    const { times, against } = history[id] ?? { times: 0, against: came };
    history[id] = { times: times + 1, against: against.filter((rule) => came.includes(rule)) };
  }
  const returned = fresh.flatMap(({ id, rule }): Returned[] => {
    const past = history[id];
    return past && past.times >= patience ? [{ id, rule, against: past.against }] : [];
  });
  return {
    delta: {
      first: before === null,
      fixed,
      still: violations.flatMap(({ id }) => (Object.hasOwn(earlier, id) ? [id] : [])),
      new: fresh.map(({ id }) => id),
      returned,
    },
    seen: { standing, fixed: history },
  };
}
