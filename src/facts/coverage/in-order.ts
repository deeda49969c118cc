import { type CoveredLine, type CoveredPart, sumOf } from '../../core/coverage.ts';

/** Parts in the order of their lines, and those that came out of it. Nearly all reports are in order: only others are looked up. */
export interface InOrder<T> {
  readonly inOrder: T[];
  readonly others: T[];
}

/** Adds what a report says of a line. */
export function countLine({ inOrder, others }: InOrder<CoveredLine>, line: number, hits: number): void {
  const last = inOrder.at(-1);
  if (last === undefined || line > last.line) inOrder.push({ line, hits });
  else if (line === last.line) inOrder[inOrder.length - 1] = { line, hits: sumOf(last.hits, hits) };
  else others.push({ line, hits });
}

/** So many branches of a line are compared one by one. */
const mostCompared = 16;

/** The same of branches, of which a line may have several. */
export function countBranch({ inOrder, others }: InOrder<CoveredPart>, branch: CoveredPart): void {
  const { line, key, hits } = branch;
  const first = inOrder.length - mostCompared;
  for (let at = inOrder.length - 1; at >= 0; at--) {
    const one = inOrder[at];
    if (!one || one.line < line) break;
    if (one.line > line || at < first) {
      others.push(branch);
      return;
    }
    if (one.key === key) {
      inOrder[at] = { line, key, hits: sumOf(one.hits, hits) };
      return;
    }
  }
  inOrder.push(branch);
}

export function linesOf(lines: InOrder<CoveredLine>): readonly CoveredLine[] {
  const found = summed(lines, ({ line }) => String(line));
  return lines.others.length > 0 ? found.toSorted((a, b) => a.line - b.line) : found;
}

export function branchesOf(branches: InOrder<CoveredPart>): readonly CoveredPart[] {
  return summed(branches, ({ line, key }) => `${line},${key}`);
}

/** What was not in order may have been counted before. */
function summed<T extends { readonly hits: number }>(
  { inOrder, others }: InOrder<T>,
  nameOf: (one: T) => string,
): readonly T[] {
  if (others.length === 0) return inOrder;
  const found = new Map<string, T>();
  for (const one of [...inOrder, ...others]) {
    const known = found.get(nameOf(one));
    found.set(nameOf(one), known ? { ...known, hits: sumOf(known.hits, one.hits) } : one);
  }
  return [...found.values()];
}
