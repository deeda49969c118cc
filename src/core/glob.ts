import type { Path } from './location.ts';
import {
  alternativesOf,
  bind,
  captureFault,
  expandBraces,
  fits,
  fitsAt,
  type GlobFault,
  mostWays,
  type Pattern,
  patternOf,
  plainPatternOf,
  waysOf,
  withBraces,
} from './segment.ts';
import { anywhere, type Binding, distinct, nowhere } from './zone.ts';

/** A compiled glob. Matching is polynomial in the length of the path with small exponents, whatever the glob says. */
export interface Glob {
  readonly text: string;
  readonly captures: readonly string[];
  /** One binding for each way in which the path matches, up to 256; none when it does not. */
  readonly match: (path: Path) => readonly Binding[];
  /** For each alternative, the part of the glob that names the folder of one instance. */
  readonly instances: readonly string[];
}

const longest = 1000;
const most = { alternatives: 64, captures: 4, places: 8 };

/** Compiles a glob: `*` `**` `?` `[a-z]` `{a,b}` `@(a|b)` `?(a)` `!(a|b)` `{x}` `{x...}`; dotfiles are files like others. */
export function globOf(text: string): Glob | GlobFault {
  const fault = faultOf(text);
  if (fault !== null) return { fault };
  const spelled = alternativesOf(withBraces(text), most.alternatives);
  if (!spelled) return { fault: `its {a,b} stand for more than ${most.alternatives} globs: write several in a list` };
  const alternatives: (readonly Segment[])[] = [];
  for (const one of spelled) {
    const segments = segmentsOf(one);
    if ('fault' in segments) return segments;
    alternatives.push(segments);
  }
  const captures = [...new Set(alternatives.flat().flatMap((s) => s.captures))];
  if (captures.length > most.captures)
    return { fault: `it has ${captures.length} captures; ${most.captures} are the most` };
  const places = Math.max(...alternatives.map((segments) => segments.flatMap((s) => s.captures).length));
  if (places > most.places) return { fault: `its captures stand in ${places} places; ${most.places} are the most` };
  return {
    text,
    captures,
    match: anyOf(alternatives.map(matcherOf)),
    instances: [...new Set(alternatives.map(instanceOf))],
  };
}

/** Why a glob cannot be read that stands alone, where a `!` has nothing to take away from; null when it can. */
export function loneFault(text: string): string | null {
  if (/^!(?!\()/.test(text))
    return 'it begins with !, and there is nothing here to take it from: leave it out, or write \\! where a name begins so';
  const glob = globOf(text);
  return 'fault' in glob ? glob.fault : null;
}

/** Matches what one of them matches, in all of their ways. */
export function anyOf(matches: readonly Glob['match'][]): Glob['match'] {
  const [first] = matches;
  if (matches.length === 1 && first) return first;
  return (path) => {
    let found = nowhere;
    for (const match of matches) {
      const these = match(path);
      if (these.length > 0) found = found.length === 0 ? these : distinct([...found, ...these]);
    }
    return found;
  };
}

/** Puts a backslash before every character that means something in a glob. */
export function literally(path: string): string {
  return path.replace(/[\\*?[\]{}()!@+|]/g, '\\$&');
}

type Test = (text: string) => boolean;
const never: Test = () => false;

/** The test of a glob from .gitignore or a workspace list: `*` `**` `?` `[a-z]`, and nothing that can be wrong. */
export function pathTest(glob: string): Test {
  const segments = glob.split('/').map((text): Segment | null => {
    const pattern = text === '**' ? many(text) : plainPatternOf(text);
    return pattern && { ...pattern, text };
  });
  const match = matcherOf(joined(segments.flatMap((one) => one ?? [])));
  return segments.includes(null) ? never : (path) => match(path).length > 0;
}

const known = new Map<string, readonly Test[]>();

/** A glob over names, specifiers and other texts that are no paths: `*` stands for any text, also one with a `/`. */
export function matchesName(glob: string, name: string): boolean {
  let tests = known.get(glob);
  if (!tests) known.set(glob, (tests = expandBraces(glob).map((one) => nameTest(one))));
  return tests.some((test) => test(name));
}

/** The test of a glob without braces over texts that are no paths. */
export function nameTest(glob: string): Test {
  // To a segment a slash would be an end.
  const flat = (text: string): string => text.replaceAll('/', '\u0001');
  const pattern = plainPatternOf(flat(glob));
  return pattern ? (name) => fits(pattern, flat(name)) : never;
}

function faultOf(text: string): string | null {
  if (text.trim() === '') return 'it is empty';
  if (text.length > longest) return `it has ${text.length} characters; ${longest} are the most`;
  if (text.startsWith('/') && text.replace(/^\/+/, '') !== '')
    return `it begins with /: write "${text.replace(/^\/+/, '')}", since paths count from the folder of lintel.yaml`;
  if (text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text))
    return 'it is absolute: paths count from the folder of lintel.yaml';
  if (/\\[A-Za-z0-9_]/.test(text)) return 'write / between folders, not \\';
  if (text.split(/[/{},]/).includes('..'))
    return 'it leaves the root: nothing outside the folder of lintel.yaml is read';
  return null;
}

/** What stands between two slashes of a glob. `text` is its spelling. */
type Segment = { readonly text: string } & (Pattern | Many);

/** `**` and `{x...}`. */
interface Many {
  readonly kind: 'many';
  readonly least: 0 | 1;
  readonly capture: string | null;
  readonly captures: readonly string[];
}

const many = (text: string): Segment & Many => ({ kind: 'many', least: 0, capture: null, captures: [], text });

function segmentsOf(text: string): readonly Segment[] | GlobFault {
  const segments: Segment[] = [];
  for (const one of text.split('/').filter((s) => s !== '' && s !== '.')) {
    const rest = /^\{([^{}]*)\.\.\.\}$/.exec(one)?.[1];
    const plain = (): ReturnType<typeof many> | ReturnType<typeof patternOf> =>
      one === '**' ? many(one) : patternOf(one);
    const read =
      rest === undefined
        ? plain()
        : (captureFault(rest) ?? { kind: 'many' as const, least: 1 as const, capture: rest, captures: [rest] });
    if ('fault' in read) return read;
    segments.push({ ...read, text: one });
  }
  if (segments.length === 0) return { fault: 'it names nothing' };
  const all = joined(segments);
  if (all.slice(0, -1).filter((s) => s.kind === 'many').length > 2 && all.some((s) => s.captures.length > 0))
    return { fault: 'beside a capture, ** and {x...} may stand twice at most: nothing says which folder is meant' };
  return all;
}

/** Several `**` in a row are one; the last stands for what lies below a folder, and not for the folder. */
function joined(segments: readonly Segment[]): readonly Segment[] {
  const all = segments.filter((one, i) => one.text !== '**' || segments[i + 1]?.text !== '**');
  return all.map((one, i) => (one.kind === 'many' && i === all.length - 1 ? { ...one, least: 1 } : one));
}

/** Up to the segment of the last capture; without captures, the literal folders that it begins with. */
function instanceOf(segments: readonly Segment[]): string {
  const last = segments.findLastIndex((s) => s.captures.length > 0);
  const wild = segments.findIndex((s) => s.kind !== 'text');
  const literal = wild >= 0 ? wild : segments.length - 1;
  const end = last >= 0 ? last + 1 : literal;
  return segments
    .slice(0, end)
    .map((s) => s.text)
    .join('/');
}

/** How paths are matched against segments: what most paths lack is looked for first. */
function matcherOf(segments: readonly Segment[]): Glob['match'] {
  const wild = segments.findIndex((s) => s.kind !== 'text');
  const head =
    segments
      .slice(0, wild < 0 ? undefined : wild)
      .map((s) => (s.kind === 'text' ? s.literal : ''))
      .join('/') + (wild > 0 ? '/' : '');
  if (wild < 0) return (path) => (path === head ? anywhere : nowhere);
  const rest = segments.slice(wild);
  const tail = tailOf(rest.at(-1));
  const needle = needleOf(rest);
  const match =
    byName(rest, head.length) ?? (rest.every(isPlain) ? inStep(rest, head.length) : inAllWays(rest, head.length));
  return (path) =>
    path.startsWith(head) && path.endsWith(tail) && path.includes(needle, head.length) ? match(path) : nowhere;
}

/** The longest text that every matching path holds. */
/** What every match of a segment ends with. */
function tailOf(segment: Segment | undefined): string {
  if (segment?.kind === 'affix') return segment.suffix;
  return segment?.kind === 'text' ? segment.literal : '';
}

function needleOf(rest: readonly Segment[]): string {
  const shown = rest.map((s) => {
    if (s.kind === 'text') return s.literal;
    return s.kind === 'affix' ? `${s.prefix}\0${s.suffix}` : '\0';
  });
  return shown
    .join('/')
    .split('\0')
    .map((text) => text.replace(/^\/|\/$/g, ''))
    .reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

/** Globs that say no more than how a path begins and what its name is like. */
function byName(rest: readonly Segment[], from: number): Glob['match'] | null {
  const [first, last] = rest;
  if (first?.kind !== 'many' || first.capture !== null || rest.length > 2) return null;
  if (!last) return (path) => (path.length > from ? anywhere : nowhere);
  if (last.kind === 'many' || last.captures.length > 0) return null;
  // Its end has been looked for.
  if (last.kind === 'affix' && last.prefix === '') return (path) => (path.length > from ? anywhere : nowhere);
  return (path) => (fits(last, path.slice(Math.max(from, path.lastIndexOf('/') + 1))) ? anywhere : nowhere);
}

type Plain = Extract<Segment, { kind: 'text' | 'affix' | 'many' }>;

/** Can it match in one way only, by going through the path once? */
function isPlain(segment: Segment, i: number, all: readonly Segment[]): segment is Plain {
  return (
    segment.kind === 'text' ||
    segment.kind === 'affix' ||
    (segment.kind === 'many' && segment.capture === null && i === all.length - 1)
  );
}

/** Goes through segments and path side by side. */
function inStep(rest: readonly Plain[], from: number): Glob['match'] {
  const captures = rest.some((s) => s.captures.length > 0);
  return (path) => {
    let binding: Binding | null = none;
    let at = from;
    for (const segment of rest) {
      if (at >= path.length) return nowhere;
      const slash = segment.kind === 'many' ? -1 : path.indexOf('/', at);
      const end = slash < 0 ? path.length : slash;
      if (segment.kind !== 'many' && !fitsAt(segment, path, at, end)) return nowhere;
      if (segment.kind === 'affix' && segment.capture !== null)
        binding = bind(binding, segment.capture, path.slice(at + segment.prefix.length, end - segment.suffix.length));
      if (binding === null) return nowhere;
      at = end + 1;
    }
    if (at <= path.length) return nowhere;
    return captures ? [binding] : anywhere;
  };
}

const none: Binding = {};

/** First finds from where the rest of the glob can match the rest of the path, then goes the ways that lead there. */
function inAllWays(rest: readonly Segment[], from: number): Glob['match'] {
  const lastCapture = rest.findLastIndex((s) => s.captures.length > 0);
  return (path) => {
    const names = path.slice(from).split('/');
    const can = reachable(rest, names);
    if (!can(0, 0)) return nowhere;
    const found: Binding[] = [];
    const follow = (s: number, n: number, binding: Binding): void => {
      const segment = rest[s];
      if (!segment || s > lastCapture) found.push(binding);
      else if (segment.kind !== 'many') {
        for (const bound of waysOf(segment, names[n] ?? '', binding))
          if (found.length < mostWays) follow(s + 1, n + 1, bound);
      } else {
        for (let end = n + segment.least; end <= names.length && found.length < mostWays; end++) {
          if (!can(s + 1, end)) continue;
          const { capture } = segment;
          const bound = capture === null ? binding : bind(binding, capture, names.slice(n, end).join('/'));
          if (bound) follow(s + 1, end, bound);
        }
      }
    };
    follow(0, 0, none);
    return distinct(found);
  };
}

/** Can the segments from `s` match the names from `n`, whatever captures are bound to? */
function reachable(rest: readonly Segment[], names: readonly string[]): (s: number, n: number) => boolean {
  const width = names.length + 1;
  const can = new Uint8Array((rest.length + 1) * width);
  can[can.length - 1] = 1;
  for (let s = rest.length - 1; s >= 0; s--) {
    const segment = rest[s];
    for (let n = names.length; n >= 0 && segment; n--) {
      const at = s * width + n;
      const next = n < names.length && can[at + width + 1] === 1;
      if (segment.kind !== 'many') can[at] = next && fits(segment, names[n] ?? '') ? 1 : 0;
      else
        can[at] =
          (segment.least === 0 ? can[at + width] === 1 : next) || (n < names.length && can[at + 1] === 1) ? 1 : 0;
    }
  }
  return (s, n) => can[s * width + n] === 1;
}
