import type { Export, Import } from '../core/code.ts';
import type { Edge, Graph, Target } from '../core/graph.ts';
import type { Idioms } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { linksOf } from './links.ts';
import { originFinder } from './origin.ts';
import { shownFinder } from './shown.ts';

/** An import with a target: an edge that has no number yet. */
export interface Arrow extends Omit<Edge, 'id'> {
  /** The place of the target among the files; -1 where it is none of them. */
  readonly to: number;
}

/** What a graph is made from. */
export interface GraphSource extends Idioms {
  /** Sorted. */
  readonly files: readonly Path[];
  /** Where a file is among them. */
  id(file: Path): number | undefined;
  /** The imports of the file at this place, in their order. */
  arrows(place: number): readonly Arrow[];
  exports(file: Path): readonly Export[];
}

/** What a file imports. */
interface Imported {
  readonly imports: readonly Import[];
  /** Of each its targets, of which only a pattern has several. */
  readonly targets: readonly (readonly Target[])[];
}

/** The imports of a file with their targets. */
export function arrowsOf(from: Path, { imports, targets }: Imported, id: GraphSource['id']): Arrow[] {
  return imports.flatMap((one, index) =>
    (targets[index] ?? []).map((target) => {
      const to = 'file' in target ? (id(target.file) ?? -1) : -1;
      return { from, target, to, kind: one.kind, import: one, index };
    }),
  );
}

/** Makes the graph of a project. It is never patched: a change makes a new one. */
export function buildGraph(source: GraphSource): Graph {
  const edges: Edge[] = [];
  const sources: number[] = [];
  const targets: number[] = [];
  for (const place of source.files.keys())
    for (const { from, target, to, kind, import: one, index } of source.arrows(place)) {
      edges.push({ id: edges.length, from, target, kind, import: one, index });
      sources.push(place);
      targets.push(to);
    }
  const { files, id } = source;
  const links = linksOf(files.length, { edges, sources, targets }, id);
  return {
    files,
    id,
    ...links,
    origin: originFinder({ id, importsOf: links.importsOf, exports: source.exports }),
    kindOf: ({ kind }) => kind,
    isOpen: () => false,
    uses: () => null,
    shown: shownFinder(files),
    exports: source.exports,
    idiom: source.idiom,
  };
}

/** The same graph without some of its edges; origins are those of the whole. */
export function without(graph: Graph, drop: (edge: Edge) => boolean): Graph {
  const edges: Edge[] = [];
  const sources: number[] = [];
  const targets: number[] = [];
  for (let id = 0; id < graph.size; id++) {
    const edge = graph.edge(id);
    if (drop(edge)) continue;
    edges.push({ ...edge, id: edges.length });
    sources.push(graph.source(id));
    targets.push(graph.target(id));
  }
  if (edges.length === graph.size) return graph;
  return { ...graph, ...linksOf(graph.files.length, { edges, sources, targets }, (file) => graph.id(file)) };
}
