import type { Export, Import } from '../core/code.ts';
import type { Edge, Graph, Target } from '../core/graph.ts';
import type { Idioms } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { linksOf } from './links.ts';
import { originFinder } from './origin.ts';
import { shownFinder } from './shown.ts';

/** An import with a target: an edge that has no number yet. */
export type Arrow = Omit<Edge, 'id'>;

/** What a graph is made from. */
export interface GraphSource extends Idioms {
  /** Sorted. */
  readonly files: readonly Path[];
  /** The imports of the file at this place, in their order. */
  arrows(place: number): readonly Arrow[];
  exports(file: Path): readonly Export[];
}

/** The imports of a file; of each its targets, of which only a pattern has several. */
export function arrowsOf(from: Path, imports: readonly Import[], targets: readonly (readonly Target[])[]): Arrow[] {
  return imports.flatMap((one, index) =>
    (targets[index] ?? []).map((target) => ({ from, target, kind: one.kind, import: one, index })),
  );
}

/** Makes the graph of a project. It is never patched: a change makes a new one. */
export function buildGraph(source: GraphSource): Graph {
  const ids = new Map(source.files.map((file, id) => [file, id]));
  const edges: Edge[] = [];
  for (const place of source.files.keys())
    for (const { from, target, kind, import: one, index } of source.arrows(place))
      edges.push({ id: edges.length, from, target, kind, import: one, index });
  const id = (file: Path): number | undefined => ids.get(file);
  const links = linksOf(source.files.length, edges, id);
  return {
    files: source.files,
    id,
    ...links,
    origin: originFinder({ id, importsOf: links.importsOf, exports: source.exports }),
    kindOf: ({ kind }) => kind,
    isOpen: () => false,
    uses: () => null,
    shown: shownFinder(source.files),
    exports: source.exports,
    idiom: source.idiom,
  };
}

/** The same graph without some of its edges; origins are those of the whole. */
export function without(graph: Graph, drop: (edge: Edge) => boolean): Graph {
  const kept: Edge[] = [];
  for (let id = 0; id < graph.size; id++) {
    const edge = graph.edge(id);
    if (!drop(edge)) kept.push({ ...edge, id: kept.length });
  }
  if (kept.length === graph.size) return graph;
  return { ...graph, ...linksOf(graph.files.length, kept, (file) => graph.id(file)) };
}
