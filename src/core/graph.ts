import type { Export, Import, ImportKind } from './code.ts';
import type { Idioms } from './language.ts';
import type { Path } from './location.ts';
import type { Style } from './style.ts';
import type { Uses } from './uses.ts';

/** The target of a specifier. `missing` says why it does not resolve, as the end of a message. */
export type Target = Found | { readonly package: string; readonly builtin?: true } | Missing;

/** A file of the repository. */
export interface Found {
  readonly file: Path;
  /** Its package does not export it, so nothing but this check of the source finds it there. */
  readonly shut?: Missing;
}

/** Why a specifier does not resolve. */
export interface Missing {
  readonly missing: string;
  readonly relation: 'relative' | 'alias' | 'workspace' | 'package';
  /** The file that was probably meant. */
  readonly near?: Path;
  /** What other imports lack as well. */
  readonly cause?: string;
  /** The .gitignore line that matches generated files. */
  readonly built?: true;
}

/** One import with both its ends. */
export interface Edge {
  readonly id: number;
  readonly from: Path;
  readonly target: Target;
  /** As written. */
  readonly kind: ImportKind;
  readonly import: Import;
  /** Place of the import among those of its file. */
  readonly index: number;
}

/** The declaring end of an exported name. */
export interface Origin {
  readonly file: Path;
  /** Its name there; `*` when the whole module is meant. */
  readonly name: string;
  /** The files on the way, the first asked first; the declaring one is not among them. */
  readonly through: readonly Path[];
}

/** How many file names show a style. A file and its tests count once. */
export type Shown = ReadonlyMap<Style, number>;

/** The imports of a project. Files are numbered in the order of their paths, edges by importer and then by place. */
export interface Graph extends Idioms {
  readonly files: readonly Path[];
  id(file: Path): number | undefined;
  /** How many edges there are. */
  readonly size: number;
  edge(id: number): Edge;
  /** The number of the importing file. */
  source(edge: number): number;
  /** The number of the target file, or -1 when the target is not a source file of the project: ask `edge`. */
  target(edge: number): number;
  /** The place of its kind, as written, in `importKinds`. */
  kind(edge: number): number;
  /** Visits the edges out of a file, in order. */
  forEachImport(file: number, visit: (edge: number) => void): void;
  /** Visits the edges into a file, in order. */
  forEachImporter(file: number, visit: (edge: number) => void): void;
  /** The edges out of a file, in order. */
  importsOf(file: Path): readonly Edge[];
  /** The edges into a file, in order. */
  importersOf(file: Path): readonly Edge[];
  /** Where `file` has an exported name from; null when it offers no such name. */
  origin(file: Path, name: string): Origin | null;
  /** The kind of an edge at run time: `type` also where the word is missing and the compiler takes the import out. Costs a parse of the file: ask only where it matters. */
  kindOf(edge: Edge): ImportKind;
  /** Does `kindOf` need a parse of the importing file to tell? */
  isOpen(edge: Edge): boolean;
  /** References of the declarations of a file; null for languages without this section. Needs a parse of the file. */
  uses(file: Path): Uses | null;
  /** The styles of the file names in a folder; or, where these do not tell, of all in the nearest folder around it that do. */
  readonly shown: { in(folder: Path): Shown; near(folder: Path): Shown; roles(folder: Path): ReadonlySet<string> };
  /** The names that a file offers. */
  exports(file: Path): readonly Export[];
}
