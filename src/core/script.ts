/** What V8 itself tells of a script: which stretches of it ran how often. Offsets count UTF-16 units. */
export interface CoveredScript {
  /** The path of its URL. */
  readonly path: string;
  /** The line of the report. */
  readonly at: number;
  readonly functions: readonly ScriptFunction[];
  /** Null for a script that ran as it was written. */
  readonly map: ScriptMap | null;
}

export interface ScriptFunction {
  readonly name: string;
  /** Is more known than how often the whole function ran? */
  readonly isBlock: boolean;
  /** The whole function, then what inside of it ran more or less often; the outer before the inner ones. */
  readonly ranges: readonly ScriptRange[];
}

export interface ScriptRange {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** The source map of a generated script, and how long its lines are. */
export interface ScriptMap {
  readonly lineLengths: readonly number[];
  /** Null for a source without a name. */
  readonly sources: readonly (string | null)[];
  readonly mappings: string;
}

/** A map of more lines than its script would only fill the memory. */
export function isMapOf({ mappings }: Pick<ScriptMap, 'mappings'>, lineLengths: readonly number[]): boolean {
  return mappings.split(';').length <= lineLengths.length + 1;
}

/** What a generated script, or the file of its source map, says of that map. */
export interface Generated {
  /** Of a script with a map. */
  readonly lineLengths: readonly number[];
  /** The map that it holds. */
  readonly map: Omit<ScriptMap, 'lineLengths'> | null;
  /** The path of the map from the script, where that is another file. */
  readonly beside: string | null;
}

/** How the lines of a text are laid out, as tools over V8 have it: without what is blank at its end. */
export interface Layout {
  /** Where each line begins, and where it ends without its line end. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Lines that a comment such as `c8 ignore next` leaves out, in order. */
  readonly ignored: readonly number[];
}
