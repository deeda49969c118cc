import { crossed, type Grammar, type Piece, type Pieces } from '../../path.ts';

export const grammar: Grammar = { title: 'Hono', isRooted: false, read };

const parameter = /^:([^{}?]+)(?:\{.+\})?(\?)?$/;

/** Whole segments: `:name`, `:name{pattern}`, `:name?`, `*`. A missing slash at the start is added. */
function read(text: string): readonly Pieces[] {
  let variants: readonly Pieces[] = [[]];
  for (const segment of segmentsOf(text)) {
    const found = parameter.exec(segment);
    const slash: Piece = { kind: 'text', text: '/' };
    const piece: Piece = found ? { kind: 'param', text: found[1] ?? '' } : plain(segment);
    variants = crossed(variants, found?.[2] === undefined ? [[slash, piece]] : [[], [slash, piece]]);
  }
  return variants;
}

function plain(segment: string): Piece {
  return segment === '*' ? { kind: 'wildcard' } : { kind: 'text', text: segment };
}

/** The segments of a path; a slash between braces belongs to a pattern. */
function segmentsOf(text: string): readonly string[] {
  const segments: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text.charAt(i);
    if (char === '{') depth++;
    if (char === '}') depth--;
    if (i < text.length && (char !== '/' || depth > 0)) continue;
    if (i > start) segments.push(text.slice(start, i));
    start = i + 1;
  }
  return segments;
}
