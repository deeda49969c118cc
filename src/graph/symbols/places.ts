import { groupBy } from '../../core/group.ts';
import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { Contract } from '../contract.ts';
import type { Breach } from './breach.ts';

const apart = /(?:^|\/)(?:__tests__|__mocks__|tests?|fixtures?|examples?|migrations?)(?:\/|$)/i;

/** Folders where a declaration of a file may go, for an importer: those of its users, of whoever reaches it `via` the importer, and of what it needs; the one that most of these share first. */
export function foldersFor({ graph, edge: { from: importer }, target, contract, via, open }: Breach): Path[] {
  const own = folderOf(importer);
  const users = new Set([importer, via, ...graph.importersOf(target).map(({ from }) => from)]);
  const needed = graph.importsOf(target).flatMap((edge) => ('file' in edge.target ? [edge.target.file] : []));
  const shares = groupBy([...users, ...new Set(needed)], folderOf);
  const homes = new Set([contract.home(importer), contract.home(target)]);
  // Beyond these only folders in no part may be meant for what several need: which of the others, nobody can tell from the graph.
  const free = open().filter((folder) => !shares.has(folder));
  const ranked = [...shares, ...free.map((folder) => [folder, []] as const)]
    .filter(([folder]) => folder === own || !apart.test(folder) || apart.test(target))
    .map(([folder, { length: share }]) => ({ folder, share, distance: distanceOf(folder, folderOf(target)) }));
  ranked.sort(
    (a, b) =>
      b.share - a.share ||
      Number(b.folder === own) - Number(a.folder === own) ||
      a.distance - b.distance ||
      (a.folder < b.folder ? -1 : 1),
  );
  const fits = (folder: Path): boolean => {
    const path = `${folder}x.ts`;
    return homes.has(contract.home(path)) && contract.holds(path) && contract.allows(importer, path, false);
  };
  // The best first: of very many folders, few are asked about.
  const found: Path[] = [];
  for (const { folder } of ranked) {
    if (found.length === most) break;
    if (fits(folder)) found.push(folder);
  }
  return found;
}

/** More places are not tried: those that come later are far away. */
const most = 8;

/** The folder of a path, with its slash; '' at the root. */
export function folderOf(path: Path): Path {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The folders with source files that are in no part. */
export function openFolders({ files }: Graph, contract: Contract): Path[] {
  return [...new Set(files.map(folderOf))].filter((folder) => contract.passes(`${folder}x.ts`));
}

/** How many steps lead from one folder to another. */
function distanceOf(one: Path, other: Path): number {
  const [a, b] = [one.split('/'), other.split('/')];
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared++;
  return a.length + b.length - 2 * shared;
}
