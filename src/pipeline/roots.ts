import { join } from 'node:path';
import { LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { availableParser } from '../facts/index.ts';
import { rootsBelow } from '../world/roots.ts';
import type { Facts } from '../world/store.ts';
import { ask, type Opened, type OpenOptions, pathFrom, poolOf } from './open.ts';

/** What came of one root. */
export interface Asked<T> {
  readonly folder: Path;
  /** Null if it could not be opened. */
  readonly opened: Opened | null;
  readonly answer: T | LintelError;
}

/** The roots of a working directory, and what each of them is asked. */
export interface Selected {
  readonly top: string;
  readonly roots: readonly { readonly folder: Path; readonly paths: readonly Path[] }[];
}

/** The roots at and below a folder. Where paths are given, only those that have files there, and of each its own part of them. */
export function selectRoots(cwd: string, paths: readonly string[]): Selected {
  const { top, folders } = rootsBelow(cwd);
  if (paths.length === 0) return { top, roots: folders.map((folder) => ({ folder, paths: [] })) };
  const wanted = paths.map((path) => pathFrom(path, { root: top, cwd, files: () => folders }));
  const roots = folders
    .map((folder) => ({ folder, paths: wanted.flatMap((path) => within(folder, path) ?? []) }))
    .filter(({ paths: own }) => own.length > 0);
  if (roots.length === 0) throw mistake('in-no-root', { paths: paths.join(', ') });
  return { top, roots };
}

/** A path as a root has it: '' if the whole root is in it, null if nothing is. */
function within(folder: Path, path: Path): Path | null {
  if (path === '' || path === folder || folder.startsWith(`${path}/`)) return '';
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}

/** Asks each root in turn, with one pool of threads. What was parsed for one is not parsed again for the next. */
export async function askRoots<T>(
  options: Omit<OpenOptions, 'cwd' | 'pool'>,
  { top, roots }: Selected,
  question: (opened: Opened, paths: readonly Path[]) => T,
): Promise<readonly Asked<T>[]> {
  const pool = poolOf(options.parser ?? availableParser(), true);
  const facts: Facts[] = [...(options.facts ?? [])];
  const asked: Asked<T>[] = [];
  try {
    for (const { folder, paths } of roots) {
      const one = { ...options, cwd: join(top, folder), facts: [...facts], pool };
      try {
        const { opened, answer } = await ask(one, (project) => question(project, paths));
        facts.push(opened.loaded.store);
        asked.push({ folder, opened, answer });
      } catch (error) {
        if (!(error instanceof LintelError)) throw error;
        asked.push({ folder, opened: null, answer: error });
      }
    }
  } finally {
    await pool.close();
  }
  return asked;
}
