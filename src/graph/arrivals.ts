import type { Edge, Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';

/** One place where an import ends up: the file as written, or one that declares what it brings in through re-exports. */
export interface Arrival {
  readonly file: Path;
  /** The names taken from there; none for the target as written. */
  readonly names: readonly string[];
  /** The re-exporting files on the way, the written target first. */
  readonly through: readonly Path[];
}

/** The written target of an edge first, then every file that declares one of its symbols. */
export function arrivalsOf(graph: Graph, edge: Edge): Arrival[] {
  if (!('file' in edge.target)) return [];
  const written = edge.target.file;
  const declaring = new Map<Path, { names: string[]; through: readonly Path[] }>();
  for (const { name } of edge.import.symbols) {
    const origin = name === '*' ? null : graph.origin(written, name);
    if (!origin || origin.file === written) continue;
    const known = declaring.get(origin.file);
    if (known) known.names.push(name);
    else declaring.set(origin.file, { names: [name], through: origin.through });
  }
  return [{ file: written, names: [], through: [] }, ...[...declaring].map(([file, rest]) => ({ file, ...rest }))];
}
