import type { Replacement } from '../core/fix.ts';
import type { Path } from '../core/location.ts';

/** What a rename asks of the project. */
export interface ProgramSources {
  /** The files that may use the symbol, its own among them: only TypeScript and JavaScript. */
  readonly files: readonly Path[];
  /** For a member also what these files import, directly or not: its types are needed. */
  readonly around: readonly Path[];
  text(file: Path): string | null;
  /** The file that a specifier leads to. */
  target(file: Path, specifier: string): Path | null;
  /** The name of the package that a file is a public entry of; null of other files. */
  entryOf(file: Path): string | null;
}

/** A symbol and its new name. */
export interface RenameWish {
  readonly file: Path;
  /** A top-level name, or a name and a member. */
  readonly symbol: readonly [name: string] | readonly [name: string, member: string];
  readonly to: string;
  /** Also public names, whose old name stays as a deprecated alias. */
  readonly suggested: boolean;
}

/** The edits of a rename, or why there are none. */
export type Renamed =
  | {
      readonly edits: readonly Replacement[];
      /** Why a person should look at it first. */
      readonly doubts: readonly string[];
      /** What stays as it is, and may have to change. */
      readonly notes: readonly string[];
    }
  | {
      readonly reason: string;
      /** The file that declares it for others too: with all that may use it, it can be renamed. */
      readonly home?: Path;
    };

/** Renames symbols with the type checker of TypeScript. */
export interface Renaming {
  rename(sources: ProgramSources, wish: RenameWish): Renamed;
}
