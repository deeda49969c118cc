import type { Path } from './location.ts';
import { isCapture, type Part, type Segment } from './pattern.ts';
import { anywhere, type Binding, distinct, nowhere } from './zone.ts';

type Matching = (path: Path) => readonly Binding[];

/** How paths are matched against segments: what most paths lack is looked for first. */
export function matcherOf(segments: readonly Segment[]): Matching {
  const wild = segments.findIndex((s) => s.kind !== 'text');
  const literal = segments.slice(0, wild < 0 ? undefined : wild).map(literalOf).join('/');
  if (wild < 0) return (path) => (path === literal ? anywhere : nowhere);
  const head = wild > 0 ? `${literal}/` : '';
  const rest = segments.slice(wild);
  const last = rest.at(-1);
  const tail = last?.kind === 'affix' ? last.suffix : last ? literalOf(last) : '';
  const needle = needleOf(rest);
  const match = byName(rest, head) ?? (rest.every(isPlain) ? inStep(rest, head.length) : inAllWays(rest, head.length));
  return (path) => (path.startsWith(head) && path.endsWith(tail) && path.includes(needle, head.length) ? match(path) : nowhere);
}

function literalOf(segment: Segment): string {
  return segment.kind === 'text' ? segment.literal : '';
}

/** Globs that say no more than how a path begins and what its name is like: the tail and the needle have been looked for. */
function byName(rest: readonly Segment[], head: string): Matching | null {
  const [first, last] = rest;
  if (first?.kind !== 'deep' || rest.length > 2) return null;
  if (!last) return (path) => (path.length > head.length ? anywhere : nowhere);
  if (last.kind === 'affix' && last.prefix === '') return () => anywhere;
  if (last.kind !== 'parts' || last.captures.length > 0) return null;
  return (path) => {
    const name = path.slice(Math.max(head.length, path.lastIndexOf('/') + 1));
    return reach(last.parts, name, 0).includes(name.length) ? anywhere : nowhere;
  };
}

/** The longest text that every matching path holds: most paths are refused by it. */
function needleOf(rest: readonly Segment[]): string {
  const texts = rest.flatMap((segment, i) => {
    if (segment.kind === 'affix') return [segment.prefix, segment.suffix];
    if (segment.kind === 'parts') return segment.parts.map((part) => (part.kind === 'text' ? part.literal : ''));
    if (segment.kind !== 'text') return [];
    const end = rest.findIndex((s, j) => j > i && s.kind !== 'text');
    const run = rest.slice(i, end < 0 ? undefined : end).map(literalOf);
    return [run.join('/') + (end < 0 ? '' : '/')];
  });
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

type Plain = Extract<Segment, { kind: 'text' | 'capture' | 'affix' | 'deep' }>;

/** Can it match in one way only, by going through the path once? `**` can at the end. */
function isPlain(segment: Segment, i: number, all: readonly Segment[]): segment is Plain {
  return segment.kind === 'text' || segment.kind === 'capture' || segment.kind === 'affix' || (segment.kind === 'deep' && i === all.length - 1);
}

/** Goes through segments and path side by side. Equal values give the same binding object. */
function inStep(rest: readonly Plain[], from: number): Matching {
  const names = rest.flatMap((s) => s.captures);
  const known = new Map<string, readonly Binding[]>();
  const bindingsOf = (values: readonly string[]): readonly Binding[] => {
    if (names.some((name, i) => values[names.indexOf(name)] !== values[i])) return nowhere;
    return [Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']))];
  };
  return (path) => {
    let values = '';
    let at = from;
    for (const segment of rest) {
      if (at > path.length || (segment.kind === 'deep' && at === path.length)) return nowhere;
      if (segment.kind === 'deep') at = path.length + 1;
      else {
        const slash = path.indexOf('/', at);
        const end = slash < 0 ? path.length : slash;
        if (!isNamed(segment, path, at, end)) return nowhere;
        if (segment.kind === 'capture') values += `/${path.slice(at, end)}`;
        at = end + 1;
      }
    }
    if (at !== path.length + 1) return nowhere;
    if (names.length === 0) return anywhere;
    let found = known.get(values);
    if (!found) known.set(values, (found = bindingsOf(values.slice(1).split('/'))));
    return found;
  };
}

/** Does the segment match the name that stands from `at` to `end`? */
function isNamed(segment: Exclude<Plain, { kind: 'deep' }>, path: Path, at: number, end: number): boolean {
  if (segment.kind === 'capture') return end > at;
  if (segment.kind === 'text') return end - at === segment.literal.length && path.startsWith(segment.literal, at);
  return end - at >= segment.prefix.length + segment.suffix.length && path.startsWith(segment.prefix, at) && path.endsWith(segment.suffix, end);
}

function inAllWays(rest: readonly Segment[], from: number): Matching {
  const open = rest.filter((s, i) => s.kind === 'rest' || (s.kind === 'deep' && i < rest.length - 1)).length > 1;
  const captures = rest.some((s) => s.captures.length > 0);
  return (path) => {
    const walk: Walk = { segments: rest, names: path.slice(from).split('/'), found: [], seen: open ? new Set() : null, all: captures };
    follow(walk, 0, 0, none);
    return captures ? distinct(walk.found) : walk.found.length > 0 ? anywhere : nowhere;
  };
}

const none: Binding = {};

interface Walk {
  readonly segments: readonly Segment[];
  readonly names: readonly string[];
  readonly found: Binding[];
  /** States that were tried, where several ways lead to one. */
  readonly seen: Set<string> | null;
  /** Every way counts; without captures one is enough. */
  readonly all: boolean;
}

/** Matches segments from `s` against names from `n`. */
function follow(walk: Walk, s: number, n: number, binding: Binding): void {
  const { segments, names, found, seen } = walk;
  if (!walk.all && found.length > 0) return;
  const segment = segments[s];
  if (!segment) {
    if (n === names.length) found.push(binding);
    return;
  }
  if (seen) {
    const state = `${s} ${n} ${Object.values(binding).join('/')}`;
    if (seen.has(state)) return;
    seen.add(state);
  }
  if (segment.kind === 'deep') {
    if (s === segments.length - 1) {
      if (n < names.length) found.push(binding);
    } else for (let next = n; next < names.length; next++) follow(walk, s + 1, next, binding);
    return;
  }
  if (segment.kind === 'rest') {
    for (let end = n + 1; end <= names.length; end++) bind(segment.name, names.slice(n, end).join('/'), binding, (b) => { follow(walk, s + 1, end, b); });
    return;
  }
  const name = names[n];
  if (name !== undefined) step(segment, name, binding, (b) => { follow(walk, s + 1, n + 1, b); });
}

function bind(capture: string, value: string, binding: Binding, go: (b: Binding) => void): void {
  const before = binding[capture];
  if (before === undefined) go({ ...binding, [capture]: value });
  else if (before === value) go(binding);
}

function step(segment: Segment, name: string, binding: Binding, go: (b: Binding) => void): void {
  switch (segment.kind) {
    case 'text': if (segment.literal === name) go(binding); return;
    case 'capture': if (name !== '') bind(segment.name, name, binding, go); return;
    case 'affix': if (name.length >= segment.prefix.length + segment.suffix.length && name.startsWith(segment.prefix) && name.endsWith(segment.suffix)) go(binding); return;
    case 'parts':
      if (segment.captures.length > 0) for (const b of ways(segment.parts, name, binding)) go(b);
      else if (reach(segment.parts, name, 0).includes(name.length)) go(binding);
  }
}

/** The bindings with which parts make up a whole name. */
function ways(parts: readonly Part[], name: string, binding: Binding): readonly Binding[] {
  let states: { at: number; binding: Binding }[] = [{ at: 0, binding }];
  for (const part of parts) {
    const next = new Map<string, { at: number; binding: Binding }>();
    const add = (at: number, b: Binding) => next.set(`${at} ${Object.values(b).join('/')}`, { at, binding: b });
    for (const state of states) {
      if (!isCapture(part)) for (const at of ends(part, name, state.at)) add(at, state.binding);
      else for (let at = state.at + 1; at <= name.length; at++) bind(part.capture, name.slice(state.at, at), state.binding, (b) => add(at, b));
    }
    states = [...next.values()];
  }
  return states.filter((s) => s.at === name.length).map((s) => s.binding);
}

/** Where a part that begins at `at` may end. */
function ends(part: Exclude<Part, { capture: string }>, name: string, at: number): readonly number[] {
  switch (part.kind) {
    case 'text': return name.startsWith(part.literal, at) ? [at + part.literal.length] : [];
    case 'one': return at < name.length && part.test(name.charAt(at)) ? [at + 1] : [];
    case 'many': return Array.from({ length: name.length - at + 1 }, (_, i) => at + i);
    case 'group': {
      const once = [...new Set(part.options.flatMap((o) => reach(o, name, at)))];
      if (part.sign !== '!') return part.sign === '?' ? [...new Set([at, ...once])] : once;
      return Array.from({ length: name.length - at + 1 }, (_, i) => at + i).filter((end) => !once.includes(end));
    }
  }
}

function reach(parts: readonly Part[], name: string, from: number): readonly number[] {
  let at: readonly number[] = [from];
  for (const part of parts) {
    const [only] = at;
    if (only === undefined || isCapture(part)) return [];
    at = at.length === 1 ? ends(part, name, only) : [...new Set(at.flatMap((one) => ends(part, name, one)))];
  }
  return at;
}
