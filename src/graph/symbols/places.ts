import { groupBy } from '../../core/group.ts';
import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { Contract } from '../contract.ts';
import type { Breach } from './breach.ts';

const apart = /(?:^|\/)(?:__tests__|__mocks__|tests?|fixtures?|examples?|migrations?)(?:\/|$)/i;

/** Folders where a declaration of a file may go, for an importer: those of its users, of whoever reaches it `via` the importer, and of what it needs; the one that most of these share first. */
export function* foldersFor(
  { graph, edge: { from: importer }, target, contract, via, open }: Breach,
  suits: (folder: Path) => boolean,
): Generator<Path> {
  const users = new Set([importer, via, ...graph.importersOf(target).map(({ from }) => from)]);
  const needed = graph.importsOf(target).flatMap((edge) => ('file' in edge.target ? [edge.target.file] : []));
  const shares = groupBy([...users, ...new Set(needed)], folderOf);
  const homes = new Set([contract.home(importer), contract.home(target)]);
  // What is in no part is for all of them, and stays so.
  const isFree = contract.passes(target);
  const fits = (folder: Path): boolean => {
    const path = `${folder}x.ts`;
    const isPlace = isFree ? contract.passes(path) : contract.holds(path);
    return homes.has(contract.home(path)) && isPlace && contract.allows(importer, path, false);
  };
  let found = 0;
  const places = isFree
    ? freeFirst({ target, open })
    : bestFirst(shares, { own: folderOf(importer), used: new Set([...users].map(folderOf)), target, open });
  for (const folder of places) {
    if (!fits(folder) || !suits(folder)) continue;
    yield folder;
    if (++found === most) return;
  }
}

interface Ranking extends Pick<Breach, 'target' | 'open'> {
  /** The folder of the importer. */
  readonly own: Path;
  /** The folders of all users. */
  readonly used: ReadonlySet<Path>;
}

/** Those that are shared, the same ones for each importer; of equals, those of users and then the nearest. Beyond these only folders in no part may be meant for what several need: which of the others, nobody can tell from the graph. */
function* bestFirst(shares: ReadonlyMap<Path, readonly Path[]>, { own, used, target, open }: Ranking): Generator<Path> {
  const shared = [...shares].filter(([folder]) => folder === own || isMeant(folder, target));
  yield* shared
    .map(([folder, { length: share }]) => ({ folder, distance: distanceOf(folder, folderOf(target)), share }))
    .sort((a, b) => b.share - a.share || Number(used.has(b.folder)) - Number(used.has(a.folder)) || byDistance(a, b))
    .map(({ folder }) => folder);
  yield* freeFirst({ target, open }).filter((folder) => !shares.has(folder));
}

/** The folders in no part, the nearest first. */
function freeFirst({ target, open }: Pick<Breach, 'target' | 'open'>): Path[] {
  return open()
    .filter((folder) => isMeant(folder, target))
    .map((folder) => ({ folder, distance: distanceOf(folder, folderOf(target)) }))
    .sort(byDistance)
    .map(({ folder }) => folder);
}

/** Is a path no test or example, unless the target is one itself? */
export function isMeant(path: Path, target: Path): boolean {
  return !apart.test(path) || apart.test(target);
}

/** Compares files by how near their folders are to another's. */
export function byNearness(near: Path): (a: Path, b: Path) => number {
  const placed = (path: Path): Placed => ({ folder: path, distance: distanceOf(folderOf(path), folderOf(near)) });
  return (a, b) => byDistance(placed(a), placed(b));
}

interface Placed {
  readonly folder: Path;
  readonly distance: number;
}

function byDistance(a: Placed, b: Placed): number {
  return a.distance - b.distance || (a.folder < b.folder ? -1 : 1);
}

/** More places are not tried: those that come later are far away. */
const most = 8;

/** The folder of a path, with its slash; '' at the root. */
export function folderOf(path: Path): Path {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The folder that two have in common. */
export function sharedFolder(one: Path, other: Path): Path {
  let end = 0;
  for (let i = 0; i < one.length && one[i] === other[i]; i++) if (one[i] === '/') end = i + 1;
  return one.slice(0, end);
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
