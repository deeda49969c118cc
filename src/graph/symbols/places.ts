import { groupBy } from '../../core/group.ts';
import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { Breach } from './breach.ts';

const apart = /(?:^|\/)(?:__tests__|__mocks__|tests?|fixtures?|examples?|migrations?)(?:\/|$)/i;

/** Folders where a declaration of a file may go, for an importer: those of its users, of whoever reaches it `via` the importer, and of what it needs; the one that most of these share first. */
export function foldersFor({ graph, edge: { from: importer }, target, contract, via }: Breach): Path[] {
  const own = folderOf(importer);
  const users = new Set([importer, via, ...graph.importersOf(target).map(({ from }) => from)]);
  const needed = graph.importsOf(target).flatMap((edge) => ('file' in edge.target ? [edge.target.file] : []));
  const shares = groupBy([...users, ...new Set(needed)], folderOf);
  const homes = new Set([contract.home(importer), contract.home(target)]);
  // Beyond these only folders in no part may be meant for what several need: which of the others, nobody can tell from the graph.
  const free = foldersOf(graph).filter((folder) => !shares.has(folder) && contract.passes(`${folder}x.ts`));
  const ranked = [...shares, ...free.map((folder) => [folder, []] as const)]
    .filter(([folder]) => folder === own || !apart.test(folder) || apart.test(target))
    .map(([folder, { length: share }]) => ({ folder, share, distance: distanceOf(folder, folderOf(target)) }))
    .filter(({ folder }) => {
      const path = `${folder}${'x.ts'}`;
      return homes.has(contract.home(path)) && contract.holds(path) && contract.allows(importer, path, false);
    });
  ranked.sort(
    (a, b) =>
      b.share - a.share ||
      Number(b.folder === own) - Number(a.folder === own) ||
      a.distance - b.distance ||
      (a.folder < b.folder ? -1 : 1),
  );
  return ranked.slice(0, most).map(({ folder }) => folder);
}

/** More places are not tried: those that come later are far away. */
const most = 8;

/** The folder of a path, with its slash; '' at the root. */
export function folderOf(path: Path): Path {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The folders that hold source files. */
function foldersOf({ files }: Graph): Path[] {
  return [...new Set(files.map(folderOf))];
}

/** How many steps lead from one folder to another. */
function distanceOf(one: Path, other: Path): number {
  const [a, b] = [one.split('/'), other.split('/')];
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared++;
  return a.length + b.length - 2 * shared;
}
