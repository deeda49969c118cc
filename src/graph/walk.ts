import { at } from '../core/at.ts';
import type { Edge, Graph } from '../core/graph.ts';
import { type ImportKind, importKinds } from '../core/code.ts';
import type { Path } from '../core/location.ts';

/** Which edges a walk may take. */
export type Taken = (edge: number) => boolean;

/** The edges of some kinds. What an import is at run time costs a parse of its file, so it is asked only of edges that matter. */
export interface Selection {
  /** Edges that are selected as they are written, or may be at run time. */
  readonly possible: Taken;
  /** Edges that are selected at run time; those of `possible`, and no others. */
  readonly taken: Taken;
  /** The two differ. */
  readonly asks: boolean;
}

const erasable: readonly ImportKind[] = ['value', 'reexport', 'require'];

/** Selects edges by their kinds. Of an import without the word `type`, nothing may be left at run time: then it is of kind `type`. */
export function ofKinds(graph: Graph, kinds: readonly ImportKind[]): Selection {
  const judged = new Set(kinds);
  const types = judged.has('type');
  const likely = importKinds.map((kind) => judged.has(kind) || (types && erasable.includes(kind)));
  const possible: Taken = (edge) => likely[graph.kind(edge)] === true;
  const asks = erasable.some((kind) => judged.has(kind) !== types);
  if (!asks) return { possible, taken: possible, asks };
  const taken: Taken = (edge) => possible(edge) && judged.has(graph.kindOf(graph.edge(edge)));
  return { possible, taken, asks };
}

/** Selects among the imports of some files only. */
export function ofFiles(
  graph: Graph,
  { possible, taken, asks }: Selection,
  counts: (file: Path) => boolean,
): Selection {
  const counted = graph.files.map(counts);
  const isCounted: Taken = (edge) => counted[graph.source(edge)] === true;
  return {
    possible: (edge) => isCounted(edge) && possible(edge),
    taken: (edge) => isCounted(edge) && taken(edge),
    asks,
  };
}

/** The edges of the graph that a walk may take, one by one. */
export function* edgesOf(graph: Graph, taken: Taken): Generator<Edge> {
  for (let id = 0; id < graph.size; id++) if (taken(id)) yield graph.edge(id);
}

/** For each file, the edge that leads it one step nearer to a goal; -1 where none does, or where the file is a goal. */
export interface Ways {
  readonly next: Int32Array;
  /** Steps to the nearest goal; -1 where it cannot be reached. */
  readonly steps: Int32Array;
}

/** One search backward from all goals at once, through the files that `passes` lets through. */
export function waysTo(graph: Graph, goals: Iterable<number>, taken: Taken, passes: (file: number) => boolean): Ways {
  const next = new Int32Array(graph.files.length).fill(-1);
  const steps = new Int32Array(graph.files.length).fill(-1);
  let ring: number[] = [];
  for (const goal of goals) {
    if (steps[goal] !== -1) continue;
    steps[goal] = 0;
    ring.push(goal);
  }
  for (let step = 1; ring.length > 0; step++) {
    const outer: number[] = [];
    const visit = (edge: number): void => {
      const importer = graph.source(edge);
      if (steps[importer] !== -1 || !taken(edge) || !passes(importer)) return;
      steps[importer] = step;
      next[importer] = edge;
      outer.push(importer);
    };
    for (const file of ring) graph.forEachImporter(file, visit);
    ring = outer;
  }
  return { next, steps };
}

/** Edges one after the other. */
export type Chain = readonly [Edge, ...Edge[]];

/** The shortest chain that begins with `first`, as edges in order; null when its target is on no way. */
export function chainFrom(graph: Graph, first: number, ways: Ways): Chain | null {
  let file = graph.target(first);
  if (file < 0 || ways.steps[file] === -1) return null;
  const chain: [Edge, ...Edge[]] = [graph.edge(first)];
  for (let edge = at(ways.next, file); edge !== -1; edge = at(ways.next, file)) {
    chain.push(graph.edge(edge));
    file = graph.target(edge);
  }
  return chain;
}

/** What chains are looked for. */
export interface Search {
  readonly firsts: readonly Edge[];
  readonly goals: readonly number[];
  readonly selection: Selection;
  /** May a chain go through this file? */
  passes(file: number): boolean;
  /** May a chain begin with this edge? Asked only of those that lead somewhere. */
  begins(first: Edge): boolean;
}

/** The shortest chain from each first edge to a goal. */
export function* chainsTo(graph: Graph, { firsts, goals, selection, passes, begins }: Search): Generator<Chain> {
  const { possible, taken, asks } = selection;
  const likely = waysTo(graph, goals, possible, passes);
  const target = (edge: number): number => graph.target(edge);
  const leadsOn = (edge: number): boolean => target(edge) >= 0 && likely.steps[target(edge)] !== -1;
  const leading = firsts.filter((first) => leadsOn(first.id) && begins(first));
  if (leading.length === 0) return;
  const isOnWay: Taken = (edge) => possible(edge) && leadsOn(edge) && passes(graph.source(edge));
  const near = asks
    ? reachable(
        graph,
        leading.map(({ id }) => target(id)),
        isOnWay,
      )
    : null;
  const ways = near
    ? waysTo(graph, goals, (edge) => near[graph.source(edge)] === 1 && isOnWay(edge) && taken(edge), passes)
    : likely;
  for (const first of leading) {
    const chain = taken(first.id) ? chainFrom(graph, first.id, ways) : null;
    if (chain) yield chain;
  }
}

/** Every file that can be reached from the starts, themselves included. */
export function reachable(graph: Graph, starts: Iterable<number>, taken: Taken): Uint8Array {
  const seen = new Uint8Array(graph.files.length);
  const stack: number[] = [];
  for (const start of starts) {
    if (!seen[start]) stack.push(start);
    seen[start] = 1;
  }
  const visit = (edge: number): void => {
    const target = graph.target(edge);
    if (target < 0 || seen[target] || !taken(edge)) return;
    seen[target] = 1;
    stack.push(target);
  };
  for (let file = stack.pop(); file !== undefined; file = stack.pop()) graph.forEachImport(file, visit);
  return seen;
}
