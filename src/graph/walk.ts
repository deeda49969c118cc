import type { Edge, Graph } from '../core/graph.ts';
import type { ImportKind } from '../core/code.ts';
import { importKinds } from '../core/code.ts';

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
  const judged = importKinds.map((kind) => kinds.includes(kind));
  const types = kinds.includes('type');
  const likely = importKinds.map((kind) => kinds.includes(kind) || (types && erasable.includes(kind)));
  const possible: Taken = (edge) => likely[graph.kind[edge] ?? 0] ?? false;
  const asks = erasable.some((kind) => kinds.includes(kind) !== types);
  if (!asks) return { possible, taken: possible, asks };
  const taken: Taken = (edge) => {
    if (!possible(edge)) return false;
    return judged[importKinds.indexOf(graph.kindOf(graph.edge(edge)))] ?? false;
  };
  return { possible, taken, asks };
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
  const queue: number[] = [];
  for (const goal of goals) {
    if (steps[goal] !== -1) continue;
    steps[goal] = 0;
    queue.push(goal);
  }
  for (let head = 0; head < queue.length; head++) {
    const file = queue[head] ?? 0;
    for (let i = graph.into[file] ?? 0; i < (graph.into[file + 1] ?? 0); i++) {
      const edge = graph.inn[i] ?? 0;
      const importer = graph.from[edge] ?? 0;
      if (steps[importer] !== -1 || !taken(edge) || !passes(importer)) continue;
      steps[importer] = (steps[file] ?? 0) + 1;
      next[importer] = edge;
      queue.push(importer);
    }
  }
  return { next, steps };
}

/** Edges one after the other. */
export type Chain = readonly [Edge, ...Edge[]];

/** The shortest chain that begins with `first`, as edges in order; null when its target is on no way. */
export function chainFrom(graph: Graph, first: number, ways: Ways): Chain | null {
  let file = graph.to[first] ?? -1;
  if (file < 0 || ways.steps[file] === -1) return null;
  const chain: [Edge, ...Edge[]] = [graph.edge(first)];
  for (let edge = ways.next[file] ?? -1; edge !== -1; edge = ways.next[file] ?? -1) {
    chain.push(graph.edge(edge));
    file = graph.to[edge] ?? -1;
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
  const target = (edge: number): number => graph.to[edge] ?? -1;
  const leading = firsts.filter((first) => likely.steps[target(first.id)] !== -1 && begins(first));
  if (leading.length === 0) return;
  const isOnWay: Taken = (edge) =>
    possible(edge) && likely.steps[target(edge)] !== -1 && passes(graph.from[edge] ?? outside);
  const near = asks
    ? reachable(
        graph,
        leading.map(({ id }) => target(id)),
        isOnWay,
      )
    : null;
  const ways = near
    ? waysTo(graph, goals, (edge) => near[graph.from[edge] ?? outside] === 1 && isOnWay(edge) && taken(edge), passes)
    : likely;
  for (const first of leading) {
    const chain = taken(first.id) ? chainFrom(graph, first.id, ways) : null;
    if (chain) yield chain;
  }
}

/** No file has this number. */
const outside = -1;

/** Every file that can be reached from the starts, themselves included. */
export function reachable(graph: Graph, starts: Iterable<number>, taken: Taken): Uint8Array {
  const seen = new Uint8Array(graph.files.length);
  const stack: number[] = [];
  for (const start of starts) {
    if (!seen[start]) stack.push(start);
    seen[start] = 1;
  }
  for (let file = stack.pop(); file !== undefined; file = stack.pop()) {
    for (let edge = graph.out[file] ?? 0; edge < (graph.out[file + 1] ?? 0); edge++) {
      const target = graph.to[edge] ?? -1;
      if (target < 0 || seen[target] || !taken(edge)) continue;
      seen[target] = 1;
      stack.push(target);
    }
  }
  return seen;
}
