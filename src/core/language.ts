import type { Import } from './code.ts';
import type { Section, Sections } from './fact.ts';
import type { Path } from './location.ts';
import type { Facts } from './view.ts';

/** A kind of text that Lintel can read. `extract` is pure: a text in, the asked sections out. */
export interface Language {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly sections: readonly Section[];
  /** A language of code has an idiom, a format of documents none. */
  readonly idiom?: Idiom;
  extract(text: string, sections: readonly Section[]): Partial<Sections>;
}

/** What holds for all files of a programming language, beside the facts of each. Languages that embed its code share it. */
export interface Idiom {
  /** Its folder under `resolve/`, which knows where its imports lead. */
  readonly name: string;
  /** Where its tests usually are, as globs. */
  readonly tests: readonly string[];
  /** Its files declare what is elsewhere, and nothing in them runs. */
  readonly declares: boolean;
  /** Its files are content, which a site or a tool finds by their names. */
  readonly isContent: boolean;
  /** Can a variable have this name? */
  isVariableName(name: string): boolean;
  /** Does anything of a file run that is its own? */
  isExecutable(facts: ExecutableFacts): boolean;
  /** Can a file export what it imports? */
  canReexport(file: Path): boolean;
  /** An import as source text, on one line. */
  quote(one: Import): string;
}

/** What `isExecutable` reads. */
export const executableSections = [
  'problems',
  'imports',
  'exports',
  'declarations',
] as const satisfies readonly Section[];
type ExecutableSection = (typeof executableSections)[number];
export type ExecutableFacts = <S extends ExecutableSection>(section: S) => Sections[S];

/** Whoever can tell the language of a file. */
export interface Idioms {
  /** Null for a file that is not code. */
  idiom(file: Path): Idiom | null;
}

/** Does anything of the file run that is its own? */
export function isExecutable({ facts, idiom }: Facts<ExecutableSection> & Idioms, file: Path): boolean {
  return idiom(file)?.isExecutable((section) => facts(file, section)) ?? false;
}
