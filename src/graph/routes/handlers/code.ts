import type { HandlerCode } from '../../../core/endpoint.ts';
import type { FunctionValue, Written } from '../values.ts';
import { functionOf, resolved, termOf, type WrittenReader } from './written.ts';

/** Where a function is in the source. */
export function codeOfFunction({ index, outer }: FunctionValue): HandlerCode | null {
  const place = outer.routing.functions[index]?.at;
  return place ? { file: outer.file, place } : null;
}

const deepest = 30;

/** Where the function is that an expression is, or hands on. A file without a word of routing is not read for its routes: of what it exports, only the name is known. */
export function codeOf(written: Written, reader: WrittenReader, depth = 0): HandlerCode | null {
  const { term: index, at } = resolved(written, reader);
  const term = at.routing.terms[index];
  if (depth > deepest) return null;
  switch (term?.kind) {
    case 'call': {
      const callee = at.routing.terms[term.of];
      const items = callee?.kind === 'member' && callee.name === 'bind' ? [callee.of] : [...term.items].reverse();
      for (const item of items) {
        const found = codeOf({ term: item, at }, reader, depth + 1);
        if (found) return found;
      }
      return null;
    }
    case 'import':
      return exportedCode({ term: index, at }, null, reader);
    case 'function':
    case 'member': {
      const fn = functionOf({ term: index, at }, reader);
      if (fn) return codeOfFunction(fn);
      return term.kind === 'member' ? exportedCode(resolved({ term: term.of, at }, reader), term.name, reader) : null;
    }
    default:
      return null;
  }
}

function exportedCode(written: Written, member: string | null, reader: WrittenReader): HandlerCode | null {
  const term = termOf(written);
  if (term?.kind !== 'import') return null;
  const file = reader.target(written.at.file, term.specifier);
  if (file === null) return null;
  // What a whole module has as a member, it exports.
  return term.name === '*' && member !== null
    ? { file, exported: member, member: null }
    : { file, exported: term.name, member };
}
