import { z } from 'zod';
import { type Glob, globOf, loneFault } from '../../../core/glob.ts';
import { nearest } from '../../../core/nearest.ts';
import { type Regex, regexOf } from '../../../core/regex.ts';
import { prefixFault, type Style, styles } from '../../../core/style.ts';

/** What a name must be; no styles and no patterns: anything, but for the affixes. */
export interface Spec {
  readonly styles: readonly Style[];
  readonly patterns: readonly Regex[];
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
}

/** Specs by the paths they are about, the most specific first. */
export type Specs = readonly {
  readonly key: string;
  readonly glob: Glob | null;
  readonly byPath: boolean;
  readonly spec: Spec;
}[];

const pattern = z.string().superRefine((text, context) => {
  const made = /^\/[^]+\/$/.test(text) ? regexOf(text.slice(1, -1)) : { fault: noStyle(text) };
  // There is no option `not-match` here.
  if ('fault' in made)
    context.addIssue({ code: 'custom', message: made.fault.replace('use not-match', 'match what is allowed instead') });
});

function noStyle(text: string): string {
  const near = nearest(text, styles);
  return near === undefined
    ? `"${text}" is not a style (${styles.join(', ')}) or a regular expression between slashes`
    : `there is no style "${text}": did you mean "${near}"?`;
}

const term = z.union([z.enum(styles), pattern]);
const terms = z.union([term, z.array(term).min(1)]);
const affix = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const shape = z
  .strictObject({
    /** A style, `/a regular expression/`, or a list of which one must fit. */
    style: terms.optional(),
    /** What the name begins with: one of these. It is cut off before the style is judged. */
    prefix: affix.optional(),
    /** What stands before a dot: one of these, the longest that fits. It may hold dots itself (`.dto`), and is cut off before the style is judged. */
    suffix: affix.optional(),
  })
  .superRefine(refuseImpossible);

/** Refuses a style that no name behind its prefix can have. */
function refuseImpossible(said: Value, context: z.RefinementCtx): void {
  const { styles: allowed, patterns, prefixes } = specOf(said);
  const fault = patterns.length > 0 ? null : prefixFault(allowed, prefixes);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
}

const value = z.union([term, z.array(term).min(1), z.null(), shape]);
type Affix = string | string[] | undefined;
interface Parts {
  readonly style?: string | string[] | undefined;
  readonly prefix?: Affix;
  readonly suffix?: Affix;
}
type Value = string | string[] | null | undefined | Parts;

function specOf(written: Value): Spec {
  const isShort = typeof written === 'string' || Array.isArray(written);
  const said: Parts = isShort ? { style: written } : (written ?? {});
  const all = [said.style ?? []].flat();
  const isStyle = (one: string): one is Style => (styles as readonly string[]).includes(one);
  return {
    styles: all.filter(isStyle),
    patterns: all
      .filter((one) => !isStyle(one))
      .map((one) => regexOf(one.slice(1, -1)))
      .filter((made): made is Regex => !('fault' in made)),
    prefixes: [said.prefix ?? []].flat(),
    suffixes: [said.suffix ?? []].flat(),
  };
}

const { shape: parts } = shape;

/** A map from globs, or what the names of all files must be. */
const map = z
  .object(parts)
  .catchall(value)
  .superRefine((said, context) => {
    const globs = Object.keys(said).filter((name) => !(name in parts));
    for (const name of globs) {
      const message = loneFault(name);
      if (message === null) continue;
      const issues = [{ code: 'custom' as const, message, path: [], input: name }];
      context.addIssue({ code: 'invalid_key', origin: 'record', issues, path: [name], input: name });
    }
    if (globs.length > 0 && globs.length < Object.keys(said).length)
      context.addIssue({ code: 'custom', message: 'write `style`, `prefix` and `suffix` under a glob, such as "**"' });
    if (globs.length === 0) refuseImpossible(said, context);
  });

/** A style or a pattern for all, a list of them, affixes for all, or a map from globs. */
export const specs = z.union([terms, map]).transform((written): Specs => {
  if (typeof written === 'string' || Array.isArray(written) || Object.keys(written).every((name) => name in parts))
    return [{ key: '**', glob: null, byPath: false, spec: specOf(written) }];
  const all = Object.entries(written).flatMap(([text, said]) => {
    const glob = globOf(text);
    return 'fault' in glob ? [] : [{ key: text, glob, byPath: text.includes('/'), spec: specOf(said) }];
  });
  return all.sort((a, b) => Number(b.byPath) - Number(a.byPath) || literals(b.key) - literals(a.key));
});

/** How many characters of a glob stand for themselves. */
function literals(glob: string): number {
  return glob.replace(/\{[^{}]*\}|\[[^[\]]*\]|[*?]/g, '').length;
}

/** The spec that decides about a path. */
export function specFor(all: Specs, path: string): Spec | null {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return all.find(({ glob, byPath }) => !glob || glob.match(byPath ? path : base).length > 0)?.spec ?? null;
}
