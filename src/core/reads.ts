import type { Section, Sections } from './fact.ts';
import type { Path } from './location.ts';
import type { TypeQuestion } from './typing.ts';

/**
 * What a check reads. The engine derives from it which facts are computed, what an edit invalidates, the key of an answer,
 * and the view of the check: the lists of files and the inputs listed here.
 */
export interface Reads {
  /** `file`: each file is judged by itself, and nothing else is shown. */
  readonly each?: 'file';
  /** What the type checker is asked about declarations of the judged file (`each`), as its facts are. */
  readonly types?: (facts: FactsOfFile) => readonly TypeQuestion[];
  /** Sections of the judged file (`each`), else of every source file. */
  readonly facts?: readonly Section[];
  /** The import graph; `origins`: also where exported names come from. */
  readonly graph?: 'edges' | 'origins';
  /** The package.json files of the tree. */
  readonly manifests?: true;
  /** What apps answer, and the graph that this follows from. */
  readonly routes?: true;
  /** What values are by their types, at places that routes tell. */
  readonly shapes?: true;
  /** Documents, also where git ignores them. */
  readonly documents?: readonly DocumentRead[];
  /** The headings of the conventions and of all documents that rules link to. */
  readonly headings?: true;
  /** The other rules. */
  readonly rules?: true;
  /** Whether ignored files exist, the contents of package.json files, and the path of the root. */
  readonly disk?: true;
  /** Changes since a commit: that of the run, otherwise this one. */
  readonly changes?: { readonly since: string | null };
  /** The project in the base, beside the present one. Needs `changes`. */
  readonly earlier?: true;
  /** Which files changed after a document was written. */
  readonly age?: true;
  /** Whether somebody is at work. */
  readonly mode?: true;
  /** The figures that the baseline keeps for the rule. */
  readonly figures?: true;
  /** The results of the first pass; `all`: of all other rules. */
  readonly settled?: true | 'all';
}

/** The facts of one file. */
export type FactsOfFile = <S extends Section>(section: S) => Sections[S];

/** What a folder holds, in order; null when there is no such folder. */
export type FolderNames = (folder: Path) => readonly string[] | null;

/** Documents of one kind. */
export interface DocumentRead {
  /** How they are read, whatever their names end with. */
  readonly language: string;
  /** With `age`: how old they are does not matter. */
  readonly ageless?: true;
  /** Which they are; `paths` is the tree, and `names` lists what a folder holds, also where git ignores it. Those that do not exist are passed over. */
  select(paths: Iterable<Path>, names: FolderNames): Iterable<Path>;
}

/** The sections that are computed for what is read: of the judged files (`each`), else of every source file. */
export function sectionsOf({ facts = [], graph, routes }: Reads): readonly Section[] {
  return [
    ...facts,
    ...(graph || routes ? (['imports', 'ambient'] as const) : []),
    ...(graph === 'origins' || routes ? (['exports'] as const) : []),
    ...(routes ? (['routes'] as const) : []),
  ];
}
