import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';

/** Throws unless a path leads, through real folders, to a file of the project or to where one can be made: nothing outside the root is ever touched. */
export function refuseUnsafe(root: string, file: Path): void {
  const reason = dangerOf(root, file);
  if (reason !== null) throw mistake('unsafe-write', { file, reason });
}

function dangerOf(root: string, file: Path): string | null {
  const parts = file.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part))) return 'it lies outside the project';
  // What lies there may be run by whoever next uses git or the project.
  if (parts.some((part) => /^(?:\.git|node_modules)$/i.test(part))) return 'it is not the project\'s own';
  if (realpathSync(root) !== root) return 'the root is a link';
  let folder = root;
  for (const part of parts.slice(0, -1)) {
    folder = join(folder, part);
    const entry = lstatSync(folder, { throwIfNoEntry: false });
    if (entry && !entry.isDirectory()) return 'a link or file is on the way';
  }
  const entry = lstatSync(join(root, file), { throwIfNoEntry: false });
  if (!entry || entry.isFile()) return null;
  return entry.isSymbolicLink() ? 'it is a link' : 'it is no file';
}
