import type { Path } from './location.ts';

/** The file beside lintel.yaml that lists the violations which are frozen. */
export const baselineFile = 'lintel-baseline.json';

/** One frozen violation. */
export interface Frozen {
  readonly id: string;
  readonly rule: string;
  readonly file: Path;
}

/** A frozen violation with its line in the file, including the line end. */
export interface BaselineEntry extends Frozen {
  readonly line: number;
  readonly text: string;
}

/** All entries, in the order of the file; null where there is no baseline. */
export type Baseline = readonly BaselineEntry[] | null;

/** An entry that freezes nothing. */
export interface StaleEntry {
  readonly entry: BaselineEntry;
  readonly reason: 'gone' | 'unknown-rule' | 'repeated';
}
