import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { bake, bare, cli, shop } from './bakery.ts';

// A client that breaks the protocol, and one that asks tools what no schema allows. The same process answers all of it.

interface Response {
  readonly id?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
  readonly result?: { readonly isError?: boolean; readonly tools?: readonly { readonly name: string }[] };
}

const root = bake(shop);
const above = bake({ 'secret.ts': 'export const secret = 1;\n' });
const waiting: { readonly id: unknown; readonly resolve: (response: Response) => void }[] = [];
let server: ChildProcessByStdio<Writable, Readable, null>;
let last = 0;

beforeAll(async () => {
  server = spawn(process.execPath, [cli, 'mcp'], { cwd: root, env: bare, stdio: ['pipe', 'pipe', 'inherit'] });
  createInterface({ input: server.stdout }).on('line', (line) => {
    const response = JSON.parse(line) as Response;
    const index = waiting.findIndex(({ id }) => id === response.id);
    if (index >= 0) waiting.splice(index, 1)[0]?.resolve(response);
  });
  // The protocol of 2026-07-28 has no `initialize`.
  expect((await asked('tools/list', {})).result?.tools?.length).toBeGreaterThan(5);
  expect(await asked('initialize', hello)).toHaveProperty('result.serverInfo.name', 'lintel');
  send('{"jsonrpc":"2.0","method":"notifications/initialized"}');
});

afterAll(async () => {
  const ended = new Promise((resolve) => server.on('close', resolve));
  server.stdin.end();
  expect(await ended).toBe(0);
});

const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'rude', version: '1' } };

function send(line: string | Buffer): void {
  server.stdin.write(line);
  server.stdin.write('\n');
}

function answerTo(id: unknown): Promise<Response> {
  return new Promise((resolve) => {
    waiting.push({ id, resolve });
  });
}

function asked(method: string, params: unknown): Promise<Response> {
  const id = ++last;
  send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  return answerTo(id);
}

const isAlive = async (): Promise<boolean> => (await asked('ping', {})).result !== undefined;

describe('a line that is no request', () => {
  const batch = JSON.stringify([{ jsonrpc: '2.0', id: 1, method: 'ping' }]);
  test.each<[title: string, line: string | Buffer, id: unknown, code: number]>([
    ['cut JSON', '{"jsonrpc":"2.0","id":', null, -32700],
    ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe, 0x80, 0x7b]), null, -32700],
    ['a null byte', '\0', null, -32700],
    ['a batch, which the protocol no longer has', batch, null, -32600],
    ['no version', '{"id":"v","method":"ping"}', 'v', -32600],
    ['an id that is a list', '{"jsonrpc":"2.0","id":[1],"method":"ping"}', null, -32600],
    ['an id that is a fraction', '{"jsonrpc":"2.0","id":0.5,"method":"ping"}', 0.5, -32600],
    ['params that are a text', '{"jsonrpc":"2.0","id":"p","method":"ping","params":"x"}', 'p', -32600],
    ['10 MB of one text', `{"jsonrpc":"2.0","id":1,"method":"${'x'.repeat(10_000_000)}"}`, null, -32600],
    ['10 MB without a quote', 'x'.repeat(10_000_000), null, -32600],
  ])('%s', async (_, line, id, code) => {
    send(line);
    expect(await answerTo(id)).toMatchObject({ error: { code } });
    expect(await isAlive()).toBe(true);
  });
});

describe('a request that cannot be served', () => {
  test.each<[title: string, method: string, params: unknown]>([
    ['an unknown method', 'tools/destroy', {}],
    ['a method of Object', 'constructor', {}],
    ['a feature that the server does not have', 'resources/list', {}],
    ['another such feature', 'prompts/get', { name: 'x' }],
    ['a tool call without a name', 'tools/call', { arguments: {} }],
    ['a tool whose name is a number', 'tools/call', { name: 7 }],
    ['an unknown tool', 'tools/call', { name: 'format_disk', arguments: {} }],
    ['_meta that is a text', 'tools/call', { name: 'check', arguments: {}, _meta: 'x' }],
  ])('%s', async (_, method, params) => {
    const { error, result } = await asked(method, params);
    expect(error?.code ?? result?.isError).toBeTruthy();
    expect(await isAlive()).toBe(true);
  });

  it('a second `initialize` ends nothing', async () => {
    await asked('initialize', hello);
    expect((await asked('tools/list', {})).result?.tools?.length).toBeGreaterThan(5);
  });

  it('an answer and a cancellation that nobody waits for are passed over', async () => {
    send('{"jsonrpc":"2.0","id":"never","result":{}}');
    send('{"jsonrpc":"2.0","id":"never","error":{"code":1,"message":"x"}}');
    for (const requestId of ['"never"', '99999', 'null', '{}'])
      send(`{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":${requestId}}}`);
    send('{"jsonrpc":"2.0","method":"notifications/cancelled"}');
    expect(await isAlive()).toBe(true);
  });
});

const tools = {
  check: ['paths', 'texts', 'rule', 'budget'],
  fix: ['paths', 'rule', 'id', 'apply'],
  explain: ['name'],
  context: ['files'],
  may: ['from', 'to', 'symbol'],
  plan: ['paths', 'rule', 'most'],
  rename: ['symbol', 'to', 'apply'],
  move: ['what', 'to', 'apply'],
} as const;
/** What no argument of any tool may be. */
const wrong: readonly unknown[] = [null, { a: [{}] }, [[[]]], 1e308, -1, [7], [null]];

describe('arguments of the wrong type', () => {
  it('there are no other tools', async () => {
    const { result } = await asked('tools/list', {});
    expect(result?.tools?.map(({ name }) => name).sort()).toEqual(Object.keys(tools).sort());
  });

  test.each(Object.entries(tools).flatMap(([tool, keys]) => keys.map((key) => [tool, key] as const)))(
    '%s: %s',
    async (tool, key) => {
      for (const value of wrong) {
        const { error, result } = await asked('tools/call', { name: tool, arguments: { [key]: value } });
        expect([value, error !== undefined || result?.isError === true]).toEqual([value, true]);
      }
    },
  );
});

describe('paths outside of the root', () => {
  const outside = ['../..', '/etc/passwd', join(above, 'secret.ts'), 'src/../../x', 'src\0x'];
  const calls: readonly [title: string, tool: string, args: (path: string) => Record<string, unknown>][] = [
    ['a check', 'check', (path) => ({ paths: [path] })],
    ['a check of a text', 'check', (path) => ({ texts: { [path]: 'export const x = 1;\n' } })],
    ['a fix', 'fix', (path) => ({ paths: [path], apply: true })],
    ['a context', 'context', (path) => ({ files: [path] })],
    ['a question', 'may', (path) => ({ from: path, to: 'src/counter/till.ts' })],
    ['a rename', 'rename', (path) => ({ symbol: `${path}#secret`, to: 'known', apply: true })],
    ['a move from there', 'move', (path) => ({ what: path, to: 'src/stolen.ts', apply: true })],
    ['a move to there', 'move', (path) => ({ what: 'src/counter/till.ts', to: path, apply: true })],
  ];
  test.each(calls)('%s', async (_, name, args) => {
    for (const path of outside) {
      const response = await asked('tools/call', { name, arguments: args(path) });
      expect([path, response.error !== undefined || response.result?.isError === true]).toEqual([path, true]);
      expect(JSON.stringify(response)).not.toContain('export const secret');
    }
    expect(existsSync(join(root, 'src/counter/till.ts'))).toBe(true);
    expect(existsSync(join(above, 'secret.ts'))).toBe(true);
  });
});
