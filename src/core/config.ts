import type { ConfigPlace, LintelError } from './error.ts';
import type { Path } from './location.ts';
import type { Rule } from './rule.ts';
import type { Where } from './zone.ts';

/** What the project's lintel.yaml says, all files that it extends included. */
export interface Config {
  readonly file: Path;
  readonly rules: readonly Rule[];
  readonly zones: ReadonlyMap<string, Zone>;
  /** The name that is looked for from a file's folder upward. */
  readonly conventions: string;
  /** Does `files` less `ignore` hold this path? */
  includes(path: Path): boolean;
  /** Rules that are off, or that came with a pack and match nothing here. */
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
  /** What is said beside the result, such as an instance that holds only folders. */
  readonly notes: readonly string[];
}

export interface Zone {
  readonly name: string;
  readonly where: Where;
  readonly own: boolean;
  readonly at: ConfigPlace;
}

/** A configuration, or all of its mistakes at once. */
export type Configured =
  | { readonly config: Config; readonly errors: readonly LintelError[] }
  | { readonly config: null; readonly errors: readonly LintelError[] };
