import type { Place } from './location.ts';

/** When a test runs: `alone` keeps the other tests of its file from running. */
export const testRuns = ['always', 'alone', 'never'] as const;
export type TestRun = (typeof testRuns)[number];

/** One test of a known runner. */
export interface TestCase {
  /** The names of its suites and its own, outermost first. */
  readonly path: readonly string[];
  /** The call, up to its name. */
  readonly at: Place;
  readonly run: TestRun;
  /** Its assertions as source text without spaces, shortened. */
  readonly assertions: readonly string[];
  /** How many values these compare at least: two elements of an array are two. */
  readonly values: number;
  /** It may compare any number of values: in a loop, for each row of a table, or with a snapshot. */
  readonly isOpen: boolean;
  /** The functions that it calls by their names, each once. */
  readonly calls: readonly string[];
}

/** The tests of a file, and the functions in it that assert something. */
export interface Tests {
  readonly cases: readonly TestCase[];
  readonly helpers: readonly string[];
}

export const noTests: Tests = { cases: [], helpers: [] };

/** A comment that disables rules of Lintel in ESLint. */
export interface Disable {
  readonly rules: readonly string[];
  readonly at: Place;
}
