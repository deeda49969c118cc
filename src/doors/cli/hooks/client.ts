import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import type { Address } from './address.ts';
import { lineFrom } from './line.ts';
import { type Answer, answerIn, type Question } from './message.ts';

/** A hook that waits longer is faster by itself. */
const patience = 5000;

/** What the server of a project answers; null if there is none, or it does not answer in time. */
export async function askServer({ socket: path }: Address, question: Question): Promise<Answer | null> {
  const socket = connect(path);
  socket.setTimeout(patience);
  socket.write(`${JSON.stringify(question)}\n`);
  const line = await lineFrom(socket);
  socket.destroy();
  return line === null ? null : answerIn(line);
}

/** So long may a server start, in milliseconds. */
const longestStart = 60_000;

/** Starts a server for the hooks to come, unless there is one by now, or one is starting. It goes on without this process. */
export async function startServer(
  { socket, starting, folder }: Address,
  command: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if ((await isReached(socket)) || !isFirst(starting)) return;
  const { spawn } = await import('node:child_process');
  // Not in the project: a folder in which a process works cannot be removed everywhere.
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env,
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  });
  child.on('error', () => {
    rmSync(starting, { force: true });
  });
  child.unref();
}

function isReached(path: string): Promise<boolean> {
  const socket = connect(path);
  return new Promise((resolve) => {
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

/** Of several hooks that want to start a server, one does. */
function isFirst(starting: string): boolean {
  const made = statSync(starting, { throwIfNoEntry: false });
  if (made && Date.now() - made.mtimeMs < longestStart) return false;
  try {
    if (made) rmSync(starting, { force: true });
    closeSync(openSync(starting, 'wx', 0o600));
    return true;
  } catch {
    return false;
  }
}
