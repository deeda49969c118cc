import type { Path } from './location.ts';
import { bind, fits, fitsAt, mostWays, type Pattern, waysOf } from './segment.ts';
import { anywhere, type Binding, distinct, nowhere } from './zone.ts';

/** One binding for each way in which a path matches, up to 256; none when it does not. */
export type Match = (path: Path) => readonly Binding[];

/** One segment of a glob. `text` is its spelling. */
export type Segment = { readonly text: string } & (Pattern | Many);

/** `**` and `{x...}`. */
interface Many {
  readonly kind: 'many';
  readonly least: 0 | 1;
  readonly capture: string | null;
  readonly captures: readonly string[];
}

export const many = (text: string): Segment & Many => ({ kind: 'many', least: 0, capture: null, captures: [], text });

/** Several `**` in a row are one; the last stands for what lies below a folder, and not for the folder. */
export function joined(segments: readonly Segment[]): readonly Segment[] {
  const all = segments.filter((one, i) => one.text !== '**' || segments[i + 1]?.text !== '**');
  return all.map((one, i) => (one.kind === 'many' && i === all.length - 1 ? { ...one, least: 1 } : one));
}

/** How paths are matched against segments: the rarest text is checked first. */
export function matcherOf(segments: readonly Segment[]): Match {
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

/** What every match of a segment ends with. */
function tailOf(segment: Segment | undefined): string {
  if (segment?.kind === 'affix') return segment.suffix;
  return segment?.kind === 'text' ? segment.literal : '';
}

/** The longest text that every matching path contains. */
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

/** Globs that restrict only the start of a path and its name. */
function byName(rest: readonly Segment[], from: number): Match | null {
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
function inStep(rest: readonly Plain[], from: number): Match {
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
function inAllWays(rest: readonly Segment[], from: number): Match {
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
