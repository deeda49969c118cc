import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mistake } from '../core/error.ts';
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
    if (text !== null && /^version[ \t]*:/m.test(text)) return { root: folder, file };
    if (text !== null) fallback ??= folder;
    if (dirname(folder) === folder) return fallback === null ? null : { root: fallback, file };
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
