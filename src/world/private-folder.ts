import { lstatSync, mkdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './secret.ts';
import type { Environment } from './site.ts';

/** A folder in the cache of the user that nobody else can enter, made at the first need; null where there is none. */
export function privateFolder(env: Environment, name: string): string | null {
  const own = join(cacheFolder(env), 'lintel');
  const folder = join(own, name);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Whoever owns the folder above could put another in its place.
    return isOwn(own, 0o022) && isOwn(folder, 0o077) ? folder : null;
  } catch {
    return null;
  }
}

/** Is this a folder of the user, with none of these permissions? */
function isOwn(folder: string, refused: number): boolean {
  const entry = lstatSync(folder);
  return entry.isDirectory() && (process.platform === 'win32' || isPrivate(entry, refused));
}

function isPrivate({ uid, mode }: Stats, refused: number): boolean {
  return uid === process.geteuid?.() && (mode & refused) === 0;
}
