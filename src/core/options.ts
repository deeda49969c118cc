import { z } from 'zod';
import { type ImportKind, importKinds } from './code.ts';
import { loneFault } from './glob.ts';
import { type Regex, regexOf } from './regex.ts';
import type { Where } from './zone.ts';

/** How a where option is read. */
export interface WhereTraits {
  /** It may match nothing yet. */
  readonly mayBeEmpty?: true;
  /** Its captures are its own, or bind those of the rule's other paths. `in`, `from`, `within`, `zone`, `zones`, `level` and `per` always do. */
  readonly binds?: true;
  /** It counts from the folder of each instance, as though it began with `./`. */
  readonly relative?: true;
}

/** A where as written. The configuration puts a real one in its place before a check sees it. */
export class SpelledWhere {
  readonly items: readonly string[];
  readonly traits: WhereTraits;
  constructor(items: readonly string[], traits: WhereTraits) {
    this.items = items;
    this.traits = traits;
  }
}

/** A where of one item, whose text a check has changed. */
export const spelled = (text: string): Where => spell({})(text);

const spell =
  (traits: WhereTraits) =>
  (text: string | string[]): Where =>
    new SpelledWhere(typeof text === 'string' ? [text] : text, traits) as unknown as Where;

/** A zone's name, a glob, or a list of them, of which more is known. */
export const whereThat = (traits: WhereTraits) =>
  z.union([z.string(), z.array(z.string()).min(1)]).transform(spell(traits));

/** A zone's name, a glob, or a list of them. */
export const where = whereThat({});

/** One zone's name or glob, where a list would mean something else. */
export const oneWhere = z.string().transform(spell({}));

/** A map whose keys are wheres; a check gets it as a list. */
export const whereMap = <T extends z.ZodType>(value: T) =>
  z
    .record(z.string(), value)
    .transform((map) => Object.entries(map).map(([key, value]) => ({ where: spell({})(key), value })));

/** A regular expression of the user's, in linear time. */
export const regex = z.string().transform((source, context): Regex => {
  const made = regexOf(source);
  if (!('fault' in made)) return made;
  context.addIssue({ code: 'custom', message: made.fault });
  return z.NEVER;
});

const judgeOrIgnore = z.enum(['judge', 'ignore']);

/** The options that every check of edges shares. */
export const edgeOptions = {
  kinds: z.array(z.enum(importKinds)).min(1).optional().describe('Which kinds of import count.'),
  types: judgeOrIgnore.optional().describe('`ignore` skips type-only imports.'),
  dynamic: judgeOrIgnore.optional().describe('`ignore` skips dynamic imports such as `import()`.'),
};

export interface EdgeOptions {
  readonly kinds?: readonly ImportKind[] | undefined;
  readonly types?: 'judge' | 'ignore' | undefined;
  readonly dynamic?: 'judge' | 'ignore' | undefined;
}

const everything: readonly ImportKind[] = ['value', 'type', 'reexport', 'dynamic', 'require'];

/** The kinds that a rule judges: what it lists, else everything but `mock` (and but what `unless` names), with the two short forms applied. */
export function judgedKinds(options: EdgeOptions, unless: readonly ImportKind[] = []): readonly ImportKind[] {
  let kinds = options.kinds ?? everything.filter((kind) => !unless.includes(kind));
  if (options.types === 'ignore') kinds = kinds.filter((kind) => kind !== 'type');
  if (options.types === 'judge' && !kinds.includes('type')) kinds = [...kinds, 'type'];
  if (options.dynamic === 'ignore') kinds = kinds.filter((kind) => kind !== 'dynamic');
  if (options.dynamic === 'judge' && !kinds.includes('dynamic')) kinds = [...kinds, 'dynamic'];
  return kinds;
}

const reportPath = z.string().superRefine((text, context) => {
  const fault = loneFault(text);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

/** The reports that a check of test coverage reads. */
export const coverageReports = z
  .union([reportPath, z.array(reportPath).min(1)])
  .transform((one) => (typeof one === 'string' ? [one] : one))
  .describe(
    'The coverage reports (lcov, JSON of istanbul, Cobertura or Clover XML, JSON of V8): a path, a glob, a folder with JSON of V8, or a list of them.',
  );

/** The minimum of one metric. */
export const coverageFloor = z
  .number()
  .max(100)
  .refine(
    (value) => value >= 0 || Number.isInteger(value),
    'a negative number counts what may stay uncovered, so it must be a whole number',
  )
  .optional();

export const coverageCommand = z
  .string()
  .optional()
  .describe('The command that generates the report. It is shown in messages and never run.');
