import type { GlobFault } from './glob.ts';

/** One piece of a segment. */
export type Part =
  | { readonly kind: 'text'; readonly literal: string }
  | { readonly kind: 'one'; test(character: string): boolean }
  | { readonly kind: 'many' }
  | { readonly kind: 'group'; readonly sign: '@' | '?' | '!'; readonly options: readonly (readonly Part[])[] }
  | { readonly kind: 'bound'; readonly capture: string };

/** What stands between two slashes of a glob. `text` is its spelling. */
export type Segment = { readonly text: string; readonly captures: readonly string[] } & (
  | { readonly kind: 'deep' }
  | { readonly kind: 'rest'; readonly name: string }
  | { readonly kind: 'text'; readonly literal: string }
  | { readonly kind: 'capture'; readonly name: string }
  | { readonly kind: 'affix'; readonly prefix: string; readonly suffix: string }
  | { readonly kind: 'parts'; readonly parts: readonly Part[] }
);

/** Does this part bind a value? */
export function isCapture(part: Part): part is Extract<Part, { capture: string }> {
  return part.kind === 'bound';
}

/** Puts a backslash before every character that means something in a glob. */
export function literally(path: string): string {
  return path.replace(/[\\*?[\]{}()!@+|]/g, '\\$&');
}

/** Cuts at the slashes that stand in no brace, bracket or parenthesis. */
export function splitPath(glob: string): string[] {
  return cut(glob, '/');
}

/** Cuts at a character, except where it is escaped or stands in a brace or parenthesis. */
function cut(text: string, at: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\\') i++;
    else if (c === '{' || c === '(') depth++;
    else if (c === '}' || c === ')') depth = Math.max(0, depth - 1);
    else if (c === at && depth === 0) {
      found.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...found, text.slice(from)];
}

/** The glob once for each of its `{a,b}` alternatives; `{a}` stays, being a capture. */
export function braces(glob: string, most: number): readonly string[] | GlobFault {
  const done: string[] = [];
  const open = [glob];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    const brace = firstBrace(text);
    if (brace === null) done.push(text);
    else if ('fault' in brace) return brace;
    else {
      const { start, end } = brace;
      const options = cut(text.slice(start + 1, end), ',');
      const [head, tail] = [text.slice(0, start), text.slice(end + 1)];
      open.push(...options.toReversed().map((option) => head + option + tail));
    }
    if (done.length + open.length > most) return { fault: `its {a,b} stand for more than ${most} globs: write several in a list` };
  }
  return done;
}

/** The first brace that holds a comma. */
function firstBrace(text: string): { start: number; end: number } | GlobFault | null {
  for (let start = 0; start < text.length; start++) {
    const c = text.charAt(start);
    if (c === '\\') start++;
    if (c !== '{') continue;
    const end = closing(text, start);
    if (end < 0) return { fault: 'a { is not closed' };
    if (cut(text.slice(start + 1, end), ',').length > 1) return { start, end };
    if (text.slice(start + 1, end).includes('{')) return { fault: `${text.slice(start, end + 1)} is neither a capture nor a list of alternatives` };
    start = end;
  }
  return null;
}

const partners: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** Where the bracket at `start` closes, or -1. */
function closing(text: string, start: number): number {
  const opener = text.charAt(start);
  const closer = partners[opener];
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\\') i++;
    else if (c === opener) depth++;
    else if (c === closer && --depth === 0) return i;
  }
  return -1;
}

/** Reads one segment of a glob whose alternatives are expanded. */
export function parseSegment(text: string): Segment | GlobFault {
  if (text === '**') return { kind: 'deep', text, captures: [] };
  const rest = /^\{([^{}]*)\.\.\.\}$/.exec(text);
  if (rest?.[1] !== undefined) return captureFault(rest[1]) ?? { kind: 'rest', name: rest[1], text, captures: [rest[1]] };
  const parts = parseParts(text);
  if ('fault' in parts) return parts;
  const captures = parts.flatMap((part) => (isCapture(part) ? [part.capture] : []));
  const [first] = parts;
  if (parts.length === 1 && first?.kind === 'text') return { kind: 'text', literal: first.literal, text, captures };
  if (parts.length === 1 && first?.kind === 'bound') return { kind: 'capture', name: first.capture, text, captures };
  const affix = affixOf(parts);
  if (affix) return { kind: 'affix', ...affix, text, captures };
  return { kind: 'parts', parts, text, captures };
}

/** What stands before and after one `*`, when there is nothing else. */
function affixOf(parts: readonly Part[]): { prefix: string; suffix: string } | null {
  const star = parts.findIndex((part) => part.kind === 'many');
  if (star < 0 || parts.length > 3 || parts.some((part, i) => i !== star && part.kind !== 'text')) return null;
  const literal = (part: Part | undefined) => (part?.kind === 'text' ? part.literal : '');
  return star > 1 ? null : { prefix: star === 0 ? '' : literal(parts[0]), suffix: literal(parts[star + 1]) };
}

function captureFault(name: string): GlobFault | null {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) return { fault: `{${name}} is no capture: a name of letters, digits, - and _ belongs there` };
  return name in {} ? { fault: `{${name}} cannot be the name of a capture` } : null;
}

function parseParts(text: string): Part[] | GlobFault {
  const parts: Part[] = [];
  for (let i = 0; i < text.length; ) {
    const read = readPart(text, i);
    if ('fault' in read) return read;
    const { part, end } = read;
    const before = parts.at(-1);
    if (part.kind === 'text' && before?.kind === 'text') parts[parts.length - 1] = { kind: 'text', literal: before.literal + part.literal };
    else if (part.kind !== 'many' || before?.kind !== 'many') parts.push(part);
    if (before && touches(before, part)) return { fault: `nothing says where ${text.slice(0, i)} ends and ${text.slice(i, end)} begins: put a character between them` };
    i = end;
  }
  return parts;
}

function touches(a: Part, b: Part): boolean {
  return (a.kind === 'bound' && b.kind !== 'text' && b.kind !== 'one') || (b.kind === 'bound' && a.kind !== 'text' && a.kind !== 'one');
}

/** Reads the part that begins at `i`. */
function readPart(text: string, i: number): { part: Part; end: number } | GlobFault {
  const c = text.charAt(i);
  if (text.charAt(i + 1) === '(' && '!@?+*'.includes(c)) return readGroup(text, i);
  if (c === '\\') return { part: { kind: 'text', literal: text.charAt(i + 1) }, end: i + 2 };
  if (c === '*') return { part: { kind: 'many' }, end: i + 1 };
  if (c === '?') return { part: { kind: 'one', test: () => true }, end: i + 1 };
  if (c === '[') return readClass(text, i);
  if (c !== '{') return { part: { kind: 'text', literal: c }, end: i + 1 };
  const end = closing(text, i);
  const capture = text.slice(i + 1, end);
  if (capture.endsWith('...')) return { fault: `{${capture}} stands for whole segments: nothing else may stand between its slashes` };
  return captureFault(capture) ?? { part: { kind: 'bound', capture }, end: end + 1 };
}

function readGroup(text: string, i: number): { part: Part; end: number } | GlobFault {
  const sign = text.charAt(i);
  const end = closing(text, i + 1);
  const whole = text.slice(i, end + 1);
  if (end < 0) return { fault: `${text.slice(i, i + 2)} is not closed` };
  if (sign === '+' || sign === '*') return { fault: `${whole} may repeat without end, which is not supported: write what it stands for, such as * or {a,b}` };
  const inner = text.slice(i + 2, end);
  if (/[({/]/.test(inner)) return { fault: `${whole} holds another group, a capture or a slash: write several globs in a list` };
  const options: Part[][] = [];
  for (const option of inner.split('|')) {
    const parts = parseParts(option);
    if ('fault' in parts) return parts;
    options.push(parts);
  }
  return { part: { kind: 'group', sign: sign === '@' || sign === '?' ? sign : '!', options }, end: end + 1 };
}

/** `[abc]`, `[a-z]`, `[!a]`; a bracket that does not close is itself. */
function readClass(text: string, i: number): { part: Part; end: number } | GlobFault {
  const close = text.indexOf(']', i + 2);
  if (close < 0) return { part: { kind: 'text', literal: '[' }, end: i + 1 };
  const inner = text.slice(i + 1, close);
  const negated = inner.startsWith('!') || inner.startsWith('^');
  const members = negated ? inner.slice(1) : inner;
  if (members.startsWith('[:')) return { fault: `[${inner}] is a POSIX class, which is not supported: write a range such as [a-z]` };
  const ranges: [string, string][] = [];
  for (let j = 0; j < members.length; j++) {
    if (members.charAt(j) === '\\') j++;
    const to = members.charAt(j + 1) === '-' && j + 2 < members.length ? members.charAt(j + 2) : null;
    ranges.push([members.charAt(j), to ?? members.charAt(j)]);
    if (to !== null) j += 2;
  }
  return { part: { kind: 'one', test: (c) => ranges.some(([from, to]) => c >= from && c <= to) !== negated }, end: close + 1 };
}
