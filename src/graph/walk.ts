import { at } from '../core/at.ts';
import { groupBy } from '../core/group.ts';
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
  /** The files that reach a goal, the nearest first. */
  readonly reached: readonly number[];
}

/** Where a search leads, through which edges and files. */
interface Goals {
  readonly goals: Iterable<number>;
  readonly taken: Taken;
  passes(file: number): boolean;
}

/** Searches backward from all goals at once. Each search writes over the ways of the one before, so that many small ones cost little in a large graph. */
function createSearch(graph: Graph): (wanted: Goals) => Ways {
  const next = new Int32Array(graph.files.length).fill(-1);
  const steps = new Int32Array(graph.files.length).fill(-1);
  const reached: number[] = [];
  return ({ goals, taken, passes }) => {
    for (const file of reached.splice(0)) next[file] = steps[file] = -1;
    for (const goal of goals) {
      if (steps[goal] !== -1) continue;
      steps[goal] = 0;
      reached.push(goal);
    }
    let step = 0;
    const visit = (edge: number): void => {
      const importer = graph.source(edge);
      if (steps[importer] !== -1 || !taken(edge) || !passes(importer)) return;
      steps[importer] = step;
      next[importer] = edge;
      reached.push(importer);
    };
    // A list visits what is added to it meanwhile.
    for (const file of reached) {
      step = at(steps, file) + 1;
      graph.forEachImporter(file, visit);
    }
    return { next, steps, reached };
  };
}

/** One search backward from all goals at once, through the files that `passes` lets through. */
export function waysTo(graph: Graph, goals: Iterable<number>, taken: Taken, passes: (file: number) => boolean): Ways {
  return createSearch(graph)({ goals, taken, passes });
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

/** Which chains there may be. */
interface Chains {
  /** In order. */
  readonly firsts: readonly Edge[];
  readonly selection: Selection;
  /** May a chain go through this file? */
  passes(file: number): boolean;
}

/** Finds the shortest chain from each first edge to one of some goals, if it may begin with that edge: of this, only edges that lead there are asked. */
export function chainFinder(
  graph: Graph,
  { firsts, selection: { possible, taken, asks }, passes }: Chains,
): (goals: readonly number[], begins?: (first: Edge) => boolean) => Chain[] {
  const byTarget = groupBy(firsts, ({ id }) => graph.target(id));
  const [search, searchTaken] = [createSearch(graph), createSearch(graph)];
  return (goals, begins = () => true) => {
    const likely = search({ goals, taken: possible, passes });
    const leading = likely.reached
      .flatMap((file) => byTarget.get(file) ?? [])
      .filter(begins)
      .sort((a, b) => a.id - b.id);
    if (leading.length === 0) return [];
    const leadsOn = (edge: number): boolean => graph.target(edge) >= 0 && likely.steps[graph.target(edge)] !== -1;
    const isOnWay: Taken = (edge) => possible(edge) && leadsOn(edge) && passes(graph.source(edge));
    const near = asks
      ? reachable(
          graph,
          leading.map(({ id }) => graph.target(id)),
          isOnWay,
        )
      : null;
    const isNear: Taken = (edge) => near?.[graph.source(edge)] === 1 && isOnWay(edge) && taken(edge);
    const ways = near ? searchTaken({ goals, taken: isNear, passes }) : likely;
    return leading.flatMap((first) => {
      const chain = taken(first.id) ? chainFrom(graph, first.id, ways) : null;
      return chain ? [chain] : [];
    });
  };
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
