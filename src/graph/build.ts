import type { Export, Import } from '../core/code.ts';
import type { Edge, Graph, Target } from '../core/graph.ts';
import type { Idioms } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { linksOf } from './links.ts';
import { originFinder } from './origin.ts';
import { shownFinder } from './shown.ts';

/** What a graph is made from. */
export interface GraphSource extends Idioms {
  /** Sorted. */
  readonly files: readonly Path[];
  imports(file: Path): readonly Import[];
  exports(file: Path): readonly Export[];
  /** For each import where it leads; several targets only for a pattern. */
  targets(file: Path): readonly (readonly Target[])[];
}

/** Makes the graph of a project. It is never patched: a change makes a new one. */
export function buildGraph(source: GraphSource): Graph {
  const ids = new Map(source.files.map((file, id) => [file, id]));
  const edges: Edge[] = [];
  for (const from of source.files) {
    const imports = source.imports(from);
    if (imports.length === 0) continue;
    const targets = source.targets(from);
    for (const [index, one] of imports.entries()) {
      for (const target of targets[index] ?? [])
        edges.push({ id: edges.length, from, target, kind: one.kind, import: one, index });
    }
  }
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
