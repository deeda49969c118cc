import type { Fault } from '../../core/code.ts';
import { lineStarts, placeAt } from '../../core/lines.ts';
import type { Place } from '../../core/location.ts';

/** A member of the outermost object. */
export interface Member {
  readonly key: string;
  readonly value: unknown;
  /** Where its key is. */
  readonly at: Place;
}

export type Members = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that the object has itself, whatever its name. */
export function own(object: Members, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The members of the object that a text is, or why it is none. A key that comes twice is a fault: the second would replace the first. */
export function readMembers(text: string): { members: Member[]; problems: Fault[] } {
  const starts = lineStarts(text);
  const placeOf = (start: number, end: number): Place => placeAt(starts, start, end);
  const parsed = parse(text);
  if ('brokenAt' in parsed) {
    const { brokenAt } = parsed;
    return { members: [], problems: [{ text: 'Not valid JSON', at: placeOf(brokenAt, brokenAt) }] };
  }
  if (!isObject(parsed.value)) return { members: [], problems: [{ text: 'Not a JSON object', at: placeOf(0, 0) }] };
  const members = new Map<string, Member>();
  const problems: Fault[] = [];
  for (const { start, end } of outermostKeys(text)) {
    const key = JSON.parse(text.slice(start, end)) as string;
    const at = placeOf(start, end);
    if (members.has(key)) problems.push({ text: `Duplicate key ${shortened(key)}`, at });
    else members.set(key, { key, value: parsed.value[key], at });
  }
  return { members: [...members.values()], problems };
}

export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function parse(text: string): { readonly value: unknown } | { readonly brokenAt: number } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { brokenAt: endOfJson(text) };
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The keys of the outermost object of a valid text. */
function* outermostKeys(text: string): Iterable<Span> {
  let depth = 0;
  let isKeyNext = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = stringEnd(text, at);
      if (isKeyNext) yield { start: at, end };
      isKeyNext = false;
      at = end - 1;
    } else if (char === '{' || char === '[') isKeyNext = ++depth === 1;
    else if (char === '}' || char === ']') depth--;
    else if (char === ',') isKeyNext = depth === 1;
  }
}

/** Behind the closing quote; the end of the text where there is none. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at++;
  }
  return text.length;
}

type Opening = '{' | '[';
type Token = Opening | '}' | ']' | ',' | ':' | 'string' | 'scalar';
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

/** How far an invalid text is JSON. It is found without recursion, since a text may be nested as deep as it is long. */
function endOfJson(text: string): number {
  const open: Opening[] = [];
  let expected: Expected = 'value';
  let end = 0;
  for (let at = skip(blank, text, 0); at < text.length; at = skip(blank, text, end)) {
    end = tokenEnd(text, at);
    const token = tokenOf(text.slice(at, end));
    const next: Expected | null = token && expectedAfter(token, expected, open);
    if (next === null) return at;
    expected = next;
  }
  return text.length;
}

/** Null where the token is not what is expected. */
function expectedAfter(token: Token, expected: Expected, open: Opening[]): Expected | null {
  if (token === '}' || token === ']')
    return open.pop() === openings[token] && mayEnd(token, expected) ? ', or end' : null;
  if (expected === ', or end') {
    const around = open.at(-1);
    if (token !== ',' || around === undefined) return null;
    return around === '{' ? 'key' : 'value';
  }
  if (expected === ':') return token === ':' ? 'value' : null;
  if (expected === 'key' || expected === 'key or }') return token === 'string' ? ':' : null;
  if (token === 'string' || token === 'scalar') return ', or end';
  if (token !== '{' && token !== '[') return null;
  open.push(token);
  return token === '{' ? 'key or }' : 'value or ]';
}

const openings = { '}': '{', ']': '[' } as const;

function mayEnd(token: '}' | ']', expected: Expected): boolean {
  return expected === ', or end' || expected.endsWith(token);
}

const blank = /[ \t\r\n]/;
const inScalar = /[\w.+-]/;
const scalar = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const wrongInString = /[\0-\x1f]|\\(?!["\\/bfnrt]|u[\da-fA-F]{4})/;

function tokenEnd(text: string, at: number): number {
  return text[at] === '"' ? stringEnd(text, at) : Math.max(at + 1, skip(inScalar, text, at));
}

/** Null where no JSON has such a token. */
function tokenOf(text: string): Token | null {
  if (text.startsWith('"')) {
    const isClosed = text.length > 1 && text.endsWith('"');
    return isClosed && !wrongInString.test(text.replaceAll('\\\\', '')) ? 'string' : null;
  }
  if (/^[{}[\],:]$/.test(text)) return text as Token;
  return scalar.test(text) ? 'scalar' : null;
}

function skip(kind: RegExp, text: string, from: number): number {
  let at = from;
  while (at < text.length && kind.test(text[at] ?? '')) at++;
  return at;
}
