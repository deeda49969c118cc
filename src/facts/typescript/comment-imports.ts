import type { Import, ImportedSymbol } from '../../core/code.ts';
import type { Context, Entry } from './context.ts';

const reference = /^\/\s*<reference\s[^>]*?\b(path|types)\s*=\s*(["'])([^"']*)\2/;
const importTag = /@import\s([^'"@]*?)\bfrom\s*(["'])([^"'\n]+)\2/g;
const tagOrType = /@\w+(\s*\{)?|[{}]|\bimport\s*\(\s*(["'])([^"'\n]+)\2\s*\)(?:\s*\.\s*([\w$]+))?/g;

type Add = (start: number, specifier: string, rest: Pick<Import, 'form' | 'symbols'>, shown?: string) => void;

/** What comments import: triple-slash references and, in JavaScript, JSDoc's `@import` tag and `import()` types. */
export function commentImports({ source, comments, javascript }: Context): Entry[] {
  if (!/<reference\s|@import\s|\bimport\s*\(/.test(source.text)) return [];
  const found: Entry[] = [];
  const add: Add = (start, specifier, rest, shown = specifier) => {
    found.push({
      start,
      import: { specifier: shown, ...rest, kind: 'type', at: source.place(start, start + specifier.length + 2) },
    });
  };
  for (const { type, value, start } of comments()) {
    if (type === 'Line') readReference(value, start + 2, add);
    else if (javascript && value.startsWith('*')) readJsdoc(value, start + 2, add);
  }
  return found;
}

function readReference(comment: string, start: number, add: Add): void {
  const match = reference.exec(comment);
  const specifier = match?.[3];
  if (!match || !specifier) return;
  // A path is relative to the file however it is written.
  const shown = match[1] === 'path' && !/^\.{0,2}\//.test(specifier) ? `./${specifier}` : specifier;
  add(start + match[0].length - specifier.length - 2, specifier, { form: 'reference', symbols: [] }, shown);
}

function readJsdoc(comment: string, start: number, add: Add): void {
  for (const { 0: whole, 1: names = '', 3: specifier = '', index } of comment.matchAll(importTag)) {
    add(start + index + whole.length - specifier.length - 2, specifier, { form: 'jsdoc', symbols: tagSymbols(names) });
  }
  // Outside the braces of a tag it is prose or an example.
  let depth = 0;
  for (const { 0: whole, 1: brace, 2: quote, 3: specifier, 4: name = '*', index } of comment.matchAll(tagOrType)) {
    if (whole.startsWith('@')) depth = brace === undefined ? 0 : 1;
    else if (whole === '{' && depth > 0) depth++;
    else if (whole === '}' && depth > 0) depth--;
    else if (quote && specifier && depth > 0)
      add(start + index + whole.indexOf(quote), specifier, {
        form: 'jsdoc',
        symbols: [{ name, local: name, type: true }],
      });
  }
}

/** `a, { b as c }` and `* as d`, where each line may begin with the comment's star. */
function tagSymbols(names: string): ImportedSymbol[] {
  const text = names.replaceAll(/\n[ \t]*\*(?![ \t]*as\b)/g, '\n').replace(/^\s*type\s(?!\s*(?:,|$))/, '');
  const [outside = '', inside = ''] = text.split(/[{}]/);
  const symbols: ImportedSymbol[] = [];
  for (const part of outside.split(',')) {
    const [first, as, local] = part.trim().split(/\s+/);
    if (first === '*' && as === 'as' && local) symbols.push({ name: '*', local, type: true });
    else if (first) symbols.push({ name: 'default', local: first, type: true });
  }
  for (const part of inside.split(',')) {
    const words = part.trim().split(/\s+/);
    const [name, as, local] = words[0] === 'type' && words.length > 1 && words[1] !== 'as' ? words.slice(1) : words;
    if (name) symbols.push({ name, local: as === 'as' && local ? local : name, type: true });
  }
  return symbols;
}
