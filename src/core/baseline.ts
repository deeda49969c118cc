import type { KeptFigure } from './coverage.ts';
import type { Path } from './location.ts';

/** The file beside lintel.yaml that lists the violations which are frozen, and the figures which may only rise. */
export const baselineFile = 'lintel-baseline.json';

/** One frozen violation, or one figure that a rule keeps. */
export interface Frozen {
  readonly id: string;
  readonly rule: string;
  /** Of a figure: what was measured. */
  readonly file: Path;
  /** Absent in a violation. */
  readonly figure?: KeptFigure;
}

/** An entry with its line in the file, including the line end. */
export interface BaselineEntry extends Frozen {
  readonly line: number;
  readonly text: string;
}

/** All entries, in the order of the file; null where there is no baseline. */
export type Baseline = readonly BaselineEntry[] | null;

/** An entry that freezes or keeps nothing. */
export interface StaleEntry {
  readonly entry: BaselineEntry;
  readonly reason: 'gone' | 'unmeasured' | 'unknown-rule' | 'repeated';
}
