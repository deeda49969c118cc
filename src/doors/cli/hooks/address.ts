import { join } from 'node:path';
import { build } from '../../../core/build.ts';
import { privateFolder } from '../../../world/private-folder.ts';
import type { Root } from '../../../world/root.ts';
import { createSeal } from '../../../world/secret.ts';
import type { Environment } from '../../../world/site.ts';

/** Where the server of a project is reached. */
export interface Address {
  /** The path of a socket, or the name of a pipe on Windows. */
  readonly socket: string;
  /** A file that is there while a server starts. */
  readonly starting: string;
  /** A folder that belongs to no project. */
  readonly folder: string;
}

/** Systems cut off or refuse longer paths of sockets. */
const longestSocket = 90;

/** The address for a project, as this copy of Lintel in this environment reads it; null where there can be none that only the user reaches. */
export function addressOf({ root, file }: Root, env: Environment): Address | null {
  if (env['LINTEL_NO_SERVER'] || build === 'source') return null;
  const seal = createSeal(env);
  const folder = privateFolder(env, 'hooks');
  if (seal === null || folder === null) return null;
  const name = seal(JSON.stringify([root, file, build, Object.entries(environmentOf(env)).sort()])).slice(0, 16);
  const socket = process.platform === 'win32' ? String.raw`\\.\pipe\lintel-${name}` : join(folder, name);
  if (Buffer.byteLength(socket) > longestSocket) return null;
  return { socket, starting: join(folder, `${name}.starting`), folder };
}

/** What a server needs of the environment: where the cache and git are, and how git is set up. */
export function environmentOf(env: Environment): Environment {
  const isNeeded = (name: string): boolean =>
    /^(?:path|home|userprofile|xdg_cache_home|localappdata|systemroot|git_config_.*)$/i.test(name);
  return Object.fromEntries(Object.entries(env).filter(([name]) => isNeeded(name)));
}
