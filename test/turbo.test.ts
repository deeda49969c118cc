import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bake, bare, cli, git, put, type Run, shop } from './bakery.ts';

// The real Turborepo, installed from the registry, with a remote cache on this machine.

/** What Turborepo keeps, by hash. */
const artifacts = new Map<string, { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> }>();

/** The part of Vercel's Remote Cache API that Turborepo needs. */
const server: Server = createServer((request, response) => {
  const [, hash = ''] = /^\/v8\/artifacts\/(\w+)/.exec(request.url ?? '') ?? [];
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const kept = artifacts.get(hash);
    if (hash === 'status') response.end('{"status":"enabled"}');
    else if (request.method === 'PUT') {
      artifacts.set(hash, { body: Buffer.concat(parts), headers: { 'x-artifact-duration': '1' } });
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"urls":[]}');
    } else if (request.method === 'POST') response.end('{}');
    else if (kept) response.writeHead(200, kept.headers).end(request.method === 'HEAD' ? undefined : kept.body);
    else response.writeHead(404).end();
  });
});

const street = {
  ...shop,
  '.gitignore': '.facts\n.turbo\nnode_modules\n',
  'package.json': JSON.stringify({
    name: 'street',
    private: true,
    packageManager: 'npm@10.9.0',
    workspaces: ['packages/*'],
    scripts: { 'lintel:facts': 'lintel facts --out .facts --no-cache' },
  }),
  'package-lock.json': JSON.stringify({
    name: 'street',
    lockfileVersion: 3,
    packages: {
      '': { name: 'street', workspaces: ['packages/*'] },
      ...Object.fromEntries(
        ['flour', 'salt'].flatMap((name) => [
          [`node_modules/${name}`, { resolved: `packages/${name}`, link: true }],
          [`packages/${name}`, { version: '1.0.0' }],
        ]),
      ),
    },
  }),
  'turbo.json': JSON.stringify({
    tasks: {
      '//#lintel:facts': { inputs: ['$TURBO_DEFAULT$', '!packages/**'], outputs: ['.facts/**'] },
      'lintel:facts': { inputs: ['$TURBO_DEFAULT$', '$TURBO_ROOT$/**/lintel.yaml'], outputs: ['.facts/**'] },
    },
  }),
  ...Object.fromEntries(
    ['flour', 'salt'].flatMap((name) => [
      [
        `packages/${name}/package.json`,
        JSON.stringify({ name, version: '1.0.0', scripts: { 'lintel:facts': 'lintel facts --out .facts --no-cache' } }),
      ],
      [`packages/${name}/src/sieve.ts`, `export const sieve = '${name}';\n`],
    ]),
  ),
};

let tools = '';
beforeAll(async () => {
  tools = bake({ 'package.json': '{ "private": true }\n' });
  execFileSync('npm', ['install', 'turbo@2', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: tools });
  put(tools, { 'bin/lintel': `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n` });
  execFileSync('chmod', ['+x', join(tools, 'bin/lintel')]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}, 300_000);
afterAll(() => {
  server.close();
});

/** Runs a program beside this process, which goes on to serve the cache. */
async function run(cwd: string, command: string, args: readonly string[]): Promise<Run> {
  const { spawn } = await import('node:child_process');
  const child = spawn(command, args, {
    cwd,
    env: {
      ...bare,
      PATH: `${join(tools, 'bin')}:${join(tools, 'node_modules/.bin')}:${bare.PATH}`,
      TURBO_API: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      TURBO_TOKEN: 'baker',
      TURBO_TEAM: 'bakers',
      TURBO_TELEMETRY_DISABLED: '1',
    },
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (out.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (out.stderr += text.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...out })));
}

const parsedIn = ({ stderr }: Run): number => Number(/^parsed\s+(\d+) files$/m.exec(stderr)?.[1]);
const writeFacts = (root: string): Promise<Run> => run(root, 'turbo', ['run', 'lintel:facts', '--cache=remote:rw']);
const check = (root: string, ...args: string[]): Promise<Run> =>
  run(root, 'lintel', ['check', '--no-cache', '--timing', '--format', 'json', ...args]);

it('the second clone parses nothing, and reports the same bytes', async () => {
  const origin = bake(street);
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-q', '-m', 'one'],
  ])
    git(origin, ...args);
  const clones = [bake({}), bake({})] as const;
  for (const clone of clones) git(clone, 'clone', '-q', origin, '.');

  const first = await writeFacts(clones[0]);
  expect([first.code, first.stdout]).toEqual([0, expect.stringMatching(/Cached:\s+0 cached, 3 total/)]);
  expect(artifacts.size).toBe(3);
  const second = await writeFacts(clones[1]);
  expect([second.code, second.stdout]).toEqual([0, expect.stringMatching(/Cached:\s+3 cached, 3 total/)]);

  const alone = await check(clones[0]);
  const shared = await check(clones[1], '--facts', '.facts,packages/*/.facts');
  expect([parsedIn(alone), parsedIn(shared)]).toEqual([7, 0]);
  expect([shared.code, shared.stdout]).toEqual([alone.code, alone.stdout]);
  expect(JSON.parse(shared.stdout)).toMatchObject({ summary: { files: 6, errors: 1 } });
});

it('a package that changes is written again, and no other', async () => {
  const origin = bake(street);
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-q', '-m', 'one'],
  ])
    git(origin, ...args);
  await writeFacts(origin);
  put(origin, { 'packages/flour/src/sieve.ts': "export const sieve = 'spelt';\n" });
  expect((await writeFacts(origin)).stdout).toMatch(/Cached:\s+2 cached, 3 total/);
  expect(parsedIn(await check(origin, '--facts', '.facts,packages/*/.facts'))).toBe(0);
});
