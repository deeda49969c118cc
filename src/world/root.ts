import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { isRoot } from '../core/root.ts';
import { readText } from './disk.ts';

const file = 'lintel.yaml';

/** The root of a project and the path of its configuration. */
export interface Root {
  readonly root: string;
  readonly file: string;
}

/** The root for a folder that somebody works in. */
export function rootAt(folder: string): Root {
  const found = findRoot(folder);
  if (found) return found;
  throw realPath(folder) === null ? mistake('no-root', { root: folder }) : mistake('no-config', { from: folder });
}

/** The nearest folder at or above this one whose lintel.yaml has a `version`; where none has, the nearest with a lintel.yaml at all. */
export function findRoot(from: string): Root | null {
  let fallback: string | null = null;
  const real = realPath(from);
  if (real === null) return null;
  for (let folder = real; ; folder = dirname(folder)) {
    const text = readText(join(folder, file))?.content.text ?? null;
    if (text !== null && isRoot(text)) return { root: folder, file };
    if (text !== null) fallback ??= folder;
    if (dirname(folder) === folder) return fallback === null ? null : { root: fallback, file };
  }
}

/** A file in its project. */
export interface Located extends Root {
  /** Its path from the root. */
  readonly path: Path;
}

/** The project of an absolute file name, which may be that of a new file; null without a lintel.yaml above it. */
export function locate(name: string): Located | null {
  const { folder, rest } = settled(name);
  const found = findRoot(folder);
  return found && { ...found, path: relative(found.root, join(folder, rest)).split(sep).join('/') };
}

/** The nearest existing folder above a file, with links resolved, and the rest of the way to the file. */
function settled(name: string): { readonly folder: string; readonly rest: string } {
  const real = realPath(name);
  if (real !== null) return { folder: dirname(real), rest: basename(real) };
  for (let above = dirname(name); ; above = dirname(above)) {
    const folder = realPath(above);
    if (folder !== null || above === dirname(above)) return { folder: folder ?? above, rest: relative(above, name) };
  }
}

/** The real path of an absolute path; null if it does not exist. */
export function realPath(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}
