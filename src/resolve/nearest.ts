import type { Path } from '../core/location.ts';
import { editDistance } from '../core/nearest.ts';
import { folderOf, type Sight, stemOf } from './lookup.ts';

/** Says what the tree has in place of a path that it has not. Built when the first import fails. */
export type Hint = (path: Path) => string;

/** Folders with more files than this get no guess: comparing names costs more than it helps. */
const mostFiles = 2000;

/** Makes the hints of one tree. */
export function createHint({ files }: Sight): Hint {
  let index: {
    readonly lower: ReadonlyMap<string, Path>;
    readonly folders: ReadonlyMap<Path, readonly Path[]>;
  } | null = null;
  return (path) => {
    index ??= indexOf(files.keys());
    const { lower, folders } = index;
    const otherCase = lower.get(stemOf(path).toLowerCase()) ?? lower.get(`${path}/index`.toLowerCase());
    if (otherCase !== undefined && !otherCase.startsWith(stemOf(path)))
      return `there is no ${path}, but ${otherCase}: the case of every letter counts`;
    const siblings = folders.get(folderOf(path));
    if (siblings === undefined) return `there is no folder ${folderOf(path)}`;
    const near = siblings.length > mostFiles ? null : nearestName(stemOf(path), siblings);
    return near === null ? `there is no ${path}` : `there is no ${path}; the nearest name is ${near}`;
  };
}

function indexOf(paths: Iterable<Path>) {
  const lower = new Map<string, Path>();
  const folders = new Map<Path, Path[]>();
  for (const path of paths) {
    lower.set(stemOf(path).toLowerCase(), path);
    const folder = folderOf(path);
    const siblings = folders.get(folder);
    if (siblings) siblings.push(path);
    else folders.set(folder, [path]);
    for (let at = folder; at !== '' && !folders.has(folderOf(at)); at = folderOf(at)) folders.set(folderOf(at), []);
  }
  return { lower, folders };
}

/** The name in a folder that differs least, by at most a third of its letters. */
function nearestName(wanted: Path, siblings: readonly Path[]): Path | null {
  const start = folderOf(wanted).length;
  const name = wanted.slice(start);
  let best: Path | null = null;
  let least = Math.min(8, Math.floor(name.length / 3)) + 1;
  for (const sibling of siblings) {
    const distance = editDistance(name, stemOf(sibling).slice(start), least);
    if (distance >= least) continue;
    best = sibling;
    least = distance;
  }
  return best;
}
