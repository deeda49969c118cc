/** The coverage of one file. Lines count from 1; hits are execution counts. */
export interface Covered {
  /** The path as the report spells it. */
  readonly path: string;
  /** Where the report begins to speak of it. */
  readonly at: number;
  readonly lines: readonly CoveredLine[];
  readonly functions: readonly CoveredFunction[];
  readonly branches: readonly CoveredBranch[];
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

export interface CoveredBranch {
  readonly line: number;
  /** Tells apart the branches of a line. */
  readonly key: string;
  readonly hits: number;
}

/** Merges several records of one file. Duplicates within a record, such as two anonymous functions, stay separate. */
export function addUp(records: readonly Covered[]): Pick<Covered, 'lines' | 'functions' | 'branches'> {
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
    branches: merged(
      records.map(({ branches }) => branches),
      (one) => `${one.line} ${one.key}`,
    ),
  };
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
