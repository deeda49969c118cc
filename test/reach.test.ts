import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bake, git, lintel } from './bakery.ts';

interface Record {
  readonly violations: readonly {
    readonly file: string;
    readonly line: number | null;
    readonly message: string;
    readonly found: string;
  }[];
}

const found = async (folder: string, ...args: string[]): Promise<string[]> => {
  const { violations } = JSON.parse((await lintel(folder, ['check', '--format', 'json', ...args])).stdout) as Record;
  return violations.map(({ file, line, message, found: text }) => `${file}:${String(line)} ${message}: ${text}`);
};

it('a file too large to be read is no file that passes, cold or warm', async () => {
  const root = bake({
    'lintel.yaml': 'version: 1\nrules: { layering/unresolved: { check: unresolved } }\n',
    'src/dough.ts': `import './gone.js';\n//${'x'.repeat(21 * 1024 * 1024)}\n`,
    'src/bread.ts': 'export {};\n',
  });
  const expected = ['src/dough.ts:null unreadable: not read: it is larger than 20 MB'];
  expect([await found(root), await found(root), await found(root, '--no-cache')]).toEqual([
    expected,
    expected,
    expected,
  ]);
});

it('a package installed above the root counts inside the work tree, and only there', async () => {
  const top = bake({
    'node_modules/yeast/package.json': '{ "name": "yeast" }\n',
    'bakery/lintel.yaml': 'version: 1\nrules: { layering/unresolved: { check: unresolved } }\n',
    'bakery/src/dough.ts': "import 'yeast';\nimport 'flour';\n",
  });
  const lost = (name: string, line: number): string => `src/dough.ts:${line} unresolved: import '${name}'`;
  expect(await found(join(top, 'bakery'), '--no-cache')).toEqual([lost('yeast', 1), lost('flour', 2)]);
  git(top, 'init', '-q');
  expect(await found(join(top, 'bakery'), '--no-cache')).toEqual([lost('flour', 2)]);
});
