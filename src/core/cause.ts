import { groupBy } from './group.ts';
import { type Fix, safeties } from './fix.ts';
import type { Problem } from './violation.ts';

/** The input for causes. */
type Caused = Pick<Problem, 'cause'> & { readonly rule: string; readonly fix: Pick<Fix, 'safety'> | null };

/** Violations of one rule that one change may end. */
export interface Cause<V> {
  /** The one whose repair is the safest; of equals, the first. */
  readonly shown: V;
  /** Those behind it, in order. */
  readonly others: readonly V[];
}

/** Violations by their causes, in the order of those that are shown. A violation without a shared cause is its own group. */
export function causesOf<V extends Caused>(violations: readonly V[]): Cause<V>[] {
  const groups = groupBy(violations, (one) => (one.cause === undefined ? one : `${one.rule}\0${one.cause}`));
  const order = new Map(violations.map((one, place) => [one, place]));
  const causes = [...groups.values()].flatMap((group): Cause<V>[] => {
    const [first, ...rest] = group;
    if (!first) return [];
    const shown = rest.reduce((best, one) => (rankOf(one) < rankOf(best) ? one : best), first);
    return [{ shown, others: group.filter((one) => one !== shown) }];
  });
  return causes.sort((a, b) => (order.get(a.shown) ?? 0) - (order.get(b.shown) ?? 0));
}

function rankOf({ fix }: Caused): number {
  return fix ? safeties.indexOf(fix.safety) : safeties.length;
}
