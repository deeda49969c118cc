import { type ChildProcess, spawn } from 'node:child_process';
import type { Environment } from '../../../world/site.ts';

/** A command of the user, with what it is given. */
export interface Command {
  readonly text: string;
  readonly cwd: string;
  readonly env: Environment;
  readonly input: string;
  /** In milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

/** Runs a command of the user to its end; '' if it succeeded, else why not. Its output goes to stderr. */
export async function run({ text, cwd, env, input, patience, signal }: Command): Promise<string> {
  if (signal.aborted) return 'stopped';
  // In a group of its own, so that what it has started ends with it.
  const child = spawn(text, { cwd, env, shell: true, stdio: ['pipe', 2, 2], detached: process.platform !== 'win32' });
  let cause = '';
  const stop = (why: string): void => {
    cause = why;
    kill(child, 'SIGTERM');
    setTimeout(() => {
      kill(child, 'SIGKILL');
    }, grace).unref();
  };
  const onAbort = (): void => {
    stop('stopped');
  };
  const alarm = setTimeout(() => {
    stop(`took longer than ${String(Math.round(patience / 1000))} s`);
  }, patience);
  signal.addEventListener('abort', onAbort);
  // A program that does not read what it is given has not failed for that.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  try {
    return await new Promise<string>((resolve) => {
      child.once('error', ({ message }) => {
        resolve(message);
      });
      child.once('exit', (code, killer) => {
        resolve(cause || (code === 0 ? '' : (killer ?? `exit ${String(code)}`)));
      });
    });
  } finally {
    clearTimeout(alarm);
    signal.removeEventListener('abort', onAbort);
    // What it has left running would go on writing.
    kill(child, 'SIGKILL');
  }
}

/** So long may a program take to end by itself. */
const grace = 2000;

function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}
