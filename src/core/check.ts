import type { z } from 'zod';
import type { Section } from './fact.ts';
import type { Fix } from './fix.ts';
import type { Location, Path } from './location.ts';
import type { Project } from './project.ts';
import type { Data, Evidence, Problem } from './violation.ts';

/** What a check knows of a problem beyond its message, data and place. */
export interface Details {
  readonly found: string;
  readonly expected: string;
  readonly evidence?: readonly Evidence[];
  readonly fix?: Fix | null;
  readonly alternatives?: readonly Fix[];
  readonly brief?: string;
}

export type Raise<M extends string = string> = (message: M, data: Data, at: Location, details: Details) => Problem;

export const families = ['layering', 'naming', 'contract', 'coverage', 'structure'] as const;
export type Family = (typeof families)[number];

/** Code that can find one kind of problem. */
export interface Check<O = unknown, M extends string = string> {
  readonly name: string;
  readonly family: Family;
  /** One sentence: what is demanded. */
  readonly summary: string;
  /** `file`: each file is judged alone. `project`: the whole is. `settled`: what the other rules came to is. */
  readonly reach: 'file' | 'project' | 'settled';
  readonly options: z.ZodType<O>;
  /** The sections that these options make it read: of the judged files, or (`project`) of every source file. */
  needs(options: O): readonly Section[];
  /** What exceptions take away: `edges` before the check looks at the graph, or `problems` after. */
  readonly excepts: 'edges' | 'problems';
  /** Keys of `except` beside `from to file name`, each matched against the problem's data of that name. */
  readonly exceptKeys: readonly string[];
  /** Common keys that may not stand beside one of its options: `{ in: { beside: 'from', because: 'from says it' } }`. */
  readonly forbids: Readonly<Partial<Record<'in' | 'not', { readonly beside: string; readonly because: string }>>>;
  readonly messages: Readonly<Record<M, (data: Data) => string>>;
  /** Options that contradict the project, which only a look at the files can tell: mistakes of the configuration. */
  mistakes?(project: Project, options: O): Iterable<string>;
  /** The documents, such as reports, that these options make it read, also where git ignores them; of those that do not exist none is read. `paths` is the tree. */
  documents?(options: O, paths: Iterable<Path>): Iterable<Path>;
  /** The commit since which these options ask for changes; null when they ask for none. A run that is told its own commit takes that one. */
  since?(options: O): string | null;
  /** Why it cannot judge now: then the rule is listed as not run. Null when it can. */
  postponed?(project: Project, options: O): string | null;
  /** What the summary says beside the result: one line each, such as how much was not judged. */
  notes?(project: Project, options: O): Iterable<string>;
  /** The rule in one clause, for the head of a group: what is allowed. */
  statement(options: O): string;
  check(project: Project, options: O, problem: Raise<M>): Iterable<Problem>;
}

type Optional = 'excepts' | 'exceptKeys' | 'forbids';

/** Declares a check; the types of options and message keys follow from what is given. */
export function defineCheck<O, M extends string>(
  check: Omit<Check<O, M>, Optional | 'options'> &
    Partial<Pick<Check<O, M>, Optional>> & { readonly options: z.ZodType<O> },
): Check {
  return { excepts: 'problems', exceptKeys: [], forbids: {}, ...check } as Check;
}
