import type { RoutePath, Segment } from '../../core/endpoint.ts';
import { flattened, type Value } from './values.ts';

type Piece = { readonly kind: 'text' | 'param' | 'opaque'; readonly text: string } | { readonly kind: 'wildcard' };
type Pieces = readonly Piece[];

/** Whose syntax of paths it is. */
export type Syntax = 4 | 5;

const mostVariants = 32;

/** Every path that a value spells, its optional parts with and without. */
export function pathsOf(value: Value, syntax: Syntax): readonly RoutePath[] {
  return flattened(value).flatMap((one) => {
    const parts = one.kind === 'template' ? one.items : [one];
    let variants: readonly Pieces[] = [[]];
    for (const part of parts)
      variants = crossed(
        variants,
        part.kind === 'text' ? parsed(part.text, syntax) : [[{ kind: 'opaque', text: reasonOf(part) }]],
      );
    return variants.map((pieces) => segmentsOf(rooted(pieces)));
  });
}

function reasonOf(value: Value): string {
  if (value.kind === 'regexp') return `the pattern \`/${value.text}/\``;
  return value.kind === 'unknown' && value.text !== '' ? `\`${value.text}\`` : 'an expression';
}

/** The path of an OpenAPI document. */
export function documentedPath(path: string): RoutePath {
  const pieces = path
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part): Piece =>
      /^\{.*\}$/.test(part) ? { kind: 'param', text: part.slice(1, -1) } : { kind: 'text', text: part },
    );
  return segmentsOf(pieces);
}

/** A path as OpenAPI spells it. */
export function spell(path: RoutePath): string {
  return `/${path.map(({ kind, text }) => (kind === 'opaque' ? '…' : text)).join('/')}`;
}

/** Equal for paths that only name their parameters differently. Express takes no notice of case. */
export function shapeOf(path: RoutePath): string {
  return `/${path.map(({ kind, shape }) => (kind === 'wildcard' ? `${shape}*` : kind === 'opaque' ? '…' : shape)).join('/')}`;
}

/** Does a route, whatever its wildcards and unknown parts stand for, answer for a documented path? */
export function covers(route: RoutePath, path: RoutePath): boolean {
  // Reached: how many segments of `path` may be taken by what was looked at so far.
  let reached = new Set([0]);
  for (const { kind, shape } of route) {
    const next = new Set<number>();
    for (const at of reached) {
      const here = path[at];
      if (kind === 'static' || kind === 'param') {
        if (here?.shape === shape) next.add(at + 1);
      } else if (shape === '' || here?.shape.startsWith(shape))
        for (let to = shape === '' ? at : at + 1; to <= path.length; to++) next.add(to);
    }
    reached = next;
  }
  return reached.has(path.length);
}

function crossed(before: readonly Pieces[], after: readonly Pieces[]): readonly Pieces[] {
  if (before.length * after.length > mostVariants)
    return [[{ kind: 'opaque', text: `a path with more than ${mostVariants} variants` }]];
  return before.flatMap((one) => after.map((other) => [...one, ...other]));
}

/** What begins without a slash is never matched. */
function rooted(pieces: Pieces): Pieces {
  const [first] = pieces;
  return first?.kind === 'param' || (first?.kind === 'text' && !first.text.startsWith('/'))
    ? [{ kind: 'opaque', text: 'it begins without `/`, which Express never matches' }]
    : pieces;
}

function segmentsOf(pieces: Pieces): RoutePath {
  const segments: Segment[] = [];
  let open: Piece[] = [];
  const close = (): void => {
    if (open.length > 0) segments.push(segmentOf(open));
    open = [];
  };
  for (const piece of pieces) {
    if (piece.kind !== 'text') {
      open.push(piece);
      continue;
    }
    for (const [i, text] of piece.text.split('/').entries()) {
      if (i > 0) close();
      if (text !== '') open.push({ kind: 'text', text });
    }
  }
  close();
  return segments;
}

function segmentOf(pieces: Pieces): Segment {
  const opaque = pieces.find((piece) => piece.kind === 'opaque');
  if (opaque && 'text' in opaque) return { kind: 'opaque', text: opaque.text, shape: '' };
  const wild = pieces.findIndex((piece) => piece.kind === 'wildcard');
  const known = wild < 0 ? pieces : pieces.slice(0, wild);
  const spelled = known
    .map((piece) => ('text' in piece ? (piece.kind === 'param' ? `{${piece.text}}` : piece.text) : ''))
    .join('');
  const shape = known
    .map((piece) => ('text' in piece && piece.kind === 'text' ? piece.text.toLowerCase() : '{}'))
    .join('');
  if (wild >= 0) return { kind: 'wildcard', text: `${spelled}*`, shape };
  return { kind: known.some(({ kind }) => kind === 'param') ? 'param' : 'static', text: spelled, shape };
}

function parsed(text: string, syntax: Syntax): readonly Pieces[] {
  const reader = syntax === 5 ? readFive : readFour;
  return reader(text) ?? [[{ kind: 'opaque', text: `\`${text}\`, which is no path for Express ${syntax}` }]];
}

const name5 = /[:*](?:([\p{ID_Start}$_][\p{ID_Continue}$]*)|"((?:\\.|[^"\\])+)")/uy;

/** path-to-regexp 8: `:name`, `*name`, `{optional}`, `\x`. Null when it is none. */
function readFive(text: string): readonly Pieces[] | null {
  const groups: (readonly Pieces[])[] = [[[]]];
  const append = (variants: readonly Pieces[]): void => {
    groups.push(crossed(groups.pop() ?? [], variants));
  };
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '{') groups.push([[]]);
    else if (char === '}') {
      const group = groups.pop() ?? [];
      if (groups.length === 0) return null;
      append([[], ...group]);
    } else if (char === ':' || char === '*') {
      name5.lastIndex = i;
      const found = name5.exec(text);
      if (!found) return null;
      append([[char === ':' ? { kind: 'param', text: found[1] ?? found[2] ?? '' } : { kind: 'wildcard' }]]);
      i = name5.lastIndex - 1;
    } else if ('()[]+?!'.includes(char)) return null;
    else {
      if (char === '\\') i++;
      append([[{ kind: 'text', text: text.charAt(i) }]]);
    }
  }
  return groups.length === 1 ? merged(groups[0] ?? []) : null;
}

/** path-to-regexp 0.1: `:name`, `:name(…)`, `:name?`, `*`, `(a|b)`, `(a)?`, `x?`. Null for what only a pattern can say. */
function readFour(text: string): readonly Pieces[] | null {
  let variants: readonly Pieces[] = [[]];
  for (let i = 0; i < text.length;) {
    const read = itemAt(text, i);
    if (!read) return null;
    const { item } = read;
    const isParam = item[0]?.[0]?.kind === 'param';
    const next = text.charAt(read.end);
    if (next === '+') return null;
    i = read.end + (next === '?' || (next === '*' && isParam) ? 1 : 0);
    if (next === '?') variants = isParam ? optionalParam(variants, item) : crossed(variants, [[], ...item]);
    else variants = crossed(variants, next === '*' && isParam ? [[{ kind: 'wildcard' }]] : item);
  }
  return merged(variants);
}

/** What stands at an offset, without what says how often, and where it ends. */
function itemAt(text: string, start: number): { readonly item: readonly Pieces[]; readonly end: number } | null {
  const char = text.charAt(start);
  if (char === '*') return { item: [[{ kind: 'wildcard' }]], end: start + 1 };
  if (char === ':' && /\w/.test(text.charAt(start + 1))) {
    let end = start + 1;
    while (/\w/.test(text.charAt(end))) end++;
    const item: readonly Pieces[] = [[{ kind: 'param', text: text.slice(start + 1, end) }]];
    if (text.charAt(end) !== '(') return { item, end };
    const close = closing(text, end);
    return close < 0 ? null : { item, end: close + 1 };
  }
  if (char === '(') {
    const end = closing(text, start);
    const inner = text.slice(start + 1, end).replace(/^\?:/, '');
    if (end < 0 || /[()\\[\]+*?.^$:]/.test(inner)) return null;
    return { item: inner.split('|').map((one): Pieces => [{ kind: 'text', text: one }]), end: end + 1 };
  }
  if ('[]+^$|)'.includes(char)) return null;
  const escaped = char === '\\' ? 1 : 0;
  return { item: [[{ kind: 'text', text: text.charAt(start + escaped) }]], end: start + escaped + 1 };
}

/** `/:id?` takes its slash along. */
function optionalParam(variants: readonly Pieces[], item: readonly Pieces[]): readonly Pieces[] {
  return [
    ...(variants.map((one) => one.at(-1)).every((last) => last?.kind === 'text' && /[/.]$/.test(last.text))
      ? variants.map((one) => one.slice(0, -1))
      : variants),
    ...crossed(variants, item),
  ];
}

/** Texts in a row become one. */
function merged(variants: readonly Pieces[]): readonly Pieces[] {
  return variants.map((pieces) => {
    const found: Piece[] = [];
    for (const piece of pieces) {
      const last = found.at(-1);
      if (piece.kind === 'text' && last?.kind === 'text')
        found[found.length - 1] = { kind: 'text', text: last.text + piece.text };
      else found.push(piece);
    }
    return found;
  });
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text.charAt(i) === '\\') i++;
    else if (text.charAt(i) === '(') depth++;
    else if (text.charAt(i) === ')' && --depth === 0) return i;
  }
  return -1;
}
