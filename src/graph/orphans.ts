import type { Edge, Graph } from '../core/graph.ts';
import { addTo } from '../core/group.ts';
import { edgesOf, reachable } from './walk.ts';

/** A file that nothing needs. */
export interface Orphan {
  readonly file: number;
  /** The orphans that import it; with none, deleting it makes no import lead nowhere. */
  readonly importers: readonly number[];
  /** The orphan that nothing imports and that alone leads to it, which may be itself; null where several do, or none. */
  readonly owner: number | null;
  /** The orphans that only it needs, directly or not, in order. */
  readonly needs: readonly number[];
  /** An import that does not resolve and probably means it, or an orphan that leads to it. */
  readonly misspelt: Misspelt | null;
}

/** An import that does not resolve, and the file that it probably means. */
export interface Misspelt {
  readonly edge: Edge;
  readonly meant: number;
}

/** The files of `candidates` that no root reaches, in order. */
export function orphansOf(graph: Graph, roots: readonly number[], candidates: readonly number[]): readonly Orphan[] {
  const reached = reachable(graph, roots, () => true);
  const lost = candidates.filter((file) => reached[file] !== 1);
  const isLost = new Set(lost);
  const importers = new Map(lost.map((file) => [file, importersOf(graph, file).filter((one) => isLost.has(one))]));
  const misspelt = misspeltIn(graph, isLost);
  const ownerOf = ownersOf(graph, lost, { importers, misspelt });
  const saviours = savioursOf(graph, misspelt);
  const needs = new Map<number, number[]>();
  for (const file of lost) {
    const owner = ownerOf.get(file);
    if (owner === undefined || owner === file || owner === shared) continue;
    addTo(needs, owner, file);
  }
  return lost.map((file) => {
    const owner = ownerOf.get(file) ?? shared;
    return {
      file,
      importers: importers.get(file) ?? [],
      owner: owner === shared ? null : owner,
      needs: needs.get(file) ?? [],
      misspelt: saviours.get(file) ?? null,
    };
  });
}

/** Of each lost file that an import probably means, the first such import of another file. */
function misspeltIn(graph: Graph, lost: ReadonlySet<number>): ReadonlyMap<number, Misspelt> {
  const found = new Map<number, Misspelt>();
  if (lost.size === 0) return found;
  for (const edge of edgesOf(graph, (id) => graph.target(id) < 0)) {
    if (!('missing' in edge.target) || edge.target.near === undefined) continue;
    const meant = graph.id(edge.target.near);
    if (meant === undefined || !lost.has(meant) || found.has(meant) || graph.source(edge.id) === meant) continue;
    found.set(meant, { edge, meant });
  }
  return found;
}

/** What each file would be saved by if these imports were spelt right: the files that they mean, and what those lead to. */
function savioursOf(graph: Graph, misspelt: ReadonlyMap<number, Misspelt>): ReadonlyMap<number, Misspelt> {
  const saviours = new Map(misspelt);
  for (const [file, saviour] of saviours)
    for (const target of targetsOf(graph, file)) if (!saviours.has(target)) saviours.set(target, saviour);
  return saviours;
}

const shared = -1;

/** What leads to the orphans. */
interface Ways {
  readonly importers: ReadonlyMap<number, readonly number[]>;
  readonly misspelt: ReadonlyMap<number, Misspelt>;
}

/** For each orphan the one without importers that alone leads to it; `shared` where several do. Members of a cycle that nothing leads to have none, nor has what an import may mean. */
function ownersOf(graph: Graph, lost: readonly number[], { importers, misspelt }: Ways): ReadonlyMap<number, number> {
  const waiting = new Map(lost.map((file) => [file, (importers.get(file)?.length ?? 0) + Number(misspelt.has(file))]));
  const owners = new Map<number, number>();
  const ready = lost.filter((file) => waiting.get(file) === 0);
  for (const file of ready) owners.set(file, file);
  for (const file of ready) {
    const owner = owners.get(file) ?? shared;
    for (const target of targetsOf(graph, file)) {
      const left = waiting.get(target);
      if (left === undefined) continue;
      const before = owners.get(target);
      owners.set(target, before === undefined || before === owner ? owner : shared);
      waiting.set(target, left - 1);
      if (left === 1) ready.push(target);
    }
  }
  for (const [file, left] of waiting) if (left > 0) owners.delete(file);
  return owners;
}

function importersOf(graph: Graph, file: number): readonly number[] {
  const importers = new Set<number>();
  graph.forEachImporter(file, (edge) => importers.add(graph.source(edge)));
  return [...importers].filter((one) => one !== file);
}

function targetsOf(graph: Graph, file: number): readonly number[] {
  const targets = new Set<number>();
  graph.forEachImport(file, (edge) => targets.add(graph.target(edge)));
  return [...targets].filter((one) => one >= 0 && one !== file);
}
