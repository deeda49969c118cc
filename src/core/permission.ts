import type { Path } from './location.ts';
import type { Violation } from './violation.ts';

/** An import that somebody thinks of. */
export interface ImportWish {
  /** The importing file, which need not exist. */
  readonly from: Path;
  /** A file of the project, or a package. */
  readonly to: { readonly file: Path } | { readonly package: string };
  /** Null for the file or package as such. */
  readonly symbol: string | null;
}

/** Whether the rules allow an import, tried on the project. */
export interface Permission {
  readonly wish: ImportWish;
  /** The import as a statement of the importing file. */
  readonly statement: string;
  /** The violations that it brings, with their repairs; none if it is allowed. */
  readonly violations: readonly Violation[];
  /** Imports of the same symbol that are allowed, as statements. */
  readonly ways: readonly string[];
}
