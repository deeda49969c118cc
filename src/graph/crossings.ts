import { at } from '../core/at.ts';
import type { Edge, Graph } from '../core/graph.ts';
import { type Chain, chainFinder, edgesOf, type Selection } from './walk.ts';

/** A part of the project that others may or may not reach. */
export interface Region {
  readonly key: string;
}

/** One region reaches another: by one edge, or by a chain through files that are in no region. */
export interface Crossing<R extends Region> {
  readonly from: R;
  readonly to: R;
  readonly chain: Chain;
}

export interface Survey<R extends Region> {
  /** The regions of each file, by its number. */
  readonly regions: readonly (readonly R[])[];
  readonly selection: Selection;
  /** Look for chains too. */
  readonly indirect: boolean;
  /** May a crossing from one to the other not be? */
  bad(from: R, to: R): boolean;
}

/** Every bad crossing: each edge once, and for each first edge and region reached through others the shortest chain. */
export function* crossings<R extends Region>(graph: Graph, survey: Survey<R>): Generator<Crossing<R>> {
  const firsts: Edge[] = [];
  const free = (file: number): boolean => at(survey.regions, file).length === 0;
  for (const edge of edgesOf(graph, survey.selection.possible)) {
    const to = graph.target(edge.id);
    const from = graph.source(edge.id);
    if (to < 0 || free(from)) continue;
    if (free(to)) firsts.push(edge);
    const pair = badPair(survey, from, to);
    if (pair && survey.selection.taken(edge.id)) yield { ...pair, chain: [edge] };
  }
  if (!survey.indirect || firsts.length === 0) return;
  const chainsTo = chainFinder(graph, { firsts, selection: survey.selection, passes: free });
  for (const { region: to, files } of goalsOf(survey.regions)) {
    const start = ({ id }: Edge): R | undefined =>
      at(survey.regions, graph.source(id)).find((region) => survey.bad(region, to));
    for (const chain of chainsTo(files, (first) => start(first) !== undefined)) {
      const from = start(chain[0]);
      if (from) yield { from, to, chain };
    }
  }
}

function badPair<R extends Region>(survey: Survey<R>, from: number, to: number): { from: R; to: R } | null {
  for (const a of at(survey.regions, from)) {
    for (const b of at(survey.regions, to)) if (survey.bad(a, b)) return { from: a, to: b };
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
