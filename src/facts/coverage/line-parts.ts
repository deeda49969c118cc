import { type CoveredLine, type CoveredPart, type Figure, sumOf } from '../../core/coverage.ts';
import { hitsOf, isLine } from './report.ts';

/** The lines of a record, from a format that gives each line its count and its branches as a figure. */
export interface LineParts {
  readonly lines: readonly CoveredLine[];
  readonly branches: readonly CoveredPart[];
}

/** A line as the report has it; what is null or undefined cannot be read. */
export interface WrittenLine {
  readonly line: number | null | undefined;
  readonly count: number | null | undefined;
  /** Null where no branch is on the line, undefined where it cannot be read. */
  readonly branches: Figure | null | undefined;
}

/** Adds up the lines of a file. `complain` is told what cannot be read of one, by its index. */
export function lineParts(written: readonly WrittenLine[], complain: (index: number, text: string) => void): LineParts {
  const hits = new Map<number, number>();
  const branches = new Map<number, Figure>();
  for (const [index, one] of written.entries()) {
    const fault = faultOf(one);
    if (fault !== null) complain(index, fault);
    if (!isLine(one.line)) continue;
    if (typeof one.count === 'number') hits.set(one.line, sumOf(hits.get(one.line) ?? 0, hitsOf(one.count)));
    if (one.branches) branches.set(one.line, larger(branches.get(one.line), one.branches));
  }
  return {
    lines: [...hits].map(([line, count]) => ({ line, hits: count })).sort((a, b) => a.line - b.line),
    branches: [...branches].flatMap(([line, figure]) => branchesOf(line, figure)),
  };
}

function faultOf({ line, count, branches }: WrittenLine): string | null {
  if (!isLine(line)) return 'a line without a number';
  if (typeof count !== 'number') return `line ${line} has no count`;
  return branches === undefined ? `the branches of line ${line} cannot be read` : null;
}

/** Of two figures of one line, which branches they mean is not known, so they cannot be added. */
function larger(known: Figure | undefined, { covered, total }: Figure): Figure {
  return { covered: Math.max(known?.covered ?? 0, covered), total: Math.max(known?.total ?? 0, total) };
}

/** The report does not say which branches were taken: the first ones stand for them. */
function branchesOf(line: number, { covered, total }: Figure): CoveredPart[] {
  return Array.from({ length: total }, (_, index) => ({ line, key: String(index), hits: index < covered ? 1 : 0 }));
}

/** Reads the figures of a report; undefined is one that cannot be true. */
export type ReadFigure = (covered: number, total: number) => Figure | undefined;

/** More branches than a report has that may be read at all. A damaged figure would fill the memory. */
const mostBranches = 2_000_000;

export function figureReader(): ReadFigure {
  let left = mostBranches;
  return (covered, total) => {
    if (covered < 0 || covered > total || total > left) return undefined;
    left -= total;
    return { covered, total };
  };
}
