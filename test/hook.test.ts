import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { bake, bare, cli, git, home, lintel, put, type Run } from './bakery.ts';

// Inputs of each agent as its program writes them, with /project in place of the real path.

type Inputs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const names = ['claude', 'codex', 'gemini', 'cursor', 'copilot'] as const;
const recorded = Object.fromEntries(
  names.map((name) => [name, JSON.parse(readFileSync(join(home, `test/hooks/${name}.json`), 'utf8')) as Inputs]),
) as Readonly<Record<(typeof names)[number], Inputs>>;

const shop = {
  'lintel.yaml': `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven] }
  naming/constants: { check: naming, names: { variable: camelCase } }
  layering/lost: { check: unresolved }
`,
  'src/counter/till.ts': 'export const till = 1;\n',
  'src/counter/old.ts': "import '../nowhere.js';\nexport const OLD_PRICE = 1;\n",
  'src/oven/bread.ts': 'export const bread = 1;\n',
  'src/oven/unused.ts': 'export const unused = 1;\n',
};
const rye = "import { till } from '../counter/till.js';\nexport const rye = till;\n";

function repository(): string {
  const root = bake(shop);
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'Open the shop');
  return root;
}

const inputOf = (root: string, input: unknown): string => JSON.stringify(input).replaceAll('/project', root);

/** Runs the real binary as an agent does. */
function spawned(root: string, input: unknown): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'hook'], {
    cwd: root,
    env: bare,
    encoding: 'utf8',
    input: inputOf(root, input),
  });
  return { code: status, stdout, stderr };
}

const replay = (root: string, input: unknown, args: readonly string[] = []): Promise<Run> =>
  lintel(root, ['hook', ...args], {}, inputOf(root, input));

const silent = { code: 0, stdout: '', stderr: '' };
const breach = 'src/oven/rye.ts:1:22 imports `../counter/till.js` (counter)';

describe.each([
  ['claude', ['write', 'edit', 'multi'], deniedByClaude],
  ['codex', ['add', 'update'], deniedByClaude],
  ['gemini', ['write', 'replace'], (text: unknown) => ({ decision: 'deny', reason: text })],
  ['copilot', ['create', 'edit'], (text: unknown) => ({ permissionDecision: 'deny', permissionDecisionReason: text })],
  [
    'cursor',
    ['write', 'replace'],
    (text: unknown) => ({ permission: 'deny', user_message: 'Lintel refused this edit.', agent_message: text }),
  ],
] as const)('%s', (name, edits, denied) => {
  const inputs = recorded[name];

  test.each(edits)('is refused an edit that breaks a rule: %s', (edit) => {
    const { code, stdout, stderr } = spawned(repository(), inputs[edit]);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(
      denied(expect.stringMatching(/^This edit was not made: .*\n1 error\..*\n\nlayering\/bakery: [^]*`\.\.\/counter/)),
    );
  });

  it('hears nothing of a clean edit, of other tools, and of violations that were there before', async () => {
    const root = repository();
    expect(await replay(root, inputs['clean'])).toEqual(silent);
    expect(await replay(root, inputs['bash'])).toEqual(silent);
    expect(await replay(root, inputs['stop'])).toEqual(silent);
  });

  it('is told the same only once', async () => {
    const root = repository();
    expect((await replay(root, inputs[edits[0]])).stdout).toContain('layering/bakery');
    expect(await replay(root, inputs[edits[0]])).toEqual(silent);
    put(root, { 'src/oven/rye.ts': rye });
    expect(await replay(root, inputs['written'])).toEqual(silent);
    expect((await replay(root, inputs['stop'])).stdout).toContain('layering/bakery');
    expect(await replay(root, inputs['stop'])).toEqual(silent);
  });
});

function deniedByClaude(text: unknown): object {
  return {
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision: 'deny',
      permissionDecisionReason: text,
    },
  };
}

describe('after an edit', () => {
  test.each([
    ['claude', (text: unknown) => ({ decision: 'block', reason: text })],
    ['codex', (text: unknown) => ({ decision: 'block', reason: text })],
    ['gemini', (text: unknown) => ({ hookSpecificOutput: { hookEventName: 'AfterTool', additionalContext: text } })],
  ] as const)('%s is told what it broke', async (name, answer) => {
    const root = repository();
    put(root, { 'src/oven/rye.ts': rye });
    const { stdout } = await replay(root, recorded[name]['written']);
    expect(JSON.parse(stdout)).toEqual(answer(expect.stringContaining(breach)));
  });

  test.each(['cursor', 'copilot'] as const)('%s reads no answer, and gets none', async (name) => {
    const root = repository();
    put(root, { 'src/oven/rye.ts': rye });
    expect(await replay(root, recorded[name]['written'])).toEqual(silent);
  });

  it('is silent about other files', async () => {
    const root = repository();
    put(root, { 'src/oven/spelt.ts': rye, 'src/oven/rye.ts': 'export const rye = 1;\n' });
    expect(await replay(root, recorded.claude['written'])).toEqual(silent);
  });
});

describe('when an agent stops', () => {
  test.each([
    ['claude', (text: unknown) => ({ decision: 'block', reason: text })],
    ['codex', (text: unknown) => ({ decision: 'block', reason: text })],
    ['gemini', (text: unknown) => ({ decision: 'deny', reason: text })],
    ['cursor', (text: unknown) => ({ followup_message: text })],
    ['copilot', (text: unknown) => ({ decision: 'block', reason: text })],
  ] as const)('%s goes on with what is new since the commit', async (name, answer) => {
    const root = repository();
    put(root, { 'src/oven/rye.ts': `${rye}import './missing.js';\n` });
    const { stdout } = await replay(root, recorded[name]['stop']);
    expect(JSON.parse(stdout)).toEqual(answer(expect.stringContaining(breach)));
    expect(stdout).toContain('layering/lost');
    expect(stdout).not.toContain('OLD_PRICE');
    expect(stdout).not.toContain('nowhere');
  });

  it('leaves an agent alone that a person stopped', async () => {
    const root = repository();
    put(root, { 'src/oven/rye.ts': rye });
    expect(await replay(root, recorded.cursor['aborted'])).toEqual(silent);
  });
});

describe('an edit', () => {
  const edit = (change: Readonly<Record<string, unknown>>): unknown => ({
    ...recorded.claude['edit'],
    tool_input: { file_path: '/project/src/oven/bread.ts', ...change },
  });

  it('is not refused for what a later edit may complete', async () => {
    const input = edit({ old_string: 'export', new_string: "import './dough.js';\nexport" });
    expect(await replay(repository(), input)).toEqual(silent);
  });

  it('is not refused for violations that its file had', async () => {
    const root = repository();
    put(root, { 'src/oven/bread.ts': "import { till } from '../counter/till.js';\nexport const bread = till;\n" });
    expect(await replay(root, edit({ old_string: '= till', new_string: '= till + 1' }))).toEqual(silent);
  });

  it('is refused for what it breaks elsewhere', async () => {
    const root = repository();
    put(root, {
      'src/oven/bread.ts': "export * from './dough.js';\n",
      'src/oven/dough.ts': 'export const dough = 1;\n',
      'lintel.yaml': `${shop['lintel.yaml']}  layering/dough: { check: cycles }\n`,
    });
    const input = edit({
      file_path: '/project/src/oven/dough.ts',
      old_string: '1',
      new_string: "1;\nimport './bread.js'",
    });
    expect((await replay(root, input)).stdout).toContain('layering/dough');
  });

  it('passes if it does not fit the text, which the agent itself refuses', async () => {
    expect(await replay(repository(), edit({ old_string: 'no such text', new_string: 'x' }))).toEqual(silent);
    expect(await replay(repository(), edit({ old_string: 'r', new_string: 'BAD_name' }))).toEqual(silent);
  });

  it('passes outside the project, and without a lintel.yaml', async () => {
    expect(await replay(repository(), edit({ file_path: '/elsewhere/a.ts', old_string: '', new_string: 'x' }))).toEqual(
      silent,
    );
    expect(await replay(bake({ 'src/oven/bread.ts': 'export const bread = 1;\n' }), recorded.claude['edit'])).toEqual(
      silent,
    );
  });
});

describe('lintel hook', () => {
  test.each([
    ['', 'it is not valid JSON'],
    ['[]', 'it is not a map'],
    ['{}', 'no known agent wrote it: use --host'],
    ['{"hook_event_name": 5}', 'no known agent wrote it: use --host'],
  ])('passes what it cannot read, with one line: %j', async (input, reason) => {
    expect(await lintel(repository(), ['hook'], {}, input)).toEqual({
      code: 0,
      stdout: '',
      stderr: `lintel hook: cannot read the hook's JSON from stdin: ${reason}\n`,
    });
  });

  test.each([
    { tool_input: null },
    { tool_input: 'text' },
    { tool_input: { file_path: 7 } },
    { tool_input: { file_path: '/project/src/a.ts', content: null } },
    { tool_name: null },
    { cwd: 7 },
    { cwd: '/nowhere/at/all' },
    { session_id: {} },
  ])('never fails: %j', async (change) => {
    expect((await replay(repository(), { ...recorded.claude['write'], ...change })).code).toBe(0);
  });

  it('passes everything while lintel.yaml is invalid, or git does not know the project', async () => {
    const root = repository();
    put(root, { 'lintel.yaml': 'version: 1\nrules: [' });
    expect(await replay(root, recorded.claude['write'])).toMatchObject({ code: 0, stdout: '' });
    const { code, stdout, stderr } = await replay(bake({ ...shop, 'src/oven/rye.ts': rye }), recorded.claude['stop']);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^lintel hook: since: .*git.*\n$/);
  });

  it('reads what the agent that --host names would write', async () => {
    const root = repository();
    put(root, { 'src/oven/rye.ts': rye });
    const input = { ...recorded.claude['stop'], conversation_id: 'as Cursor has it' };
    expect(await replay(root, input)).toEqual(silent);
    expect((await replay(root, input, ['--host', 'claude'])).stdout).toContain('"decision":"block"');
  });

  it('refuses an unknown agent', async () => {
    expect(await replay(repository(), {}, ['--host', 'clippy'])).toMatchObject({ code: 2 });
  });

  it('keeps its answer within what agents read', async () => {
    const root = repository();
    const imports = Array.from({ length: 400 }, (_, i) => `export const WRONG_NAME_${String(i)} = 1;\n`).join('');
    const { stdout } = await replay(root, {
      ...recorded.claude['write'],
      tool_input: { file_path: '/project/src/oven/rye.ts', content: imports },
    });
    const { hookSpecificOutput } = JSON.parse(stdout) as {
      hookSpecificOutput: { permissionDecisionReason: string };
    };
    expect(hookSpecificOutput.permissionDecisionReason.length).toBeLessThan(10_000);
    expect(hookSpecificOutput.permissionDecisionReason).toContain('400 errors');
  });

  it('does not believe a memory that it did not write', async () => {
    const root = repository();
    expect((await replay(root, recorded.claude['write'])).stdout).not.toBe('');
    const file = join(root, '.lintel/mentioned');
    const [, text = ''] = readFileSync(file, 'utf8').split('\n');
    put(root, { '.lintel/mentioned': `0000\n${text}` });
    expect((await replay(root, recorded.claude['write'])).stdout).not.toBe('');
  });
});
