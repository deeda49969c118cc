import type { Edge, Graph } from '../../core/graph.ts';
import type { ImportedSymbol } from '../../core/code.ts';
import type { Reexport, Sourced } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import { ofKinds } from '../walk.ts';
import { reachingAfter } from './moved.ts';

/** An import that leads through entries instead. It was tried on the graph: the old import is gone. */
export interface Reroute {
  readonly names: readonly Sourced[];
  /** What the entries do not hand on yet. */
  readonly reexports: readonly Reexport[];
  /** What a person should know first; null where nothing can go wrong. */
  readonly doubt: string | null;
}

/** Leads each name of an import through the entry that hands it on; where none does, through the first that may. */
export function rerouted(graph: Graph, edge: Edge, entries: readonly Path[]): Reroute | { readonly obstacle: string } {
  const { import: one, from, target } = edge;
  if (!('file' in target)) return { obstacle: `\`${one.specifier}\` is not a file of the project` };
  if (one.symbols.length === 0 || one.symbols.some(({ name }) => name === '*'))
    return { obstacle: `\`${from}\` imports all of \`${target.file}\`` };
  const names: Sourced[] = [];
  const reexports: Reexport[] = [];
  for (const symbol of one.symbols) {
    const offer = offerOf(graph, entries, target.file, symbol.name);
    if (offer) {
      names.push({ local: symbol.local, name: offer.name, from: offer.file, type: false });
      continue;
    }
    const added = additionTo(graph, entries, target.file, symbol);
    if ('obstacle' in added) return added;
    reexports.push(added);
    names.push({ local: symbol.local, name: added.as, from: added.file, type: false });
  }
  if (names.some((name) => name.from === from)) return { obstacle: `\`${from}\` is an entry itself` };
  return { names, reexports, doubt: doubtOf(graph, edge, { names, reexports }) };
}

interface Offer {
  readonly file: Path;
  readonly name: string;
}

/** The entry that hands on what a file exports, by the same name if it can be. */
function offerOf(graph: Graph, entries: readonly Path[], file: Path, name: string): Offer | null {
  const origin = graph.origin(file, name);
  if (!origin) return null;
  const isSame = (entry: Path, other: string): boolean => {
    const found = graph.origin(entry, other);
    return found !== null && found.file === origin.file && found.name === origin.name;
  };
  const plain = name === 'default' ? undefined : entries.find((entry) => isSame(entry, name));
  if (plain !== undefined) return { file: plain, name };
  for (const entry of entries) {
    const other = graph.exports(entry).find((one) => one.name !== '*' && isSame(entry, one.name));
    if (other) return { file: entry, name: other.name };
  }
  return null;
}

/** A re-export that an entry lacks, or why none may have it. */
function additionTo(
  graph: Graph,
  entries: readonly Path[],
  file: Path,
  { name, local, type }: ImportedSymbol,
): Reexport | { readonly obstacle: string } {
  const origin = graph.origin(file, name);
  if (!origin) return { obstacle: `\`${file}\` does not export \`${name}\`` };
  const as = name === 'default' ? local : name;
  const exported = graph.exports(origin.file).filter((one) => one.name === origin.name);
  const isType = type || (exported.length > 0 && exported.every((one) => one.type));
  const refusals: string[] = [];
  for (const entry of entries) {
    const isCircular = !isType && leadsTo(graph, file, entry, []);
    const refusal = isCircular ? `\`${file}\` imports \`${entry}\`` : refusalOf(graph, entry, { name: as, isType });
    if (refusal !== null) {
      refusals.push(refusal);
      continue;
    }
    return { file: entry, from: file, name, as, type: isType };
  }
  return { obstacle: refusals[0] ?? 'there is no entry' };
}

/** Why a file may not hand on one more name; null when it may. */
function refusalOf(graph: Graph, entry: Path, { name, isType }: { name: string; isType: boolean }): string | null {
  const idiom = graph.idiom(entry);
  if (idiom?.declares) return `\`${entry}\` declares types only`;
  if (!idiom?.canReexport(entry)) return `\`${entry}\` cannot re-export`;
  const exports = graph.exports(entry);
  if (exports.some((one) => one.name === 'export=')) return `\`${entry}\` exports one value with \`export =\``;
  if (exports.some((one) => one.name === name)) return `\`${entry}\` exports another \`${name}\``;
  if (!isType && exports.length > 0 && exports.every((one) => one.type)) return `\`${entry}\` exports types only`;
  const uses = graph.uses(entry);
  if (uses?.units.some(({ effects }) => effects)) return `\`${entry}\` runs code when it is imported`;
  return null;
}

/** An entry that leads back would load files in another order; one that runs code would run it here. */
function doubtOf(graph: Graph, edge: Edge, { names, reexports }: Omit<Reroute, 'doubt'>): string | null {
  const [added] = reexports;
  if (added) return `\`${added.file}\` would newly export \`${added.as}\``;
  const entries = [...new Set(names.map(({ from }) => from))];
  const running = entries.find((entry) => graph.uses(entry)?.units.some(({ effects }) => effects));
  if (graph.kindOf(edge) === 'type') return null;
  const circular = entries.find((entry) => closesCycle(graph, edge, entry));
  if (circular !== undefined) return `\`${circular}\` imports \`${edge.from}\`, a cycle`;
  return running === undefined ? null : `\`${running}\` runs code when it is imported`;
}

/** Does a file lead back to an importer that the old target of its import did not lead to? */
function closesCycle(graph: Graph, edge: Edge, entry: Path): boolean {
  const target = 'file' in edge.target ? edge.target.file : edge.from;
  return leadsTo(graph, entry, edge.from, [edge]) && !leadsTo(graph, target, edge.from, [edge]);
}

/** Is there a way at run time from one file to another, without some edges? Asked as written first, which costs no parse. */
function leadsTo(graph: Graph, from: Path, to: Path, gone: readonly Edge[]): boolean {
  const { possible, taken } = ofKinds(graph, ['value', 'reexport', 'require']);
  if (from === to) return false;
  return [possible, taken].every((one) =>
    reachingAfter(graph, { gone, came: [] }, to, { taken: one, types: false }).has(from),
  );
}
