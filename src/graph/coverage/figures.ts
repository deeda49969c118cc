import {
  type Coverage,
  type CoveredLine,
  type CoveredPart,
  type Figure,
  isLower,
  type Metric,
} from '../../core/coverage.ts';

export function figureOf(all: readonly Coverage[], metric: Metric): Figure {
  let covered = 0;
  let total = 0;
  for (const measured of all) {
    const figure = measured.totals?.[metric] ?? measured.tally?.figures[metric] ?? countOf(measured[metric]);
    covered += figure.covered;
    total += figure.total;
  }
  return { covered, total };
}

function countOf(parts: Coverage[Metric]): Figure {
  let covered = 0;
  for (const { hits } of parts) if (hits > 0) covered++;
  return { covered, total: parts.length };
}

// Decimals of a floor are not exact: 1.1 % of 3000 is more than 33 by a hair.
const hair = 1e-9;

/** How many more must be covered to reach a floor: per cent, or (below zero) how many may be left out. */
export function lacking({ covered, total }: Figure, floor: number): number {
  const wanted = floor < 0 ? total + floor : Math.ceil((total * floor) / 100 - hair * Math.max(1, total));
  return Math.max(0, wanted - covered);
}

/** How many more must be covered to reach what the baseline keeps: its share, or no more left out than there. Deleting covered code leaves out no more. */
export function fallen(figure: Figure, kept: Figure): number {
  if (!isLower(figure, kept)) return 0;
  const left = figure.total - figure.covered - (kept.total - kept.covered);
  return Math.max(0, Math.min(shareOf(kept, figure.total) - figure.covered, left));
}

/** So many of a total are at least the share of a figure. */
function shareOf({ covered, total }: Figure, of: number): number {
  if (total === 0) return of;
  const [a, b, n] = [BigInt(covered), BigInt(total), BigInt(of)];
  return Number((a * n + b - 1n) / b);
}

/** Per cent with two decimals, never rounded up; of nothing, all. */
export function percent({ covered, total }: Figure): string {
  return total === 0 ? '100 %' : `${String(Math.floor((covered * 10_000) / total) / 100)} %`;
}

/** Lines that were not reached, as `3` and `7-9`: what is not executable interrupts nothing. */
export function uncoveredRanges(lines: readonly CoveredLine[]): string[] {
  const ranges: string[] = [];
  let start: number | null = null;
  let end = 0;
  const close = (): void => {
    if (start !== null) ranges.push(start === end ? String(start) : `${start}-${end}`);
    start = null;
  };
  for (const { line, hits } of lines) {
    if (hits > 0) close();
    else {
      start ??= line;
      end = line;
    }
  }
  close();
  return ranges;
}

/** Lines of statements that did not run. */
export function uncoveredParts(parts: readonly CoveredPart[]): string[] {
  return [...new Set(parts.filter(({ hits }) => hits === 0).map(({ line }) => line))].sort((a, b) => a - b).map(String);
}

/** Where the first thing that was not reached stands; null where all was. */
export function firstUncovered(measured: Coverage, metric: Metric): number | null {
  const line = measured.lines.find(({ hits }) => hits === 0)?.line;
  const found =
    line ??
    measured[metric]
      .filter((one) => one.hits === 0 && one.line > 0)
      .reduce<number | null>((least, one) => (least === null || one.line < least ? one.line : least), null);
  return found === 0 ? null : found;
}

/** The last line that a report names. */
export function lastLine(measured: Coverage): number {
  if (measured.tally) return measured.tally.last;
  const { lines, branches, functions, statements } = measured;
  let last = 0;
  for (const list of [lines, branches, functions, statements])
    for (const { line } of list) if (line > last) last = line;
  return last;
}
