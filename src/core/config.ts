import type { ConfigPlace, LintelError } from './error.ts';
import type { Hash } from './hash.ts';
import type { Path } from './location.ts';
import type { Rule } from './rule.ts';
import type { Where } from './zone.ts';

/** The configuration of the project, including extended files. */
export interface Config {
  readonly file: Path;
  readonly rules: readonly Rule[];
  readonly zones: ReadonlyMap<string, Zone>;
  /** Changes with every part of the configuration that affects results, except the rules. */
  readonly fingerprint: Hash;
  /** Bundler aliases. Those of a folder come before those of its parents. */
  readonly aliases: readonly FolderAliases[];
  /** The name that is looked for from a file's folder upward. */
  readonly conventions: string;
  /** Is this path in `files` and not in `ignore`? */
  includes(path: Path): boolean;
  /** Is this path excluded by default or by `ignore`, independent of `files`? */
  ignores(path: Path): boolean;
  /** Every where that must match a file, to report those that do not. */
  readonly wheres: readonly WrittenWhere[];
  /** Rules that are off. */
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
  /** Who may weaken the gate. */
  readonly allowance: Allowance;
  /** Notes for the summary, such as a second root in a subfolder. */
  readonly notes: readonly string[];
}

/** Who may weaken the gate: each list is empty, and the trailer null, unless lintel.yaml says otherwise. */
export interface Allowance {
  /** The trailer of a commit message that names what is allowed, and why. */
  readonly trailer: string | null;
  /** E-mail addresses, as globs, of those whose commits count; empty for all. */
  readonly authors: readonly string[];
  /** Owners whose review CODEOWNERS requires. */
  readonly owners: readonly string[];
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
export interface Configured {
  readonly config: Config | null;
  readonly errors: readonly LintelError[];
  /** Does the same follow from the same texts among these paths? */
  holdsFor(paths: readonly Path[]): boolean;
}
