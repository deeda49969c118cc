import { z } from 'zod';
import { type Metric, metrics } from '../../../core/coverage.ts';
import { coverageFloor } from '../../../core/options.ts';

const floor = z.union([z.literal('baseline'), coverageFloor]);

export const minimumOption = z
  .union([
    z.literal('baseline'),
    z.strictObject({ lines: floor, branches: floor, functions: floor, statements: floor }),
  ])
  .describe(
    'The minimum of each metric in percent; a negative number is how many may stay uncovered; `baseline` is what was reached.',
  );
export type Minimum = z.infer<typeof minimumOption>;

/** In percent; below zero, how many may stay uncovered; or what the baseline keeps. */
export type Floor = number | 'baseline';

/** The metrics with a floor. */
export function floorsOf(minimum: Minimum): (readonly [Metric, Floor])[] {
  return metrics.flatMap((metric) => {
    const least = minimum === 'baseline' ? minimum : minimum[metric];
    return least === undefined ? [] : [[metric, least] as const];
  });
}

/** The metrics that are written down: alone, `baseline` means those that the reports count. */
export function writtenMetrics(minimum: Minimum): Metric[] {
  return minimum === 'baseline' ? [] : floorsOf(minimum).map(([metric]) => metric);
}

export function keptMetrics(minimum: Minimum): Metric[] {
  return floorsOf(minimum).flatMap(([metric, least]) => (least === 'baseline' ? [metric] : []));
}

/** Is each floor as high as it was? What the baseline keeps cannot be compared with a number, nor a share with a count. */
export function isMinimumKept({ minimum: before }: WithMinimum, { minimum: after }: WithMinimum): boolean {
  const now = new Map(floorsOf(after));
  return floorsOf(before).every(([metric, earlier]) => {
    const least = now.get(metric);
    if (typeof earlier === 'string' || typeof least !== 'number') return earlier === least;
    return earlier <= least && earlier < 0 === least < 0;
  });
}

interface WithMinimum {
  readonly minimum: Minimum;
}

export function minimumText(minimum: Minimum): string {
  const texts = floorsOf(minimum).map(([metric, least]) => {
    if (least === 'baseline') return `no fewer ${metric} than in the baseline`;
    return least < 0 ? `at most ${-least} ${metric} uncovered` : `${metric} ${least} %`;
  });
  return texts.join(', ') || 'every file is measured';
}

export function wanted(least: number): string {
  return least < 0 ? `at most ${-least} uncovered` : `at least ${least} %`;
}
