import { join } from 'node:path';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { folderOf } from '../core/path.ts';
import { isRoot } from '../core/root.ts';
import { crawl } from './crawl.ts';
import { readText } from './disk.ts';
import { realPath } from './root.ts';

/** The roots at and below a folder: each is there before those below it. */
export interface Roots {
  /** The folder itself, absolute and real. */
  readonly top: string;
  /** Paths from the top, which is ''. */
  readonly folders: readonly Path[];
}

/** Finds each lintel.yaml with a `version` that git tracks or does not ignore. */
export function rootsBelow(folder: string): Roots {
  const top = realPath(folder);
  if (top === null) throw mistake('no-root', { root: folder });
  const configurations = [...crawl(top).files.keys()].filter((path) => path.split('/').at(-1) === 'lintel.yaml');
  const folders = configurations.filter((path) => isRootAt(join(top, path))).map(folderOf);
  if (folders.length === 0) throw mistake('no-roots', { from: folder });
  return { top, folders: folders.sort() };
}

function isRootAt(file: string): boolean {
  return isRoot(readText(file)?.content.text ?? '');
}
