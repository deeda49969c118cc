import { constants, copyFileSync, existsSync, mkdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Path } from '../../../core/location.ts';
import type { Overlay } from '../../../core/tree.ts';
import type { GitFolder } from '../../../world/git-folder.ts';
import type { Environment } from '../../../world/site.ts';
import { diskWorld, type View } from '../../../world/world.ts';
import { addWorktree, type Worktree } from '../../../world/worktrees.ts';

/** A copy of all files that git tracks or does not ignore, in a work tree of its own. */
export interface Copy extends Worktree {
  /** What is in the copy now and not in the files that were copied, by paths from the top. */
  changes(): Overlay;
  /** The files that were copied, as they were. */
  readonly copied: View;
}

/** The repository around a project. */
export interface Repository {
  readonly git: GitFolder;
  readonly env: Environment;
  /** The commit that all is compared with. */
  readonly commit: string;
}

/** Copies the files as they are now, changes that are not committed included. Installed packages are linked, not copied. */
export function copyOf({ git, env, commit }: Repository, to: string): Copy {
  const { top } = git;
  const view = diskWorld({ root: top, env }).view();
  const worktree = addWorktree(git, env, { top: to, commit });
  try {
    fill(view, top, to);
  } catch (error) {
    worktree.remove();
    throw error;
  }
  return { ...worktree, copied: view, changes: () => differences(view, diskWorld({ root: to, env }).view()) };
}

function fill({ tree, texts, links }: View, top: string, to: string): void {
  const folders = new Set<string>();
  const makeFolder = (path: string): void => {
    const folder = dirname(path);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
  };
  for (const path of tree.files.keys()) {
    // A view never changes its answer about a file: from here on it tells what was copied.
    texts.hash(path);
    makeFolder(join(to, path));
    copyFileSync(join(top, path), join(to, path), constants.COPYFILE_FICLONE);
    const packages = join(dirname(path), 'node_modules');
    if (/(?:^|\/)package\.json$/.test(path) && existsSync(join(top, packages)))
      symlinkSync(join(top, packages), join(to, packages), 'junction');
  }
  for (const path of links.keys()) {
    makeFolder(join(to, path));
    symlinkSync(readlinkSync(join(top, path)), join(to, path));
  }
}

/** The texts of one view that the other has not. */
export function differences(before: View, after: View): Overlay {
  const paths = new Set([...before.tree.files.keys(), ...after.tree.files.keys()]);
  return new Map(
    [...paths].flatMap((path): [Path, string | null][] =>
      hashIn(before, path) === hashIn(after, path)
        ? []
        : [[path, after.tree.files.has(path) ? after.texts.read(path) : null]],
    ),
  );
}

/** Of a file that a view has; its texts may be on the disk no more. */
export function hashIn({ tree, texts }: View, path: Path): string | null {
  return tree.files.has(path) ? texts.hash(path) : null;
}
