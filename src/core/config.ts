import type { ConfigPlace, LintelError } from './error.ts';
import type { Hash } from './hash.ts';
import type { Path } from './location.ts';
import type { Rule } from './rule.ts';
import type { Where } from './zone.ts';

/** What the project's lintel.yaml says, all files that it extends included. */
export interface Config {
  readonly file: Path;
  readonly rules: readonly Rule[];
  readonly zones: ReadonlyMap<string, Zone>;
  /** Changes with everything of the configuration that decides what a rule finds, beside the rule itself. */
  readonly fingerprint: Hash;
  /** What only a bundler knows. Those of a folder come before those of the folders around it. */
  readonly aliases: readonly FolderAliases[];
  /** The name that is looked for from a file's folder upward. */
  readonly conventions: string;
  /** Does `files` less `ignore` hold this path? */
  includes(path: Path): boolean;
  /** Is this path left out everywhere, or by `ignore`, whatever `files` says? */
  ignores(path: Path): boolean;
  /** Every where that must match something, for the question what matches nothing. */
  readonly wheres: readonly WrittenWhere[];
  /** Rules that are off. */
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
  /** What is said beside the result, such as a second root below. */
  readonly notes: readonly string[];
}

/** Names that only a bundler knows, with one star at most, and the paths that they stand for, from the folder whose files use them. */
export interface FolderAliases {
  /** With its slash; '' for the root. */
  readonly folder: Path;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** A where of a rule, or of `files`, with the place where it was written. */
export interface WrittenWhere {
  readonly where: Where;
  /** The globs behind it, those of zones included. */
  readonly globs: readonly string[];
  /** Null for `files`. */
  readonly rule: string | null;
  /** What it is to the rule: `in`, `layer`, `zone` … */
  readonly role: string;
  /** The option that holds it; those of one list share it. */
  readonly option: string;
  /** False when a pack that ships wrote it. */
  readonly own: boolean;
  readonly at: ConfigPlace;
}

export interface Zone {
  readonly name: string;
  readonly where: Where;
  /** The globs behind it, those of other zones included. */
  readonly globs: readonly string[];
  readonly own: boolean;
  readonly at: ConfigPlace;
}

/** A configuration, or all of its mistakes at once. */
export type Configured =
  | { readonly config: Config; readonly errors: readonly LintelError[] }
  | { readonly config: null; readonly errors: readonly LintelError[] };
