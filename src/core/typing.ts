import type { Compiler } from './compiler.ts';
import type { Content } from './hash.ts';
import type { Path, Place } from './location.ts';
import type { Shape } from './shape.ts';
import type { TypeSpot } from './type-spot.ts';

/** What only the type checker knows of a name: its type, or the type of what it returns. */
export type TypeTrait = 'type' | 'returns';

/** A question about a name that a file declares. */
export interface TypeQuestion {
  /** Its place in `declarations`. */
  readonly index: number;
  readonly trait: TypeTrait;
}

/** What a type is called: `boolean`, `array`, `Observable`. Where it is not known, the reason, as the end of a sentence. */
export type TypeAnswer = { readonly names: readonly string[] } | { readonly unknown: string };

/** Questions about one file. */
export interface FileQuestions {
  readonly file: Path;
  readonly asked: readonly { readonly at: Place; readonly trait: TypeTrait }[];
}

/** Spots of one file whose shapes are asked for. */
export interface FileSpots {
  readonly file: Path;
  readonly spots: readonly Omit<TypeSpot, 'file'>[];
}

/** What the type checker sees of a repository: nothing else exists for it. */
export interface TypeSources {
  content(path: Path): Content | null;
  /** The file that a path leads to through links; null when there is none. */
  real(path: Path): Path | null;
  hasFolder(folder: Path): boolean;
  /** What a folder holds. */
  names(folder: Path): readonly string[];
  /** The file of the repository that an import leads to; null where it leads to a package or nowhere. */
  target(from: Path, specifier: string): Path | null;
}

/** Files that are compiled together. */
export interface TypeProject {
  readonly compiler: Compiler;
  /** Files of the project whose declarations count everywhere. */
  readonly globals: readonly Path[];
  /** Is JavaScript compiled, whatever the configuration says? */
  readonly javascript: boolean;
}

/** The type checker, with what it has parsed so far. */
export interface TypeChecking {
  /** Answers in the order of the questions. */
  ask(
    sources: TypeSources,
    project: TypeProject,
    questions: readonly FileQuestions[],
  ): ReadonlyMap<Path, readonly TypeAnswer[]>;
  /** The shapes of values, as JSON has them, in the order of the spots; unknown where the type does not tell. */
  shapes(
    sources: TypeSources,
    project: TypeProject,
    questions: readonly FileSpots[],
  ): ReadonlyMap<Path, readonly Shape[]>;
}
