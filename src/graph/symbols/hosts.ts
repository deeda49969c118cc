import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { reachingAfter } from './moved.ts';
import { byNearness, isMeant } from './places.ts';

/**
 * The files of some in which a function may do what an importer does with its target, the nearest first: they import the target already, others import them,
 * and they close no cycle with either end.
 */
export function hostsFor(graph: Graph, edge: Edge, files: readonly Path[]): Path[] {
  const { from, target } = edge;
  if (!('file' in target)) return [];
  const leading = reachingAfter(graph, { gone: [edge], came: [] }, from, { taken: () => true, types: true });
  const reached = reachedBy(graph, target.file);
  const importing = new Set(graph.importersOf(target.file).map((one) => one.from));
  const isBarrel = (file: Path): boolean =>
    graph.exports(file).length > 0 && graph.exports(file).every((one) => one.from !== null);
  const hosts = files.filter(
    (file) => importing.has(file) && !reached.has(file) && !leading.has(file) && !isBarrel(file),
  );
  // What nobody imports is a program, or left over.
  return hosts
    .filter((file) => isMeant(file, target.file) && graph.importersOf(file).length > 0)
    .sort(byNearness(from));
}

/** All that a file imports, directly or not, and the file itself. */
function reachedBy(graph: Graph, start: Path): ReadonlySet<Path> {
  const found = new Set([start]);
  // A set that grows is walked to its end.
  for (const file of found)
    for (const { target } of graph.importsOf(file)) if ('file' in target) found.add(target.file);
  return found;
}
