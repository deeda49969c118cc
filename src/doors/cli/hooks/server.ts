import { lstatSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { errorLine, LintelError, mistake } from '../../../core/error.ts';
import { plain } from '../../../core/plain.ts';
import { comparedWith, withChanges } from '../../../pipeline/compared.ts';
import { rehearse } from '../../../pipeline/interrupt.ts';
import { createKeeper, type Keeper } from '../../../pipeline/keeper.ts';
import { rootAt } from '../../../world/root.ts';
import type { Site } from '../../../world/site.ts';
import type { ExitCode, Host } from '../host.ts';
import { type Address, addressOf } from './address.ts';
import { judge } from './judge.ts';
import { lineFrom } from './line.ts';
import { createLife } from './life.ts';
import { type Answer, questionIn } from './message.ts';
import { readHook } from './read.ts';

const mostConnections = 16;
/** Who connects writes its question at once, and reads the answer; in milliseconds. */
const patience = 5000;

/** Answers the hooks of one project until nobody asks any more. Writes nothing into the project. */
export async function serveHooks({ cwd, env, program }: Host, folder: string): Promise<ExitCode> {
  const project = rootAt(resolve(cwd, folder));
  const { root } = project;
  const address = addressOf(project, env);
  if (address === null || program === undefined) throw mistake('no-hook-server', undefined);
  const life = createLife([program, root]);
  const keeper = createKeeper({ cwd: root, env }, 'gate');
  await keeper.ask({}, (session) => {
    session.read(rehearse);
  });
  const server = createServer((socket) => {
    void serve(socket, (line) =>
      life.prolong() ? answerTo(line, keeper, { root, env }) : refused('this server leaves'),
    );
  });
  server.maxConnections = mostConnections;
  const own = await open(server, address);
  await life.ended(() => !own.isReached());
  own.close();
  return 0;
}

async function serve(socket: Socket, answer: (line: string) => Answer | Promise<Answer>): Promise<void> {
  socket.on('error', () => undefined);
  socket.setTimeout(patience);
  const line = await lineFrom(socket);
  if (line !== null) socket.end(`${JSON.stringify(await answer(line))}\n`);
  else socket.destroy();
}

/** What cannot be answered, the hook judges by itself, and says why it could not. */
async function answerTo(line: string, keeper: Keeper, site: Site): Promise<Answer> {
  const question = questionIn(line);
  if (question === null) return refused('this is not a question');
  if (question.root !== site.root) return refused('this server is for another project');
  const { cwd } = question;
  try {
    const { event } = readHook(question.input, question.agent);
    if (event === null) return { finding: null };
    const finding = await keeper.ask({}, (session) =>
      session.read((state) =>
        judge({ state: event.kind === 'before' ? withChanges(state) : comparedWith(state, 'HEAD'), site, cwd }, event),
      ),
    );
    return rootAt(cwd).root === site.root ? { finding } : refused('the folder belongs to another project');
  } catch (error) {
    return refused(error instanceof LintelError ? errorLine(error) : plain(String(error)));
  }
}

function refused(reason: string): Answer {
  return { refused: reason };
}

/** A server that hooks can reach. */
interface Own {
  /** False if another has taken its place. */
  isReached(): boolean;
  close(): void;
}

/** Lets hooks reach the server. One that was there before is reached no more, and leaves. */
async function open(server: Server, { socket, starting }: Address): Promise<Own> {
  const isPipe = process.platform === 'win32';
  const draft = isPipe ? socket : `${socket}.${String(process.pid)}`;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(draft, done);
  });
  const inode = isPipe ? null : lstatSync(draft).ino;
  // A server that ends removes the path that it was made at, whoever is there by then.
  if (!isPipe) renameSync(draft, socket);
  rmSync(starting, { force: true });
  const isReached = (): boolean => isPipe || lstatSync(socket, { throwIfNoEntry: false })?.ino === inode;
  return {
    isReached,
    close() {
      if (!isPipe && isReached()) rmSync(socket, { force: true });
      server.close();
    },
  };
}
