import type { Path } from './location.ts';

/** What a tsconfig.json tells the compiler, all that it extends included. */
export interface Compiler {
  readonly file: Path;
  /** As written, each with the folder of the file that it stands in. */
  readonly options: Readonly<Record<string, { readonly value: unknown; readonly folder: Path }>>;
  /** What it extends, but does not exist. */
  readonly lacks: readonly string[];
  /** Whether the project is made of this file, whatever its extension. */
  includes(file: Path): boolean;
}
