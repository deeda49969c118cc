import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import { configs } from '../../src/doors/eslint/index.ts';
import { bake, bare, cli, home, spawnLintel, startLintel } from '../bakery.ts';

// Files are edited at random moments while each door is at work. When they rest, the door must answer what a run without any memory answers.

const edits = Math.ceil(Number(process.env['LINTEL_EDITS'] ?? 2000) / 3);
const editsARound = 20;
const rounds = Math.ceil(edits / editsARound);

const rules = `version: 1
rules:
  names: { check: naming, names: { variable: camelCase } }
  rounds: { check: cycles }
  links: { check: unresolved }
  log: { check: imports, from: "src/a.ts", deny: "src/b.ts" }
`;
/** Each file in some texts, several of which have one length; null: it is not there. What stands first is there at the beginning. */
const variants: Readonly<Record<string, readonly (string | null)[]>> = {
  'src/a.ts': [
    "import { b } from './b';\nexport const bad_name = b;\n",
    "import { c } from './c';\nexport const badName_ = c;\n",
    "import { b } from '~/b';\nconst bad_name = b;\nexport { bad_name };\n",
  ],
  'src/b.ts': [
    "import { c } from './c';\nexport const b = c;\n",
    "import { d } from './d';\nexport const b = d;\n",
    'export const b = 1;\n',
  ],
  'src/c.ts': ["import { b } from './b';\nexport const c = b;\n", 'export const c = 2;\n', null],
  'src/d.ts': [null, 'export const d = 1, x_1 = 2;\n', 'export const d = 1, y_1 = 2;\n'],
  'lintel.yaml': [rules, rules.replace('camelCase', 'snake_case'), `${rules}ignore: ["src/d.ts"]\n`],
  'tsconfig.json': ['{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }', '{}'],
};

function kitchen(): string {
  const root = bake(
    Object.fromEntries(Object.entries(variants).flatMap(([file, [text]]) => (text == null ? [] : [[file, text]]))),
  );
  mkdirSync(join(root, 'node_modules'));
  return root;
}

/** Edits some files while something else is done. */
function meddle(root: string, seed: number): Promise<void> {
  const script = join(home, 'test/force/meddler.js');
  const child = spawn(process.execPath, [script, root, String(editsARound), String(seed)], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin.end(JSON.stringify(variants));
  return new Promise((resolve, reject) => {
    child.on('close', (exit) => {
      if (exit === 0) resolve();
      else reject(new Error(`the meddler ended with ${String(exit)}`));
    });
  });
}

/** Does something again and again until the edits are made. */
async function during(root: string, seed: number, work: () => Promise<void>): Promise<number> {
  const waiting = { isOver: false };
  const meddling = meddle(root, seed).then(() => {
    waiting.isOver = true;
  });
  let times = 0;
  for (; !waiting.isOver; times++) await work();
  await meddling;
  return times;
}

interface Answer {
  readonly violations: readonly { readonly id: string }[];
}
const idsOf = ({ violations }: Answer): string[] => violations.map(({ id }) => id).sort();
const cold = (root: string): string[] =>
  idsOf(JSON.parse(spawnLintel(root, ['--no-cache', '--format', 'json']).stdout) as Answer);

it(`the command line answers rightly after ${String(rounds * editsARound)} edits during its runs`, async () => {
  const root = kitchen();
  const answers = new Set<string>();
  let runs = 0;
  for (let round = 0; round < rounds; round++) {
    runs += await during(root, round, async () => {
      const { code: exit, stderr } = await startLintel(root, ['--format', 'json']);
      expect([exit, stderr]).toEqual([
        exit === 0 || exit === 1 ? exit : 2,
        expect.not.stringContaining('bug of Lintel'),
      ]);
    });
    const found = idsOf(JSON.parse(spawnLintel(root, ['--format', 'json']).stdout) as Answer);
    expect([round, found]).toEqual([round, cold(root)]);
    answers.add(found.join());
  }
  expect(answers.size).toBeGreaterThan(Math.min(rounds / 4, 8));
  console.log('command line', { edits: rounds * editsARound, runs, answers: answers.size });
});

it(`an MCP server answers rightly after ${String(rounds * editsARound)} edits during its answers`, async () => {
  const root = kitchen();
  const client = new Client({ name: 'meddled', version: '1' });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [cli, 'mcp'], cwd: root, env: bare }),
  );
  const check = async (): Promise<{ text: string; record: Answer | undefined }> => {
    const { content, structuredContent } = await client.callTool({ name: 'check', arguments: { budget: 0 } });
    const text = content.map((one) => (one.type === 'text' ? one.text : '')).join('');
    return { text, record: structuredContent as Answer | undefined };
  };
  const answers = new Set<string>();
  let calls = 0;
  for (let round = 0; round < rounds; round++) {
    calls += await during(root, 10_000 + round, async () => {
      expect((await check()).text).not.toContain('bug of Lintel');
    });
    const { record, text } = await check();
    if (!record) expect.fail(text);
    expect([round, idsOf(record)]).toEqual([round, cold(root)]);
    answers.add(idsOf(record).join());
  }
  await client.close();
  expect(answers.size).toBeGreaterThan(Math.min(rounds / 4, 8));
  console.log('MCP', { edits: rounds * editsARound, calls, answers: answers.size });
});

/** The pause between two looks at the disk is a second, or ten times what a look takes: on a busy machine that may be longer. */
const pause = 1200;
const longPause = 10_000;

it(`ESLint answers rightly after ${String(rounds * editsARound)} edits during its runs`, async () => {
  const root = kitchen();
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: configs.recommended,
    errorOnUnmatchedPattern: false,
  });
  const lint = async (): Promise<readonly string[]> => {
    const messages = (await eslint.lintFiles(['src/*.ts'])).flatMap((result) => result.messages);
    return messages.map(({ message }) => / ([0-9a-f]{6})\]$/.exec(message)?.[1] ?? message);
  };
  const answers = new Set<string>();
  let [runs, late] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    runs += await during(root, 20_000 + round, async () => {
      try {
        expect((await lint()).join('\n')).not.toContain('bug of Lintel');
      } catch (error) {
        // ESLint itself minds a file that is gone between listing and reading.
        if (!String(error).includes('ENOENT')) throw error;
      }
    });
    const right = cold(root)
      .map((id) => id.slice(0, 6))
      .sort();
    const answer = async (after: number): Promise<readonly string[]> => {
      await sleep(after);
      return [...new Set(await lint())].sort();
    };
    let found = await answer(pause);
    if (found.join() !== right.join()) {
      late++;
      found = await answer(longPause);
    }
    expect([round, found]).toEqual([round, right]);
    answers.add(found.join());
  }
  expect(answers.size).toBeGreaterThan(Math.min(rounds / 4, 8));
  console.log('ESLint', { edits: rounds * editsARound, runs, answers: answers.size, late });
});
