import type { Baseline } from './baseline.ts';
import type { Commit } from './changes.ts';
import type { Config } from './config.ts';
import type { Section, Sections } from './fact.ts';
import type { Hash } from './hash.ts';
import type { Path } from './location.ts';

/** The project at one time: in the base, or now. */
export interface Snapshot {
  /** Null where it has none that can be read. */
  readonly config: Config | null;
  /** Changes with every text that the configuration was read from. */
  readonly configuration: Hash;
  /** Configuration errors leave rules out, which look as though they were removed. */
  readonly isSound: boolean;
  readonly baseline: Baseline;
  has(file: Path): boolean;
  /** A section of a file, computed when it is asked for; null if there is no such file, or if its language does not have the section. */
  facts<S extends Section>(file: Path, section: S): Sections[S] | null;
}

/** The project beside what it was in the base. */
export interface Compared {
  readonly now: Snapshot;
  /** Null if nothing is compared. */
  readonly earlier: Snapshot | null;
  /** The commits since the base. */
  commits(): readonly Commit[];
  /** Who owns a file, according to CODEOWNERS of the base. */
  owners(file: Path): readonly string[];
}
