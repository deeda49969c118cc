import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mistake } from '../core/error.ts';
import { findGit } from './git-folder.ts';
import { realPath } from './root.ts';

/** The folder that people mean by "the project" here: the nearest at or above with a package.json or a repository; else this one. */
export function projectFolder(from: string): string {
  const real = realPath(from);
  if (real === null) throw mistake('no-root', { root: from });
  for (let folder = real; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) || existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return real;
  }
}

/** Is this folder the top of its work tree, so that a CI service looks for its files here? */
export function isTop(root: string): boolean {
  return (findGit(root)?.top ?? root) === root;
}
