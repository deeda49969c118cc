import { crossed, type Grammar, type Piece, type Pieces } from '../path.ts';

/** Whole segments: `:name`, `:name?`, `*`. A missing slash at the start is added. */
export function colons(title: string): Grammar {
  return { title, isRooted: false, read };
}

function read(text: string): readonly Pieces[] {
  let variants: readonly Pieces[] = [[]];
  for (const segment of text.split('/').filter((one) => one !== '')) {
    const slash: Piece = { kind: 'text', text: '/' };
    const found: Pieces = [slash, pieceOf(segment)];
    const isOptional = /^:.*\?$/.test(segment);
    variants = crossed(variants, isOptional ? [[], found] : [found]);
  }
  return variants;
}

function pieceOf(segment: string): Piece {
  if (segment === '*') return { kind: 'wildcard' };
  return segment.startsWith(':')
    ? { kind: 'param', text: segment.replace(/^:|\?$/g, '') }
    : { kind: 'text', text: segment };
}
