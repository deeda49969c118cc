import { createRequire } from 'node:module';
import type picomatch from 'picomatch';
import type { Binding } from './zone.ts';

/** Why a text is not a valid glob, as the end of a message after the quoted glob and a colon. */
export interface GlobFault {
  readonly fault: string;
}

/** What a name between two slashes must be like. */
export type Pattern = { readonly captures: readonly string[] } & (
  | { readonly kind: 'text'; readonly literal: string }
  /** A `*` or a capture, with the text around it. */
  | { readonly kind: 'affix'; readonly prefix: string; readonly suffix: string; readonly capture: string | null }
  | { readonly kind: 'shape'; readonly regex: RegExp; readonly longest: number; readonly cut: Cut | null }
);

/** A pattern taken apart at its first capture. */
interface Cut {
  readonly before: Pattern;
  readonly capture: string;
  readonly after: Pattern;
}

interface Token {
  readonly kind: 'text' | 'star' | 'one' | 'not' | 'capture';
  /** As picomatch spells it. */
  readonly source: string;
  /** The character of a text, the name of a capture, the content of a `not`. */
  readonly value: string;
}

/** No file system allows longer names, so matching with more than linear cost skips them. */
const longest = 255;
/** Longer patterns cannot match a name. */
const longestPlain = 4096;
/** A longer glob means itself. */
const longestBraces = 1000;
/** In how many ways a path can match: a file that has more is not of this world. */
export const mostWays = 256;

const set = String.raw`\[(?:[!^]|(?![!^]))(?:\\.|\[:\w+:\]|[^\\])(?:\\.|\[:\w+:\]|[^\]\\])*\]`;
const plainToken = new RegExp(String.raw`\\(?<escaped>.)|(?<set>${set})|(?<star>\*+)|(?<one>\?)|(?<text>.)`, 'gsu');
const token = new RegExp(
  String.raw`\{(?<capture>[^{}]*)\}|!\((?<not>(?:\\.|[^\\()])*)\)|(?<bad>[!@?+*]\(|\{)|${plainToken.source}`,
  'gsu',
);

/** The glob with `{a,b}` for `@(a|b)` and `{,a}` for `?(a)`. */
export function withBraces(glob: string): string {
  return glob.replace(/\\.|([@?])\(((?:\\.|[^\\(){}/])*)\)/gs, asBraces);
}

function asBraces(whole: string, sign?: string, inner = ''): string {
  if (sign === undefined) return whole;
  const options = inner.replace(/\\.|[,|]/g, (c) => ({ ',': '\\,', '|': ',' })[c] ?? c);
  if (sign === '?') return `{,${options}}`;
  return inner.replace(/\\./g, '').includes('|') ? `{${options}}` : options;
}

/** How many half-written forms there may be for each alternative. */
const mostSteps = 16;

const brace = /^((?:\\.|[^\\])*?)\{((?:\\.|\{[^{},\\]*\}|[^\\{},])*,(?:\\.|\{[^{},\\]*\}|[^\\{}])*)\}(.*)$/s;

/** The glob once for each of its `{a,b}` alternatives; `{a}` stays, being a capture. Null when there are more than `limit`. */
export function alternativesOf(glob: string, limit: number): readonly string[] | null {
  const done = new Set<string>();
  // What has been written out once need not be again: `?(a)?(a)?(a)` has few forms, and many ways to each.
  const seen = new Set<string>();
  const open = [glob];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    if (seen.has(text)) continue;
    seen.add(text);
    const [, head = '', inner, tail = ''] = brace.exec(text) ?? [];
    if (inner === undefined) done.add(text);
    else
      open.push(
        ...[...`${inner},`.matchAll(/((?:\\.|[^\\,])*),/gs)].map(([, option = '']) => head + option + tail).reverse(),
      );
    if (done.size > limit || open.length + seen.size > limit * mostSteps) return null;
  }
  return [...done];
}

/** `{a,b}` written out; a glob with more than 256 of them means itself. */
export function expandBraces(glob: string): readonly string[] {
  return (glob.length > longestBraces ? null : alternativesOf(glob, 256)) ?? [glob];
}

/** Reads the text between two slashes of a glob. */
export function patternOf(text: string): Pattern | GlobFault {
  const tokens: Token[] = [];
  for (const { 0: whole, groups = {}, index } of text.matchAll(token)) {
    const read = tokenOf(groups);
    const before = tokens.at(-1);
    if (groups['bad'] !== undefined || (read.kind === 'not' && read.value.includes('{'))) return faultAt(text, index);
    const fault = read.kind === 'capture' ? captureFault(read.value) : null;
    if (fault) return fault;
    if (before && touches(before, read))
      return {
        fault: `it is ambiguous where ${text.slice(0, index)} ends and ${whole} begins: put a character between them${whole.startsWith('*') ? ', or list the alternatives' : ''}`,
      };
    tokens.push(read);
  }
  const nots = tokens.filter((one) => one.kind === 'not');
  const stars = tokens.filter((one) => one.kind === 'star' || one.kind === 'capture').length;
  const inside = Math.max(
    0,
    ...nots.flatMap((one) => one.value.split('|').map((option) => option.split('*').length - 1)),
  );
  if (nots.length > 1 || (nots.length === 1 && stars + inside > 2))
    return { fault: `${text} has more than two * next to its !(…): split it into a list of globs` };
  return made(tokens);
}

/** The same for languages that know `*`, `?`, `[a-z]` and `\` only; null when nothing matches it. */
export function plainPatternOf(text: string): Pattern | null {
  if (text.length > longestPlain) return null;
  const found = [...text.matchAll(plainToken)].map(({ groups }) => groups ?? {});
  // What is never closed matches nothing, as in git.
  return found.some((groups) => groups['text'] === '[') ? null : made(found.map(tokenOf));
}

function tokenOf({ escaped, set, star, one, capture, not, text }: Readonly<Record<string, string | undefined>>): Token {
  if (star !== undefined) return { kind: 'star', source: '*', value: '' };
  if (one !== undefined) return { kind: 'one', source: '[^/]', value: '' };
  if (set !== undefined) return { kind: 'one', source: set.replace(/\\([A-Za-z0-9])/g, '$1'), value: '' };
  if (capture !== undefined) return { kind: 'capture', source: '[^/]*', value: capture };
  if (not !== undefined)
    return {
      kind: 'not',
      source: `!(${[...not.matchAll(plainToken)].map(({ groups }) => (groups?.['text'] === '|' ? '|' : tokenOf(groups ?? {}).source)).join('')})`,
      value: not,
    };
  const value = escaped ?? text ?? '';
  return { kind: 'text', source: value === '\\' ? '[\\\\]' : value.replace(/[!-\-/:-@[-^`{-~]/, '\\$&'), value };
}

function faultAt(text: string, at: number): GlobFault {
  const start = text.slice(at, at + 2);
  if (text.charAt(at) === '{')
    return { fault: 'a { is not closed, or does not contain a capture or a list of alternatives' };
  if (start === '+(' || start === '*(')
    return {
      fault: `${text.slice(at)} repeats without limit, which is not supported: write * or {a,b} instead`,
    };
  return {
    fault: `${start} is not closed, or contains another group, a capture or a slash: split it into a list of globs`,
  };
}

/** What is wrong with the name of a capture. */
export function captureFault(name: string): GlobFault | null {
  if (name.endsWith('...')) return { fault: `{${name}} matches whole segments: put nothing else between its slashes` };
  if (!/^[A-Za-z_][\w-]*$/.test(name))
    return { fault: `{${name}} is not a valid capture: use letters, digits, - and _` };
  return name in {} ? { fault: `{${name}} cannot be the name of a capture` } : null;
}

function touches(a: Token, b: Token): boolean {
  const ends = (one: Token): boolean => one.kind === 'text' || one.kind === 'one';
  return (a.kind === 'capture' && !ends(b)) || (b.kind === 'capture' && !ends(a));
}

function made(tokens: readonly Token[]): Pattern {
  const captures = tokens.flatMap((one) => (one.kind === 'capture' ? [one.value] : []));
  const at = tokens.findIndex((one) => one.kind !== 'text');
  const wild = tokens[at];
  const literal = (some: readonly Token[]): string => some.map((one) => one.value).join('');
  if (!wild) return { kind: 'text', literal: literal(tokens), captures };
  const rest = tokens.slice(at + 1);
  if ((wild.kind === 'star' || wild.kind === 'capture') && rest.every((one) => one.kind === 'text')) {
    return {
      kind: 'affix',
      prefix: literal(tokens.slice(0, at)),
      suffix: literal(rest),
      capture: captures[0] ?? null,
      captures,
    };
  }
  const first = tokens.findIndex((one) => one.kind === 'capture');
  const cut =
    captures[0] === undefined
      ? null
      : { before: made(tokens.slice(0, first)), capture: captures[0], after: made(tokens.slice(first + 1)) };
  const isLinear = !cut && tokens.every((one) => one.kind !== 'not');
  return { kind: 'shape', regex: regexOf(tokens), longest: isLinear ? Infinity : longest, cut, captures };
}

const dialect = {
  dot: true,
  fastpaths: false,
  literalBrackets: false,
  nobrace: true,
  nonegate: true,
  posix: true,
  strictSlashes: true,
};
const star = '[^/]*?';
const load = createRequire(import.meta.url);

/** What picomatch makes of it. Where all but the stars has a fixed length, a star need not be tried again once what follows it was found: then time is linear. */
function regexOf(tokens: readonly Token[]): RegExp {
  // Loaded at the first need: threads that only read files have none.
  const { makeRe } = load('picomatch') as typeof picomatch;
  const { source } = makeRe(tokens.map((one) => one.source).join(''), dialect);
  const [head = '', ...pieces] = tokens.some((one) => one.kind === 'not') ? [source] : source.split(star);
  const last = pieces.pop();
  const once = pieces.map((piece, i) => `(?=(${star}${piece}))\\${i + 1}`).join('');
  return new RegExp(last === undefined ? head : `${head}${once}${star}${last}`);
}

/** Is a name like this? */
export function fits(pattern: Pattern, name: string): boolean {
  return pattern.kind === 'shape'
    ? name.length <= pattern.longest && pattern.regex.test(name)
    : fitsAt(pattern, name, 0, name.length);
}

/** Does the range from `at` to `end` match? */
export function fitsAt(pattern: Exclude<Pattern, { kind: 'shape' }>, path: string, at: number, end: number): boolean {
  if (pattern.kind === 'text') return end - at === pattern.literal.length && path.startsWith(pattern.literal, at);
  const { prefix, suffix, capture } = pattern;
  return (
    end - at >= prefix.length + suffix.length + (capture === null ? 0 : 1) &&
    path.startsWith(prefix, at) &&
    path.endsWith(suffix, end)
  );
}

/** The binding with one value more; null when that capture has another. */
export function bind(binding: Binding, capture: string, value: string): Binding | null {
  const before = binding[capture];
  if (before === undefined) return { ...binding, [capture]: value };
  return before === value ? binding : null;
}

/** Every way in which the captures of a pattern can be bound to a name that it fits. */
export function waysOf(pattern: Pattern, name: string, binding: Binding): readonly Binding[] {
  if (pattern.kind === 'affix' && pattern.capture !== null) {
    const bound = bind(
      binding,
      pattern.capture,
      name.slice(pattern.prefix.length, name.length - pattern.suffix.length),
    );
    return bound ? [bound] : [];
  }
  if (pattern.kind !== 'shape' || !pattern.cut) return [binding];
  const { before, capture, after } = pattern.cut;
  const found: Binding[] = [];
  for (let start = 0; start < name.length; start++) {
    if (!fits(before, name.slice(0, start))) continue;
    for (let end = start + 1; end <= name.length && found.length < mostWays; end++) {
      const bound = bind(binding, capture, name.slice(start, end));
      if (bound && fits(after, name.slice(end))) found.push(...waysOf(after, name.slice(end), bound));
    }
  }
  return found;
}
