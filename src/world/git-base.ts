import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Base } from '../core/changes.ts';
import { mistake } from '../core/error.ts';
import type { Git } from './git.ts';
import { type GitFolder, textOf } from './git-folder.ts';
import { commitsOf } from './git-objects.ts';

/** Where the present and a ref parted; null means the default branch. Each way in which it cannot be told has its remedy. */
export function baseOf(git: Git, folder: GitFolder, ref: string | null): Base {
  if (ref !== null && !isRef(ref)) throw mistake('bad-ref', { ref });
  const branches = ref === null ? defaultBranches(folder) : [ref];
  const [head, ...found] = commitsOf(git, ['HEAD', ...branches]);
  const at = found.findIndex((one) => one !== null);
  const [name, commit] = [branches[at], found[at]];
  if (ref === null && (name === undefined || commit === null)) throw mistake('no-default-branch', undefined);
  if (name === undefined || commit === null || commit === undefined) throw unknown(ref ?? '');
  if (head === null || head === undefined) throw mistake('no-commit', undefined);
  const parted = git.run('merge-base', [head, commit])?.toString('latin1').trim().split('\n')[0];
  const shown = name.replace(/^refs\/(?:remotes|heads)\//, '');
  if (!parted)
    throw existsSync(join(folder.common, 'shallow'))
      ? mistake('shallow', { ref: shown })
      : mistake('no-merge-base', { ref: shown });
  return { ref: shown, commit: parted };
}

/** What git's own names of commits are made of, less what searches all messages or trees. */
function isRef(ref: string): boolean {
  return ref.length <= 250 && /^[\p{L}\p{N}_@][\p{L}\p{N}_./@{}^~+#=%,!-]*$/u.test(ref) && !/\{\/|\.\./.test(ref);
}

function defaultBranches({ common }: GitFolder): string[] {
  const head = /^ref: (refs\/remotes\/origin\/\S+)\s*$/.exec(
    textOf(join(common, 'refs', 'remotes', 'origin', 'HEAD')),
  )?.[1];
  return [
    ...(head !== undefined && isRef(head) ? [head] : []),
    'refs/remotes/origin/HEAD',
    'refs/remotes/origin/main',
    'refs/remotes/origin/master',
    'refs/heads/main',
    'refs/heads/master',
  ];
}

/** How an unknown ref is fetched: a remote branch by its remote, anything else from origin. */
function unknown(ref: string): Error {
  const plain = ref.replace(/[~^@{].*$/, '');
  const [, remote = 'origin', branch = plain] = /^(?:refs\/remotes\/)?(origin|upstream)\/(.+)$/.exec(plain) ?? [];
  return mistake('unknown-ref', { ref, remedy: `git fetch ${remote} ${branch}` });
}
