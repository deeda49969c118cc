import { at } from '../core/at.ts';
import type { Graph } from '../core/graph.ts';
import { addTo } from '../core/group.ts';
import type { Parts } from './parts.ts';
import type { Selection } from './walk.ts';

/** How a part depends on others, and others on it: pairs of files, however many imports join them. */
export interface Stability {
  readonly out: number;
  readonly in: number;
  /** out / (in + out); 0 for a part that nothing joins to others. */
  readonly instability: number;
}

/** The imports from one part to another. */
export interface Coupling {
  readonly from: number;
  readonly to: number;
  /** In order. */
  readonly edges: readonly number[];
}

/** How stable each part is, and what joins them. */
export interface Stabilities {
  readonly parts: readonly Stability[];
  /** By importing part, then by imported part. */
  readonly couplings: readonly Coupling[];
}

/** Counts what crosses the borders of parts; files in no part count for the parts that they import and that import them. */
export function stabilitiesOf(graph: Graph, { taken }: Selection, parts: Parts): Stabilities {
  const [out, into] = [new Int32Array(parts.size), new Int32Array(parts.size)];
  const crossing = new Map<number, number[]>();
  const pairs = new Set<number>();
  for (let edge = 0; edge < graph.size; edge++) {
    const [source, target] = [graph.source(edge), graph.target(edge)];
    const [from, to] = [parts.place(source), target < 0 ? -1 : parts.place(target)];
    if (target < 0 || from === to || !taken(edge)) continue;
    if (from >= 0 && to >= 0) addTo(crossing, from * parts.size + to, edge);
    const pair = source * graph.files.length + target;
    if (pairs.has(pair)) continue;
    pairs.add(pair);
    if (from >= 0) out[from] = at(out, from) + 1;
    if (to >= 0) into[to] = at(into, to) + 1;
  }
  return {
    parts: Array.from(out, (count, part) => stabilityOf(count, at(into, part))),
    couplings: [...crossing]
      .sort(([a], [b]) => a - b)
      .map(([key, edges]) => ({ from: Math.floor(key / parts.size), to: key % parts.size, edges })),
  };
}

function stabilityOf(out: number, into: number): Stability {
  return { out, in: into, instability: out === 0 ? 0 : out / (into + out) };
}
