import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bake, lintel } from './bakery.ts';

const shop = {
  'lintel.yaml': `version: 1
zones: { oven: "src/oven/**", till: "src/till/**" }
rules:
  layering/shop: { check: layers, layers: [oven, till] }
`,
  'package.json': '{ "name": "shop", "private": true, "type": "module" }',
  'src/oven/heat.ts': 'export const heat = 1;\n',
  'src/till/pay.ts': 'export const pay = 1;\n',
  'src/bread.ts':
    "import { heat } from './oven/heat.js';\n\nconst grams = 500;\n\nexport function bake() {\n  return grams * heat;\n}\n\nexport const price = 3;\n",
  'src/bread.test.ts': "import { bake } from './bread.js';\nbake();\n",
  'src/shop.ts': "import { bake, price } from './bread.js';\nbake();\nexport const total = price;\n",
};

const read = (root: string, file: string): string => readFileSync(join(root, file), 'utf8');

it('moves a file with its test and rewrites imports', async () => {
  const root = bake(shop);
  expect(await lintel(root, ['move', 'src/bread.ts', 'src/oven/'])).toEqual({
    code: 0,
    stdout:
      'moved src/bread.ts to src/oven/ in 5 files\n src/bread.test.ts\n src/bread.ts\n src/oven/bread.test.ts\n src/oven/bread.ts\n src/shop.ts\n',
    stderr: '',
  });
  expect(existsSync(join(root, 'src/bread.ts'))).toBe(false);
  expect(read(root, 'src/oven/bread.ts')).toContain("from './heat.js'");
  expect(read(root, 'src/shop.ts')).toContain("from './oven/bread.js'");
});

it('moves a symbol with what only it uses', async () => {
  const root = bake(shop);
  const { code, stdout } = await lintel(root, ['move', 'src/bread.ts#bake', 'src/oven/bake.ts']);
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'moved bake to src/oven/bake.ts in 4 files']);
  expect(read(root, 'src/oven/bake.ts')).toBe(
    "import { heat } from './heat.js';\n\nconst grams = 500;\n\nexport function bake() {\n  return grams * heat;\n}\n",
  );
  expect(read(root, 'src/bread.ts')).toBe('\nexport const price = 3;\n');
  expect(read(root, 'src/shop.ts')).toContain("import { bake } from './oven/bake.js';");
});

it('writes nothing that breaks a rule', async () => {
  const root = bake(shop);
  const { code, stdout } = await lintel(root, ['move', 'src/bread.ts#bake', 'src/till/bake.ts']);
  expect([code, stdout.split('\n')[0]]).toEqual([
    1,
    'bake was not moved: it would bring violations (--suggested does it anyway)',
  ]);
  expect(stdout).toContain('(layering/shop)');
  expect(existsSync(join(root, 'src/till/bake.ts'))).toBe(false);
});

it('prints a diff and writes nothing with --dry-run', async () => {
  const root = bake(shop);
  const { code, stdout } = await lintel(root, ['move', 'src/bread.ts', 'src/oven/loaf.ts', '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toContain('+++ b/src/oven/loaf.ts');
  expect(existsSync(join(root, 'src/oven/loaf.ts'))).toBe(false);
});

it.each([
  ['src/bread.ts', 'src/shop.ts', 'src/bread.ts was not moved: src/shop.ts already exists\n'],
  ['src/bread.ts#cake', 'src/cake.ts', 'cake was not moved: src/bread.ts does not declare `cake`\n'],
  ['src/oven/heat.ts#heat', 'src/cake.ts', 'heat was not moved: `src/oven/heat.ts` contains nothing else\n'],
])('refuses to move %s to %s', async (subject, to, stdout) => {
  const root = bake(shop);
  expect(await lintel(root, ['move', subject, to])).toEqual({ code: 1, stdout, stderr: '' });
});

it('needs a valid configuration', async () => {
  const root = bake({ ...shop, 'lintel.yaml': 'version: 1\nzone: {}\n' });
  const { code, stdout } = await lintel(root, ['move', 'src/bread.ts', 'src/oven/']);
  expect([code, stdout]).toEqual([
    1,
    'src/bread.ts was not moved: lintel.yaml:2:1 lintel.yaml has no key "zone": did you mean "zones"?\n',
  ]);
});

it('does not leave the project', async () => {
  const root = bake(shop);
  expect(await lintel(root, ['move', 'src/bread.ts', '../bread.ts'])).toMatchObject({
    code: 2,
    stderr: '../bread.ts is outside the project\n',
  });
});
