import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallToolResult, Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterEach, expect, it } from 'vitest';
import { bake, bare, cli } from './bakery.ts';

const transports: StdioClientTransport[] = [];
afterEach(async () => {
  await Promise.all(transports.splice(0).map((transport) => transport.close()));
});

/** A client of the official library, and the real binary in a process of its own. */
async function connected(root: string): Promise<{ call: Call; pid: number }> {
  const transport = new StdioClientTransport({ command: process.execPath, args: [cli, 'mcp'], cwd: root, env: bare });
  transports.push(transport);
  const client = new Client({ name: 'baker', version: '1' });
  await client.connect(transport);
  return {
    call: async (name, args = {}) => await client.callTool({ name, arguments: args }),
    pid: transport.pid ?? 0,
  };
}

type Call = (name: string, args?: Record<string, unknown>) => Promise<CallToolResult>;

const textOf = ({ content }: CallToolResult): string =>
  content.map((one) => (one.type === 'text' ? one.text : one.type)).join('');

const shop = {
  'lintel.yaml': `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven] }
  naming/symbols: { check: naming, names: { variable: camelCase, function: camelCase } }
`,
  'src/counter/till.ts': "import { bake_bread } from '../oven/bread.js';\nexport const till = bake_bread(1);\n",
  'src/oven/bread.ts':
    'export function bake_bread(n: number): number {\n  const warm_oven = n;\n  return warm_oven;\n}\n',
};

it('a session asks first, renames, fixes, and ends with nothing left', async () => {
  const root = bake(shop);
  const { call } = await connected(root);
  expect(textOf(await call('check'))).toContain('2 errors');
  const wish = { from: 'src/oven/dough.ts', to: 'src/counter/till.ts', symbol: 'till' };
  expect((await call('may', wish)).structuredContent).toMatchObject({ allowed: false, rules: ['layering/bakery'] });
  expect(textOf(await call('context', { files: ['src/oven/dough.ts'] }))).toContain('src/oven/dough.ts (new): oven');
  const rename = { symbol: 'src/oven/bread.ts#bake_bread', to: 'bakeBread' };
  expect((await call('rename', { ...rename, apply: true })).isError ?? false).toBe(false);
  expect(readFileSync(join(root, 'src/counter/till.ts'), 'utf8')).toContain('bakeBread(1)');
  expect((await call('fix', { apply: true })).isError ?? false).toBe(false);
  expect(readFileSync(join(root, 'src/oven/bread.ts'), 'utf8')).toContain('const warmOven = n;');
  expect(textOf(await call('check'))).toMatch(/^ok\b/);
});

it.skipIf(process.platform === 'win32')(
  '2,000 calls leave the memory of the server flat',
  async () => {
    const { call, pid } = await connected(bake(shop));
    const calls = async (count: number): Promise<number> => {
      for (let i = 0; i < count; i++) {
        const text = `export function bake_bread(n: number): number {\n  return n + ${String(i % 7)};\n}\n`;
        await call(i % 2 ? 'may' : 'check', i % 2 ? wish : { texts: { 'src/oven/bread.ts': text } });
      }
      return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
    };
    const wish = { from: 'src/oven/dough.ts', to: 'src/counter/till.ts' };
    const warm = await calls(500);
    expect((await calls(2000)) - warm).toBeLessThan(64);
  },
  300_000,
);
