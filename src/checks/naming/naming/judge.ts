import type { TypeTrait } from '../../../core/typing.ts';
import { longest } from '../../../core/affix.ts';
import { type Declaration, modifiers } from '../../../core/code.ts';
import { isStyled, wordsOf } from '../../../core/style.ts';
import type { Entry, Names, Shape, Underscore } from './entry.ts';
import { mayHave } from './selectors.ts';

/** A name with what decides which entry is about it; whether it is used is asked apart. */
export interface Named extends Pick<Declaration, 'kind' | 'name' | 'modifiers' | 'traits'> {
  /** Traits that only the type checker could tell, and did not. */
  readonly unknown?: readonly TypeTrait[];
}

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

/** Judges a name by the one entry that decides; null when it passes, when no entry is about it, or when types that are not known would decide. */
export function judge(names: Names, one: Named, unused: boolean): Verdict | null {
  for (const entry of names.byKind.get(one.kind) ?? []) {
    const fit = fitOf(entry.key, one, unused);
    if (fit === 'unknown') return null;
    if (fit === 'no') continue;
    const failure = failureOf(entry, one.name, (one.modifiers & quoted) !== 0);
    return failure && { entry, failure };
  }
  return null;
}

export const quoted = 1 << modifiers.indexOf('requiresQuotes');

/** Is an entry about a name? Unknown where traits that are not known decide. */
type Fit = 'yes' | 'no' | 'unknown';

function fitOf(
  { modifiers: bits, unused: onlyUnused, traits, filters }: Entry['key'],
  one: Named,
  unused: boolean,
): Fit {
  if ((one.modifiers & bits) !== bits || (onlyUnused && !unused)) return 'no';
  if (filters.length > 0 && !filters.every(({ regex, match }) => regex.test(one.name) === match)) return 'no';
  const missing = missingTraits(traits, one);
  if (missing.length === 0) return 'yes';
  return missing.every((either) => questionIn(either, one) !== null) ? 'unknown' : 'no';
}

function missingTraits(traits: Entry['key']['traits'], one: Named): Entry['key']['traits'] {
  return traits.length === 0 ? traits : traits.filter((either) => !either.some((trait) => one.traits.includes(trait)));
}

/** Is it a trait that the type checker may have to tell? What returns JSX is told by its syntax alone. */
export function isTyped(trait: string): boolean {
  return trait.startsWith('type=') || (trait.startsWith('returns=') && trait !== 'returns=JSX');
}

/** What the type checker would have to tell of a name so that one of these traits can be found. */
function questionIn(either: readonly string[], { unknown = [] }: Named): TypeTrait | null {
  return unknown.find((trait) => either.some((one) => isTyped(one) && one.startsWith(`${trait}=`))) ?? null;
}

/** What the type checker must tell of a name so that it can be judged: nothing where entries that need no types decide. */
export function questionsAbout(names: Names, declared: Named, unused: boolean): readonly TypeTrait[] {
  const one = { ...declared, unknown: untold(declared) };
  const asked = new Set<TypeTrait>();
  if (one.unknown.length === 0) return [];
  for (const { key } of names.byKind.get(one.kind) ?? []) {
    const fit = fitOf(key, one, unused);
    if (fit === 'yes') break;
    if (fit === 'no') continue;
    for (const either of missingTraits(key.traits, one)) {
      const question = questionIn(either, one);
      if (question !== null) asked.add(question);
    }
  }
  return [...asked];
}

/** What the syntax of a declaration does not tell: a type, and what is returned without a word. */
function untold({ kind, traits }: Named): TypeTrait[] {
  const says = traits.some((trait) => trait.startsWith('returns=') && isTyped(trait));
  return (['type', 'returns'] as const).filter((trait) => mayHave(kind, trait) && !(trait === 'returns' && says));
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
