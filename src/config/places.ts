import type { Path } from '../core/location.ts';

/** Queries on existing paths, answered from the sorted list of paths. */
export interface Places {
  readonly paths: readonly Path[];
  isFile(path: Path): boolean;
  isFolder(path: Path): boolean;
  /** Every folder below the root, sorted. */
  folders(): readonly Path[];
  /** Folders directly in the root. */
  topFolders(): readonly Path[];
}

/** Uses binary search; folders are listed on first use. */
export function placesOf(paths: readonly Path[]): Places {
  let folders: readonly Path[] | null = null;
  let top: readonly Path[] | null = null;
  const all = () => (folders ??= foldersOf(paths));
  return {
    paths,
    isFile: (path) => paths[firstFrom(paths, path)] === path,
    isFolder: (path) => paths[firstFrom(paths, `${path}/`)]?.startsWith(`${path}/`) ?? false,
    folders: all,
    topFolders: () => (top ??= all().filter((folder) => !folder.includes('/'))),
  };
}

/** Index of the first path that is not before `path`. */
function firstFrom(paths: readonly Path[], path: Path): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? '') < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

function foldersOf(paths: readonly Path[]): readonly Path[] {
  const found = new Set<Path>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (found.has(folder)) break;
      found.add(folder);
    }
  }
  return [...found].sort();
}

/** The base folder of paths in a configuration file, with its slash: its own folder for a lintel.yaml in a subfolder, otherwise the root. */
export function baseOf(file: Path): Path {
  return file.endsWith('/lintel.yaml') ? file.slice(0, -'lintel.yaml'.length) : '';
}
