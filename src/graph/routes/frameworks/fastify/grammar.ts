import { closing, crossed, type Grammar, type Piece, type Pieces } from '../../path.ts';

/** The paths of find-my-way: `:name`, `:name(pattern)`, `:a-:b`, `:name?` at the end, `*`, `::` for a colon. */
export const grammar: Grammar = { title: 'Fastify', isRooted: false, read };

function read(text: string): readonly Pieces[] | null {
  let variants: readonly Pieces[] = text === '' || text.startsWith('/') || text === '*' ? [[]] : [[slash]];
  for (let i = 0; i < text.length;) {
    const item = itemAt(text, i);
    if (!item) return null;
    i = item.end;
    const isOptional = item.piece.kind === 'param' && text.charAt(i) === '?';
    if (isOptional) i++;
    variants = isOptional
      ? [...variants.map(withoutSlash), ...crossed(variants, [[item.piece]])]
      : crossed(variants, [[item.piece]]);
  }
  return variants;
}

const slash: Piece = { kind: 'text', text: '/' };

function itemAt(text: string, start: number): { readonly piece: Piece; readonly end: number } | null {
  const char = text.charAt(start);
  if (char === '*') return { piece: { kind: 'wildcard' }, end: text.length };
  if (char !== ':') return { piece: { kind: 'text', text: char }, end: start + 1 };
  if (text.charAt(start + 1) === ':') return { piece: { kind: 'text', text: ':' }, end: start + 2 };
  // A name ends where a pattern, the next parameter, or something that no name has begins.
  const [name = ''] = /^[^/:(.?*-]*/.exec(text.slice(start + 1)) ?? [];
  const end = start + 1 + name.length;
  if (name === '') return null;
  if (text.charAt(end) !== '(') return { piece: { kind: 'param', text: name }, end };
  const close = closing(text, end);
  return close < 0 ? null : { piece: { kind: 'param', text: name }, end: close + 1 };
}

function withoutSlash(pieces: Pieces): Pieces {
  const last = pieces.at(-1);
  return last?.kind === 'text' && last.text.endsWith('/') ? [...pieces.slice(0, -1)] : pieces;
}
