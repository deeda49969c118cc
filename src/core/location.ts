/** A path from the root of the checked project, always with `/`. */
export type Path = string;

/** A stretch of text. Lines and columns (in UTF-16 units) count from 1; the end is exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A file, or a stretch of it. */
export interface Location {
  readonly file: Path;
  readonly place: Place | null;
}
