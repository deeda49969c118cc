import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tokensIn } from '../src/core/tokens.ts';
import { createMemory } from '../src/pipeline/inputs.ts';
import { contextOf } from '../src/pipeline/context.ts';
import { contextBudget, contextText } from '../src/reporters/context.ts';
import { projectOf } from '../src/testing/index.ts';
import { bake, home, lintel } from './bakery.ts';

const config = `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**", store: "src/store/**", shop: "shops/{shop}/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven, store], see: "#layers", because: the oven runs without a counter }
  layering/shops: { check: entry-point, zone: shop, entry: index.ts }
  layering/apart: { check: independent, zones: [shop] }
  layering/till: { check: protected, zone: "src/store/till.ts", only: [counter] }
  layering/days: { check: imports, from: oven, deny: { packages: [moment] } }
  layering/cycles: { check: cycles }
  naming/functions: { check: naming, names: { function: camelCase } }
  naming/files: { check: file-naming, in: "src/**", files: kebab-case }
  coverage/oven: { check: has-test, in: oven, test: "tests/{name}.test.ts" }
  structure/shops: { check: required-files, in: shop, files: [README.md] }
  structure/sections: { check: conventions }
`;
const files = {
  'lintel.yaml': config,
  'CONVENTIONS.md': '## Layers\n\nFlour never leaves the store.\n',
  'src/oven/bread.ts': 'export const bread = 1;\n',
  'src/oven/Loaf.ts': 'export const loaf = 1;\n',
  'src/counter/till.ts': 'export const till = 1;\n',
  'src/store/till.ts': 'export const money = 1;\n',
  'shops/east/index.ts': 'export const east = 1;\n',
  'tests/bread.test.ts': "import '../src/oven/bread.ts';\n",
};

/** What each rule asks of a file. */
function askedOf(file: string): Record<string, string> {
  const loaded = projectOf(files);
  const [found] = contextOf({ loaded, memory: createMemory(loaded.store) }, [file]);
  return Object.fromEntries((found?.rules ?? []).map(({ rule, text }) => [rule, text]));
}

describe('the context of a file', () => {
  it('says what its layer may import, how it is named, and which test it needs, before it exists', () => {
    expect(askedOf('src/oven/rye-roll.ts')).toEqual({
      'layering/bakery': 'layer oven, may import oven or store',
      'layering/shops': 'another shop only through its index.ts',
      'layering/till': 'must not import src/store/till.ts',
      'layering/days': 'must not import package moment',
      'layering/cycles': 'no cycles between files',
      'naming/files': 'kebab-case file name',
      'naming/functions': 'functions are camelCase',
      'coverage/oven': 'tests/rye-roll.test.ts that imports it',
    });
  });

  it('leaves out what does not concern the file', () => {
    const asked = askedOf('src/counter/shelf.ts');
    expect(Object.keys(asked)).not.toContain('layering/till');
    expect(Object.keys(asked)).not.toContain('layering/days');
    expect(Object.keys(asked)).not.toContain('coverage/oven');
    // It is about lintel.yaml.
    expect(Object.keys(asked)).not.toContain('structure/sections');
  });

  it('names files that a new part lacks', () => {
    expect(askedOf('shops/west/index.ts')).toMatchObject({
      'structure/shops': 'create shops/west/README.md',
      'layering/apart': 'must not import another shop',
    });
  });

  it('says that a name does not fit before the file is made', () => {
    expect(askedOf('src/oven/RyeRoll.ts')['naming/files']).toBe('`RyeRoll.ts` is not a kebab-case file name');
  });

  it('gives an example from the same zones that has no violation', () => {
    const loaded = projectOf(files);
    const state = { loaded, memory: createMemory(loaded.store) };
    const examples = contextOf(state, ['src/oven/rye-roll.ts', 'src/oven/bread.ts', 'src/counter/a.ts']).map(
      ({ example }) => example,
    );
    expect(examples).toEqual(['src/oven/bread.ts', null, 'src/counter/till.ts']);
  });
});

describe('lintel context', () => {
  it('prints the most important parts', async () => {
    expect(await lintel(bake(files), ['context', 'src/oven/rye-roll.ts'])).toEqual({
      code: 0,
      stdout: `src/oven/rye-roll.ts (new): oven
imports: layer oven, may import oven or store; another shop only through its index.ts
names: kebab-case file name; functions are camelCase
test: tests/rye-roll.test.ts that imports it
says: "Flour never leaves the store." CONVENTIONS.md#layers
like: src/oven/bread.ts
+3 more: --full
`,
      stderr: '',
    });
  });

  it('prints every rule with its reason and paragraph with --full', async () => {
    const { stdout } = await lintel(bake(files), ['context', 'src/oven/bread.ts', '--full']);
    expect(stdout).toContain(
      'imports: layer oven, may import oven or store (layering/bakery)\n  why: the oven runs without a counter\n  says: "Flour never leaves the store." CONVENTIONS.md#layers\n',
    );
    expect(stdout).toContain('imports: must not import package moment (layering/days)\n');
  });

  it('prints JSON', async () => {
    const { stdout } = await lintel(bake(files), ['context', 'src/oven/bread.ts', 'a.md', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      files: [
        { file: 'src/oven/bread.ts', exists: true, zones: ['oven'] },
        { file: 'a.md', exists: false, rules: [], example: null },
      ],
    });
  });

  it('fails without files, and outside the project', async () => {
    expect(await lintel(bake(files), ['context'])).toMatchObject({ code: 2 });
    expect(await lintel(bake(files), ['context', '../a.ts'])).toMatchObject({
      code: 2,
      stderr: '../a.ts is outside the project\n',
    });
  });

  it('costs at most 120 tokens a file in a project with nineteen rules', async () => {
    const root = bake({});
    cpSync(join(home, 'fixtures/billing'), root, { recursive: true });
    const sources = readdirSync(join(root, 'modules'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\/src\/\w+\/.*\.ts$/.test(file))
      .map((file) => `modules/${file}`);
    expect(sources.length).toBeGreaterThan(15);
    const all = [...sources, ...sources.map((file) => file.replace(/\.ts$/, '-next.ts'))];
    const { stdout } = await lintel(root, ['context', ...all, '--format', 'json']);
    for (const one of (JSON.parse(stdout) as { files: Parameters<typeof contextText>[0][] }).files) {
      const text = contextText(one, contextBudget);
      expect(tokensIn(text), text).toBeLessThanOrEqual(120);
      expect(text).toContain('imports: layer');
    }
  });
});
