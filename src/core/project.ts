import type { Changes, History } from './changes.ts';
import type { Section, Sections } from './fact.ts';
import type { Graph } from './graph.ts';
import type { Path } from './location.ts';
import type { Packages } from './manifest.ts';
import type { Rule } from './rule.ts';
import type { Suppression } from './code.ts';
import type { Stamp } from './tree.ts';
import type { Reference, Violation } from './violation.ts';
import type { Where } from './zone.ts';

/** `gate`: everything must be finished. `loop`: somebody is at work, and reports may be old. */
export type Mode = 'gate' | 'loop';

/** What a check sees. Read-only, and no file is opened behind it. */
export interface Project {
  /** The files that this rule judges, in order of path. */
  readonly files: readonly Path[];
  /** Is this one of `files`? */
  judges(file: Path): boolean;
  /** What `in` and `not` leave of all that is not ignored, documents and other files included, in order of path. */
  readonly paths: readonly Path[];
  /** Every source file of the project. */
  readonly sources: readonly Path[];
  /** Every file of the tree, documents included. */
  readonly tree: ReadonlyMap<Path, Stamp>;
  /** The absolute path of the root; null in memory. */
  readonly root: string | null;
  /** The documents that rules read, those that git ignores included. */
  readonly documents: ReadonlyMap<Path, Stamp>;
  /** Is there such a file, in the tree or where git ignores it? */
  exists(path: Path): boolean;
  /** Why a file that is there has no text: too large, or not to be opened. */
  fault(file: Path): string | null;
  readonly zones: ReadonlyMap<string, Where>;
  readonly graph: Graph;
  readonly packages: Packages;
  readonly rules: readonly Rule[];
  /** The rule's own `in`, for checks that ask for its instances. */
  readonly in: Where | null;
  /** Every file by the name of `conventions`, whose headings can be asked for. */
  readonly conventions: readonly Path[];
  /** What a file says about itself. Asking for a section that the check did not say it `needs` is a bug, and throws. */
  facts<S extends Section>(file: Path, section: S): Sections[S];
  /** The paragraph that a `see` means for a file. Its line is null when there is no such paragraph. */
  reference(see: string, file: Path): Reference;
  readonly today: string;
  readonly mode: Mode;
  /** What changed since the commit that the run, or else the rule, names; null when neither does, or nobody can tell. */
  readonly changes: Changes | null;
  readonly history: History;
  /** What the first wave came to; null while it runs. */
  readonly settled: Settled | null;
}

/** The first wave's result, as the second sees it. */
export interface Settled {
  readonly violations: readonly Violation[];
  readonly ignores: readonly UsedIgnore[];
}

/** An ignore comment, and how many problems it excused. */
export interface UsedIgnore {
  readonly file: Path;
  readonly suppression: Suppression;
  readonly excused: number;
  /** Every rule that it names ran in full, so that zero means unused. */
  readonly judged: boolean;
}
