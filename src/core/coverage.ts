import { groupBy } from './group.ts';

export const metrics = ['lines', 'branches', 'functions', 'statements'] as const;
export type Metric = (typeof metrics)[number];

export const coverageFormats = ['lcov', 'istanbul', 'summary', 'cobertura', 'clover', 'v8'] as const;
export type CoverageFormat = (typeof coverageFormats)[number];

/** The coverage of one file. Lines count from 1; hits are execution counts. */
export interface Covered extends Coverage {
  readonly format: CoverageFormat;
  /** The path as the report spells it. */
  readonly path: string;
  /** Folders that the path may be relative to, as the report spells them. */
  readonly roots: readonly string[];
  /** Where the report begins to speak of it. */
  readonly at: number;
}

/** What is known of a file. */
export interface Coverage {
  readonly lines: readonly CoveredLine[];
  readonly branches: readonly CoveredPart[];
  readonly functions: readonly CoveredFunction[];
  readonly statements: readonly CoveredPart[];
  /** The metrics that the report counts; it says nothing about the others. */
  readonly counts: readonly Metric[];
  /** The figures of a report without parts; null if it lists the parts. */
  readonly totals: Totals | null;
  /** What is known of the parts without listing them. */
  readonly tally?: Tally;
}

/** The parts of a record, counted. */
export interface Tally {
  readonly figures: Totals;
  /** The last line that they name. */
  readonly last: number;
}

/** How much of something was reached. */
export interface Figure {
  readonly covered: number;
  readonly total: number;
}
export type Totals = Readonly<Record<Metric, Figure>>;

/** A figure as the baseline has it. */
export interface KeptFigure extends Figure {
  readonly metric: Metric;
}

/** What a rule with a floor in the baseline measured. */
export interface Reached {
  /** What was measured together: a file, a folder, or the name of a group. */
  readonly scope: string;
  readonly metric: Metric;
  /** Null where the reports do not tell. */
  readonly figure: Figure | null;
}

/** Is the share of one figure smaller than that of another? Nothing of nothing is all. Fractions are compared, since percentages are rounded. */
export function isLower(one: Figure, other: Figure): boolean {
  const [a, b] = [shareOf(one), shareOf(other)];
  return a.covered * b.total < b.covered * a.total;
}

/** The product of two safe integers may be none. */
function shareOf({ covered, total }: Figure): { readonly covered: bigint; readonly total: bigint } {
  return total === 0 ? { covered: 1n, total: 1n } : { covered: BigInt(covered), total: BigInt(total) };
}

export interface CoveredLine {
  readonly line: number;
  readonly hits: number;
}

export interface CoveredFunction {
  readonly name: string;
  /** 0 where the report does not say. */
  readonly line: number;
  readonly hits: number;
}

/** A branch or a statement. */
export interface CoveredPart {
  readonly line: number;
  /** Tells apart the parts of a line, within one format. */
  readonly key: string;
  readonly hits: number;
}

/**
 * Merges several records of one file. Duplicates within a record, such as two anonymous functions, stay separate.
 * Totals cannot be merged: of several records, only the parts count.
 */
export function addUp(records: readonly Covered[]): Coverage {
  const [first] = records;
  if (records.length === 1 && first) return first;
  return {
    lines: merged(
      records.map(({ lines }) => lines),
      (one) => String(one.line),
    ).sort((a, b) => a.line - b.line),
    functions: merged(
      records.map(({ functions }) => functions),
      (one) => `${one.line} ${one.name}`,
    ),
    branches: mergedBranches(records),
    statements: merged(
      records.map(({ statements }) => statements),
      partKey,
    ),
    counts: metrics.filter((metric) => records.some(({ counts }) => counts.includes(metric))),
    totals: null,
  };
}

function partKey({ line, key }: CoveredPart): string {
  return `${line} ${key}`;
}

/**
 * Each format tells the branches of a line apart in its own way. Between formats, the branch taken n-th most often is paired with its like,
 * so that no branch counts as taken that may not have been.
 */
function mergedBranches(records: readonly Covered[]): CoveredPart[] {
  const ofFormats = [...groupBy(records, ({ format }) => format).values()].map((group) =>
    merged(
      group.map(({ branches }) => branches),
      partKey,
    ),
  );
  const [only] = ofFormats;
  if (ofFormats.length === 1 && only) return only;
  return merged(
    ofFormats.map((branches) => branches.sort((a, b) => b.hits - a.hits)),
    ({ line }) => String(line),
  );
}

/** The n-th of a key in one record is the n-th of that key in another. */
function merged<T extends { readonly hits: number }>(
  records: readonly (readonly T[])[],
  keyOf: (one: T) => string,
): T[] {
  const found = new Map<string, T>();
  for (const record of records) {
    const seen = new Map<string, number>();
    for (const one of record) {
      const key = keyOf(one);
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      const known = found.get(`${nth} ${key}`);
      found.set(`${nth} ${key}`, known ? { ...known, hits: sumOf(known.hits, one.hits) } : one);
    }
  }
  return [...found.values()];
}

/** Hits are limited to safe integers. */
export function sumOf(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}
