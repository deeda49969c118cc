import type { Path } from '../core/location.ts';
import { folderOf } from '../core/path.ts';

/** Queries on existing paths, answered from the sorted list of paths. */
export interface Places {
  readonly paths: readonly Path[];
  /** The files of this name, below the root. */
  named(name: string): readonly Path[];
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
    named: (name) => paths.filter((path) => path.endsWith(`/${name}`)),
    isFile: (path) => paths[firstFrom(paths, path)] === path,
    isFolder: (path) => paths[firstFrom(paths, `${path}/`)]?.startsWith(`${path}/`) ?? false,
    folders: all,
    topFolders: () => (top ??= all().filter((folder) => !folder.includes('/'))),
  };
}

/** Places that remember what they were asked. */
export interface AskedPlaces extends Places {
  /** Would these paths have given the same answers? */
  holdFor(paths: readonly Path[]): boolean;
}

/** Files that change what a configuration means wherever they come or go. */
const deciding = /(?:^|\/)(?:lintel\.yaml|package\.json)$/;

export function askedPlaces(paths: readonly Path[]): AskedPlaces {
  const places = placesOf(paths);
  const files = new Set<Path>();
  let isWholeAsked = false;
  return {
    ...places,
    get paths() {
      isWholeAsked = true;
      return paths;
    },
    isFile(path) {
      files.add(path);
      return places.isFile(path);
    },
    holdFor(others) {
      if (others === paths) return true;
      if (isWholeAsked) return false;
      const now = placesOf(others);
      const isInBoth = (folder: Path): boolean => folder === '' || (places.isFolder(folder) && now.isFolder(folder));
      return differing(paths, others).every(
        (path) => !files.has(path) && !deciding.test(path) && isInBoth(folderOf(path)),
      );
    },
  };
}

/** The paths that one of two sorted lists lacks. */
function differing(before: readonly Path[], now: readonly Path[]): readonly Path[] {
  const [old, present] = [new Set(before), new Set(now)];
  return [...before.filter((path) => !present.has(path)), ...now.filter((path) => !old.has(path))];
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
