import type { CodeChange } from './code-change.ts';
import type { DocumentChange } from './document-change.ts';
import type { RouteStub } from './endpoint.ts';
import type { Path, Place } from './location.ts';

/** A stretch of a file that gets another text. In a file that also moves, `file` is its old path, and so are all others. */
export type Replacement = {
  readonly kind: 'replace';
  readonly file: Path;
  readonly old: string;
  readonly text: string;
} & Place;

/** One concrete step of a fix. The order of the steps means nothing: each speaks of the files as they are now. */
export type Edit =
  | Replacement
  | { readonly kind: 'create'; readonly file: Path; readonly text: string }
  | { readonly kind: 'delete'; readonly file: Path }
  | { readonly kind: 'move'; readonly file: Path; readonly to: Path };

/** The source of an imported name, identified by its local name. */
export interface Sourced {
  readonly local: string;
  /** Its name there. */
  readonly name: string;
  readonly from: Path;
  readonly type: boolean;
}

/** An import statement, by its specifier, some of whose names come from elsewhere or become types. */
export interface Resourced {
  readonly file: Path;
  readonly place: Place;
  readonly names: readonly Sourced[];
}

/** A name that a file is to hand on: called `name` in the file `from`, and `as` from then on. */
export interface Reexport {
  readonly file: Path;
  /** The file is made for it. */
  readonly isNew: boolean;
  readonly from: Path;
  readonly name: string;
  readonly as: string;
  readonly type: boolean;
}

/** Top-level statements that move to another file. */
export interface Transfer {
  readonly file: Path;
  readonly to: Path;
  readonly isNew: boolean;
  /** The statements with their comments, in order; what `opens` is exported from then on. */
  readonly statements: readonly (Place & { readonly opens: boolean })[];
  /** What others import of them; `local` is null for an anonymous default export. */
  readonly offered: readonly { readonly name: string; readonly local: string | null; readonly type: boolean }[];
  /** Imported names that they need, by their local names. */
  readonly imports: readonly { readonly name: string; readonly type: boolean }[];
  /** What stays and they import from then on. */
  readonly kept: Kept;
  /** Imported names that nothing else in the file needs. */
  readonly dropped: readonly string[];
  /** Names of theirs that the rest of the file needs. */
  readonly needed: readonly { readonly name: string; readonly type: boolean }[];
  /** The files that import them, directly. */
  readonly importers: readonly Path[];
  /** Imports that got them from a file which hands them on, and come to name the new file. */
  readonly direct: readonly Resourced[];
}

/** Names of a file that statements import which leave it, and the statements that declare them; what `opens` is exported from then on. */
export interface Kept {
  readonly names: readonly { readonly name: string; readonly local: string; readonly type: boolean }[];
  readonly statements: readonly (Place & { readonly opens: boolean })[];
}

/** A change whose edits the check does not know; `fixes/` expands it. */
export type Intent =
  /** A `member` may be used wherever its owner is. */
  | {
      readonly kind: 'rename';
      readonly file: Path;
      readonly place: Place;
      readonly to: string;
      readonly member: boolean;
      /** What `lintel rename` calls it: `bake`, `Oven.heat`. Absent if that cannot rename it. */
      readonly symbol?: string;
      /** Why a person should look at it first. */
      readonly doubt?: string;
    }
  /** What is `alone` is one of several ways, and not made together with other moves. */
  | { readonly kind: 'move-file'; readonly file: Path; readonly to: Path; readonly alone?: true }
  | {
      readonly kind: 'reimport';
      readonly imports: readonly Resourced[];
      /** Re-exports that the new sources lack. */
      readonly reexports: readonly Reexport[];
    }
  | ({ readonly kind: 'move-symbols' } & Transfer)
  /** A test of a file, written as the tests that are `like` it, the nearest first; its cases fail until they are filled in. */
  | { readonly kind: 'write-test'; readonly file: Path; readonly test: Path; readonly like: readonly Path[] }
  /** Properties of schemas and types: as many as can be edited, and the one with this index at any rate. */
  | { readonly kind: 'edit-code'; readonly changes: readonly CodeChange[]; readonly own: number }
  | { readonly kind: 'write-route'; readonly route: RouteStub }
  | { readonly kind: 'edit-documents'; readonly changes: readonly DocumentChange[] }
  | { readonly kind: 'remove-comment'; readonly file: Path; readonly place: Place }
  /** An item of a list in lintel.yaml, or (`list`) the key that holds the list. */
  | {
      readonly kind: 'remove-item';
      readonly file: Path;
      readonly line: number;
      readonly column: number;
      readonly list: boolean;
    };

/** A `placeholder` has a hole that somebody must fill in. */
export const safeties = ['safe', 'suggested', 'placeholder', 'manual'] as const;
export type Safety = (typeof safeties)[number];

/** How to repair a problem, as data. */
export interface Fix {
  readonly title: string;
  /** A common name for all fixes of a rule: `rename`. */
  readonly verb?: string;
  readonly safety: Safety;
  readonly edits: readonly Edit[];
  readonly intent?: Intent;
  /** Something of the violation is left, and is then another one of its rule. */
  readonly partial?: true;
  /** Why no machine may apply it unasked, where one could have. */
  readonly reason?: string;
  /** What a person or an agent does, in order, where no edit can say it. */
  readonly steps: readonly string[];
}
