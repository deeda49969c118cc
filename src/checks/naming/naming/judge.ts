import { longest } from '../../../core/affix.ts';
import { type Declaration, modifiers } from '../../../core/code.ts';
import { isStyled, wordsOf } from '../../../core/style.ts';
import type { Entry, Names, Shape, Underscore } from './entry.ts';

/** A name with what decides which entry is about it; whether it is used is asked apart. */
export type Named = Pick<Declaration, 'kind' | 'name' | 'modifiers' | 'traits'>;

/** What a name can fail by, in the order of the steps. */
export const failures = [
  'leading-underscore',
  'trailing-underscore',
  'prefix',
  'suffix',
  'match',
  'not-match',
  'style',
  'length',
  'banned-word',
] as const;
export type Failure = (typeof failures)[number];

export interface Verdict {
  readonly entry: Entry;
  readonly failure: Failure;
}

/** Judges a name by the one entry that decides; null when it passes, or when no entry is about it. */
export function judge(names: Names, one: Named, unused: boolean): Verdict | null {
  for (const entry of names.byKind.get(one.kind) ?? []) {
    if (!applies(entry.key, one, unused)) continue;
    const failure = failureOf(entry, one.name, (one.modifiers & quoted) !== 0);
    return failure && { entry, failure };
  }
  return null;
}

export const quoted = 1 << modifiers.indexOf('requiresQuotes');

function applies(
  { modifiers: bits, unused: onlyUnused, traits, filters }: Entry['key'],
  one: Named,
  unused: boolean,
): boolean {
  if ((one.modifiers & bits) !== bits || (onlyUnused && !unused)) return false;
  return (
    (traits.length === 0 || traits.every((either) => either.some((trait) => one.traits.includes(trait)))) &&
    (filters.length === 0 || filters.every(({ regex, match }) => regex.test(one.name) === match))
  );
}

/** How many underscores each value takes off, the most first. */
const widths: Readonly<Record<Underscore, readonly number[]>> = {
  forbid: [0],
  allow: [1, 0],
  require: [1],
  requireDouble: [2],
  allowDouble: [2, 0],
  allowSingleOrDouble: [2, 1, 0],
};

/** How many underscores belong where `present` are. */
export function underscoresFor(value: Underscore, present: number): number {
  return widths[value].find((width) => width <= present) ?? widths[value].at(-1) ?? 0;
}

/** How many underscores to take off where `present` are; null when they are too many or too few. */
function widthOf(value: Underscore | null, present: number): number | null {
  if (value === null || present === 0) return value === 'require' || value === 'requireDouble' ? null : 0;
  return value === 'forbid' ? null : (widths[value].find((width) => width <= present) ?? null);
}

/** How many underscores a name begins and ends with; where there is nothing else, all are at both ends. */
export function underscoresOf(name: string): readonly [leading: number, trailing: number] {
  let [from, to] = [0, name.length];
  while (name.charAt(from) === '_') from++;
  while (name.charAt(to - 1) === '_') to--;
  return [from, name.length - to];
}

/** The first step that the name fails. Each step takes off what it matched, and the style is that of the rest. */
function failureOf(shape: Shape, whole: string, needsQuotes: boolean): Failure | null {
  const [leading, trailing] = underscoresOf(whole);
  const first = widthOf(shape.leading, leading);
  if (first === null) return 'leading-underscore';
  const last = widthOf(shape.trailing, Math.min(trailing, whole.length - first));
  if (last === null) return 'trailing-underscore';
  const bare = whole.slice(first, whole.length - last);
  const prefix = shape.prefixes.length === 0 ? '' : shape.prefixes.find((one) => bare.startsWith(one));
  if (prefix === undefined) return 'prefix';
  const unprefixed = bare.slice(prefix.length);
  const suffix = shape.suffixes.length === 0 ? '' : longest(shape.suffixes.filter((one) => unprefixed.endsWith(one)));
  if (suffix === undefined) return 'suffix';
  return (
    failureOfRest(shape, unprefixed.slice(0, unprefixed.length - suffix.length), needsQuotes) ??
    failureOfWhole(shape, whole)
  );
}

function failureOfRest({ match, notMatch, styles }: Shape, rest: string, needsQuotes: boolean): Failure | null {
  if (match && !match.test(rest)) return 'match';
  if (notMatch?.test(rest)) return 'not-match';
  return styles.length > 0 && (needsQuotes || !styles.some((style) => isStyled(rest, style))) ? 'style' : null;
}

function failureOfWhole({ least, most, banned }: Shape, name: string): Failure | null {
  if (name.length < least || name.length > most) return 'length';
  return banned.length > 0 && holdsOne(name, banned) ? 'banned-word' : null;
}

const spaced = (text: string): string => ` ${wordsOf(text).join(' ').toLowerCase()} `;

function holdsOne(name: string, banned: readonly string[]): boolean {
  const found = spaced(name);
  return banned.some((one) => found.includes(spaced(one)));
}
