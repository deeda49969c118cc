import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, test } from 'vitest';
import { once } from '../src/core/once.ts';
import { bake, bare, cli, git, home, lintel, put, type Run } from './bakery.ts';

type Input = Readonly<Record<string, unknown>>;

const agents = ['claude', 'codex', 'gemini', 'cursor', 'copilot'] as const;
const inputs = Object.fromEntries(
  agents.map((name) => [name, JSON.parse(readFileSync(join(home, `test/hooks/${name}.json`), 'utf8')) as Input]),
) as Readonly<Record<(typeof agents)[number], Readonly<Record<string, Input>>>>;

const shop = {
  'lintel.yaml': `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven] }
  naming/constants: { check: naming, names: { variable: camelCase } }
  layering/cycles: { check: cycles }
  layering/lost: { check: unresolved }
`,
  'src/counter/till.ts': 'export const till = 1;\n',
  'src/counter/old.ts': "import '../nowhere.js';\nexport const OLD_PRICE = 1;\n",
  'src/oven/bread.ts': 'export const bread = 1;\n',
  'src/oven/unused.ts': 'export const unused = 1;\n',
};
const rye = "import { till } from '../counter/till.js';\nexport const rye = till;\n";

/** A project with a cache of its own, and what runs for it. */
interface Bakery {
  readonly root: string;
  readonly cache: string;
  readonly env: Readonly<Record<string, string>>;
}

const children: ChildProcess[] = [];
const servers: Server[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) server.close();
});

function bakery(env: Readonly<Record<string, string>> = {}): Bakery {
  const root = bake(shop);
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'Open the shop');
  const cache = bake({});
  return { root, cache, env: { ...bare, LINTEL_NO_SERVER: '', XDG_CACHE_HOME: cache, ...env } };
}

/** Flags of node: whoever waits for the other side of a socket waits a hundredth of the time. */
const hasty = [
  '--import',
  `data:text/javascript,import { Socket } from 'node:net';
const { setTimeout } = Socket.prototype;
Socket.prototype.setTimeout = function (pause) { return setTimeout.call(this, pause / 100); };`,
];

/** Runs the real binary on an input of an agent, without waiting in this thread: a server of the test may have to answer. */
function hook({ root, env }: Bakery, input: unknown, flags: readonly string[] = []): Promise<Run> {
  const child = spawn(process.execPath, [...flags, cli, 'hook'], { cwd: root, env });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => void (out.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => void (out.stderr += text.toString()));
  child.stdin.end(JSON.stringify(input).replaceAll('/project', root));
  return new Promise((resolve) => child.on('close', (code) => void resolve({ code, ...out })));
}

function socketIn({ cache }: Bakery): string | null {
  const folder = join(cache, 'lintel/hooks');
  const name = existsSync(folder) ? readdirSync(folder).find((one) => /^[0-9a-f]{16}$/.test(one)) : undefined;
  return name === undefined ? null : join(folder, name);
}

async function until(isSo: () => boolean): Promise<void> {
  for (let left = 400; !isSo() && left > 0; left--) await pause(50);
  expect(isSo()).toBe(true);
}

/** Starts a server in this test's own process group. */
async function serve(at: Bakery, flags: readonly string[] = []): Promise<string> {
  const command = [...flags, cli, 'hook', '--serve', at.root];
  children.push(spawn(process.execPath, command, { env: at.env, stdio: 'ignore' }));
  await until(() => socketIn(at) !== null);
  return socketIn(at)!;
}

/** Did a process judge by itself? It keeps what it has read. */
const worked = ({ root }: Bakery): boolean => existsSync(join(root, '.lintel/facts'));
const forget = ({ root }: Bakery): void => {
  rmSync(join(root, '.lintel/facts'), { force: true });
};

/** The same in this process, where no server can be asked. */
function hookAlone({ root, env }: Bakery, input: unknown): Promise<Run> {
  return lintel(root, ['hook'], env, JSON.stringify(input).replaceAll('/project', root));
}

const silent = { code: 0, stdout: '', stderr: '' };

describe('a server of hooks', () => {
  it(
    'answers byte for byte what a process alone answers, through a sequence of edits',
    { timeout: 240_000 },
    async () => {
      const [served, alone] = [bakery(), bakery({ LINTEL_NO_SERVER: '1' })];
      // The answers name the commit.
      rmSync(join(alone.root, '.git'), { recursive: true });
      cpSync(join(served.root, '.git'), join(alone.root, '.git'), { recursive: true });
      await serve(served);
      forget(served);
      const claude = inputs.claude['edit'];
      const edit = (old: string, text: string): Input => ({
        ...claude,
        session_id: 'another',
        tool_input: { file_path: 'src/oven/bread.ts', old_string: old, new_string: text },
      });
      const steps: readonly (readonly [files: Readonly<Record<string, string>>, input: Input | undefined])[] = [
        ...agents.flatMap((name) =>
          Object.values(inputs[name]).map((input) => [{}, { ...input, cwd: '/project/src/..' }] as const),
        ),
        // What was written since the server looked last.
        [{ 'src/oven/bread.ts': "import { rye } from './rye.js';\nexport const bread = rye;\n" }, claude],
        [{ 'src/oven/rye.ts': 'export const rye = 1;\n' }, edit('= rye', '= rye + 1')],
        [{ 'src/oven/rye.ts': "import './bread.js';\nexport const rye = 1;\n" }, inputs.claude['stop']],
        [{ 'src/oven/rye.ts': rye }, inputs.claude['written']],
        [{}, { ...inputs.cursor['stop'], conversation_id: 'another' }],
        [{ 'lintel.yaml': shop['lintel.yaml'].replace('camelCase', 'snake_case') }, edit('= rye', '= rye + aB')],
        [{ 'lintel.yaml': 'version: 1\nrules: [' }, edit('= rye', '= till')],
        [{ 'lintel.yaml': shop['lintel.yaml'] }, edit('export const', "import '../counter/till.js';\nexport const")],
        [{ 'src/counter/lintel.yaml': 'version: 1\n' }, { ...edit('till', 'TILL'), cwd: '/project/src/counter' }],
      ];
      let told = 0;
      for (const [files, input] of steps) {
        put(served.root, files);
        put(alone.root, files);
        const [one, other] = await Promise.all([hook(served, input), hookAlone(alone, input)]);
        expect(one).toEqual(other);
        if (one.stdout !== '') told++;
        // The last step is about another project.
        if (input !== steps.at(-1)?.[1]) expect([input, worked(served)]).toEqual([input, false]);
      }
      expect(told).toBeGreaterThan(10);
    },
  );

  it('is started by the first hook, for those to come, and only once', async () => {
    const at = bakery();
    const before = await Promise.all([hook(at, inputs.claude['clean']), hook(at, inputs.claude['clean'])]);
    expect(before).toEqual([silent, silent]);
    await until(() => socketIn(at) !== null);
    expect(readdirSync(join(at.cache, 'lintel/hooks'))).toHaveLength(1);
    forget(at);
    expect((await hook(at, inputs.claude['write'])).stdout).toContain('layering/bakery');
    expect(worked(at)).toBe(false);
    rmSync(socketIn(at)!);
  });

  it('is not started where LINTEL_NO_SERVER says so, and by what needs no answer', async () => {
    const at = bakery({ LINTEL_NO_SERVER: '1' });
    await hook(at, inputs.claude['write']);
    const other = bakery();
    await hook(other, inputs.claude['bash']);
    await pause(500);
    expect([at, other].map(({ cache }) => existsSync(join(cache, 'lintel/hooks')))).toEqual([false, false]);
  });

  it('leaves no file behind when it is told to end', async () => {
    const at = bakery();
    const socket = await serve(at);
    children[0]!.kill('SIGTERM');
    await until(() => !existsSync(socket));
    await until(() => children[0]!.exitCode === 0);
    expect(readdirSync(join(at.cache, 'lintel/hooks'))).toEqual([]);
  });

  it('can be reached only by its user', async () => {
    const at = bakery();
    await serve(at);
    expect(statSync(join(at.cache, 'lintel/hooks')).mode & 0o777).toBe(0o700);
  });
});

describe('a hostile client', () => {
  const question = (at: Bakery, change: Input = {}): Input => ({
    root: at.root,
    cwd: at.root,
    agent: null,
    input: JSON.stringify(inputs.claude['write']).replaceAll('/project', at.root),
    ...change,
  });

  it('gets an error, and the server lives', async () => {
    const at = bakery();
    const socket = await serve(at);
    const refused = { refused: expect.any(String) as unknown };
    const lines = [
      '',
      'null',
      '[]',
      '{',
      '\0\0\0',
      '{"root":7}',
      ...[
        { root: '/' },
        { agent: 'clippy' },
        { agent: '__proto__' },
        { input: 7 },
        { input: '{' },
        {
          input: '{"hook_event_name":"PreToolUse","tool_name":"Write","tool_input":{"file_path":"\\u0000"}}',
          cwd: '\0',
        },
        { cwd: '/' },
        { cwd: '/nowhere' },
      ].map((change) => JSON.stringify(question(at, change))),
    ];
    for (const line of lines) {
      const answer = await exchange(socket, `${line}\n`);
      expect([line, JSON.parse(answer)]).toEqual([line, line.includes('u0000') ? expect.any(Object) : refused]);
    }
    // No question at all, half of one, and far more than one.
    expect(await exchange(socket, '', true)).toBe('');
    expect(await exchange(socket, '{"root":', true)).toBe('');
    expect(await exchange(socket, Buffer.alloc(65 * 1024 * 1024, 'x'))).toBe('');
    const many = Array.from({ length: 40 }, () => connect(socket).on('error', () => undefined));
    await pause(200);
    for (const one of many) one.destroy();
    const { finding } = JSON.parse(await exchange(socket, `${JSON.stringify(question(at))}\n`)) as { finding: unknown };
    expect(finding).toEqual({
      text: expect.stringContaining('layering/bakery') as unknown,
      keys: [expect.any(String)],
    });
  }, 60_000);

  it('is not waited for', async () => {
    const at = bakery();
    expect(await exchange(await serve(at, hasty), '{')).toBe('');
  });
});

describe('a hook judges by itself', () => {
  const isJudged = async (at: Bakery, flags: readonly string[] = []): Promise<void> => {
    forget(at);
    // No conversation is told the same twice.
    const input = { ...inputs.claude['write'], session_id: randomUUID() };
    expect((await hook(at, input, flags)).stdout).toContain('layering/bakery');
    expect(worked(at)).toBe(true);
  };

  /** A bakery whose server was killed, and the socket that it had. */
  const deserted = once(async () => {
    const at = bakery();
    const socket = await serve(at);
    children.pop()?.kill('SIGKILL');
    return { at, socket };
  });

  /** Answers something else, in place of the real server. */
  async function fake(socket: string, answer: (socket: Socket) => void): Promise<void> {
    rmSync(socket, { force: true });
    const server = createServer((one) => {
      answer(one.on('error', () => undefined));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(socket, resolve));
  }

  test.each<readonly [string, (socket: Socket) => void]>([
    ['hangs up', (socket) => void socket.destroy()],
    ['answers nonsense', (socket) => void socket.end('nonsense\n')],
    ['answers half a line', (socket) => void socket.end('{"finding":null}')],
    ['is of another version', (socket) => void socket.end('{"finding":{"text":7,"keys":[]}}\n')],
    ['refuses', (socket) => void socket.end('{"refused":"no"}\n')],
  ])('if a server %s', async (_, answer) => {
    const { at, socket } = await deserted();
    await fake(socket, answer);
    await isJudged(at);
  });

  it('if a server does not answer', async () => {
    const { at, socket } = await deserted();
    await fake(socket, (one) => void one.resume());
    await isJudged(at, hasty);
  });

  it('if the server was killed, and starts another', async () => {
    const at = bakery();
    const socket = await serve(at);
    const { ino } = statSync(socket);
    children.pop()?.kill('SIGKILL');
    await isJudged(at);
    await until(() => statSync(socket, { throwIfNoEntry: false })?.ino !== ino);
    rmSync(socket);
  });

  test.each([0o755, 0o770])('if others can enter the folder of the socket (%o)', async (mode) => {
    const at = bakery();
    mkdirSync(join(at.cache, 'lintel/hooks'), { recursive: true });
    chmodSync(join(at.cache, 'lintel/hooks'), mode);
    await isJudged(at);
    expect(readdirSync(join(at.cache, 'lintel/hooks'))).toEqual([]);
  });

  it.skipIf(process.getuid?.() !== 0)('if the folder of the socket is of another user', async () => {
    const at = bakery();
    mkdirSync(join(at.cache, 'lintel/hooks'), { recursive: true, mode: 0o700 });
    chownSync(join(at.cache, 'lintel/hooks'), 1234, 1234);
    await isJudged(at);
    expect(readdirSync(join(at.cache, 'lintel/hooks'))).toEqual([]);
  });
});

/** What a server answers to some bytes; '' if it hangs up. `isEnd`: nothing follows. */
function exchange(path: string, bytes: string | Buffer, isEnd = false): Promise<string> {
  const socket = connect(path);
  let answer = '';
  socket.on('data', (text: Buffer) => void (answer += text.toString()));
  socket.on('error', () => undefined);
  if (isEnd) socket.end(bytes);
  else socket.write(bytes);
  return new Promise((resolve) => socket.on('close', () => void resolve(answer)));
}
