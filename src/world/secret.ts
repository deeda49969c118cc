import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { bytesOf } from './read.ts';
import type { Environment } from './site.ts';

/** Signs a text so that only this user on this machine can have written it; null where no secret can be kept. */
export function createSeal(env: Environment): ((text: string) => string) | null {
  const secret = secretIn(join(cacheFolder(env), 'lintel'));
  return secret && ((text) => createHmac('sha256', secret).update(text).digest('hex'));
}

/** The cache folder of the user. */
export function cacheFolder(env: Environment): string {
  const chosen = process.platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME'];
  return chosen ?? join(env['HOME'] ?? homedir(), '.cache');
}

const length = 64;

/** The secret in a folder, made at the first need. */
function secretIn(folder: string): Buffer | null {
  const file = join(folder, 'secret');
  const known = readSecret(file);
  if (known) return known;
  const draft = `${file}.${String(process.pid)}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, randomBytes(length / 2).toString('hex'), { flag: 'wx', mode: 0o600 });
    try {
      // Of several processes that begin at once, one wins.
      linkSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch {
    // Another has made one, or nothing can be kept here.
  }
  return readSecret(file);
}

function readSecret(file: string): Buffer | null {
  const bytes = bytesOf(file, { most: length, links: false });
  return bytes?.length === length ? bytes : null;
}
