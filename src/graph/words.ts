import type { Import, ImportedSymbol } from '../core/code.ts';
import type { Edge, Graph, Target } from '../core/graph.ts';
import type { Location } from '../core/location.ts';
import type { Evidence } from '../core/violation.ts';

/** The name of a target in a problem's data: a path, a package's name, or the specifier that leads nowhere. */
export function targetName(edge: { readonly target: Target; readonly import: Import }): string {
  const { target } = edge;
  if ('file' in target) return target.file;
  return 'package' in target ? target.package : edge.import.specifier;
}

/** Where an edge stands: its specifier. */
export function placeOf(edge: Edge): Location {
  return { file: edge.from, place: edge.import.at };
}

/** An import written down again, and whether nothing is left of it at run time although the word `type` is missing. */
export function quoteEdge(graph: Graph, edge: Edge): string {
  const isErased = edge.kind !== 'type' && graph.kindOf(edge) === 'type';
  return `${quoteImport(edge.import)}${isErased ? ' (used only as types)' : ''}`;
}

/** An import written down again on one line. */
export function quoteImport(one: Import): string {
  const from = `'${one.specifier}'`;
  switch (one.form) {
    case 'import':
      return one.symbols.length ? `import ${clause(one)} from ${from}` : `import ${from}`;
    case 'export':
      return `export ${clause(one)} from ${from}`;
    case 'import()':
      return `import(${from})`;
    case 'require':
      return `require(${from})`;
    case 'import=':
      return `import ${one.symbols[0]?.local ?? '…'} = require(${from})`;
    case 'import-type':
      return `import(${from})`;
    case 'jsdoc':
      return `@import ${from}`;
    case 'reference':
      return `/// <reference path="${one.specifier}" />`;
    case 'declare-module':
      return `declare module ${from}`;
    case 'new-url':
      return `new URL(${from}, import.meta.url)`;
    case 'mock':
      return `mock(${from})`;
    default:
      return `${one.form}(${from})`;
  }
}

function clause(one: Import): string {
  const type = one.kind === 'type' ? 'type ' : '';
  const named: string[] = [];
  const outside: string[] = [];
  for (const symbol of one.symbols) {
    if (one.form === 'import' && symbol.name === 'default') outside.unshift(symbol.local);
    else if (symbol.name === '*') outside.push(symbol.local === '*' ? '*' : `* as ${symbol.local}`);
    else named.push(`${symbol.type && !type ? 'type ' : ''}${renamed(symbol)}`);
  }
  if (named.length || outside.length === 0) outside.push(named.length ? `{ ${named.join(', ')} }` : '{}');
  return type + outside.join(', ');
}

function renamed(symbol: ImportedSymbol): string {
  return symbol.name === symbol.local ? symbol.name : `${symbol.name} as ${symbol.local}`;
}

/** The names that an import brings in, for sentences: "`a`, `b` and `c`"; `whole` when there are none. */
export function symbolWords(one: Import, whole: string): string {
  const names = one.symbols.map((symbol) => symbol.name).filter((name) => name !== '*' && name !== 'default');
  if (names.length === 0) return whole;
  const shown = names.slice(0, 4).map((name) => `\`${name}\``);
  return names.length > 4 ? `${shown.join(', ')} and ${names.length - 4} more` : listed(shown, 'and');
}

/** The names that an import brings in, as data: what tells two imports of one file in another apart. */
export function namesOf(edge: Edge): { readonly names?: string } {
  const names = [...new Set(edge.import.symbols.map(({ name }) => name))].sort();
  return names.length > 0 ? { names: names.join(', ') } : {};
}

/** "a, b and c" */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** "`a`, `b` and `c`" */
export function quoted(names: readonly string[]): string {
  return listed(
    names.map((name) => `\`${name}\``),
    'and',
  );
}

/** Every hop of a chain, with its line. */
export function hopsOf(chain: readonly Edge[]): Evidence[] {
  return chain.map((edge) => ({ file: edge.from, line: edge.import.at.line, text: quoteImport(edge.import) }));
}

/** `via a.ts:4 > b.ts`: every file after the first importer, with the line of its own import; the last is the goal. */
export function viaWords(chain: readonly Edge[]): string {
  const hops = chain.slice(1).map((edge) => `${edge.from}:${edge.import.at.line}`);
  const last = chain.at(-1);
  return `via ${[...hops, last ? targetName(last) : ''].join(' > ')}`;
}
