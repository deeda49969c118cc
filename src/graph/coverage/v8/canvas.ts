import type { Covered, CoveredFunction, CoveredPart } from '../../../core/coverage.ts';
import type { Layout, ScriptFunction, ScriptRange } from '../../../core/script.ts';
import { enclosed, type Slice, touched } from './lines.ts';

/** What is known of one source while the ranges of its scripts are put to it. */
export interface Canvas {
  /** Ranges come in their order: the last one that has a line as a whole tells how often it ran. */
  put(range: ScriptRange, of: ScriptFunction, isWhole: boolean): void;
  finish(): Pick<Covered, 'lines' | 'branches' | 'functions' | 'statements'>;
}

export function createCanvas(layout: Layout): Canvas {
  const { starts } = layout;
  const ignored = new Set(layout.ignored);
  const spans: { readonly slice: Slice; readonly count: number }[] = [];
  const branches: CoveredPart[] = [];
  const functions: CoveredFunction[] = [];
  return {
    put({ start, end, count }, { name, isBlock }, isWhole) {
      const slice = touched(layout, start, end);
      if (!slice) return;
      const line = slice[0] + 1;
      const hits = ignored.has(line) ? 1 : count;
      if (isBlock) branches.push({ line, key: `${start - (starts[slice[0]] ?? 0)}-${end}`, hits });
      if (name !== '' && (isWhole || !isBlock)) functions.push({ name, line, hits });
      const inner = enclosed(layout, start, end);
      if (inner) spans.push({ slice: inner, count });
    },
    finish() {
      const counts = painted(starts.length, spans);
      const lines = counts.map((count, index) => ({
        line: index + 1,
        hits: ignored.has(index + 1) ? 1 : count,
      }));
      return { lines, branches, functions, statements: lines.map((one) => ({ ...one, key: '' })) };
    },
  };
}

/** The count of each line: 1 where nothing else is known. Painted from the last span on, so that each line is painted once. */
function painted(total: number, spans: readonly { readonly slice: Slice; readonly count: number }[]): number[] {
  const counts = new Array<number>(total).fill(1);
  // The first line at or after each that has no count yet.
  const next = Array.from({ length: total + 1 }, (_, index) => index);
  const open = (from: number): number => {
    let found = from;
    while ((next[found] ?? found) !== found) found = next[found] ?? found;
    for (let at = from; at !== found;) {
      const after = next[at] ?? found;
      next[at] = found;
      at = after;
    }
    return found;
  };
  for (const { slice, count } of spans.toReversed()) {
    for (let line = open(slice[0]); line <= slice[1]; line = open(line)) {
      counts[line] = count;
      next[line] = line + 1;
    }
  }
  return counts;
}
