import { hash } from 'node:crypto';
import type { Baseline, Frozen } from '../core/baseline.ts';
import { type Figure, isLower, type KeptFigure, type Metric, metrics, type Reached } from '../core/coverage.ts';

/** The id of a figure's entry. What was reached is no part of it, so that it stays when the figure rises. */
export function figureId(rule: string, scope: string, metric: Metric): string {
  return hash('sha1', JSON.stringify([rule, scope, 'figure', metric])).slice(0, 10);
}

const written = new RegExp(`^(.+) (${metrics.join('|')}) (\\d+)/(\\d+)$`);

/** The figure that an entry keeps. Null in the entry of a violation, whose id is another even if its file has such a name. */
export function figureIn({ id, rule, file }: Frozen): Frozen | null {
  const [, scope = '', name, covered, total] = written.exec(file) ?? [];
  const metric = metrics.find((one) => one === name);
  if (metric === undefined || id !== figureId(rule, scope, metric)) return null;
  return { id, rule, file: scope, figure: { metric, covered: Number(covered), total: Number(total) } };
}

/** ` lines 812/1000`, behind what was measured. */
export function figureText(figure: KeptFigure | undefined): string {
  return figure ? ` ${figure.metric} ${figure.covered}/${figure.total}` : '';
}

/** One entry of each id: of a figure that is listed several times, as after a merge, the highest. */
export function leadersOf<E extends Frozen>(entries: Iterable<E>): ReadonlyMap<string, E> {
  const leaders = new Map<string, E>();
  for (const entry of entries) {
    const known = leaders.get(entry.id);
    if (!known || isRaised(entry, known)) leaders.set(entry.id, entry);
  }
  return leaders;
}

function isRaised({ figure: now }: Frozen, { figure: before }: Frozen): boolean {
  return now !== undefined && before !== undefined && isLower(before, now);
}

/** The figures that a baseline keeps for a rule. */
export function keptFigures(baseline: Baseline, rule: string): (scope: string, metric: Metric) => Figure | null {
  const kept = leadersOf((baseline ?? []).filter((entry) => entry.rule === rule));
  return (scope, metric) => kept.get(figureId(rule, scope, metric))?.figure ?? null;
}

/** The entries of what a rule measured, as far as that is known. */
export function entriesOf(rule: string, reached: readonly Reached[]): readonly Frozen[] {
  return reached.flatMap(({ scope, metric, figure }) =>
    figure ? [{ id: figureId(rule, scope, metric), rule, file: scope, figure: { metric, ...figure } }] : [],
  );
}

/** Of the entries of what was measured, those that a baseline does not have yet, and those that are higher than there. */
export function risen(
  baseline: Baseline,
  entries: readonly Frozen[],
): { readonly added: readonly Frozen[]; readonly raised: readonly Frozen[] } {
  const known = leadersOf<Frozen>(baseline ?? []);
  return {
    added: entries.filter(({ id }) => !known.has(id)),
    raised: entries.filter((entry) => {
      const before = known.get(entry.id);
      return before !== undefined && isRaised(entry, before);
    }),
  };
}

/** What a run says of figures that the baseline does not have as they are now. */
export function risenNotes(rule: string, baseline: Baseline, reached: readonly Reached[]): string[] {
  const { added, raised } = risen(baseline, entriesOf(rule, reached));
  const isNew = !(baseline ?? []).some((entry) => entry.rule === rule);
  const create = isNew ? `lintel baseline create --rule ${rule}` : 'lintel baseline prune';
  return [
    ...(added.length > 0
      ? [`unkept: ${rule}: the baseline does not have ${several(added)} yet; \`${create}\` keeps what was reached`]
      : []),
    ...(raised.length > 0 ? [`raised: ${rule}: ${several(raised)} rose; \`lintel baseline prune\` keeps it`] : []),
  ];
}

/** `lines of src/a (830/1000)`, and how many more. */
function several([first, ...others]: readonly Frozen[]): string {
  if (!first?.figure) return '';
  const { metric, covered, total } = first.figure;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${metric} of ${first.file} (${covered}/${total})${more}`;
}
