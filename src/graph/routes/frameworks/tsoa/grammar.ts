import type { Grammar, Piece, Pieces } from '../../path.ts';

/** `users/{id}`, `users/:id`. */
export const grammar: Grammar = { title: 'tsoa', isRooted: false, read };

function read(text: string): readonly Pieces[] {
  return [
    text
      .split(/(\{[^{}]+\}|:[A-Za-z0-9_]+)/)
      .filter((part) => part !== '')
      .map((part): Piece =>
        /^[{:]/.test(part)
          ? { kind: 'param', text: part.replace(/^[{:]|\}$/g, '') }
          : { kind: part === '*' ? 'wildcard' : 'text', text: part },
      ),
  ];
}
