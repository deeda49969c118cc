import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { bake, git, lintel } from './bakery.ts';

const tsconfig = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    paths: { '@/*': ['./src/*'], '@flour': ['./src/Rye_flour.ts'] },
    types: [],
  },
  include: ['src', 'test', 'vi.d.ts'],
};

/** Ten files out of style, which import each other in every way. */
const bakery: Readonly<Record<string, string>> = {
  'lintel.yaml': `version: 1
rules:
  naming/files: { check: file-naming, files: kebab-case }
  coverage/tests: { check: has-test, in: "src/*ven.ts" }
`,
  'package.json': '{ "name": "bakery", "private": true }',
  'tsconfig.json': JSON.stringify(tsconfig, null, 2),
  'vi.d.ts':
    'declare const vi: { mock(path: string | Promise<unknown>, make?: () => unknown): void; importActual<T>(path: string): Promise<T> };\ndeclare const require: (path: string) => unknown;\n',
  'src/index.ts': "export * from './breadMaker';\nexport { type Loaf, mix as blend } from '@/Dough_mixer';\n",
  'src/breadMaker.ts':
    "import { mix, type Loaf } from './Dough_mixer';\nimport * as oven from '@/BigOven';\nimport { flour } from '@flour';\nexport const bread = (): Loaf => oven.heat(mix(flour));\n",
  'src/Dough_mixer.ts':
    "import type { Kind } from './Rye_flour.js';\nimport { bread } from '.';\nexport interface Loaf { readonly of: Kind }\nexport const mix = (of: Kind): Loaf => ({ of });\nexport const again = (): Loaf => bread();\n",
  'src/Rye_flour.ts': "export type Kind = 'rye' | 'wheat';\nexport const flour: Kind = 'rye';\n",
  'src/BigOven.ts':
    "import type { Loaf } from './Dough_mixer.ts';\nimport { warm } from './parts/heatPlate';\nexport const heat = (loaf: Loaf): Loaf => warm(loaf);\nexport const later = async () => (await import('./LateShift')).shift;\n",
  'src/BigOven.test.ts':
    "import { heat } from './BigOven';\nvi.mock('./parts/heatPlate', () => ({}));\nvi.mock(import('@/LateShift'));\nexport const actual = vi.importActual<typeof import('./BigOven')>('./BigOven');\nexport const run = () => heat({ of: 'rye' });\n",
  'src/__mocks__/BigOven.ts': 'export const heat = <T>(loaf: T): T => loaf;\n',
  'src/__snapshots__/BigOven.test.ts.snap': '// a snapshot\n',
  'src/parts/heatPlate.ts':
    "import { again, type Loaf } from '../Dough_mixer';\nexport const warm = (loaf: Loaf): Loaf => loaf ?? again();\nexport const url = new URL('plateWorker.ts', import.meta.url);\n",
  'src/parts/plateWorker.ts': "import '../breadMaker';\nexport {};\n",
  'src/LateShift.ts': "import { bread } from '@/index';\nexport const shift = () => bread();\n",
  'src/oldRecipe.js': "/** @type {import('./Rye_flour').Kind} */\nexport const kind = 'rye';\n",
  'src/recipes.ts': "import { kind } from './oldRecipe';\nexport const recipe: string = kind;\n",
};

function faultsOf(root: string): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts
    .getPreEmitDiagnostics(ts.createProgram(fileNames, options))
    .map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

it('files that import each other through aliases, barrels and mocks are renamed in one run, and still compile', async () => {
  const root = bake(bakery);
  git(root, 'init', '-q');
  expect(faultsOf(root)).toEqual([]);
  const { code, stdout } = await lintel(root, ['fix']);
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'fixed 10 in 25 files:']);
  expect(readdirSync(join(root, 'src')).sort()).toEqual([
    '__mocks__',
    '__snapshots__',
    'big-oven.test.ts',
    'big-oven.ts',
    'bread-maker.ts',
    'dough-mixer.ts',
    'index.ts',
    'late-shift.ts',
    'old-recipe.js',
    'parts',
    'recipes.ts',
    'rye-flour.ts',
  ]);
  expect(existsSync(join(root, 'src/__snapshots__/big-oven.test.ts.snap'))).toBe(true);
  expect(readFileSync(join(root, 'src/big-oven.test.ts'), 'utf8')).toBe(
    "import { heat } from './big-oven';\nvi.mock('./parts/heat-plate', () => ({}));\nvi.mock(import('@/late-shift'));\nexport const actual = vi.importActual<typeof import('./big-oven')>('./big-oven');\nexport const run = () => heat({ of: 'rye' });\n",
  );
  expect(readFileSync(join(root, 'tsconfig.json'), 'utf8')).toContain('"./src/rye-flour.ts"');
  expect(faultsOf(root)).toEqual([]);
  expect((await lintel(root, ['fix'])).stdout).toContain('fixed 0');
});

it('a dry run of a move is a diff that git applies', async () => {
  const root = bake(bakery);
  git(root, 'init', '-q');
  const { stdout } = await lintel(root, ['fix', '--dry-run', '--id', await idOf(root, 'src/LateShift.ts')]);
  expect(stdout).toContain('--- a/src/LateShift.ts\n+++ /dev/null\n');
  expect(stdout).toContain('--- /dev/null\n+++ b/src/late-shift.ts\n');
  expect(stdout).toContain("+export const later = async () => (await import('./late-shift')).shift;\n");
});

async function idOf(root: string, file: string): Promise<string> {
  const { violations } = JSON.parse((await lintel(root, ['check', '--format', 'json'])).stdout) as {
    violations: { id: string; file: string }[];
  };
  return violations.find((one) => one.file === file)?.id ?? expect.fail(`no violation of ${file}`);
}
