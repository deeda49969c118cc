import { lstatSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { mistake } from '../core/error.ts';
import { createFile, dangerOf } from './inside.ts';
import { bytesOf } from './read.ts';

const name = '.lintel-fix.lock';
const patience = 3000;
const pause = 25;
/** Of a process on another machine it is not known whether it still runs. */
const longestRun = 10 * 60 * 1000;

/** Runs work that writes to a root, exclusively; waits briefly for another process. */
export function whileLocked<T>(root: string, work: () => T): T {
  const own = `${String(process.pid)} ${hostname()}`;
  for (const begun = Date.now(); !tryLock(root, own); sleep(pause)) {
    const holder = holderOf(root);
    if (holder !== null && !isAtWork(root, holder)) breakLock(root, holder);
    else if (Date.now() - begun > patience) throw mistake('fix-running', { process: holder ?? 'another' });
  }
  try {
    return work();
  } finally {
    if (holderOf(root) === own) rmSync(join(root, name), { force: true });
  }
}

function tryLock(root: string, own: string): boolean {
  const danger = dangerOf(root, name);
  if (danger !== null) throw mistake('unsafe-write', { file: name, reason: danger });
  try {
    createFile(root, name, own);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw mistake('write-failed', { file: name, reason });
  }
}

function holderOf(root: string): string | null {
  return bytesOf(join(root, name), { most: 1000, links: false })?.toString('utf8') ?? null;
}

function isAtWork(root: string, holder: string): boolean {
  const [pid = '', host] = holder.split(' ');
  const age = Date.now() - (lstatSync(join(root, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  // A lock that has just been made may still be empty.
  if (host !== hostname()) return age < (host === undefined ? patience : longestRun);
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Of several that find a dead process's lock, one takes it away, and nobody takes away a lock that is new. */
function breakLock(root: string, holder: string): void {
  const aside = join(root, `${name}.${String(process.pid)}`);
  try {
    renameSync(join(root, name), aside);
  } catch {
    return;
  }
  if (bytesOf(aside, { links: false })?.toString('utf8') === holder) rmSync(aside, { force: true });
  else renameSync(aside, join(root, name));
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
