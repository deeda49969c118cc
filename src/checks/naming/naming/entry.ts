import { z } from 'zod';
import type { DeclarationKind } from '../../../core/code.ts';
import { regex } from '../../../core/options.ts';
import type { Regex } from '../../../core/regex.ts';
import { prefixFault, type Style, styles } from '../../../core/style.ts';
import { type Key, parseKey } from './key.ts';
import { kindsOf, rankOf } from './selectors.ts';

export const underscores = [
  'forbid',
  'allow',
  'require',
  'requireDouble',
  'allowDouble',
  'allowSingleOrDouble',
] as const;
export type Underscore = (typeof underscores)[number];

/** What a name must be. */
export interface Shape {
  /** Empty: any. */
  readonly styles: readonly Style[];
  readonly leading: Underscore | null;
  readonly trailing: Underscore | null;
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  readonly match: Regex | null;
  readonly notMatch: Regex | null;
  readonly least: number;
  readonly most: number;
  readonly banned: readonly string[];
}

/** One entry of `names`, ready to judge. */
export interface Entry extends Shape {
  readonly key: Key;
}

/** `names`, read once: for each kind, the entries that may be about it, the one that decides first. */
export interface Names {
  readonly entries: readonly Entry[];
  readonly byKind: ReadonlyMap<DeclarationKind, readonly Entry[]>;
}

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).min(1)]).transform((found) => (Array.isArray(found) ? found : [found]) as z.output<T>[]);
const words = oneOrMore(z.string().min(1));
const style = z.enum(styles);

const shape = z
  .strictObject({
    /** One style, a list of which one must fit, or null for any. */
    style: oneOrMore(style).nullish(),
    'leading-underscore': z.enum(underscores).optional(),
    'trailing-underscore': z.enum(underscores).optional(),
    /** What the name begins with: one of these. It is cut off before the style is judged. */
    prefix: words.optional(),
    /** What the name ends with: one of these, the longest that fits. It is cut off before the style is judged. */
    suffix: words.optional(),
    /** What the rest matches. */
    match: regex.optional(),
    /** What the rest does not match. */
    'not-match': regex.optional(),
    /** Of the whole name, in characters. */
    'min-length': z.int().min(1).optional(),
    'max-length': z.int().min(1).optional(),
    /** Words that the name may not hold, in whatever case. */
    'ban-words': words.optional(),
  })
  .superRefine((found, context) => {
    const fault = prefixFault(found.style ?? [], found.prefix ?? []);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
    if ((found['min-length'] ?? 0) > (found['max-length'] ?? Number.POSITIVE_INFINITY))
      context.addIssue({ code: 'custom', message: 'min-length is more than max-length: no name can pass' });
  });

const entry = z.union([style, z.array(style).min(1), z.null(), shape]).transform((written): Shape => {
  const said: Partial<z.infer<typeof shape>> =
    written === null || typeof written === 'string' || Array.isArray(written)
      ? { style: written === null ? null : [written].flat() }
      : written;
  return {
    styles: said.style ?? [],
    leading: said['leading-underscore'] ?? null,
    trailing: said['trailing-underscore'] ?? null,
    prefixes: said.prefix ?? [],
    suffixes: said.suffix ?? [],
    match: said.match ?? null,
    notMatch: said['not-match'] ?? null,
    least: said['min-length'] ?? 0,
    most: said['max-length'] ?? Number.POSITIVE_INFINITY,
    banned: said['ban-words'] ?? [],
  };
});

const key = z.string().superRefine((text, context) => {
  const parsed = parseKey(text);
  if ('fault' in parsed) context.addIssue({ code: 'custom', message: parsed.fault });
});

/** The option `names`. */
export const names = z
  .record(key, entry)
  .refine((map) => Object.keys(map).length > 0, 'it is empty: add an entry such as function: camelCase')
  .transform((map): Names => {
    const entries = Object.entries(map).flatMap(([text, said]) => {
      const parsed = parseKey(text);
      return 'fault' in parsed ? [] : [{ ...said, key: parsed }];
    });
    const inOrder = [...entries].sort(
      (a, b) => rankOf(a.key.selector) - rankOf(b.key.selector) || b.key.weight - a.key.weight,
    );
    const byKind = new Map<DeclarationKind, Entry[]>();
    for (const one of inOrder)
      for (const kind of kindsOf(one.key.selector)) byKind.set(kind, [...(byKind.get(kind) ?? []), one]);
    return { entries, byKind };
  });
