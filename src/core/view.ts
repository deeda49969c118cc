import type { StaleEntry } from './baseline.ts';
import type { Changes, LineRange } from './changes.ts';
import type { Suppression } from './code.ts';
import type { Figure, Metric, Reached } from './coverage.ts';
import type { Endpoints } from './endpoint.ts';
import type { Section, Sections } from './fact.ts';
import type { Graph } from './graph.ts';
import type { Idiom, Idioms } from './language.ts';
import type { Path } from './location.ts';
import type { Packages } from './manifest.ts';
import type { Reads } from './reads.ts';
import type { Rule } from './rule.ts';
import type { Compared } from './snapshot.ts';
import type { Shape } from './shape.ts';
import type { TypeSpot } from './type-spot.ts';
import type { TypeTrait } from './typing.ts';
import type { Reference, Violation } from './violation.ts';
import { inside, type Where } from './zone.ts';

/** The view of a check: the lists of files and the inputs in its `reads`. Read-only; it never opens a file. */
export type View<R extends Reads> = Lists &
  Named<R, 'facts' | 'documents' | 'headings', Facts<SectionsOf<R>>> &
  Named<R, 'graph', Linked> &
  Named<R, 'manifests', Pick<Linked, 'packages'>> &
  Named<R, 'routes', Routed & Linked> &
  Named<R, 'shapes', Shaped> &
  Named<R, 'documents', Documented> &
  Named<R, 'headings', Referenced> &
  Named<R, 'rules', Ruled> &
  Named<R, 'disk', OnDisk> &
  Named<R, 'changes', Changing> &
  Named<R, 'earlier', Compared> &
  Named<R, 'age', Aged> &
  Named<R, 'mode', Paced> &
  Named<R, 'figures', Keeping> &
  Named<R, 'settled', Judged>;

/** What a check is called with. */
export type Seen<R extends Reads> = R extends { readonly each: 'file' }
  ? FileView<SectionsOf<R>> & Named<R, 'types', TypeNamed>
  : View<R>;

type Named<R extends Reads, K extends keyof Reads, Part> = [Extract<keyof R, K>] extends [never] ? unknown : Part;

type SectionsOf<R extends Reads> =
  | (R['facts'] extends readonly (infer S extends Section)[] ? S : never)
  | (R extends { readonly documents: unknown }
      ? 'spec' | 'contents' | 'coverage' | 'scripts' | 'generated' | 'reporting' | 'problems'
      : never)
  | (R extends { readonly headings: true } ? 'headings' : never);

/** One file, as a check sees that judges each by itself. */
export interface FileView<S extends Section = Section> {
  readonly file: Path;
  facts<T extends S>(section: T): Sections[T];
  /** Null for a file that is not code. */
  readonly idiom: Idiom | null;
  /** Why the file has no text: too large, or not to be opened. */
  readonly fault: string | null;
}

export interface TypeNamed {
  /** What the type of a declaration is called, or of what it returns; null where it is not known. Throws for a question that is not in `reads`. */
  typeNames(index: number, trait: TypeTrait): readonly string[] | null;
}

/** Which files there are. */
export interface Lists extends Idioms {
  /** The files that this rule judges, in order of path. */
  readonly files: readonly Path[];
  /** Is this one of `files`? */
  judges(file: Path): boolean;
  /** The rule's own `in`, for checks that ask for its instances. */
  readonly in: Where | null;
  /** What `in` and `not` leave of all that is not ignored, documents and other files included, in order of path. */
  readonly paths: readonly Path[];
  /** Every source file of the project. */
  readonly sources: readonly Path[];
  /** Every file of the tree, documents included. */
  readonly tree: Pick<ReadonlySet<Path>, 'has' | 'keys'>;
  readonly zones: ReadonlyMap<string, Where>;
  /** Something that follows from these lists and the rule's options alone: made once, and kept as long as they stay. */
  remember<T>(make: () => T): T;
  /** Something that follows from the whole view, such as what `check` and `notes` both need: made once for each view. */
  share<T>(make: () => T): T;
}

/** Is a file taken away by the rule's `not`, and not merely outside its `in`? */
export function isTakenAway({ judges, in: where }: Pick<Lists, 'judges' | 'in'>, file: Path): boolean {
  return !judges(file) && (where === null || inside(where, file));
}

/** Is it a file of the zone `tests`? */
export function isTest({ zones }: Pick<Lists, 'zones'>, file: Path): boolean {
  const tests = zones.get('tests');
  return tests !== undefined && inside(tests, file);
}

export interface Facts<S extends Section = Section> {
  /** The facts of a file. Throws for a section that is not in `reads`. */
  facts<T extends S>(file: Path, section: T): Sections[T];
}

export interface Linked {
  readonly graph: Graph;
  readonly packages: Packages;
}

export interface Routed {
  readonly routes: Endpoints;
}

export interface Shaped {
  /** What the type checker says of the values at some spots, all of which are asked at once. */
  shapesAt(spots: readonly TypeSpot[]): (spot: TypeSpot) => Shape;
}

export interface Documented {
  /** The rule's documents, and those that they refer to. */
  readonly documents: ReadonlySet<Path>;
  /** Why a document that is there has no text. */
  fault(document: Path): string | null;
}

export interface Referenced {
  /** Every file by the name of `conventions`. */
  readonly conventions: readonly Path[];
  /** The paragraph that a `see` means for a file. Its line is null when there is no such paragraph. */
  reference(see: string, file: Path): Reference;
}

export interface Ruled {
  readonly rules: readonly Rule[];
}

export interface OnDisk {
  /** Is there such a file, in the tree or where git ignores it? */
  exists(path: Path): boolean;
  readonly packages: Packages;
  /** The absolute path of the root; null in memory. */
  readonly root: string | null;
}

export interface Changing {
  /** Null if the changes are unknown. */
  readonly changes: Changes | null;
  /** The lines of a file that the base does not have, in order; of an added file all. */
  changedLines(file: Path): readonly LineRange[];
}

export interface Aged {
  /** The source files that changed after a document was written. */
  changedAfter(document: Path): ReadonlySet<Path>;
}

/** `gate`: everything must be finished. `loop`: somebody is at work, and reports may be old. */
export type Mode = 'gate' | 'loop';

export interface Paced {
  readonly mode: Mode;
}

export interface Keeping {
  /** The figure that the baseline keeps; null without an entry. */
  kept(scope: string, metric: Metric): Figure | null;
  /** The lines of a file that are new since the baseline was last committed, in order. */
  newLines(file: Path): readonly LineRange[];
}

export interface Judged {
  /** The ignore comments of the first wave. */
  readonly ignores: readonly UsedIgnore[];
  readonly standing: readonly Violation[];
  /** What the baseline freezes. */
  readonly frozen: readonly Violation[];
  readonly today: string;
  /** Entries of the baseline that freeze nothing; none until all other rules are settled. */
  readonly stale: readonly StaleEntry[];
  /** What rules measured for the baseline, by rule; none until all other rules are settled. */
  readonly reached: ReadonlyMap<string, readonly Reached[]>;
  /** What the rules say of the base, and those of the base of the present; null where nothing is compared. */
  readonly past: Past | null;
}

/** The answers of two further examinations, each made when it is first asked for. */
export interface Past {
  /** Violations that the base had, with the names that their files have now. */
  readonly known: ReadonlySet<string>;
  /** The same with the names of the base. */
  readonly violations: readonly Violation[];
  /** What the rules of the base would find now if renamed files still had their old names, in renamed files. */
  readonly moved: readonly Violation[];
}

/** An ignore comment, and how many problems it excused. */
export interface UsedIgnore {
  readonly file: Path;
  readonly suppression: Suppression;
  readonly excused: number;
  /** Every rule that it names ran in full, so that zero means unused. */
  readonly judged: boolean;
}
