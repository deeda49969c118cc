import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, it } from 'vitest';
import { bake, home } from './bakery.ts';
import { expected, type Runner, walk } from './skeletons.ts';

// The skeletons of tests under the runners that Lintel itself does not use, from the registry that npm is told to use. test/skeleton.test.ts has the others.

let installed = '';
beforeAll(() => {
  installed = bake({ 'package.json': '{ "private": true }' });
  execFileSync(
    'npm',
    [
      ...['install', '--no-audit', '--no-fund', '--loglevel=error'],
      ...['jest@30', '@babel/preset-env@7', 'mocha@11', 'chai@6', 'bun@1'],
    ],
    { cwd: installed, stdio: ['ignore', 'ignore', 'pipe'] },
  );
}, 600_000);

const c8 = join(home, 'node_modules/c8/bin/c8.js');
const assertions: Runner['filled'] = {
  tax: 'expect([tax(20), tax(1)]).to.deep.equal([4, 0])',
  free: 'expect(free()).to.equal(0)',
  'Basket.add': 'expect(new Basket().add(1)).to.equal(2)',
};
const { execPath } = process;

it.each<[name: string, runner: (modules: string) => Runner]>([
  [
    'jest',
    (modules) => ({
      files: {
        'package.json': JSON.stringify({
          devDependencies: { jest: '30' },
          babel: { presets: [['@babel/preset-env', { targets: { node: 'current' } }]] },
        }),
      },
      extension: 'js',
      modules,
      test: [execPath, join(modules, 'jest/bin/jest.js'), '--ci'],
      cover: [execPath, join(modules, 'jest/bin/jest.js'), '--ci', '--coverage', '--coverageReporters=lcovonly'],
      filled: expected,
    }),
  ],
  [
    'mocha',
    (modules) => ({
      files: {
        'package.json': JSON.stringify({ type: 'module', devDependencies: { mocha: '11', chai: '6' } }),
        'src/rate.js': 'export const rate = () => 1;\n',
        'src/rate.test.js':
          "import { expect } from 'chai';\nimport { rate } from './rate.js';\n\ndescribe('rate', () => {\n  it('is one', () => {\n    expect(rate()).to.equal(1);\n  });\n});\n",
      },
      extension: 'js',
      modules,
      test: [execPath, join(modules, 'mocha/bin/mocha.js'), 'src/*.test.js'],
      cover: [execPath, c8, '--reporter=lcovonly', execPath, join(modules, 'mocha/bin/mocha.js'), 'src/*.test.js'],
      filled: assertions,
    }),
  ],
  [
    'bun',
    (modules) => ({
      files: { 'package.json': JSON.stringify({ type: 'module', scripts: { test: 'bun test' } }) },
      extension: 'ts',
      modules,
      test: [join(modules, '.bin/bun'), 'test'],
      cover: [join(modules, '.bin/bun'), 'test', '--coverage', '--coverage-reporter=lcov'],
      filled: {
        tax: "if (tax(20) + tax(1) !== 4) throw new Error('tax')",
        free: "if (free() !== 0) throw new Error('free')",
        'Basket.add': "if (new Basket().add(1) !== 2) throw new Error('add')",
      },
    }),
  ],
])(
  'a skeleton fails under %s until it is filled in',
  async (_, runner) => {
    await walk(runner(join(installed, 'node_modules')));
  },
  120_000,
);
