import { realpathSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { mistake } from '../core/error.ts';
import type { GitFolder } from './git-folder.ts';
import type { Environment } from './site.ts';

/** The commands that are run on the project: they read refs and objects, and neither the index nor any file of the work tree. */
type Command = 'cat-file' | 'ls-tree' | 'merge-base' | 'rev-list';

/** Asks git about a repository. */
export interface Git {
  /** The output of a command; null for exit code 1. */
  run(command: Command, args: readonly string[], input?: string): Buffer | null;
}

// A repository's own settings can name programs. None of these commands has a use for one; should one ever have, it is not found.
const settings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.sshCommand=false',
  'core.askPass=',
  'credential.helper=',
  'gpg.program=false',
  'protocol.allow=never',
  'log.showSignature=false',
];

const patience = 120_000;

/** Git on a repository. It can do nothing but read. */
export function createGit(folder: Pick<GitFolder, 'top' | 'folder'>, env: Environment): Git {
  const run = gitAt(folder, env);
  return { run: (command, args, input) => run([command, ...args], input) };
}

/** Any command of git on a repository. Git is given the folder, so that it looks for none and does not mind who owns it; no program of the repository runs. */
export function gitAt(
  { top, folder }: Pick<GitFolder, 'top' | 'folder'>,
  env: Environment,
): (args: readonly string[], input?: string) => Buffer | null {
  const given = environmentFor(top, env);
  const fixed = [
    `--git-dir=${folder}`,
    '--no-pager',
    '--no-replace-objects',
    '--literal-pathspecs',
    ...settings.flatMap((one) => ['-c', one]),
  ];
  return (args, input = '') => {
    // Loaded on the first git command: most runs do not need it.
    const { spawnSync } = process.getBuiltinModule('node:child_process');
    // Not in the repository: on some systems a program is looked for in the working directory first.
    const { status, stdout, stderr, error } = spawnSync('git', [...fixed, ...args], {
      cwd: dirname(process.execPath),
      env: given,
      input,
      maxBuffer: 1 << 30,
      timeout: patience,
      windowsHide: true,
    });
    if (error && 'code' in error && error.code === 'ENOENT') throw mistake('no-git', undefined);
    if (status === 0) return stdout;
    if (status === 1 && stderr.length === 0) return null;
    // Git that gives up early does not read what it is given, and that is an error of its own.
    const text = firstLine(stderr.toString('utf8')) || (error?.message ?? `exit ${String(status)}`);
    const lacking = /could not fetch ([0-9a-f]{7})[0-9a-f]* from promisor remote/.exec(text)?.[1];
    throw lacking === undefined
      ? mistake('git-failed', { command: args[0] ?? '', text })
      : mistake('partial-clone', { object: lacking });
  };
}

function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.startsWith('fatal: '))
      ?.slice('fatal: '.length) ??
    text.split('\n')[0] ??
    ''
  );
}

/** What the caller has set, but no other repository, no trace, no program of the checked project, and nothing that opens a connection. */
function environmentFor(top: string, env: Environment): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^GIT_(?!CONFIG_)/i.test(name) && !/^path$/i.test(name));
  const path = Object.entries(env).find(([name]) => /^path$/i.test(name))?.[1] ?? '';
  return {
    ...Object.fromEntries(kept),
    PATH: path
      .split(delimiter)
      .filter((folder) => isAbsolute(folder) && !isInside(top, folder))
      .join(delimiter),
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_GRAFT_FILE: join(dirname(process.execPath), 'no-grafts'),
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}

function isInside(top: string, folder: string): boolean {
  const away = relative(top, realOf(folder));
  return away === '' || (away !== '..' && !away.startsWith(`..${sep}`) && !isAbsolute(away));
}

function realOf(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
