import { describe, expect, it, test } from 'vitest';
import { bake, lintel, put } from './bakery.ts';

const shop = {
  'lintel.yaml': `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**", shop: "shops/{shop}/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven], because: the oven runs at night, see: "#layers" }
  layering/shops: { check: entry-point, zone: shop, entry: index.ts }
  layering/days: { check: imports, from: oven, deny: { packages: [moment] } }
  layering/cycles: { check: cycles }
  layering/installed: { check: packages, undeclared: above }
  naming/functions: { check: naming, names: { function: camelCase, variable: PascalCase, import: PascalCase } }
  coverage/oven: { check: has-test, in: oven, test: "tests/{name}.test.ts" }
`,
  'CONVENTIONS.md': '## Layers\n\nNobody is at the counter at night.\n',
  'package.json': '{ "dependencies": { "moment": "2", "luxon": "3" } }',
  'src/oven/bread.ts': "import { heat } from './heat.js';\nexport const bread = heat;\n",
  'src/oven/heat.ts': 'export const heat = 1;\nexport interface Warmth { degrees: number }\n',
  'src/counter/till.ts':
    "import { bread } from '../oven/bread.js';\nexport const till = bread;\nexport interface Money { pence: number }\n",
  'shops/east/index.ts': "export { shelf } from './shelf.js';\n",
  'shops/east/shelf.ts': 'export const shelf = 1;\nexport const secret = 2;\n',
  'tests/bread.test.ts': "import '../src/oven/bread.js';\n",
  'tests/heat.test.ts': "import '../src/oven/heat.js';\n",
};

describe('lintel may', () => {
  it('says yes, and how the import is written there', async () => {
    expect(await lintel(bake(shop), ['may', 'src/counter/till.ts', 'src/oven/heat.ts', 'heat'])).toEqual({
      code: 0,
      stdout:
        "yes: src/counter/till.ts may import heat from src/oven/heat.ts\nwrite: import { heat } from '../oven/heat.js'\n",
      stderr: '',
    });
  });

  it('says no, with the rule, its sentence and its reason', async () => {
    const { code, stdout } = await lintel(bake(shop), ['may', 'src/oven/heat.ts', 'src/counter/till.ts']);
    expect(code).toBe(1);
    expect(stdout).toContain(`no: src/oven/heat.ts must not import src/counter/till.ts
layering/bakery: \`oven\` must not import \`counter\`, a layer above it. see: CONVENTIONS.md#layers
  says: "Nobody is at the counter at night."
  why: the oven runs at night
  instead: move \`src/counter/till.ts\` to \`src/oven/\`.
layering/cycles in src/counter/till.ts: Import cycle: `);
  });

  it('names the entry that hands the symbol on', async () => {
    const { code, stdout } = await lintel(bake(shop), ['may', 'src/counter/till.ts', 'shops/east/shelf.ts', 'shelf']);
    expect(code).toBe(1);
    expect(stdout).toContain("\nallowed: import { shelf } from '../../shops/east/index.js'\n");
  });

  it('does not name an entry that the rules forbid as well', async () => {
    const root = bake(shop);
    put(root, { 'shops/east/shelf.ts': "import '../../src/counter/till.js';\nexport const shelf = 1;\n" });
    const { stdout } = await lintel(root, ['may', 'src/counter/till.ts', 'shops/east/shelf.ts', 'shelf']);
    expect(stdout).toContain('layering/cycles');
    expect(stdout).not.toContain('allowed:');
  });

  it('says how a symbol is brought to an entry that does not export it', async () => {
    const { stdout } = await lintel(bake(shop), ['may', 'src/counter/till.ts', 'shops/east/shelf.ts', 'secret']);
    expect(stdout).toMatch(/instead: .*shops\/east\/index\.ts/);
  });

  it('allows as a type what it forbids as a value', async () => {
    const root = bake({
      ...shop,
      'lintel.yaml': shop['lintel.yaml'].replace('layers: [counter, oven],', 'layers: [counter, oven], types: ignore,'),
    });
    const { stdout } = await lintel(root, ['may', 'src/oven/heat.ts', 'src/counter/till.ts', 'till']);
    expect(stdout).toContain("allowed: import type { till } from '../counter/till.js'\n");
  });

  test.each([
    ['moment', 1, 'layering/days'],
    ['luxon', 0, "write: import 'luxon'"],
    ['lodash', 1, 'layering/installed'],
    ['node:fs', 0, 'yes'],
  ])('tries a package: %s', async (name, code, said) => {
    const run = await lintel(bake(shop), ['may', 'src/oven/heat.ts', name]);
    expect(run.stdout).toContain(said);
    expect(run.code).toBe(code);
  });

  it('tries files that do not exist yet, and counts only what the import brings', async () => {
    expect(await lintel(bake(shop), ['may', 'src/oven/rye.ts', 'src/oven/bread.ts'])).toMatchObject({ code: 0 });
    expect(await lintel(bake(shop), ['may', 'src/oven/rye.ts', 'src/counter/till.ts'])).toMatchObject({ code: 1 });
  });

  it('tries scripts of Vue files', async () => {
    const root = bake({ ...shop, 'src/oven/Page.vue': '<template/>\n<script>\nexport default {};\n</script>\n' });
    expect(await lintel(root, ['may', 'src/oven/Page.vue', 'src/counter/till.ts'])).toMatchObject({ code: 1 });
    expect(await lintel(root, ['may', 'src/oven/Page.vue', 'src/oven/heat.ts'])).toMatchObject({ code: 0 });
  });

  it('says no for an import that exists and is frozen', async () => {
    const root = bake(shop);
    put(root, { 'src/oven/heat.ts': "import { till } from '../counter/till.js';\nexport const heat = till;\n" });
    await lintel(root, ['baseline', 'create']);
    expect(await lintel(root, ['may', 'src/oven/heat.ts', 'src/counter/till.ts'])).toMatchObject({ code: 1 });
  });

  it('answers what a check finds after the edit', async () => {
    const pairs = [
      ['src/oven/heat.ts', '../counter/till.js', 'src/counter/till.ts'],
      ['src/counter/till.ts', '../oven/heat.js', 'src/oven/heat.ts'],
      ['src/counter/till.ts', '../../shops/east/shelf.js', 'shops/east/shelf.ts'],
      ['shops/east/shelf.ts', './index.js', 'shops/east/index.ts'],
    ] as const;
    for (const [from, specifier, to] of pairs) {
      const root = bake(shop);
      const { code } = await lintel(root, ['may', from, to]);
      const before = await lintel(root, ['--format', 'json']);
      put(root, { [from]: `${shop[from]}import '${specifier}';\n` });
      const after = await lintel(root, ['--format', 'json']);
      const count = ({ stdout }: { stdout: string }): number =>
        (JSON.parse(stdout) as { violations: unknown[] }).violations.length;
      expect(count(after) > count(before), `${from} > ${to}`).toBe(code === 1);
    }
  });

  test.each([
    [['src/oven/heat.ts'], 'lintel may needs'],
    [['src/oven/heat.ts', 'src/oven/hat.ts'], 'src/oven/hat.ts does not exist: did you mean src/oven/heat.ts?'],
    [['src/oven/heat.ts', 'src/oven/bread.ts', 'cake'], 'src/oven/bread.ts does not export cake'],
    [['CONVENTIONS.md', 'src/oven/bread.ts'], 'CONVENTIONS.md is not a source file'],
    [['../a.ts', 'src/oven/bread.ts'], '../a.ts is outside the project'],
  ])('cannot answer %j', async (args, said) => {
    const { code, stderr } = await lintel(bake(shop), ['may', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('prints JSON', async () => {
    const { stdout } = await lintel(bake(shop), ['may', 'src/oven/heat.ts', 'moment', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, allowed: false, violations: [{ rule: 'layering/days' }] });
  });
});
