import { longest } from '../../../core/affix.ts';
import { type DeclarationKind, modifiers } from '../../../core/code.ts';
import { isStyled, wordsOf } from '../../../core/style.ts';
import type { Entry, Names, Shape, Underscore } from './entry.ts';

/** A name with all that decides which entry is about it. */
export interface Named {
  readonly kind: DeclarationKind;
  readonly name: string;
  readonly modifiers: number;
  readonly unused: boolean;
  readonly traits: readonly string[];
}

/** What a name can fail by, in the order of the steps. */
export const failures = ['leading-underscore', 'trailing-underscore', 'prefix', 'suffix', 'match', 'not-match', 'style', 'length', 'banned-word'] as const;
export type Failure = (typeof failures)[number];

export interface Verdict {
  readonly entry: Entry;
  readonly failure: Failure;
}

/** Judges a name by the one entry that decides; null when it passes, or when no entry is about it. */
export function judge(names: Names, one: Named): Verdict | null {
  const entry = names.byKind.get(one.kind)?.find(({ key }) => applies(key, one));
  const failure = entry ? failureOf(entry, one.name, (one.modifiers & quoted) !== 0) : null;
  return entry && failure ? { entry, failure } : null;
}

export const quoted = 1 << modifiers.indexOf('requiresQuotes');

function applies(key: Entry['key'], one: Named): boolean {
  return (one.modifiers & key.modifiers) === key.modifiers
    && (!key.unused || one.unused)
    && key.traits.every((either) => either.some((trait) => one.traits.includes(trait)))
    && key.filters.every(({ regex, match }) => regex.test(one.name) === match);
}

/** How many underscores each value takes off, the most first. */
const widths: Readonly<Record<Underscore, readonly number[]>> = {
  forbid: [0], allow: [1, 0], require: [1], requireDouble: [2], allowDouble: [2, 0], allowSingleOrDouble: [2, 1, 0],
};

/** How many underscores belong where `present` are. */
export function underscoresFor(value: Underscore, present: number): number {
  return widths[value].find((width) => width <= present) ?? widths[value].at(-1) ?? 0;
}

/** The first step that the name fails. Each step takes off what it matched, and the style is that of the rest. */
function failureOf(shape: Shape, whole: string, needsQuotes: boolean): Failure | null {
  const first = shape.leading === null ? 0 : widthAt(shape.leading, (text) => whole.startsWith(text));
  if (first === null) return 'leading-underscore';
  const inner = whole.slice(first);
  const last = shape.trailing === null ? 0 : widthAt(shape.trailing, (text) => inner.endsWith(text));
  if (last === null) return 'trailing-underscore';
  const bare = inner.slice(0, inner.length - last);
  const prefix = shape.prefixes.length === 0 ? '' : shape.prefixes.find((one) => bare.startsWith(one));
  if (prefix === undefined) return 'prefix';
  const unprefixed = bare.slice(prefix.length);
  const suffix = shape.suffixes.length === 0 ? '' : longest(shape.suffixes.filter((one) => unprefixed.endsWith(one)));
  if (suffix === undefined) return 'suffix';
  return failureOfRest(shape, unprefixed.slice(0, unprefixed.length - suffix.length), needsQuotes) ?? failureOfWhole(shape, whole);
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

/** How many underscores to take off; null when too many or too few are there. */
function widthAt(value: Underscore, isThere: (text: string) => boolean): number | null {
  if (value === 'forbid') return isThere('_') ? null : 0;
  return widths[value].find((width) => isThere('_'.repeat(width))) ?? null;
}

const spaced = (text: string): string => ` ${wordsOf(text).join(' ').toLowerCase()} `;

function holdsOne(name: string, banned: readonly string[]): boolean {
  const found = spaced(name);
  return banned.some((one) => found.includes(spaced(one)));
}
