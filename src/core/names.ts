import { z } from 'zod';
import { nameMatcher } from './glob.ts';
import { listed } from './listed.ts';

/** Globs of names, each of which adds to those before it or (`!`) takes away from them. */
export interface Names {
  match(name: string): boolean;
  /** "a or b, except c" */
  words(last: 'and' | 'or'): string;
}

/** The mark of what takes away; `!(a)` is a glob. */
export const takesAway = /^!(?!\()/;

/** What is wrong with a list whose first item takes away. */
export function fromNothing(item: string, all: string): string {
  return `"${item}" excludes from the items before it, but there are none: write "${all}" first`;
}

/** A list of globs of names that may be empty. */
export const nameList = z
  .array(z.string())
  .superRefine(([first = ''], context) => {
    if (takesAway.test(first)) context.addIssue({ code: 'custom', message: fromNothing(first, '*') });
  })
  .transform(namesOf);

/** A glob of names, or a list of them. */
export const names = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((one) => (typeof one === 'string' ? [one] : one))
  .pipe(nameList);

function namesOf(globs: readonly string[]): Names {
  const items = globs.map((glob) => {
    const isAway = takesAway.test(glob);
    const text = isAway ? glob.slice(1) : glob;
    return { isAway, text, test: nameMatcher(text) };
  });
  const textsOf = (away: boolean): string[] => items.flatMap(({ isAway, text }) => (isAway === away ? [text] : []));
  return {
    match: (name) =>
      items.reduce((found, { isAway, test }) => (isAway ? found && !test(name) : found || test(name)), false),
    words(last) {
      const away = textsOf(true);
      return `${listed(textsOf(false), last)}${away.length > 0 ? `, except ${listed(away, 'and')}` : ''}`;
    },
  };
}
