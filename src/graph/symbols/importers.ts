import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { SymbolId } from './closure.ts';

/** One import of a symbol. */
export interface Importer {
  readonly edge: Edge;
  /** Its name in the file that the import is written to. */
  readonly name: string;
  /** The import brings in the whole module, and so everything in it. */
  readonly whole: boolean;
  /** The re-exporting files that stand between, the written target first. */
  readonly through: readonly Path[];
}

interface Offer {
  readonly file: Path;
  readonly name: string;
  readonly through: readonly Path[];
}

/** Every import that brings in a symbol, directly or through re-exports, in order of the way. Re-exports themselves are among them. */
export function importersOf(graph: Graph, { file, name }: SymbolId): Importer[] {
  const found: Importer[] = [];
  const seen = new Set<string>();
  const offers: Offer[] = offeredAs(graph, { file, name }).map((one) => ({ file, name: one, through: [] }));
  for (const offer of offers) {
    const key = `${offer.file}\0${offer.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const edge of graph.importersOf(offer.file)) {
      const taken = edge.import.symbols.filter((one) => one.name === offer.name || one.name === '*');
      const isWhole = taken.length === 0 ? isUnnamed(edge) : taken.every((one) => one.name === '*');
      if (taken.length === 0 && !isWhole) continue;
      found.push({ edge, name: offer.name, whole: isWhole, through: offer.through });
      offers.push(...handedOn(graph, edge, offer));
    }
  }
  return found;
}

/** The names under which a file exports one of its own. */
function offeredAs(graph: Graph, { file, name }: SymbolId): string[] {
  const own = graph.exports(file).filter(({ from }) => from === null);
  return own.filter((one) => one.local === name || (one.local === null && one.name === name)).map((one) => one.name);
}

/** Of `import()` without a pattern, and the like, it is not known what is used. An import for its effects uses nothing. */
function isUnnamed({ import: { form, symbols } }: Edge): boolean {
  return symbols.length === 0 && form !== 'import' && form !== 'export';
}

/** What an importer offers of it in turn. */
function handedOn(graph: Graph, edge: Edge, { name, file, through }: Offer): Offer[] {
  return graph
    .exports(edge.from)
    .filter((one) => one.from === edge.index)
    .flatMap((one): Offer[] => {
      const way = { file: edge.from, through: [file, ...through] };
      if (one.name === '*') return name === 'default' ? [] : [{ ...way, name }];
      return one.local === name ? [{ ...way, name: one.name }] : [];
    });
}
