import type { Path } from './location.ts';
import { braces, isCapture, type Part, parseSegment, type Segment, splitPath } from './pattern.ts';
import { agree, type Binding } from './zone.ts';

/** A compiled glob. Matching is polynomial in the length of the path with small exponents, whatever the glob says. */
export interface Glob {
  readonly text: string;
  readonly captures: readonly string[];
  /** One binding for each way in which the path matches; none when it does not. */
  match(path: Path): readonly Binding[];
  /** For each alternative, the part of the glob that names the folder of one instance. */
  readonly instances: readonly string[];
}

/** Why a text is no glob, in words that stand after the glob in quotes and a colon. */
export interface GlobFault {
  readonly fault: string;
}

const longest = 1000;
const most = { alternatives: 64, captures: 4 };
const anywhere: readonly Binding[] = [{}];

/** Compiles a glob: `*` `**` `?` `[a-z]` `{a,b}` `@(a|b)` `!(a|b)` `{x}` `{x...}`; dotfiles are files like others. */
export function globOf(text: string): Glob | GlobFault {
  const fault = faultOf(text);
  if (fault !== null) return { fault };
  const spelled = braces(text, most.alternatives);
  if ('fault' in spelled) return spelled;
  const alternatives: Alternative[] = [];
  for (const one of spelled) {
    const made = alternativeOf(one);
    if ('fault' in made) return made;
    alternatives.push(made);
  }
  const captures = [...new Set(alternatives.flatMap((a) => a.segments.flatMap((s) => s.captures)))];
  if (captures.length > most.captures) return { fault: `it has ${captures.length} captures; ${most.captures} are the most` };
  const [only] = alternatives;
  const match = alternatives.length === 1 && only ? (path: Path) => only.match(path) : (path: Path) => distinct(alternatives.flatMap((a) => a.match(path)));
  return { text, captures, match, instances: [...new Set(alternatives.map((a) => a.instance))] };
}

/** The bindings without repetitions. */
export function distinct(bindings: readonly Binding[]): readonly Binding[] {
  return bindings.length < 2 ? bindings : bindings.filter((b, i) => !bindings.slice(0, i).some((other) => same(b, other)));
}

function same(a: Binding, b: Binding): boolean {
  return Object.keys(a).length === Object.keys(b).length && agree(a, b) && Object.keys(a).every((name) => Object.hasOwn(b, name));
}

function faultOf(text: string): string | null {
  if (text.trim() === '') return 'it is empty';
  if (text.length > longest) return `it has ${text.length} characters; ${longest} are the most`;
  if (text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text)) return 'it is absolute: write it from the folder of lintel.yaml, without a leading /';
  if (/\\[A-Za-z0-9_]/.test(text)) return 'write / between folders, not \\';
  if (text.split(/[/{},]/).includes('..')) return 'it leaves the root: nothing outside the folder of lintel.yaml is read';
  return null;
}

interface Alternative {
  readonly segments: readonly Segment[];
  readonly instance: string;
  match(path: Path): readonly Binding[];
}

function alternativeOf(text: string): Alternative | GlobFault {
  const raw = splitPath(text).filter((s) => s !== '' && s !== '.');
  const segments: Segment[] = [];
  for (const one of raw) {
    const segment = parseSegment(one);
    if ('fault' in segment) return segment;
    if (segment.kind !== 'deep' || segments.at(-1)?.kind !== 'deep') segments.push(segment);
  }
  if (segments.length === 0) return { fault: 'it names nothing' };
  const open = segments.slice(0, -1).filter((s) => s.kind === 'deep' || s.kind === 'rest').length;
  if (open > 2 && segments.some((s) => s.captures.length > 0)) return { fault: 'beside a capture, ** and {x...} may stand twice at most: nothing says which folder is meant' };
  return { segments, instance: instanceOf(segments), match: matcherOf(segments) };
}

/** Up to the segment of the last capture; without captures, the literal folders that it begins with. */
function instanceOf(segments: readonly Segment[]): string {
  const last = segments.findLastIndex((s) => s.captures.length > 0);
  const wild = segments.findIndex((s) => s.kind !== 'text');
  const end = last >= 0 ? last + 1 : wild >= 0 ? wild : segments.length - 1;
  return segments.slice(0, end).map((s) => s.text).join('/');
}

function matcherOf(segments: readonly Segment[]): (path: Path) => readonly Binding[] {
  const heads = segments.findIndex((s) => s.kind !== 'text');
  const literal = heads < 0 ? segments : segments.slice(0, heads);
  const head = literal.map((s) => (s.kind === 'text' ? s.literal : '')).join('/') + (heads > 0 ? '/' : '');
  if (heads < 0) return (path) => (path === head ? anywhere : []);
  const rest = segments.slice(heads);
  const last = rest.at(-1);
  const tail = last?.kind === 'affix' ? last.suffix : last?.kind === 'text' ? last.literal : '';
  if (rest.length === 1 && last?.kind === 'deep') return (path) => (path.length > head.length && path.startsWith(head) ? anywhere : []);
  if (rest.length === 2 && rest[0]?.kind === 'deep' && last?.kind === 'affix' && last.prefix === '')
    return (path) => (path.endsWith(tail) && path.startsWith(head) ? anywhere : []);
  const open = rest.filter((s, i) => s.kind === 'rest' || (s.kind === 'deep' && i < rest.length - 1)).length > 1;
  const captures = rest.some((s) => s.captures.length > 0);
  return (path) => {
    if (!path.startsWith(head) || !path.endsWith(tail)) return [];
    const walk: Walk = { segments: rest, names: path.slice(head.length).split('/'), found: [], seen: open ? new Set() : null, all: captures };
    follow(walk, 0, 0, none);
    return distinct(walk.found);
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
    case 'parts': for (const b of ways(segment.parts, name, binding)) go(b);
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
  for (const part of parts) at = isCapture(part) ? [] : [...new Set(at.flatMap((one) => ends(part, name, one)))];
  return at;
}
