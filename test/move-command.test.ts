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

it('moves a symbol that shares others with its file, which it imports from there', async () => {
  const bread = `import { heat } from './oven/heat.js';

// How much.
const grams = 500;
export interface Loaf {
  readonly grams: number;
}
const sold: Loaf = { grams };
export default sold;

export function bake(loaf: Loaf = sold) {
  return loaf.grams * heat - grams;
}
`;
  const root = bake({ ...shop, 'src/bread.ts': `${bread}\nexport const price = 3;\n` });
  const { code, stdout } = await lintel(root, ['move', 'src/bread.ts#bake', 'src/oven/bake.ts']);
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'moved bake to src/oven/bake.ts in 4 files']);
  expect(read(root, 'src/oven/bake.ts')).toBe(
    `import { heat } from './heat.js';
import sold, { type Loaf, grams } from '../bread.js';

export function bake(loaf: Loaf = sold) {
  return loaf.grams * heat - grams;
}
`,
  );
  expect(read(root, 'src/bread.ts')).toContain('\n// How much.\nexport const grams = 500;\n');
});

it.each([
  [
    'would be assigned to from outside',
    'let count = 0;\nexport const total = () => count;',
    'count += 1;',
    'it needs a variable that may be reassigned',
  ],
  [
    'would import each other with the new file',
    'const grams = () => 500;\nexport const total = () => bake() + grams();',
    'return grams();',
    '`bake` needs `grams` of `src/bread.ts`, which would import `src/bake.ts` back',
  ],
  [
    'would hide what a file re-exports',
    "const heat = 2;\nexport const total = heat;\nexport * from './oven/heat.js';",
    'return heat;',
    '`src/bread.ts` cannot export `heat` beside what it exports',
  ],
])('refuses to move a symbol whose file %s', async (_, rest, body, reason) => {
  const root = bake({
    ...shop,
    'src/bread.ts': `export function bake() {\n  ${body}\n}\n${rest}\n`,
    'src/shop.ts': '',
  });
  expect(await lintel(root, ['move', 'src/bread.ts#bake', 'src/bake.ts'])).toMatchObject({
    code: 1,
    stdout: `bake was not moved: ${reason}\n`,
  });
});

it('only suggests to compute a variable in another file', async () => {
  const bread = 'const grams = () => 500;\nexport const loaf = grams();\nexport const total = () => grams();\n';
  const root = bake({ ...shop, 'src/bread.ts': bread, 'src/shop.ts': '' });
  const asked = await lintel(root, ['move', 'src/bread.ts#loaf', 'src/oven/heat.ts']);
  expect(asked.stdout).toBe(
    'loaf was not moved: `loaf` runs code when `src/bread.ts` is imported; then it runs when `src/oven/heat.ts` is (--suggested does it anyway)\n',
  );
  expect((await lintel(root, ['move', 'src/bread.ts#loaf', 'src/oven/heat.ts', '--suggested'])).code).toBe(0);
  expect(read(root, 'src/oven/heat.ts')).toBe(
    "import { grams } from '../bread';\n\nexport const loaf = grams();\n\nexport const heat = 1;\n",
  );
  const circular = bake({
    ...shop,
    'src/bread.ts': `import { heat } from './oven/heat.js';\nexport const loaf = Math.max(heat, 1);\nexport const price = 3;\n`,
  });
  expect((await lintel(circular, ['move', 'src/bread.ts#loaf', 'src/oven/heat.ts'])).stdout).toBe(
    'loaf was not moved: `loaf` runs code when `src/bread.ts` is imported\n',
  );
});

it('moves a file by the only symbol that it declares', async () => {
  const root = bake(shop);
  const { code } = await lintel(root, ['move', 'src/oven/heat.ts#heat', 'src/oven/warm.ts']);
  expect([code, existsSync(join(root, 'src/oven/heat.ts'))]).toEqual([0, false]);
  expect(read(root, 'src/bread.ts')).toContain("from './oven/warm.js'");
});

it('says what would load or offer more than before', async () => {
  const bread = 'setInterval(() => price);\nexport const price = 3;\nexport function bake() {\n  return price;\n}\n';
  const running = bake({ ...shop, 'src/bread.ts': bread });
  expect((await lintel(running, ['move', 'src/bread.ts#bake', 'src/till/pay.ts'])).stdout).toBe(
    'bake was not moved: `src/till/pay.ts` would import `src/bread.ts`, which runs code when it is imported (--suggested does it anyway)\n',
  );
  const offering = bake({
    ...shop,
    'src/bread.ts': bread.replace('setInterval(() => price);\nexport ', 'export const total = () => price;\n'),
    'src/index.ts': "export * from './bread.js';\n",
  });
  expect((await lintel(offering, ['move', 'src/bread.ts#bake', 'src/bake.ts'])).stdout).toBe(
    'bake was not moved: `src/index.ts` would newly export `price` (--suggested does it anyway)\n',
  );
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
  ['src/oven/heat.ts#heat', 'src/till/pay.ts', 'heat was not moved: `src/oven/heat.ts` contains nothing else\n'],
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
