import type { RoutePath, Segment } from '../../core/endpoint.ts';
import { flattened, type Value } from './values.ts';

/** A part of a path between its slashes, or a text that may hold slashes. */
export type Piece =
  { readonly kind: 'text' | 'param' | 'opaque'; readonly text: string } | { readonly kind: 'wildcard' };
export type Pieces = readonly Piece[];

/** How a framework writes paths. */
export interface Grammar {
  /** Whose it is: `Express 5`. */
  readonly title: string;
  /** A path that does not begin with `/` is never matched. */
  readonly isRooted: boolean;
  /** The variants of a text; null where it is not a path that can be read. */
  read(text: string): readonly Pieces[] | null;
}

const mostVariants = 32;

/** Every path that a value spells, its optional parts with and without. */
export function pathsOf(value: Value, grammar: Grammar): readonly RoutePath[] {
  return flattened(value).flatMap((one) => {
    const parts = one.kind === 'template' ? one.items : [one];
    let variants: readonly Pieces[] = [[]];
    for (const part of parts)
      variants = crossed(
        variants,
        part.kind === 'text' ? parsed(part.text, grammar) : [[{ kind: 'opaque', text: reasonOf(part) }]],
      );
    return variants.map((pieces) => segmentsOf(rooted(pieces, grammar)));
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

/** The names of parameters in order. Those without a name of their own are ''. */
export function parameterNames(path: RoutePath): readonly string[] {
  return path.flatMap(({ kind, text }) =>
    kind === 'param'
      ? [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => (/^\d*$/.test(name) ? '' : name))
      : [],
  );
}

/** Equal for paths that only name their parameters differently, or differ in case. */
export function shapeOf(path: RoutePath): string {
  const shapes = path.map(({ kind, shape }) => {
    if (kind === 'wildcard') return `${shape}*`;
    return kind === 'opaque' ? '…' : shape;
  });
  return `/${shapes.join('/')}`;
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

/** Every variant of one part with every variant of the next. */
export function crossed(before: readonly Pieces[], after: readonly Pieces[]): readonly Pieces[] {
  if (before.length * after.length > mostVariants)
    return [[{ kind: 'opaque', text: `a path with more than ${mostVariants} variants` }]];
  return before.flatMap((one) => after.map((other) => [...one, ...other]));
}

function rooted(pieces: Pieces, { title, isRooted }: Grammar): Pieces {
  const [first] = pieces;
  return isRooted && (first?.kind === 'param' || (first?.kind === 'text' && !first.text.startsWith('/')))
    ? [{ kind: 'opaque', text: `it does not begin with \`/\`, so ${title} never matches it` }]
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
    .map((piece) => {
      if (!('text' in piece)) return '';
      return piece.kind === 'param' ? `{${piece.text}}` : piece.text;
    })
    .join('');
  const shape = known
    .map((piece) => ('text' in piece && piece.kind === 'text' ? piece.text.toLowerCase() : '{}'))
    .join('');
  if (wild >= 0) return { kind: 'wildcard', text: `${spelled}*`, shape };
  return { kind: known.some(({ kind }) => kind === 'param') ? 'param' : 'static', text: spelled, shape };
}

function parsed(text: string, { title, read }: Grammar): readonly Pieces[] {
  return read(text) ?? [[{ kind: 'opaque', text: `\`${text}\`, which is not a path of ${title}` }]];
}

/** Texts in a row become one. */
export function merged(variants: readonly Pieces[]): readonly Pieces[] {
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

/** Where the parenthesis that opens at an offset is closed; -1 where it is not. */
export function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text.charAt(i) === '\\') i++;
    else if (text.charAt(i) === '(') depth++;
    else if (text.charAt(i) === ')' && --depth === 0) return i;
  }
  return -1;
}
