import { type Grammar, type Pieces, crossed, merged } from '../path.ts';

/** path-to-regexp 8, which Express 5 has. */
export const versionEight: Grammar = { title: 'Express 5', isRooted: true, read };

const parameter = /[:*](?:([\p{ID_Start}$_][\p{ID_Continue}$]*)|"((?:\\.|[^"\\])+)")/uy;

/** `:name`, `*name`, `{optional}`, `\x`. */
function read(text: string): readonly Pieces[] | null {
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
      parameter.lastIndex = i;
      const found = parameter.exec(text);
      if (!found) return null;
      append([[char === ':' ? { kind: 'param', text: found[1] ?? found[2] ?? '' } : { kind: 'wildcard' }]]);
      i = parameter.lastIndex - 1;
    } else if ('()[]+?!'.includes(char)) return null;
    else {
      if (char === '\\') i++;
      append([[{ kind: 'text', text: text.charAt(i) }]]);
    }
  }
  return groups.length === 1 ? merged(groups[0] ?? []) : null;
}
