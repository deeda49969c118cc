import type { Coverage, Metric } from '../../core/coverage.ts';
import type { Execution } from '../../core/execution.ts';
import { figureOf, uncoveredParts, uncoveredRanges } from './figures.ts';
import { functionText, untakenWays, untestedFunctions } from './untested.ts';

/** What of a file is not covered, in words, in the order of its lines. */
export function gapTexts(measured: Coverage, execution: Execution, metric: Metric): string[] {
  if (measured.totals) return [`${missedOf(measured, metric)} ${metric}`];
  if (metric === 'branches') return untakenWays(measured, execution);
  const functions = untestedFunctions(measured, execution);
  const names = functions.map(functionText);
  if (metric === 'functions') return names;
  const isOutside = ({ line }: { readonly line: number }): boolean =>
    !functions.some((one) => one.line <= line && line <= one.endLine);
  return [
    ...names,
    ...(metric === 'lines'
      ? numbered('line', 'lines', uncoveredRanges(measured.lines.filter(isOutside)))
      : numbered('statement in line', 'statements in lines', uncoveredParts(measured.statements.filter(isOutside)))),
  ];
}

export function missedOf(measured: Coverage, metric: Metric): number {
  const { covered, total } = figureOf([measured], metric);
  return total - covered;
}

export const mostNamed = 3;

/** The first gaps, and how many there are beside them. */
export function fewOf(gaps: readonly string[]): string {
  return gaps.length > mostNamed
    ? `${gaps.slice(0, mostNamed).join(', ')} and ${gaps.length - mostNamed} more`
    : gaps.join(', ');
}

function numbered(one: string, several: string, [first, ...rest]: readonly string[]): string[] {
  if (first === undefined) return [];
  return [`${rest.length > 0 || first.includes('-') ? several : one} ${first}`, ...rest];
}
