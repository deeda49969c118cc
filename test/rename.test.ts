import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { bake, git, lintel } from './bakery.ts';

const config = 'version: 1\nrules:\n  naming/functions: { check: naming, names: { function: camelCase } }\n';
const bread = 'export function bake() {}\n';
const shop = {
  'lintel.yaml': config,
  'src/bread.ts': bread,
  'src/index.ts': "export * from './bread.js';\n",
  'src/shop.ts': "import { bake } from './index.js';\nbake();\n",
};

function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

it('renames a symbol in all files', async () => {
  const root = bake(shop);
  expect(await lintel(root, ['rename', 'src/bread.ts#bake', 'knead'])).toEqual({
    code: 0,
    stdout: 'renamed bake to knead in 2 files\n src/bread.ts\n src/shop.ts\n',
    stderr: '',
  });
  expect([read(root, 'src/bread.ts'), read(root, 'src/shop.ts')]).toEqual([
    'export function knead() {}\n',
    "import { knead } from './index.js';\nknead();\n",
  ]);
});

it('prints a diff that git can apply, and writes nothing', async () => {
  const root = bake(shop);
  git(root, 'init', '-q');
  const { code, stdout, stderr } = await lintel(root, ['rename', 'src/bread.ts#bake', 'knead', '--dry-run']);
  expect([code, stderr]).toEqual([0, 'would rename bake to knead in 2 files\n src/bread.ts\n src/shop.ts\n']);
  expect(read(root, 'src/bread.ts')).toBe(bread);
  writeFileSync(join(root, 'all.diff'), stdout);
  git(root, 'apply', 'all.diff');
  expect(read(root, 'src/bread.ts')).toBe('export function knead() {}\n');
});

it('writes nothing that breaks a rule, unless it is asked to', async () => {
  const root = bake(shop);
  const violation = ' src/bread.ts:1 The function `knead_it` has the wrong style. (naming/functions)\n';
  expect(await lintel(root, ['rename', 'src/bread.ts#bake', 'knead_it'])).toEqual({
    code: 1,
    stdout: `bake was not renamed: it would bring violations (--suggested does it anyway)\n${violation}`,
    stderr: '',
  });
  expect(read(root, 'src/bread.ts')).toBe(bread);
  const forced = await lintel(root, ['rename', 'src/bread.ts#bake', 'knead_it', '--suggested']);
  expect(forced).toMatchObject({ code: 0, stdout: expect.stringContaining(`new violations:\n${violation}`) as string });
  expect(read(root, 'src/bread.ts')).toBe('export function knead_it() {}\n');
});

test.each<[title: string, file: string, before: string, after: string | null]>([
  [
    'keeps the names of components in Vue files',
    'src/Shop.vue',
    '<script setup lang="ts">\nimport { bake } from \'./bread.js\';\n</script>\n<template>{{ bake() }}</template>\n',
    '<script setup lang="ts">\nimport { knead as bake } from \'./bread.js\';\n</script>\n<template>{{ bake() }}</template>\n',
  ],
  [
    'keeps the names of components in Svelte files',
    'src/Shop.svelte',
    "<script>\n  import { bake as b } from './index.js';\n</script>\n{b()}\n",
    "<script>\n  import { knead as b } from './index.js';\n</script>\n{b()}\n",
  ],
  [
    'refuses where a component has the whole module',
    'src/Shop.vue',
    "<script setup>\nimport * as bread from './bread.js';\nbread.bake();\n</script>\n",
    null,
  ],
])('%s', async (_, file, before, after) => {
  const root = bake({ ...shop, [file]: before });
  const { code, stdout } = await lintel(root, ['rename', 'src/bread.ts#bake', 'knead']);
  expect(read(root, file)).toBe(after ?? before);
  expect(code).toBe(after === null ? 1 : 0);
  if (after === null)
    expect(stdout).toBe('bake was not renamed: src/Shop.vue:2 imports the module as a whole, and may use `bake`\n');
});

it('renames a member with the one that it implements', async () => {
  const root = bake({
    ...shop,
    'src/oven.ts': 'export interface Oven {\n  heat(): void;\n}\n',
    'src/gas.ts': "import type { Oven } from './oven.js';\nexport class Gas implements Oven {\n  heat() {}\n}\n",
    'src/use.ts': "import type { Oven } from './oven.js';\nexport const use = (oven: Oven) => oven.heat();\n",
  });
  expect(await lintel(root, ['rename', 'src/gas.ts#Gas.heat', 'warm'])).toMatchObject({
    code: 0,
    stdout: 'renamed Gas.heat to warm in 3 files\n src/gas.ts\n src/oven.ts\n src/use.ts\n',
  });
  expect(read(root, 'src/use.ts')).toContain('oven.warm()');
});

it('refuses a name that another file gives to the same index', async () => {
  const root = bake({
    ...shop,
    'src/index.ts': "export * from './bread.js';\nexport * from './cakes.js';\n",
    'src/cakes.ts': "export * from './cake.js';\n",
    'src/cake.ts': 'export function knead() {}\n',
  });
  const { code, stdout } = await lintel(root, ['rename', 'src/bread.ts#bake', 'knead']);
  expect([code, stdout]).toEqual([
    1,
    "bake was not renamed: TypeScript would report in src/index.ts:2: Module './bread.js' has already exported a member named 'knead'. Consider explicitly re-exporting to resolve the ambiguity.\n",
  ]);
});

it('follows names that JavaScript exports with CommonJS', async () => {
  const root = bake({
    'lintel.yaml': config,
    'src/bread.js': 'function bake() {}\nmodule.exports = { bake };\n',
    'src/index.js': "module.exports = require('./bread');\n",
    'src/shop.js': "const { bake } = require('./index');\nbake();\n",
  });
  expect(await lintel(root, ['rename', 'src/bread.js#bake', 'knead'])).toEqual({
    code: 0,
    stdout: 'renamed bake to knead in 2 files\n src/bread.js\n src/shop.js\n',
    stderr: '',
  });
  expect([read(root, 'src/bread.js'), read(root, 'src/shop.js')]).toEqual([
    'function knead() {}\nmodule.exports = { knead };\n',
    "const { knead } = require('./index');\nknead();\n",
  ]);
});

it('keeps frozen what is frozen under the old name', async () => {
  const root = bake({ ...shop, 'lintel.yaml': config.replace('camelCase', 'PascalCase') });
  await lintel(root, ['baseline', 'create']);
  expect(await lintel(root, ['rename', 'src/bread.ts#bake', 'knead'])).toEqual({
    code: 0,
    stdout: 'renamed bake to knead in 3 files\n lintel-baseline.json\n src/bread.ts\n src/shop.ts\n',
    stderr: '',
  });
  expect(await lintel(root, [])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('frozen 1, new 0, gone 0') as string,
  });
});

it('names the arguments that it needs', async () => {
  const root = bake(shop);
  expect(await lintel(root, ['rename', 'src/bread.ts', 'knead'])).toMatchObject({
    code: 2,
    stderr: 'lintel rename needs a value: lintel rename FILE#symbol[.member] NAME\n',
  });
  expect(await lintel(root, ['rename', 'src/bread.ts#bake', 'knead', 'roll'])).toMatchObject({
    code: 2,
    stderr: 'unexpected argument "roll": `lintel rename` takes a symbol and its new name\n',
  });
});
