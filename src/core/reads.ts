import type { Section } from './fact.ts';
import type { Path } from './location.ts';

/**
 * What a check reads. From this value alone follows which facts are computed, what an edit makes stale, by what key an answer is kept,
 * and what the check is shown: the lists of files, and beyond these nothing that is not named here.
 */
export interface Reads {
  /** `file`: each file is judged by itself, and nothing else is shown. */
  readonly each?: 'file';
  /** Sections of the judged file (`each`), else of every source file. */
  readonly facts?: readonly Section[];
  /** The import graph; `origins`: also where exported names come from. */
  readonly graph?: 'edges' | 'origins';
  /** What apps answer, and the graph that this follows from. */
  readonly routes?: true;
  /** Documents, also where git ignores them. */
  readonly documents?: readonly DocumentRead[];
  /** The headings of the conventions and of all documents that rules link to. */
  readonly headings?: true;
  /** The other rules. */
  readonly rules?: true;
  /** Whether files exist that git ignores, what package.json files say, and where the root lies. */
  readonly disk?: true;
  /** What changed since a commit: the one that the run is told, else this one. */
  readonly changes?: { readonly since: string | null };
  /** When files were last changed. */
  readonly age?: true;
  /** Whether somebody is at work. */
  readonly mode?: true;
  /** What the rules of the first wave came to; `all`: what all other rules did. */
  readonly settled?: true | 'all';
}

/** Documents of one kind. */
export interface DocumentRead {
  /** How they are read, whatever their names end with. */
  readonly language: string;
  /** Which they are; `paths` is the tree. Those that do not exist are passed over. */
  select(paths: Iterable<Path>): Iterable<Path>;
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
