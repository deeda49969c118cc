import type { Edge, Graph } from '../core/graph.ts';
import type { ImportKind } from '../core/code.ts';
import { importKinds } from '../core/code.ts';

/** Which edges a walk may take. */
export type Taken = (edge: number) => boolean;

/** Takes edges of these kinds. */
export function ofKinds(graph: Graph, kinds: readonly ImportKind[]): Taken {
  const judged = importKinds.map((kind) => kinds.includes(kind));
  return (edge) => judged[graph.kind[edge] ?? 0] ?? false;
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

/** The shortest chain that begins with `first`, as edges in order; null when its target is on no way. */
export function chainFrom(graph: Graph, first: number, ways: Ways): readonly [Edge, ...Edge[]] | null {
  let file = graph.to[first] ?? -1;
  if (file < 0 || ways.steps[file] === -1) return null;
  const chain: [Edge, ...Edge[]] = [graph.edge(first)];
  for (let edge = ways.next[file] ?? -1; edge !== -1; edge = ways.next[file] ?? -1) {
    chain.push(graph.edge(edge));
    file = graph.to[edge] ?? -1;
  }
  return chain;
}

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
