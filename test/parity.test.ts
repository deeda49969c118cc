import { spawn } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { configs } from '../src/doors/eslint/index.ts';
import { bake, cli, git, home, lintel, put } from './bakery.ts';

// One project, every door, the same ids: as it is, and after each of three edits.

interface Report {
  readonly violations: readonly {
    readonly id: string;
    readonly file: string;
    readonly evidence: readonly { readonly file: string }[];
  }[];
}

let root = '';
const client = new Client({ name: 'parity', version: '1' });

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  root = bake({
    'eslint.config.js': `export { default } from './lint.js';\n`,
    'lint.js': `import plugin from ${JSON.stringify(join(home, 'dist/doors/eslint/index.js'))};\nexport default plugin.configs.recommended;\n`,
  });
  cpSync(join(home, 'fixtures/billing'), root, { recursive: true });
  put(root, {
    'package.json': '{ "name": "billing", "type": "module", "dependencies": { "express": "5", "moment": "2" } }\n',
  });
  git(root, 'init', '-q');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'nothing yet');
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [cli, 'mcp'], cwd: root }));
});
afterAll(async () => {
  vi.useRealTimers();
  await client.close();
});

const recordOf = async (...args: string[]): Promise<Report> =>
  JSON.parse((await lintel(root, ['--format', 'json', ...args])).stdout) as Report;
const idsOf = ({ violations }: Report): string[] => violations.map(({ id }) => id.slice(0, 6)).sort();
const isCode = (file: string): boolean => /\.tsx?$/.test(file);
const code = (): string[] => (readdirSync(root, { recursive: true }) as string[]).filter((path) => isCode(path)).sort();

/** The short ids of all messages; the files that ESLint itself cannot read show nothing else. */
const shown = (results: readonly ESLint.LintResult[]): string[] =>
  [
    ...new Set(
      results.flatMap(({ messages }) =>
        messages.flatMap(({ message }) => / ([0-9a-f]{6})\]$/.exec(message)?.[1] ?? []),
      ),
    ),
  ].sort();

/** What has its place, or any of its evidence, in a file that ESLint can read. */
function inEditors(record: Report): string[] {
  const readable = (file: string): boolean => isCode(file) && !file.endsWith('runtime/queue.ts');
  return idsOf({
    violations: record.violations.filter(
      ({ file, evidence }) => readable(file) || evidence.some((one) => readable(one.file)),
    ),
  });
}

/** The command of ESLint, with the plugin as it is published. */
async function runEslint(): Promise<ESLint.LintResult[]> {
  const args = [join(home, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', ...code()];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await text(child.stdout)) as ESLint.LintResult[];
}

const edits: readonly (readonly [what: string, edit: () => void])[] = [
  ['as it is', () => undefined],
  [
    'a file is made',
    () => {
      put(root, {
        'modules/auth/src/service/late_check.ts':
          "import { page } from '../../../billing/src/ui/invoice-page.js';\nexport const late = function late_check() { return page; };\n",
      });
    },
  ],
  [
    'a file is deleted',
    () => {
      rmSync(join(root, 'modules/auth/src/service/lockout.ts'));
    },
  ],
  [
    'a file is edited',
    () => {
      put(root, {
        'modules/auth/src/index.ts': "export * from './nowhere.js';\nfunction odd_name() {}\nodd_name();\n",
      });
    },
  ],
];

it.each(edits)('%s: the gate, a branch, an agent, an editor and ESLint say the same', async (_, edit) => {
  edit();
  const command = runEslint();
  const gate = await recordOf();
  expect(gate.violations.length).toBeGreaterThan(15);
  // Everything is new since the first commit, which was empty; the mode is that of a loop.
  expect(idsOf(await recordOf('--since', 'HEAD'))).toEqual(idsOf(gate));
  const { structuredContent } = await client.callTool({ name: 'check', arguments: {} });
  expect(idsOf(structuredContent as unknown as Report)).toEqual(idsOf(gate));
  // Longer than the pause that an editor makes between two looks at the disk.
  vi.advanceTimersByTime(60_000);
  const editor = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: configs.recommended });
  expect(shown(await editor.lintFiles(code()))).toEqual(inEditors(gate));
  expect(shown(await command)).toEqual(inEditors(gate));
});
