import type { z } from 'zod';
import type { Reached } from './coverage.ts';
import type { Fix } from './fix.ts';
import type { Location, Path } from './location.ts';
import type { Reads } from './reads.ts';
import type { Strictness } from './strictness.ts';
import type { Data, Evidence, Problem } from './violation.ts';
import type { FileView, Seen, TypeNamed, View } from './view.ts';

/** What a check knows of a problem beyond its message, data and place. */
export interface Details {
  readonly found: string;
  readonly expected: string;
  readonly evidence?: readonly Evidence[];
  /** A function if it needs a search: it is called only for violations that are shown. Only checks of the whole project have one. */
  readonly fix?: Fix | null | (() => Fix | null);
  readonly alternatives?: readonly Fix[];
  readonly brief?: string;
  readonly cause?: string | undefined;
}

export type Raise<M extends string = string> = (message: M, data: Data, at: Location, details: Details) => Problem;

export const families = ['layering', 'naming', 'contract', 'coverage', 'structure'] as const;
export type Family = (typeof families)[number];

/** The project as a check sees it that reads everything. */
export type AnyView = View<Required<Omit<Reads, 'each' | 'types'>>>;

/** One file as a check sees it that reads everything of it. */
export type AnyFileView = FileView & Partial<TypeNamed>;

/** Code that can find one kind of problem. */
export interface Check<O = unknown, M extends string = string> {
  readonly name: string;
  readonly family: Family;
  /** The requirement in one sentence. */
  readonly summary: string;
  /** The frameworks or formats that it reads, where these are not all. */
  readonly covers?: readonly string[];
  readonly options: z.ZodType<O>;
  /** What these options make it read. */
  reads(options: O): Reads;
  /** Will it ask how files in cycles use what they import? Then this is computed while there are threads. */
  asksUses?(options: O): boolean;
  /** Work in progress has such problems, as a file whose test comes next: nobody is interrupted for them. */
  readonly unfinished?: true;
  /** How values of its options compare; another value of an option that is not listed counts as looser. */
  readonly strictness: Readonly<Record<string, Strictness>>;
  /** What exceptions take away: `edges` before the check looks at the graph, or `problems` after. */
  readonly excepts: 'edges' | 'problems';
  /** Keys of `except` beside `from to file name`, each matched against the problem's data of that name. */
  readonly exceptKeys: readonly string[];
  /** Other names that users try, each with the options to set; '' if none are needed. */
  readonly alsoCalled: Readonly<Record<string, string>>;
  /** Common keys that cannot be combined with an option: `{ in: { beside: 'from', because: '`from` already selects the files' } }`. */
  readonly forbids: Readonly<Partial<Record<'in' | 'not', { readonly beside: string; readonly because: string }>>>;
  readonly messages: Readonly<Record<M, (data: Data) => string>>;
  /** Configuration errors that depend on the files of the project. */
  mistakes?(view: AnyView, options: O): Iterable<string>;
  /** Why it cannot judge now: then the rule is listed as not run. Null when it can. */
  postponed?(view: AnyView, options: O): string | null;
  /** Is a part of the project not judged? Then exceptions, ignore comments and frozen violations that it did not meet are kept. */
  partial?(view: AnyView, options: O): boolean;
  /** Notes for the summary, one line each, such as how much was not checked. */
  notes?(view: AnyView, options: O): Iterable<string>;
  /** The figures whose floor is in the baseline; null where they are not known now. */
  reached?(view: AnyView, options: O): readonly Reached[] | null;
  /** The rule in one clause, for the heading of a group: what is allowed. */
  statement(options: O): string;
  /** What it asks of one of the rule's files, which may not exist yet, in one clause; null for nothing. By default the statement. */
  guidance?(view: AnyView, options: O, file: Path): string | null;
  /** With `each: 'file'`, of one file; else of the project. */
  check(view: AnyView | AnyFileView, options: O, problem: Raise<M>): Iterable<Problem>;
}

type Typed = 'options' | 'reads' | 'mistakes' | 'postponed' | 'partial' | 'notes' | 'reached' | 'guidance' | 'check';
type Optional = 'strictness' | 'excepts' | 'exceptKeys' | 'alsoCalled' | 'forbids';

/** A check declaration: its view is derived from its reads. */
type Declared<O, M extends string, R extends Reads> = Omit<Check<O, M>, Optional | Typed> &
  Partial<Pick<Check<O, M>, Optional>> & {
    readonly options: z.ZodType<O>;
    reads(options: O): R;
    mistakes?(view: View<R>, options: O): Iterable<string>;
    postponed?(view: View<R>, options: O): string | null;
    partial?(view: View<R>, options: O): boolean;
    notes?(view: View<R>, options: O): Iterable<string>;
    reached?(view: View<R>, options: O): readonly Reached[] | null;
    guidance?(view: View<R>, options: O, file: Path): string | null;
    check(view: Seen<R>, options: O, problem: Raise<M>): Iterable<Problem>;
  };

/** Declares a check; the types of options, message keys and view are inferred. */
export function defineCheck<O, M extends string, const R extends Reads>(check: Declared<O, M, R>): Check {
  return { strictness: {}, excepts: 'problems', exceptKeys: [], alsoCalled: {}, forbids: {}, ...check } as Check;
}
