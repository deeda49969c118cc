import type { Export } from '../../../core/code.ts';
import type { RouteForm } from '../../../core/endpoint.ts';
import type { Path, Place } from '../../../core/location.ts';

/** A framework that serves files by their place. Each has a folder of its own, and is listed in `index.ts`. */
export interface FileRouter {
  /** As messages name it: `Next.js`. */
  readonly title: string;
  /** How another route is written beside one of its own; absent where nothing is certain. */
  readonly form?: RouteForm;
  /** The packages that say, where one of them is declared, that it is in use. */
  readonly packages: readonly string[];
  /** What a file serves, by its path from the folder of its package; null where it serves nothing. */
  routeOf(path: Path): FileRoute | null;
}

export interface FileRoute {
  /** With `[id]`, `[[id]]`, `[...rest]` and `[[...rest]]` for what varies. */
  readonly path: string;
  /**
   * The method, where the file's name says it; `exports`: each by the name of an export; `any`: whatever its default export answers;
   * `loaders`: a loader and an action, unless a default export makes it a page.
   */
  readonly answers: { readonly method: string } | 'exports' | 'any' | 'loaders';
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']);
/** Exports that answer every method that no other export answers. */
const fallbacks = new Set(['ALL', 'fallback']);
/** Of the methods beside GET an action chooses itself. */
const loaders = new Map([
  ['loader', 'get'],
  ['action', 'all'],
]);

/** A method, and the export that answers it. */
export interface Answer {
  readonly method: string;
  readonly name: string;
  readonly place: Place;
}

/** The methods that a file answers, each with the place of the export that does. */
export function answersOf({ answers }: FileRoute, exports: readonly Export[]): readonly Answer[] {
  const offered = exports.filter(({ type }) => !type);
  if (answers === 'loaders') {
    if (offered.some(({ name }) => name === 'default')) return [];
    return offered.flatMap(({ name, at }) => {
      const method = loaders.get(name);
      return method === undefined ? [] : [{ method, name, place: at }];
    });
  }
  if (answers !== 'exports') {
    const method = answers === 'any' ? 'all' : answers.method;
    return offered
      .filter(({ name }) => name === 'default' || name === 'export=')
      .map(({ name, at }) => ({ method, name, place: at }));
  }
  return offered.flatMap(({ name, at }) => {
    if (fallbacks.has(name)) return [{ method: 'all', name, place: at }];
    return methods.has(name) ? [{ method: name.toLowerCase(), name, place: at }] : [];
  });
}

/** The path of a file below a folder, without its extension; null where it lies elsewhere or is no code. */
export function below(path: Path, folders: readonly Path[]): Path | null {
  const folder = folders.find((one) => path.startsWith(`${one}/`));
  const stem = path.replace(/\.[cm]?[jt]sx?$/, '');
  return folder === undefined || stem === path || stem.endsWith('.d') ? null : stem.slice(folder.length + 1);
}

/** Folders in parentheses and slots group files, and are no part of a path. */
export function withoutGroups(segments: readonly string[]): readonly string[] {
  return segments.filter((one) => !/^\(.*\)$|^@/.test(one));
}

/** A path by its segments; `index` stands for its folder. */
export function spelled(segments: readonly string[]): string {
  return `/${(segments.at(-1) === 'index' ? segments.slice(0, -1) : segments).join('/')}`;
}
