import { spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { type CallToolResult, Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { afterEach, describe, expect, it } from 'vitest';
import { serve } from '../src/doors/mcp/index.ts';
import { openWarm } from '../src/pipeline/session.ts';
import { tokensIn } from '../src/core/tokens.ts';
import { bake, cli, home, lintel, put, shop } from './bakery.ts';

interface Agent {
  call(name: string, args?: Record<string, unknown>): Promise<CallToolResult>;
  /** The ids that `check` answers with. */
  ids(args?: Record<string, unknown>): Promise<string[]>;
  readonly client: Client;
}

const clients: Client[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

/** An agent that works in a folder. The library checks each answer against the tool's output schema. */
async function agentIn(cwd: string): Promise<Agent> {
  const client = new Client({ name: 'baker', version: '1' });
  clients.push(client);
  const [toServer, fromServer] = [new PassThrough(), new PassThrough()];
  void serve({ cwd, env: process.env }, { input: toServer, output: fromServer });
  // Lines of JSON over two streams: the transport of a server serves a client as well.
  await client.connect(new StdioServerTransport(fromServer, toServer));
  const call: Agent['call'] = async (name, args = {}) => await client.callTool({ name, arguments: args });
  return { client, call, ids: async (args) => idsOf((await call('check', args)).structuredContent) };
}

const idsOf = (record: unknown): string[] =>
  (record as { violations: { id: string }[] }).violations.map(({ id }) => id).sort();
const textOf = ({ content }: CallToolResult): string =>
  content.map((one) => (one.type === 'text' ? one.text : one.type)).join('');
const gateIds = async (root: string): Promise<string[]> =>
  idsOf(JSON.parse((await lintel(root, ['--format', 'json'])).stdout));

/** What the same engine says in a loop. */
function loopIds(root: string, overlay?: ReadonlyMap<string, string | null>): string[] {
  const session = openWarm({ root, env: process.env }, 'lintel.yaml', 'loop');
  session.refresh(overlay);
  return session
    .lint({ paths: [], rule: null })
    .violations.map(({ id }) => id)
    .sort();
}

function billing(): string {
  const root = bake({});
  cpSync(join(home, 'fixtures/billing'), root, { recursive: true });
  return root;
}

describe('an agent', () => {
  it('prints no more than its budget, and counts what was cut', async () => {
    const agent = await agentIn(billing());
    const whole = textOf(await agent.call('check', { budget: 0 }));
    expect(textOf(await agent.call('check'))).toBe(whole);
    const some = textOf(await agent.call('check', { budget: 500 }));
    expect(some.length).toBeLessThan(whole.length / 2);
    expect(some).toMatch(/\ncut: \d+ of 1\d \(.*\)\. rest: `lintel check --rule \S+ --budget 0`\n$/);
    expect((await agent.call('check', { budget: -1 })).isError).toBe(true);
  });

  it('is not shown frozen violations, even if the baseline changes during a session', async () => {
    const root = bake(shop);
    const agent = await agentIn(root);
    expect(await agent.ids()).toHaveLength(3);
    await lintel(root, ['baseline', 'create']);
    expect(await agent.ids()).toEqual([]);
    put(root, { 'src/oven/new.ts': "import '../counter/till.js';\n" });
    const { content, structuredContent } = await agent.call('check');
    expect(idsOf(structuredContent)).toHaveLength(1);
    expect(structuredContent).toMatchObject({ summary: { errors: 1, baseline: 3, gone: 0 } });
    expect(content).toMatchObject([{ text: expect.stringContaining(' frozen 3, new 1, gone 0.\n') }]);
    put(root, { 'lintel-baseline.json': '{\n  "version": 1\n}\n' });
    expect(await agent.ids()).toHaveLength(4);
  });

  it('finds what the command line finds, as files are edited, made and deleted', async () => {
    const root = billing();
    const agent = await agentIn(root);
    const seen: string[][] = [];
    const edits = [
      () => undefined,
      () => {
        put(root, {
          'modules/auth/src/service/late_check.ts':
            "import { page } from '../../../billing/src/ui/invoice-page.js';\nexport const late_check = function late_check() { return page; };\n",
        });
      },
      () => {
        rmSync(join(root, 'modules/auth/src/service/lockout.ts'));
      },
      () => {
        put(root, { 'modules/auth/src/index.ts': "export * from './nowhere.js';\n" });
      },
    ];
    for (const edit of edits) {
      edit();
      const ids = await agent.ids();
      expect(ids).toEqual(await gateIds(root));
      expect(ids).toEqual(loopIds(root));
      seen.push(ids);
    }
    expect(new Set(seen.map(String)).size).toBe(edits.length);
  });

  it('tries texts before they are written', async () => {
    const root = billing();
    const agent = await agentIn(root);
    const before = await agent.ids();
    const made = { 'modules/auth/src/service/made_up.ts': 'export const x = 1;\n' };
    const gone = { 'modules/auth/src/service/lockout.ts': null };
    const tried = await agent.ids({ texts: { ...made, ...gone } });
    expect(tried).toEqual(loopIds(root, new Map(Object.entries({ ...made, ...gone }))));
    expect(tried).not.toEqual(before);
    expect(await agent.ids({ texts: made, paths: ['modules/auth/src/service/made_up.ts'] })).toHaveLength(2);
    expect(await agent.ids()).toEqual(before);
  });

  it('expects unfinished work: what a gate demands of reports is listed as not run', async () => {
    const root = bake({
      ...shop,
      'package.json': '{ "scripts": { "test": "make coverage" } }\n',
      'lintel.yaml':
        'version: 1\nrules:\n  coverage/floor: { check: coverage, report: lcov.info, minimum: { lines: 50 }, command: npm test }\n',
    });
    expect((await lintel(root, [])).code).toBe(1);
    const agent = await agentIn(root);
    const { structuredContent } = await agent.call('check');
    expect(structuredContent).toMatchObject({
      violations: [],
      summary: { notRun: [{ rule: 'coverage/floor', reason: 'lcov.info does not exist; run `npm test`' }] },
    });
  });

  it('gives a program no more than the text costs, and the whole record when it is asked for', async () => {
    const root = bake({
      'lintel.yaml': 'version: 1\nrules:\n  layering/lost: { check: unresolved }\n',
      ...Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`src/${String(i)}.ts`, "import './gone.js';\n"])),
    });
    const agent = await agentIn(root);
    const short = await agent.call('check');
    const { violations, cut } = short.structuredContent as { violations: unknown[]; cut: number };
    expect(tokensIn(JSON.stringify(short.structuredContent))).toBeLessThanOrEqual(
      Math.max(400, tokensIn(textOf(short))),
    );
    expect(violations.length + cut).toBe(300);
    expect(violations[0]).toMatchObject({ rule: 'layering/lost', file: 'src/0.ts', line: 1, column: 8 });
    const whole = await agent.call('check', { full: true });
    expect(whole.structuredContent).toMatchObject({ rules: [{ id: 'layering/lost' }] });
    expect(idsOf(whole.structuredContent)).toHaveLength(300);
  });

  it('reads the agent format beside the record', async () => {
    const root = bake(shop);
    const agent = await agentIn(root);
    const result = await agent.call('check', { rule: 'layering/bakery', paths: [join(root, 'src/oven')] });
    expect(textOf(result)).toBe(
      (await lintel(root, ['--format', 'agent', '--rule', 'layering/bakery', 'src/oven'])).stdout,
    );
    expect(result.isError).toBe(false);
  });

  it('sees what a fix would change, has it written, and goes on from there', async () => {
    const root = bake({
      ...shop,
      'lintel.yaml': 'version: 1\nrules:\n  naming/functions: { check: naming, names: { function: camelCase } }\n',
      'src/oven/scale.ts': 'function weigh_flour() { return 1; }\nexport const scale = weigh_flour();\n',
    });
    const agent = await agentIn(root);
    const [id = ''] = await agent.ids();
    const dry = await agent.call('fix');
    expect(dry.structuredContent).toMatchObject({
      applied: false,
      fixed: [id],
      files: ['src/oven/scale.ts'],
      report: { violations: [] },
    });
    expect(textOf(dry)).toBe(
      `would fix 1 in 1 file:\n ${id.slice(0, 6)} src/oven/scale.ts:1:10 \`weigh_flour\` -> \`weighFlour\`\n\n${(dry.structuredContent as { diff: string }).diff}ok. 5 files, 1 rule.\n`,
    );
    expect((dry.structuredContent as { diff: string }).diff).toBe((await lintel(root, ['fix', '--dry-run'])).stdout);
    expect(await agent.ids()).toEqual([id]);
    const done = await agent.call('fix', { apply: true, id: id.slice(0, 6) });
    expect(done.structuredContent).toMatchObject({ applied: true, fixed: [id], report: { violations: [] } });
    expect(readFileSync(join(root, 'src/oven/scale.ts'), 'utf8')).toBe(
      'function weighFlour() { return 1; }\nexport const scale = weighFlour();\n',
    );
    expect(await agent.ids()).toEqual([]);
    expect((await agent.call('fix', { apply: true })).structuredContent).toMatchObject({
      applied: false,
      fixed: [],
      files: [],
    });
  });

  it('can explain a rule, a check, a zone and an id', async () => {
    const root = bake(shop);
    const agent = await agentIn(root);
    const [id = ''] = await agent.ids();
    for (const name of ['layering/bakery', 'cycles', 'oven', id.slice(0, 6)]) {
      const result = await agent.call('explain', { name });
      expect(textOf(result)).toBe((await lintel(root, ['explain', name])).stdout.replace(/\n$/, ''));
    }
  });

  it('knows the tools by few words, and which of them may write', async () => {
    const { client } = await agentIn(bake(shop));
    const { tools } = await client.listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ['check', true],
      ['fix', false],
      ['explain', true],
      ['context', true],
      ['may', true],
      ['plan', true],
      ['rename', false],
      ['move', false],
    ]);
    const told = tools.map(({ description, inputSchema, outputSchema }) => [description, inputSchema, outputSchema]);
    expect(tokensIn(JSON.stringify(told))).toBeLessThan(3000);
    expect(tools.reduce((sum, { description = '' }) => sum + description.length, 0)).toBeLessThan(2048);
    expect(tools.every(({ inputSchema }) => inputSchema['additionalProperties'] === false)).toBe(true);
    // These answer with text alone, so that a host does not show it twice.
    expect(tools.flatMap(({ name, outputSchema }) => (outputSchema ? [] : [name]))).toEqual([
      'explain',
      'context',
      'plan',
    ]);
  });

  it('plans all violations, frozen ones included, and lists as many packets as it is told to', async () => {
    const root = bake({
      'lintel.yaml':
        'version: 1\nrules:\n  naming/names: { check: naming, names: { variableLike: camelCase } }\n  layering/lost: { check: unresolved }\n',
      'src/a.ts': "import './gone.js';\nconst odd_name = 1;\nexport default odd_name;\n",
    });
    await lintel(root, ['baseline', 'create']);
    const agent = await agentIn(root);
    const { content } = await agent.call('plan', { most: 1 });
    const text = content.map((one) => (one.type === 'text' ? one.text : '')).join('');
    expect(text).toContain('# 2 violations in 2 packets');
    expect(text).toContain('`lintel fix --rule naming/names`');
    expect(text).toContain('1 more packet with 1 violation');
    const one = await agent.call('plan', { rule: 'layering/lost' });
    expect(JSON.stringify(one.content)).toContain('# 1 violation in 1 packet');
  });

  it('renames a symbol in all files, after it has seen the diff', async () => {
    const root = bake({
      'lintel.yaml': 'version: 1\nrules:\n  layering/cycles: { check: cycles }\n',
      'src/oven.ts': 'export function bake_bread(): number {\n  return 1;\n}\n',
      'src/till.ts': "import { bake_bread } from './oven.js';\nexport const price = bake_bread();\n",
    });
    const agent = await agentIn(root);
    const wish = { symbol: 'src/oven.ts#bake_bread', to: 'bake' };
    const dry = await agent.call('rename', wish);
    expect(dry.structuredContent).toMatchObject({
      applied: false,
      refused: null,
      files: ['src/oven.ts', 'src/till.ts'],
    });
    expect(textOf(dry)).toContain('\n+export const price = bake();\n');
    expect(readFileSync(join(root, 'src/oven.ts'), 'utf8')).toContain('bake_bread');
    const done = await agent.call('rename', { ...wish, apply: true });
    expect(textOf(done)).toBe('renamed bake_bread to bake in 2 files\n src/oven.ts\n src/till.ts\n');
    expect(readFileSync(join(root, 'src/till.ts'), 'utf8')).toBe(
      "import { bake } from './oven.js';\nexport const price = bake();\n",
    );
    const again = await agent.call('rename', { ...wish, apply: true });
    expect([again.isError, textOf(again)]).toEqual([true, expect.stringContaining('bake_bread was not renamed: ')]);
    expect(textOf(await agent.call('rename', { symbol: 'src/oven.ts', to: 'x' }))).toBe(
      '"src/oven.ts" names no symbol: write it like src/bread.ts#bake',
    );
    expect((await agent.call('rename', { symbol: '../x.ts#a', to: 'b' })).isError).toBe(true);
  });

  it('moves a file, and is refused what would break a rule', async () => {
    const root = bake(shop);
    const agent = await agentIn(root);
    await lintel(root, ['baseline', 'create']);
    put(root, { 'src/counter/sign.ts': "import './till.js';\nexport const open = true;\n" });
    put(root, { 'src/counter/door.ts': "import { open } from './sign.js';\nexport const isOpen = open;\n" });
    const refused = await agent.call('move', { what: 'src/counter/sign.ts', to: 'src/oven/', apply: true });
    expect(refused.structuredContent).toMatchObject({ applied: false, refused: 'it would bring violations' });
    expect(textOf(refused)).toContain('(layering/bakery)');
    const moved = await agent.call('move', { what: 'src/counter/sign.ts', to: 'src/counter/front/', apply: true });
    expect(moved.structuredContent).toMatchObject({
      applied: true,
      files: ['src/counter/door.ts', 'src/counter/front/sign.ts', 'src/counter/sign.ts'],
    });
    expect(readFileSync(join(root, 'src/counter/front/sign.ts'), 'utf8')).toContain("import '../till.js';");
    expect(await agent.ids()).toEqual([]);
    expect((await agent.call('move', { what: 'src/counter/till.ts#a.b', to: 'src/oven/' })).isError).toBe(true);
    expect((await agent.call('move', { what: 'src/counter/till.ts', to: '../out.ts' })).isError).toBe(true);
  });

  it('asks what applies to a file that does not exist yet', async () => {
    const agent = await agentIn(billing());
    const file = 'modules/billing/src/service/tax-rates.ts';
    const short = await agent.call('context', { files: [file, 'modules/billing/src/ui/money.ts'] });
    expect(textOf(short)).toContain(`${file} (new): module (billing), service (billing)\nimports: layer service, may`);
    expect(tokensIn(textOf(short))).toBeLessThanOrEqual(240);
    const full = await agent.call('context', { files: [file], full: true });
    expect(textOf(full)).toContain('  why: INC-204: a UI import pulled React into the worker.\n');
    expect((await agent.call('context', { files: ['../a.ts'] })).isError).toBe(true);
    expect((await agent.call('context', { files: [] })).isError).toBe(true);
  });

  it('asks whether a file may import another, in the project as it is now', async () => {
    const root = billing();
    const agent = await agentIn(root);
    const wish = { from: 'modules/billing/src/repo/ledger.ts', to: 'modules/billing/src/types/invoice.ts' };
    expect((await agent.call('may', wish)).structuredContent).toMatchObject({ allowed: true, rules: [] });
    const other = { from: 'modules/billing/src/ui/cents.ts', to: 'modules/auth/src/service/sessions.ts' };
    expect((await agent.call('may', { ...other, symbol: 'isValid' })).structuredContent).toMatchObject({
      allowed: false,
      rules: expect.arrayContaining(['layering/entries']) as unknown,
    });
    put(root, { 'lintel.yaml': 'version: 1\nrules:\n  layering/cycles: { check: cycles }\n' });
    expect((await agent.call('may', other)).structuredContent).toMatchObject({ allowed: true });
    expect((await agent.call('may', { ...other, to: 'modules/auth/nowhere.ts' })).isError).toBe(true);
  });

  it('is told about errors in lintel.yaml, and when they are fixed', async () => {
    const root = bake({ ...shop, 'lintel.yaml': `${shop['lintel.yaml']}  layering/mistaken: { check: layerz }\n` });
    const agent = await agentIn(root);
    const broken = await agent.call('check');
    expect([broken.isError, textOf(broken).split('\n')[1]]).toEqual([
      true,
      'lintel.yaml:7:31 unknown check "layerz": did you mean "layers"?',
    ]);
    put(root, shop);
    expect((await agent.call('check')).isError).toBe(false);
  });

  it('may begin before there is a lintel.yaml', async () => {
    const root = bake({ 'src/a.ts': 'export const a = 1;\n' });
    const agent = await agentIn(root);
    const none = await agent.call('check');
    expect([none.isError, textOf(none)]).toEqual([true, expect.stringContaining('no lintel.yaml with a `version`')]);
    put(root, { 'lintel.yaml': 'version: 1\nrules:\n  naming/files: { check: file-naming, files: PascalCase }\n' });
    expect(await agent.ids()).toHaveLength(1);
  });
});

describe('a hostile client', () => {
  it('gets no further than the root', async () => {
    const [root, other] = [bake(shop), bake({ 'secret.ts': 'export const secret = 1;\n' })];
    symlinkSync(other, join(root, 'src/way-out'));
    const agent = await agentIn(root);
    for (const path of ['../', '/etc/passwd', join(other, 'secret.ts'), 'src/../../x', 'src\0x', '/etc/\u202e']) {
      const refused = await agent.call('check', { paths: [path] });
      expect([path, refused.isError, textOf(refused).includes('secret')]).toEqual([
        path,
        true,
        path.includes('secret'),
      ]);
      expect((await agent.call('check', { texts: { [path]: 'export const x = 1;\n' } })).isError).toBe(true);
    }
    for (const path of ['', '.', './'])
      expect((await agent.call('check', { texts: { [path]: 'export const x = 1;\n' } })).isError).toBe(true);
    expect(textOf(await agent.call('check', { paths: ['src/way-out/secret.ts'] }))).not.toContain(
      'export const secret',
    );
    expect(await agent.ids()).toEqual(await gateIds(root));
  });

  it('every message gets a response, and the next one is served', async () => {
    const root = bake(shop);
    const child = spawn(process.execPath, [cli, 'mcp'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
    const answers: Record<string, unknown>[] = [];
    const waiting: (() => void)[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      answers.push(JSON.parse(line) as Record<string, unknown>);
      for (const wake of waiting.splice(0)) wake();
    });
    const answerTo = async (id: unknown): Promise<Record<string, unknown>> => {
      for (;;) {
        const found = answers.findIndex((one) => one['id'] === id);
        if (found >= 0) return answers.splice(found, 1)[0] ?? {};
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
    };
    const send = (message: unknown): void => {
      child.stdin.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
    };
    const call = (id: number, name: string, args: unknown): void => {
      send({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } });
    };

    send({
      jsonrpc: '2.0',
      id: 0,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'rude', version: '1' } },
    });
    expect(await answerTo(0)).toMatchObject({
      result: { protocolVersion: '2025-06-18', serverInfo: { name: 'lintel' } },
    });
    send({ jsonrpc: '2.0', method: 'notifications/initialized' });

    const rude: [message: string, code: number][] = [
      ['{ "jsonrpc": "2.0", "id": 1,', -32700],
      ['not json at all', -32700],
      [`{"jsonrpc":"2.0","method":"x","params":${'['.repeat(200_000)}`, -32700],
      ['[]', -32600],
      ['42', -32600],
      ['{"jsonrpc":"1.0","method":"tools/list"}', -32600],
      ['{"jsonrpc":"2.0","method":7}', -32600],
      ['{"jsonrpc":"2.0","method":"tools/list","params":[]}', -32600],
      [`"${'x'.repeat(20_000_000)}"`, -32600],
    ];
    for (const [message, code] of rude) {
      send(message);
      expect([message.slice(0, 30), await answerTo(null)]).toEqual([
        message.slice(0, 30),
        { jsonrpc: '2.0', id: null, error: { code, message: expect.any(String) as string } },
      ]);
    }
    const odd: [name: string, args: unknown][] = [
      ['check', { paths: 'src' }],
      ['check', { paths: [7] }],
      ['check', { nonsense: true }],
      ['check', { rule: 'no/such' }],
      ['check', { texts: { 'src/a.ts': 7 } }],
      ['check', null],
      ['explain', {}],
      ['explain', { name: 'x'.repeat(501) }],
      ['explain', { name: '__proto__' }],
      ['check', { paths: Array.from({ length: 50_000 }, () => 'src') }],
      ['fix', { id: 'ffffffffff' }],
      ['fix', { suggested: true }],
      ['fix', { apply: 'yes' }],
      ['fix', { paths: ['../..'], apply: true }],
      ['fly', {}],
      [
        'check',
        {
          texts: { 'src/deep.ts': '('.repeat(100_000), 'src/big.ts': `export const big = [${'1,'.repeat(500_000)}];` },
        },
      ],
    ];
    for (const [index, [name, args]] of odd.entries()) {
      call(100 + index, name, args);
      const { error, result } = (await answerTo(100 + index)) as {
        error?: unknown;
        result?: { isError?: boolean; structuredContent?: unknown };
      };
      expect([
        name,
        index,
        Boolean(error) || Boolean(result?.isError) || result?.structuredContent !== undefined,
      ]).toEqual([name, index, true]);
    }

    // What is cancelled before its turn is not answered, and delays nobody.
    send(
      Array.from({ length: 200 }, (_, n) => [
        { jsonrpc: '2.0', id: 1000 + n, method: 'tools/call', params: { name: 'check', arguments: {} } },
        {
          jsonrpc: '2.0',
          method: 'notifications/cancelled',
          params: { requestId: 1000 + n, reason: 'changed my mind' },
        },
      ])
        .flat()
        .map((message) => JSON.stringify(message))
        .join('\n'),
    );
    send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'never asked' } });
    call(2000, 'check', {});
    expect(await answerTo(2000)).toMatchObject({ result: { isError: false, structuredContent: { version: 1 } } });
    expect(answers.filter(({ id }) => typeof id === 'number' && id >= 1000)).toEqual([]);

    child.stdin.end();
    expect(
      await new Promise((resolve) => {
        child.on('close', resolve);
      }),
    ).toBe(0);
  });

  it('is told during a session that the folder was deleted, and that it is back', async () => {
    const root = bake(shop);
    const client = new Client({ name: 'mover', version: '1' });
    clients.push(client);
    // A process of its own: the folder that it works in is deleted under it.
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [cli, 'mcp'], cwd: root }));
    const call = async (name: string, args: Record<string, unknown> = {}): Promise<CallToolResult> =>
      await client.callTool({ name, arguments: args });
    const before = idsOf((await call('check')).structuredContent);
    expect(before).toHaveLength(3);

    rmSync(root, { recursive: true });
    for (const [name, args] of [['check'], ['fix', { apply: true }], ['explain', { name: 'cycles' }]] as const) {
      const answer = await call(name, args);
      expect([name, answer.isError, textOf(answer)]).toEqual([
        name,
        true,
        `the folder ${root} no longer exists: run lintel in an existing folder`,
      ]);
    }
    put(root, { 'lintel.yaml': shop['lintel.yaml'] });
    expect(textOf(await call('check'))).toContain('no files to check');
    put(root, shop);
    expect(idsOf((await call('check')).structuredContent)).toEqual(before);
    rmSync(join(root, 'lintel.yaml'));
    expect(textOf(await call('check'))).toContain('no lintel.yaml with a `version` in');
    put(root, shop);
    expect(idsOf((await call('check')).structuredContent)).toEqual(before);
  });

  it('goes over to the project that its folder belongs to now', async () => {
    const root = bake({ ...shop, 'src/oven/lonely.ts': "import './nowhere.js';\n" });
    const agent = await agentIn(join(root, 'src/oven'));
    expect(await agent.ids()).toHaveLength(3);
    const nearer = { 'src/oven/lintel.yaml': 'version: 1\nrules: { n: { check: unresolved } }\n' };
    put(root, nearer);
    expect((await agent.call('check')).structuredContent).toMatchObject({
      violations: [{ file: 'bake.ts' }, { file: 'lonely.ts' }],
    });
    rmSync(join(root, 'src/oven'), { recursive: true });
    expect(textOf(await agent.call('check'))).toContain('no longer exists: run lintel in an existing folder');
    put(root, shop);
    expect(await agent.ids()).toHaveLength(3);
  });

  it('cannot have a fix written through a link', async () => {
    const [root, other] = [
      bake({
        'lintel.yaml': 'version: 1\nrules:\n  naming/functions: { check: naming, names: { function: camelCase } }\n',
        'src/a.ts': 'export {};\n',
      }),
      bake({ 'b.ts': 'function far_away() { return 1; }\nexport const b = far_away();\n' }),
    ];
    symlinkSync(join(other, 'b.ts'), join(root, 'src/b.ts'));
    const agent = await agentIn(root);
    expect((await agent.call('fix', { apply: true })).structuredContent).toMatchObject({ applied: false, files: [] });
    expect(readFileSync(join(other, 'b.ts'), 'utf8')).toContain('far_away()');
  });

  it('never has its texts written', async () => {
    const root = bake(shop);
    const agent = await agentIn(root);
    await agent.call('check', { texts: { 'src/oven/bake.ts': 'export const burnt = 1;\n' } });
    expect(readFileSync(join(root, 'src/oven/bake.ts'), 'utf8')).toBe(shop['src/oven/bake.ts']);
  });
});
