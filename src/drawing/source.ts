import type { ImportKind } from '../core/code.ts';
import type { Path } from '../core/location.ts';
import type { Severity } from '../core/violation.ts';

/** What pictures are drawn from: the files of a project, the imports between them, and what they violate. */
export interface Source {
  /** In order of path. */
  readonly files: readonly DrawnFile[];
  readonly imports: readonly DrawnImport[];
  /** The rules that the violations are of, in order of id. */
  readonly rules: readonly DrawnRule[];
}

export interface DrawnFile {
  readonly path: Path;
  /** The boxes around it, outermost first; at least one. */
  readonly trail: Trail;
  /** A package is drawn only if an import of it is a violation. */
  readonly kind: 'file' | 'package';
}

export type Trail = readonly Part[];

/** A box that files lie in: a zone, an instance of one, a layer, a package, or a folder. */
export interface Part {
  readonly label: string;
  /** Its place among the layers of a rule, 0 on top; null for a box that is not a layer. */
  readonly level: number | null;
}

export interface DrawnImport {
  readonly from: Path;
  readonly to: Path;
  readonly line: number;
  /** As written. */
  readonly specifier: string;
  readonly kind: ImportKind;
  readonly violations: readonly DrawnViolation[];
}

export interface DrawnViolation {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  /** In the baseline, or older than the changes that are judged. */
  readonly isKnown: boolean;
  readonly text: string;
}

export interface DrawnRule {
  readonly id: string;
  readonly statement: string;
}

/** Identifies a box among all. */
export function keyOf(trail: Trail): string {
  return JSON.stringify(trail.map(({ label, level }) => [label, level]));
}
