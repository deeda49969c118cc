import { join } from 'node:path';
import type { History } from '../core/changes.ts';
import { LintelError } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Stamp } from '../core/tree.ts';
import { once } from '../core/once.ts';
import { createGit, type Git } from './git.ts';
import { findGit, type GitFolder, prefixIn } from './git-folder.ts';
import { filesOf, type Listing } from './git-objects.ts';
import { bytesOf } from './read.ts';
import type { Site } from './site.ts';
import { type WorkTree, workTree } from './work-tree.ts';

/** There is no usable history. */
export const noHistory: History = {
  lastChange: () => null,
  changedSinceCommit: () => null,
  changedSinceWritten: () => null,
};

/** What the commits of the repository around a site tell. `files` is the tree; `written` says when a file was written, also one that git ignores. Git is started when it must be. */
export function historyOf(site: Site, files: ReadonlyMap<Path, Stamp>, written: (path: Path) => number): History {
  const { root } = site;
  const folder = once(() => findGit(root));
  const prefix = once(() => {
    const at = folder();
    return at === null ? '' : prefixIn(at, root);
  });
  const tracked = once(() => new Set(folder()?.tracked().list));
  const opened = once(() => openAt(site, folder(), files));
  const asking = (listing: (at: Opened, file: Path) => Listing | null): History['changedSinceCommit'] => {
    const known = new Map<Path, Listing | null>();
    return (file, others) => {
      const at = opened();
      if (at !== null && !known.has(file))
        known.set(
          file,
          orNothing(() => listing(at, file)),
        );
      const then = known.get(file) ?? null;
      return then && others.filter((other) => !at?.tree.holds(other, then.get(other)));
    };
  };
  const sinceCommit = asking(committed);
  return {
    lastChange(file) {
      const at = opened();
      return at && orNothing(() => lastChange(at, file));
    },
    changedSinceCommit: (file, others) => (tracked().has(prefix() + file) ? sinceCommit(file, others) : null),
    changedSinceWritten: asking((at, file) => earlier(at, written(file))),
  };
}

interface Opened {
  readonly git: Git;
  readonly prefix: string;
  readonly tree: WorkTree;
  /** Commits whose parents are not there. */
  readonly cut: ReadonlySet<string>;
}

function openAt({ root, env }: Site, folder: GitFolder | null, files: ReadonlyMap<Path, Stamp>): Opened | null {
  if (folder === null) return null;
  const prefix = prefixIn(folder, root);
  return {
    git: createGit(folder, env),
    prefix,
    tree: workTree(root, { git: folder, prefix, files }),
    cut: new Set(linesOf(join(folder.common, 'shallow'))),
  };
}

/** Of a commit without parents in a shallow clone it is not known what it changed. */
function lastChange({ git, prefix, cut }: Opened, file: Path): string | null {
  const last = commitIn(git.run('rev-list', ['-1', 'HEAD', '--', prefix + file]));
  return last === null || cut.has(last) ? null : last;
}

/** What was committed with a file, where it is as it was committed. */
function committed(at: Opened, file: Path): Listing | null {
  const { git, prefix, tree } = at;
  const last = lastChange(at, file);
  if (last === null) return null;
  const { files } = filesOf(git, last, prefix);
  return files.has(file) && tree.holds(file, files.get(file)) ? files : null;
}

/** What had been committed before the second of some time. */
function earlier({ git, prefix }: Opened, time: number): Listing | null {
  const last = commitIn(git.run('rev-list', ['-1', `--min-age=${String(Math.floor(time / 1000) - 1)}`, 'HEAD', '--']));
  return last === null ? null : filesOf(git, last, prefix).files;
}

/** Where git cannot tell, times do. */
function orNothing<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof LintelError) return null;
    throw error;
  }
}

function commitIn(output: Buffer | null): string | null {
  return /^[0-9a-f]{40,64}/.exec(output?.toString('latin1') ?? '')?.[0] ?? null;
}

function linesOf(file: string): string[] {
  return bytesOf(file)?.toString('latin1').split('\n') ?? [];
}
