import type { Grammar, Piece, Pieces } from '../../path.ts';

/** `users/{id}`, and `{+rest}` for all that follows. */
export function braces(title: string): Grammar {
  return { title, isRooted: false, read };
}

function read(text: string): readonly Pieces[] {
  return [
    text
      .split(/(\{[^{}]+\})/)
      .filter((part) => part !== '')
      .map(pieceOf),
  ];
}

function pieceOf(part: string): Piece {
  if (part.startsWith('{+')) return { kind: 'wildcard' };
  return part.startsWith('{') ? { kind: 'param', text: part.slice(1, -1) } : { kind: 'text', text: part };
}
