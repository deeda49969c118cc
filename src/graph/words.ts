import type { Import } from '../core/code.ts';
import type { Edge, Graph, Target } from '../core/graph.ts';
import { listed } from '../core/listed.ts';
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
  return `${quoteImport(graph, edge)}${isErased ? ' (used only as types)' : ''}`;
}

/** An import written down again on one line. */
export function quoteImport(graph: Graph, edge: Edge): string {
  return graph.idiom(edge.from)?.quote(edge.import) ?? edge.import.specifier;
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

/** "`a`, `b` and `c`" */
export function quoted(names: readonly string[]): string {
  return listed(
    names.map((name) => `\`${name}\``),
    'and',
  );
}

/** Every hop of a chain, with its line. */
export function hopsOf(graph: Graph, chain: readonly Edge[]): Evidence[] {
  return chain.map((edge) => ({ file: edge.from, line: edge.import.at.line, text: quoteImport(graph, edge) }));
}

/** `via a.ts:4 > b.ts`: every file after the first importer, with the line of its own import; the last is the goal. */
export function viaWords(chain: readonly Edge[]): string {
  const hops = chain.slice(1).map((edge) => `${edge.from}:${edge.import.at.line}`);
  const last = chain.at(-1);
  return `via ${[...hops, last ? targetName(last) : ''].join(' > ')}`;
}
