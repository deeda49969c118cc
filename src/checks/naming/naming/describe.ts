import { listed } from '../../../core/listed.ts';
import type { DeclarationKind } from '../../../core/code.ts';
import type { Entry, Names, Shape, Underscore } from './entry.ts';
import type { Failure } from './judge.ts';
import { kindWords, needsQuotes, pluralOf } from './kinds.ts';

/** What a name of this kind must be: `camelCase function names`. */
export function patternOf(shape: Shape, kind: DeclarationKind): string {
  return [listed(shape.styles, 'or'), `${kindWords(kind)} names`, ...clausesOf(shape)].filter(Boolean).join(' ');
}

/** What would mend one failure of a name, to stand after `a name`. */
export function demandOf(shape: Shape, failure: Failure, name: string): string {
  return failure === 'style'
    ? `in ${listed(shape.styles, 'or')}${needsQuotes(name) ? ' without quotes' : ''}`
    : clauses[failure](shape);
}

const clauses: Readonly<Record<Exclude<Failure, 'style'>, (shape: Shape) => string>> = {
  'leading-underscore': ({ leading }) => underscoreWords(leading, 'leading'),
  'trailing-underscore': ({ trailing }) => underscoreWords(trailing, 'trailing'),
  prefix: ({ prefixes }) => (prefixes.length > 0 ? `beginning with ${listed(prefixes.map(inTicks), 'or')}` : ''),
  suffix: ({ suffixes }) => (suffixes.length > 0 ? `ending in ${listed(suffixes.map(inTicks), 'or')}` : ''),
  match: ({ match }) => (match ? `matching ${inTicks(match.source)}` : ''),
  'not-match': ({ notMatch }) => (notMatch ? `not matching ${inTicks(notMatch.source)}` : ''),
  length: ({ least, most }) => lengthWords(least, most),
  'banned-word': ({ banned }) => (banned.length > 0 ? `without the word ${listed(banned.map(inTicks), 'or')}` : ''),
};

const clausesOf = (shape: Shape): string[] => {
  const said = Object.values(clauses)
    .map((clause) => clause(shape))
    .filter(Boolean);
  return said.length > 1 ? [listed(said, 'and')] : said;
};

const inTicks = (text: string): string => `\`${text}\``;

/** What is merely allowed demands nothing. */
function underscoreWords(value: Underscore | null, side: string): string {
  if (value === 'forbid') return `without a ${side} underscore`;
  if (value === 'require') return `with a ${side} underscore`;
  return value === 'requireDouble' ? `with two ${side} underscores` : '';
}

function lengthWords(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return least > 0 ? `of ${least} characters or more` : '';
  return least > 0 ? `of ${least} to ${most} characters` : `of at most ${most} characters`;
}

const shown = 5;

/** The head of a group: `functions are camelCase`; of many entries, the first. */
export function statementOf({ entries }: Names): string {
  const demanding = entries.filter((entry) => demands(entry) !== '');
  if (demanding.length === 0) return 'any name is allowed';
  const more = demanding.length - shown;
  return (
    demanding
      .slice(0, shown)
      .map((entry) => `${subjectOf(entry)} are ${demands(entry)}`)
      .join(', ') + (more > 0 ? `, and ${more} more` : '')
  );
}

const demands = (entry: Entry): string =>
  [
    listed(entry.styles, 'or'),
    ...(entry.styles.length === 0 && clausesOf(entry).length > 0 ? ['names'] : []),
    ...clausesOf(entry),
  ]
    .filter(Boolean)
    .join(' ');

/** `functions[exported]`, as the key says it. */
function subjectOf({ key }: Entry): string {
  const open = key.text.indexOf('[');
  return `${pluralOf(key.selector)}${open < 0 ? '' : key.text.slice(open)}`;
}
