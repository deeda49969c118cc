import { existsSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { mistake } from '../core/error.ts';
import { once } from '../core/once.ts';
import { gitAt } from './git.ts';
import { findGit, type GitFolder, textOf } from './git-folder.ts';
import type { Environment } from './site.ts';

/** A work tree of git beside that of the project, without files. */
export interface Worktree {
  /** Its top. */
  readonly top: string;
  /** Removes the folder, whatever is in it, and what git knows of it. */
  remove(): void;
}

/** Says in the folder that git keeps for a work tree which process made it, and where it is. */
const mark = 'lintel-loop';

/**
 * Makes a work tree at a commit. Git checks nothing out, since filters of the repository would run; its index is that of the commit.
 */
export function addWorktree(
  git: GitFolder,
  env: Environment,
  at: { readonly top: string; readonly commit: string },
): Worktree {
  const { top, commit } = at;
  gitAt(git, env)(['worktree', 'add', '--quiet', '--no-checkout', '--detach', top, commit]);
  const kept = findGit(top);
  if (kept === null || dirname(kept.folder) !== join(git.common, 'worktrees'))
    throw mistake('git-failed', { command: 'worktree', text: `${top} is not a work tree` });
  writeFileSync(join(kept.folder, mark), JSON.stringify([process.pid, hostname(), top]));
  gitAt(kept, env)(['read-tree', commit]);
  // Once only: another may be made of the same name.
  return {
    top,
    remove: once(() => {
      removeTree(kept.folder, top);
    }),
  };
}

/** Removes the work trees of processes that died. */
export function removeAbandoned({ common }: Pick<GitFolder, 'common'>): void {
  const folder = join(common, 'worktrees');
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const text = textOf(join(folder, name, mark));
    const top = text === '' ? null : abandoned(text);
    // What the mark says counts only where git says the same.
    if (top !== null && textOf(join(folder, name, 'gitdir')).trim() === join(top, '.git'))
      removeTree(join(folder, name), top);
  }
}

/** The top of the work tree, if its process is gone. */
function abandoned(text: string): string | null {
  try {
    const [pid, host, top] = JSON.parse(text) as readonly unknown[];
    return typeof pid === 'number' && host === hostname() && typeof top === 'string' && !isAlive(pid) ? top : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** As `git worktree remove --force` does, but also where the `.git` of the work tree is no longer what it was. */
function removeTree(kept: string, top: string): void {
  rmSync(top, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  rmSync(kept, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    rmdirSync(dirname(kept));
  } catch {
    // There are others.
  }
}
