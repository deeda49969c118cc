import { type Export, type Import, importKinds } from '../core/code.ts';
import type { Edge, Graph, Target } from '../core/graph.ts';
import type { Idioms } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { originFinder } from './origin.ts';

/** What a graph is made from. */
export interface GraphSource extends Idioms {
  /** Sorted. */
  readonly files: readonly Path[];
  imports(file: Path): readonly Import[];
  exports(file: Path): readonly Export[];
  /** Several targets only for a pattern. */
  resolve(file: Path, one: Import, index: number): readonly Target[];
}

/** Makes the graph of a project. It is never patched: a change makes a new one. */
export function buildGraph(source: GraphSource): Graph {
  const ids = new Map(source.files.map((file, id) => [file, id]));
  const edges: Edge[] = [];
  for (const from of source.files) {
    for (const [index, one] of source.imports(from).entries()) {
      for (const target of source.resolve(from, one, index))
        edges.push({ id: edges.length, from, target, kind: one.kind, import: one, index });
    }
  }
  const columns = columnsOf(source.files.length, edges, ids);
  const edge = (id: number): Edge => edges[id] ?? outOfRange(id);
  const id = (file: Path): number | undefined => ids.get(file);
  return {
    files: source.files,
    id,
    ...columns,
    edge,
    origin: originFinder({ id, out: columns.out, edge, exports: source.exports }),
    kindOf: ({ kind }) => kind,
    uses: () => null,
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
  const ids = { get: (file: Path) => graph.id(file) };
  return { ...graph, ...columnsOf(graph.files.length, kept, ids), edge: (id) => kept[id] ?? outOfRange(id) };
}

type Columns = Pick<Graph, 'size' | 'from' | 'to' | 'kind' | 'out' | 'into' | 'inn'>;

function columnsOf(files: number, edges: readonly Edge[], ids: { get(file: Path): number | undefined }): Columns {
  const size = edges.length;
  const from = new Uint32Array(size);
  const to = new Int32Array(size);
  const kind = new Uint8Array(size);
  const out = new Uint32Array(files + 1);
  const into = new Uint32Array(files + 1);
  for (const [id, edge] of edges.entries()) {
    const importer = ids.get(edge.from) ?? outOfRange(id);
    const target = 'file' in edge.target ? (ids.get(edge.target.file) ?? -1) : -1;
    from[id] = importer;
    to[id] = target;
    kind[id] = importKinds.indexOf(edge.kind);
    out[importer + 1] = (out[importer + 1] ?? 0) + 1;
    if (target >= 0) into[target + 1] = (into[target + 1] ?? 0) + 1;
  }
  addUp(out);
  addUp(into);
  const inn = new Uint32Array(into[files] ?? 0);
  const next = into.slice();
  for (let id = 0; id < size; id++) {
    const target = to[id] ?? -1;
    if (target < 0) continue;
    const place = next[target] ?? 0;
    inn[place] = id;
    next[target] = place + 1;
  }
  return { size, from, to, kind, out, into, inn };
}

function addUp(counts: Uint32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0);
}

function outOfRange(id: number): never {
  throw new RangeError(`no edge ${id}`);
}
