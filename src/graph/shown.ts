import { at } from '../core/at.ts';
import type { Graph, Shown } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import { isStyled, type Style } from '../core/style.ts';

/** Fewer names than this may be exceptions. */
export const enough = 3;

/** Counts the styles of file names, each folder once for as long as the graph lives. */
export function shownFinder(files: readonly Path[]): Graph['shown'] {
  const inFolder = remembered((folder) => shownBy(filesIn(files, folder)));
  const around = remembered((folder) => shownBy(below(files, folder)));
  return {
    in: inFolder,
    roles: remembered((folder) => new Set(filesIn(files, folder).flatMap((file) => roleOf(file) ?? []))),
    near: remembered((folder) => {
      const own = inFolder(folder);
      return isTelling(own) ? own : nearest(around, folder);
    }),
  };
}

function remembered<T>(make: (folder: Path) => T): (folder: Path) => T {
  const known = new Map<Path, T>();
  return (folder) => {
    const found = known.get(folder) ?? make(folder);
    known.set(folder, found);
    return found;
  };
}

/** What a file is by its name: `service` of `user.service.ts`. Tests and declarations are what the file beside them is. */
export function roleOf(file: Path): string | null {
  const [, role = null] = /[^/.]\.([a-z][a-z-]*)\.[cm]?[jt]sx?$/.exec(file) ?? [];
  return role === null || /^(?:d|test|spec|stories|mock)$/.test(role) ? null : role;
}

/** Of all files in the nearest folder around that tells, or in the whole project. */
function nearest(around: (folder: Path) => Shown, folder: Path): Shown {
  const shown = around(folder);
  return folder === '' || isTelling(shown) ? shown : nearest(around, parent(folder));
}

export function countsOf(shown: Shown): { camel: number; pascal: number; snake: number; kebab: number } {
  const [camel = 0, pascal = 0, snake = 0, kebab = 0] = (
    ['camelCase', 'PascalCase', 'snake_case', 'kebab-case'] as const
  ).map((style) => shown.get(style) ?? 0);
  return { camel, pascal, snake, kebab };
}

/** Are they enough, and nearly all joined alike? */
function isTelling(shown: Shown): boolean {
  const { camel, pascal, snake, kebab } = countsOf(shown);
  const total = sum(shown);
  return total >= enough && Math.max(camel + pascal, snake, kebab) >= total * 0.8;
}

/** Those in a folder itself. */
function filesIn(files: readonly Path[], folder: Path): readonly Path[] {
  return below(files, folder).filter((file) => !file.includes('/', folder.length));
}

/** A file and its tests count once. */
function shownBy(files: readonly Path[]): Shown {
  const stems = new Set(files.map((file) => file.replace(/(?<=[^/])\..*$/, '')));
  const counts = new Map<Style, number>();
  for (const stem of stems) {
    const style = shownStyle(stem.slice(stem.lastIndexOf('/') + 1));
    if (style !== null) counts.set(style, (counts.get(style) ?? 0) + 1);
  }
  return counts;
}

export const sum = (shown: Shown): number => [...shown.values()].reduce((a, b) => a + b, 0);
const parent = (folder: Path): Path => folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);

/** The files below a folder, which stand together among sorted paths. */
function below(files: readonly Path[], folder: Path): readonly Path[] {
  let first = 0;
  for (let end = files.length; first < end;) {
    const middle = (first + end) >> 1;
    if (at(files, middle) < folder) first = middle + 1;
    else end = middle;
  }
  let last = first;
  while (last < files.length && at(files, last).startsWith(folder)) last++;
  return files.slice(first, last);
}

/** A name of one word in lower case shows none. */
function shownStyle(name: string): Style | null {
  if (isStyled(name, 'PascalCase')) return 'PascalCase';
  return multiWord.find((style) => isStyled(name, style) && !/^[a-z\d]+$/.test(name)) ?? null;
}

const multiWord: readonly Style[] = ['kebab-case', 'camelCase', 'snake_case'];
