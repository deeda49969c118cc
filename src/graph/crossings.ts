import type { Edge, Graph } from '../core/graph.ts';
import { chainFrom, edgesOf, type Taken, waysTo } from './walk.ts';

/** A part of the project that others may or may not reach. */
export interface Region {
  readonly key: string;
}

/** One region reaches another: by one edge, or by a chain through files that are in no region. */
export interface Crossing<R extends Region> {
  readonly from: R;
  readonly to: R;
  readonly chain: readonly [Edge, ...Edge[]];
}

export interface Survey<R extends Region> {
  /** The regions of each file, by its number. */
  readonly regions: readonly (readonly R[])[];
  readonly taken: Taken;
  /** Look for chains too. */
  readonly indirect: boolean;
  /** May a crossing from one to the other not be? */
  bad(from: R, to: R): boolean;
}

/** Every bad crossing: each edge once, and for each first edge and region reached through others the shortest chain. */
export function* crossings<R extends Region>(graph: Graph, survey: Survey<R>): Generator<Crossing<R>> {
  const firsts: Edge[] = [];
  const free = (file: number): boolean => survey.regions[file]?.length === 0;
  for (const edge of edgesOf(graph, survey.taken)) {
    const to = graph.to[edge.id] ?? -1;
    const from = graph.from[edge.id] ?? 0;
    if (to < 0 || free(from)) continue;
    if (free(to)) firsts.push(edge);
    const pair = badPair(survey, from, to);
    if (pair) yield { ...pair, chain: [edge] };
  }
  if (!survey.indirect || firsts.length === 0) return;
  for (const goal of goalsOf(survey.regions)) {
    const ways = waysTo(graph, goal.files, survey.taken, free);
    for (const first of firsts) {
      // Few lead anywhere, and to ask the region is dear.
      if (ways.steps[graph.to[first.id] ?? 0] === -1) continue;
      const from = survey.regions[graph.from[first.id] ?? 0]?.find((region) => survey.bad(region, goal.region));
      const chain = from && chainFrom(graph, first.id, ways);
      if (chain) yield { from, to: goal.region, chain };
    }
  }
}

function badPair<R extends Region>(survey: Survey<R>, from: number, to: number): { from: R; to: R } | null {
  for (const a of survey.regions[from] ?? []) {
    for (const b of survey.regions[to] ?? []) if (survey.bad(a, b)) return { from: a, to: b };
  }
  return null;
}

function goalsOf<R extends Region>(regions: readonly (readonly R[])[]): { region: R; files: number[] }[] {
  const goals = new Map<string, { region: R; files: number[] }>();
  for (const [file, inFile] of regions.entries()) {
    for (const region of inFile) {
      const goal = goals.get(region.key);
      if (goal) goal.files.push(file);
      else goals.set(region.key, { region, files: [file] });
    }
  }
  return [...goals.values()];
}
