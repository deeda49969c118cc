import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { bake, bare, lintel } from './bakery.ts';

/** A runner of tests, in a project of its own style. */
export interface Runner {
  /** Beside the code, such as package.json. */
  readonly files: Readonly<Record<string, string>>;
  /** The extension of the code. */
  readonly extension: 'js' | 'ts';
  /** Where the runner is installed; null if none is needed. */
  readonly modules: string | null;
  /** What runs all tests, and what also writes coverage/lcov.info. */
  readonly test: readonly [command: string, ...args: string[]];
  readonly cover: readonly [command: string, ...args: string[]];
  /** A statement for each case that reaches all of the function. */
  readonly filled: Readonly<Record<'tax' | 'free' | 'Basket.add', string>>;
}

const rules = `version: 1
rules:
  coverage/tests: { check: has-test }
  coverage/floor: { check: coverage, report: coverage/lcov.info, per: file, minimum: { lines: 100, functions: 100 } }
`;

const price = `export function tax(net) {
  if (net > 10) {
    return net * 0.2;
  }
  return 0;
}
export const free = () => {
  return 0;
};
export class Basket {
  add(net) {
    return net + 1;
  }
}
`;

/** Writes the skeleton, sees its cases fail and the file uncovered, fills it in, and sees that nothing is left to report. */
export async function walk({ files, extension, modules, test, cover, filled }: Runner): Promise<void> {
  const root = bake({
    'lintel.yaml': rules,
    '.gitignore': 'coverage\nnode_modules\n',
    [`src/price.${extension}`]: extension === 'ts' ? price.replaceAll('(net)', '(net: number)') : price,
    ...files,
  });
  if (modules !== null) symlinkSync(modules, join(root, 'node_modules'));
  const path = join(root, `src/price.test.${extension}`);
  await lintel(root, ['fix', '--suggested', '--rule', 'coverage/tests']);
  const skeleton = readFileSync(path, 'utf8');

  const failed = run(root, test);
  expect(failed.status).not.toBe(0);
  for (const name of Object.keys(filled)) expect(failed.output).toContain(`write this test of ${name} (function)`);
  run(root, cover);
  expect((await lintel(root, ['check'])).stdout).toContain('coverage/floor');

  const hole = /(?:throw new Error|[\w.]*fail)\(`write this test of (\S+) .*`\)/g;
  writeFileSync(
    path,
    skeleton.replace(hole, (_, name: keyof typeof filled) => filled[name]),
  );
  const passed = run(root, cover);
  expect([passed.status, passed.output]).toEqual([0, expect.not.stringContaining('write this test')]);
  expect((await lintel(root, ['check'])).stdout).toMatch(/^ok\. /);
}

function run(
  cwd: string,
  [command, ...args]: Runner['test'],
): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...bare, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

/** A case as it is written where `expect` is at hand. */
export const expected: Runner['filled'] = {
  tax: 'expect([tax(20), tax(1)]).toEqual([4, 0])',
  free: 'expect(free()).toBe(0)',
  'Basket.add': 'expect(new Basket().add(1)).toBe(2)',
};
