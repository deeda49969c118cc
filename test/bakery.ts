import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { main } from '../src/doors/cli/main.ts';

/** The root of this repository. */
export const home = fileURLToPath(new URL('../', import.meta.url));

/** The real command line, as `npm run build` left it. */
export const cli = join(home, 'dist/doors/cli/bin.js');
if (!existsSync(cli)) throw new Error('these tests run what is in dist: npm run build');

/** What one command came to. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

// Of the environment only what a process needs: FORCE_COLOR or CI set outside must not change what is tested. No test leaves a process behind.
export const bare = {
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  TMPDIR: tmpdir(),
  LINTEL_NO_SERVER: '1',
};

/** Runs `lintel` in a folder, in this process: all of it but `bin.ts`. `input` is its standard input. */
export async function lintel(
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: string,
): Promise<Run> {
  const out = { stdout: '', stderr: '' };
  const code = await main({
    argv,
    cwd,
    env: { ...bare, ...env },
    stdout: { terminal: false, write: (text) => void (out.stdout += text) },
    stderr: { terminal: false, write: (text) => void (out.stderr += text) },
    ...(input === undefined ? {} : { input: () => Promise.resolve(input) }),
  });
  return { code, ...out };
}

/** Runs `lintel` in a folder, as a process of its own: where the process is what is tested. */
export function spawnLintel(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    env: { ...bare, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

/** Starts `lintel` in a folder, beside others. */
export function startLintel(cwd: string, args: readonly string[]): Promise<Run> {
  const child: ChildProcess = spawn(process.execPath, [cli, ...args], { cwd, env: bare });
  const out = { stdout: '', stderr: '' };
  child.stdout?.on('data', (text: Buffer) => {
    out.stdout += text.toString();
  });
  child.stderr?.on('data', (text: Buffer) => {
    out.stderr += text.toString();
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, ...out });
    });
  });
}

/** Runs a command of git as nobody in particular. */
export function git(cwd: string, ...args: readonly string[]): void {
  gitAt(null, cwd, ...args);
}

/** The same at some time, in seconds from now. */
export function gitAt(when: number | null, cwd: string, ...args: readonly string[]): void {
  const date = when === null ? {} : { GIT_COMMITTER_DATE: `@${String(Math.floor(Date.now() / 1000) + when)} +0000` };
  const { status, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=Baker', '-c', 'user.email=baker@example.com', ...args],
    { cwd, env: { ...bare, ...date, GIT_CONFIG_NOSYSTEM: '1' }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
}

const kitchen = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-bakery-')));
let loaves = 0;
afterAll(() => {
  rmSync(kitchen, { recursive: true, force: true });
});

/** A project in a folder of its own, which goes when the tests have run. */
export function bake(files: Readonly<Record<string, string>>): string {
  const root = join(kitchen, String(loaves++));
  mkdirSync(root, { recursive: true });
  put(root, files);
  return root;
}

/** Writes files below a folder. */
export function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A small shop: a counter that sells what the oven bakes, and one import that goes the wrong way. */
export const shop = {
  'lintel.yaml': `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven], because: the oven was here before the shop, see: "#layers" }
  layering/cycles: { check: cycles, severity: warn }
  layering/closed: { check: unresolved, severity: off }
`,
  'CONVENTIONS.md': '# Conventions\n\n## Layers\n\nThe counter knows the oven, never the other way.\n',
  'package.json': '{ "name": "bakery" }\n',
  'src/counter/till.ts': "import { bake } from '../oven/bake.js';\nexport const sell = () => bake();\n",
  'src/oven/bake.ts': "import { sell } from '../counter/till.js';\nexport const bake = () => sell;\n",
  'src/oven/knead.ts': "import { rest } from './rest.js';\nexport const knead = () => rest();\n",
  'src/oven/rest.ts': "import { knead } from './knead.js';\nexport const rest = () => knead;\n",
  'docs/recipe.md': '# Bread\n',
} as const;

/** What the baseline of a project freezes: `rule file`. */
export function frozenIn(root: string): readonly string[] {
  const text = readFileSync(join(root, 'lintel-baseline.json'), 'utf8');
  return Object.values(JSON.parse(text) as Readonly<Record<string, unknown>>)
    .filter((entry) => typeof entry === 'string')
    .sort();
}
