import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readText } from './disk.ts';

const file = 'lintel.yaml';

/** The nearest folder at or above this one whose lintel.yaml has a `version`; where none has, the nearest with a lintel.yaml at all. */
export function findRoot(from: string): { readonly root: string; readonly file: string } | null {
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

/** Where an absolute path leads, links followed; null when there is nothing. */
export function realPath(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}
