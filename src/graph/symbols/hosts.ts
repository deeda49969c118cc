import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { reachingAfter } from './moved.ts';
import { byNearness, isMeant } from './places.ts';

/** More files than these are not asked: those that come later are far away. */
const most = 8;

/** The files of some that could come to hand on what an import brings in, and that close no cycle with the importer or with its target: first those that only hand names on, then those that import its file already, then the nearest. */
export function hostsFor(graph: Graph, edge: Edge, files: readonly Path[]): Path[] {
  const { from, target } = edge;
  if (!('file' in target)) return [];
  const leading = reachingAfter(graph, { gone: [edge], came: [] }, from, { taken: () => true, types: true });
  const reached = reachedBy(graph, target.file);
  const importing = new Set(graph.importersOf(target.file).map((one) => one.from));
  const rankOf = (file: Path): number => (importing.has(file) ? 1 : 2);
  const isBarrel = (file: Path): boolean =>
    graph.exports(file).length > 0 && graph.exports(file).every((one) => one.from !== null);
  const near = byNearness(from);
  return (
    files
      .filter((file) => !reached.has(file) && !leading.has(file) && isMeant(file, target.file))
      // What nobody imports is a program, or left over.
      .filter((file) => graph.importersOf(file).length > 0)
      .map((file) => ({ file, rank: isBarrel(file) ? 0 : rankOf(file) }))
      .sort((a, b) => a.rank - b.rank || near(a.file, b.file))
      .slice(0, most)
      .map(({ file }) => file)
  );
}

/** All that a file imports, directly or not, and the file itself. */
function reachedBy(graph: Graph, start: Path): ReadonlySet<Path> {
  const found = new Set([start]);
  // A set that grows is walked to its end.
  for (const file of found)
    for (const { target } of graph.importsOf(file)) if ('file' in target) found.add(target.file);
  return found;
}
