import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../src/reporters/schema.ts';
import { bake, bare, home, lintel } from './bakery.ts';
import { expected, type Runner, walk } from './skeletons.ts';

const rules = 'version: 1\nrules:\n  coverage/tests: { check: has-test, not: tests }\n';
const price = `export function tax(net: number): number {
  return net > 10 ? net * 0.2 : 0;
}
export const free = (): number => 0;
export const currency = 'EUR';
export interface Price { net: number }
export default class Basket {
  add(net: number): number {
    if (net < 0) throw new Error('negative');
    return net;
  }
  private clear(): void {}
}
`;

/** Writes the tests that are missing; what is reported afterwards. */
async function writeTests(root: string): Promise<string> {
  await lintel(root, ['fix', '--suggested', '--rule', 'coverage/tests']);
  return (await lintel(root, ['check'])).stdout;
}

function run(root: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...bare, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  return stdout + stderr;
}

describe('a test that the fix of has-test writes', () => {
  it('is made in a check for few files, and for many by the fix alone', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `src/f${String(index)}.ts`);
    const root = bake({
      'lintel.yaml': rules,
      'package.json': '{ "devDependencies": { "vitest": "3" } }',
      ...Object.fromEntries(names.map((name) => [name, price])),
    });
    const { stdout } = await lintel(root, ['check', '--format', 'json']);
    const { violations } = reportSchema.parse(JSON.parse(stdout));
    expect(new Set(violations.map(({ fix }) => JSON.stringify([fix?.safety, fix?.edits, fix?.reason])))).toEqual(
      new Set([
        JSON.stringify([
          'placeholder',
          [],
          'not tried: more than 24 tests would be written; run `lintel fix --rule coverage/tests --suggested` to try it',
        ]),
      ]),
    );
    expect(await writeTests(root)).toMatch(/^ok\. /);
  });

  it('fails under vitest in each case, and passes when it is filled in', async () => {
    const root = bake({
      'lintel.yaml': rules,
      'package.json': '{ "type": "module", "devDependencies": { "vitest": "3" } }',
      'src/price.ts': price,
      'src/rate.ts': 'export const rate = () => 1;\n',
      'src/rate.spec.ts': `import { describe, expect, it } from "vitest"
import { rate } from "./rate.js"

describe("rate", () => {
    it("is one", () => {
        expect(rate()).toBe(1)
    })
})
`,
    });
    symlinkSync(join(home, 'node_modules'), join(root, 'node_modules'));
    const found = (await lintel(root, ['check', '--format', 'agent'])).stdout;
    expect(found).toContain('fix(placeholder): write `src/price.spec.ts`');
    expect(found).toContain('(its cases fail until you write them)');
    expect(await writeTests(root)).toContain('ok');
    const test = join(root, 'src/price.spec.ts');
    const text = readFileSync(test, 'utf8');
    expect(text).toBe(`import { describe, expect, it } from "vitest"
import Basket, { free, tax } from "./price.js"

describe("price", () => {
    it("tax", () => {
        // Branches to reach:
        // - \`net * 0.2\` of \`net > 10 ?\`
        // - \`0\` of \`net > 10 ?\`
        expect.fail(\`write this test of tax (\${typeof tax})\`)
    })

    it("free", () => {
        expect.fail(\`write this test of free (\${typeof free})\`)
    })

    it("Basket.add", () => {
        // Branches to reach:
        // - \`if (net < 0)\`
        // - the else of \`if (net < 0)\`
        expect.fail(\`write this test of Basket.add (\${typeof Basket})\`)
    })
})
`);
    const vitest = [join(home, 'node_modules/vitest/vitest.mjs'), 'run', '--root', root];
    const failed = run(root, vitest);
    expect(failed).toMatch(/3 failed \| 1 passed/);
    expect(failed).toContain('AssertionError: write this test of tax (function)');
    writeFileSync(
      test,
      text
        .replace(/expect\.fail\(`write this test of tax.*/, 'expect(tax(20)).toBe(4)')
        .replace(/expect\.fail\(`write this test of free.*/, 'expect(free()).toBe(0)')
        .replace(/expect\.fail\(`write this test of Basket.*/, 'expect(new Basket().add(1)).toBe(1)'),
    );
    expect(run(root, vitest)).toMatch(/4 passed/);
  }, 60_000);

  it('fails under the test runner of Node.js, and is flat where the other tests are', async () => {
    const root = bake({
      'lintel.yaml': rules,
      'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
      'src/price.js': 'export function tax(net) { return net; }\n',
      'src/rate.js': 'export const rate = () => 1;\n',
      'src/rate.test.js': `import test from 'node:test';
import { strict as assert } from 'node:assert';
import { rate } from './rate.js';

test('rate', () => {
  assert.equal(rate(), 1);
});
`,
    });
    expect(await writeTests(root)).toContain('ok');
    expect(readFileSync(join(root, 'src/price.test.js'), 'utf8')).toBe(`import test from 'node:test';
import { strict as assert } from 'node:assert';
import { tax } from './price.js';

test('tax', () => {
  assert.fail(\`write this test of tax (\${typeof tax})\`);
});
`);
    const told = run(root, ['--test']);
    expect(told).toMatch(/(?:#|ℹ) fail 1\b/);
    expect(told).toMatch(/(?:#|ℹ) pass 1\b/);
    expect(told).toContain('write this test of tax (function)');
  });

  it('runs in a project without tests, as its package.json says', async () => {
    const root = bake({
      'lintel.yaml': rules,
      'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
      'src/default-price.js': 'export default () => 1;\n',
    });
    expect(await writeTests(root)).toContain('ok');
    expect(run(root, ['--test'])).toContain('write this test of defaultPrice (function)');
  });

  const mochaTest = `const { expect } = require('chai')
const { rate } = require('../src/rate')
describe('rate', function () {
\tit('is one', () => expect(rate()).to.equal(1))
})
`;
  it.each<[style: string, files: Readonly<Record<string, string>>, test: string, text: string]>([
    [
      'globals of jest',
      {
        'package.json': '{ "devDependencies": { "jest": "29" } }',
        'src/__tests__/rate.test.ts':
          "import { rate } from '../rate';\ntest('rate', () => {\n  expect(rate()).toBe(1);\n});\n",
      },
      'src/__tests__/price.test.ts',
      "import { tax } from '../price';\n\ntest('tax', () => {\n  throw new Error(`write this test of tax (${typeof tax})`);\n});\n",
    ],
    [
      'mocha with chai in CommonJS',
      {
        'package.json': '{ "scripts": { "test": "mocha" } }',
        'src/tests/rate.spec.js': mochaTest.replace('../src/', '../'),
      },
      'src/tests/price.spec.js',
      "const { expect } = require('chai')\nconst { tax } = require('../price')\n\ndescribe('price', () => {\n\tit('tax', () => {\n\t\texpect.fail(`write this test of tax (${typeof tax})`)\n\t})\n})\n",
    ],
    [
      'Bun',
      {
        'src/rate.test.ts':
          "import { expect, test } from 'bun:test';\nimport * as rates from './rate.ts';\ntest('rate', () => {\n  expect(rates.rate()).toBe(1);\n});\n",
      },
      'src/price.test.ts',
      "import { test } from 'bun:test';\nimport { tax } from './price.ts';\n\ntest('tax', () => {\n  throw new Error(`write this test of tax (${typeof tax})`);\n});\n",
    ],
  ])('is written for %s, where the other tests are', async (_, files, test, text) => {
    const root = bake({
      'lintel.yaml': rules,
      'src/rate.ts': 'export const rate = () => 1;\n',
      'src/price.ts': 'export const tax = () => 1;\n',
      ...files,
    });
    expect(await writeTests(root)).toContain('ok');
    expect(readFileSync(join(root, test), 'utf8')).toBe(text);
  });

  const modules = join(home, 'node_modules');
  const vitest = join(modules, 'vitest/vitest.mjs');
  const lcov = ['--test-reporter=lcov', '--test-reporter-destination=coverage/lcov.info'];
  it.each<[name: string, runner: Runner]>([
    [
      'vitest',
      {
        files: { 'package.json': '{ "type": "module", "devDependencies": { "vitest": "4" } }' },
        extension: 'ts',
        modules,
        test: [process.execPath, vitest, 'run'],
        cover: [process.execPath, vitest, 'run', '--coverage.enabled', '--coverage.reporter=lcovonly'],
        filled: expected,
      },
    ],
    [
      'node:test',
      {
        files: { 'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }', 'coverage/.keep': '' },
        extension: 'js',
        modules: null,
        test: [process.execPath, '--test'],
        cover: [process.execPath, '--test', '--experimental-test-coverage', ...lcov],
        filled: {
          tax: 'assert.deepEqual([tax(20), tax(1)], [4, 0])',
          free: 'assert.equal(free(), 0)',
          'Basket.add': 'assert.equal(new Basket().add(1), 2)',
        },
      },
    ],
  ])('leaves its file uncovered under %s until it is filled in', async (_, runner) => {
    await walk(runner);
  });

  it.each([
    ['its package declares no runner', { 'src/price.ts': 'export const tax = () => 1;\n' }],
    [
      'its file exports nothing',
      {
        'src/price.ts': 'function tax() { return 1; }\ntax();\n',
        'package.json': '{ "devDependencies": { "jest": "29" } }',
      },
    ],
  ])('is left to you where %s', async (_, files) => {
    const root = bake({ 'lintel.yaml': rules, ...files });
    expect((await lintel(root, ['check', '--format', 'agent'])).stdout).toContain(
      'fix(manual): write `src/price.test.ts`',
    );
  });

  it('is not written over a file that git ignores', async () => {
    const root = bake({
      'lintel.yaml': rules,
      '.gitignore': '*.test.js\n',
      'package.json': '{ "scripts": { "test": "node --test" } }',
      'src/price.js': 'export const tax = () => 1;\n',
    });
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, 'src/price.test.js'), 'mine');
    await lintel(root, ['fix', '--suggested', '--rule', 'coverage/tests']);
    expect(readFileSync(join(root, 'src/price.test.js'), 'utf8')).toBe('mine');
  });
});
