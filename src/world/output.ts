import { realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { createFile, dangerOf } from './inside.ts';

/**
 * Writes what the user asked for by the path of a file. Inside the root no link is followed, since the repository may have brought it;
 * a path that leads elsewhere is the user's own affair.
 */
export function writeOutput(root: string, path: string, text: string): void {
  const file = insideOf(root, path);
  if (file === null) {
    writeFileSync(path, text);
    return;
  }
  const danger = dangerOf(root, file);
  if (danger !== null) throw mistake('unwritable', { file, reason: danger });
  const draft = `${file}.${String(process.pid)}.lintel-new`;
  createFile(root, draft, text);
  renameSync(join(root, draft), join(root, file));
}

/** The path from the root, whichever name of the root it begins with; null when it begins elsewhere. */
function insideOf(root: string, path: string): Path | null {
  for (let folder = path; folder !== dirname(folder);) {
    folder = dirname(folder);
    if (realPath(folder) === root) return relative(folder, path).split(sep).join('/');
  }
  return null;
}

function realPath(folder: string): string | null {
  try {
    return realpathSync(folder);
  } catch {
    return null;
  }
}
