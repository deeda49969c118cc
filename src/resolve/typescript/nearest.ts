import type { Missing } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { editDistance } from '../../core/nearest.ts';
import type { Sight } from '../resolver.ts';
import { folderOf, stemOf, upward } from './lookup.ts';

/** Says why there is no file at a path, and what the tree has in its place. Built when the first import fails. */
export type Hint = (path: Path) => Omit<Missing, 'relation'>;

/** Folders with more files than this get no guess: comparing names costs more than it helps. */
const mostFiles = 2000;

/** Makes the hints of one tree. */
export function createHint({ files, ignoredBy = () => null }: Sight): Hint {
  let index: {
    readonly lower: ReadonlyMap<string, Path>;
    readonly folders: ReadonlyMap<Path, readonly Path[]>;
  } | null = null;
  return (path) => {
    index ??= indexOf(files.keys());
    const { lower, folders } = index;
    const otherCase = lower.get(stemOf(path).toLowerCase()) ?? lower.get(`${path}/index`.toLowerCase());
    if (otherCase !== undefined && !otherCase.startsWith(stemOf(path)))
      return { missing: `there is no ${path}, but ${otherCase}: the case of every letter counts` };
    const line = ignoredBy(path) ?? ignoredBy(`${path}.ts`) ?? ignoredBy(`${path}.js`);
    if (line) {
      const missing = `made by a build: \`${line.file}\` lists ${line.line}`;
      return { missing, cause: missing, built: true };
    }
    const siblings = folders.get(folderOf(path));
    if (siblings === undefined) {
      const lost = upward(folderOf(path)).findLast((folder) => !folders.has(folder)) ?? folderOf(path);
      return { missing: `there is no folder ${folderOf(path)}`, cause: `there is no folder ${lost}` };
    }
    const near = siblings.length > mostFiles ? null : nearestName(stemOf(path), siblings);
    const missing = near === null ? `there is no ${path}` : `there is no ${path}; the nearest name is ${near}`;
    return { missing, cause: `there is no ${path}` };
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
