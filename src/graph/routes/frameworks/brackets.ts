import { crossed, type Grammar, type Pieces } from '../path.ts';

/** How the names of files say what varies: `[id]`, `[[id]]`, `[...rest]`, `[[...rest]]`; a matcher (`[id=integer]`) is not looked at. */
export const brackets: Grammar = { title: 'file names', isRooted: true, read };

const part = /\[\[(\.\.\.)?([^[\]]*)\]\]|\[(\.\.\.)?([^[\]]*)\]|[^[\]]+|[[\]]/g;

function read(text: string): readonly Pieces[] {
  let variants: readonly Pieces[] = [[]];
  for (const [whole, optionalRest, optionalName, rest, name] of text.matchAll(part)) {
    const isOptional = optionalName !== undefined;
    const parameter = (optionalName ?? name)?.replace(/=.*$/, '');
    if (parameter === undefined) variants = crossed(variants, [[{ kind: 'text', text: whole }]]);
    else if ((optionalRest ?? rest) !== undefined)
      variants = crossed(variants, isOptional ? [[], [{ kind: 'wildcard' }]] : [[{ kind: 'wildcard' }]]);
    else {
      const piece: Pieces = [{ kind: 'param', text: parameter }];
      variants = crossed(variants, isOptional ? [[], piece] : [piece]);
    }
  }
  return variants;
}
