import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bake, lintel } from './bakery.ts';

it('deletes a file and its unused dependencies, but nothing that is used', async () => {
  const root = bake({
    'lintel.yaml': 'version: 1\nrules:\n  layering/orphans: { check: orphans, entries: src/main.ts }\n',
    'src/main.ts': "import { shared } from './shared.js';\nexport const main = shared;\n",
    'src/shared.ts': 'export const shared = 1;\n',
    'src/old.ts':
      "import { helper } from './helper.js';\nimport { shared } from './shared.js';\nexport const old = [helper, shared];\n",
    'src/helper.ts': 'export const helper = 1;\n',
  });
  const { code, stdout } = await lintel(root, []);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /src\/old\.ts no file imports it \(1 more with this cause: [0-9a-f]{6}\)\. fix\(suggested\): delete it and `src\/helper\.ts`, which only it needs \(it may be loaded by name\)/,
  );
  await lintel(root, ['fix', '--suggested', '--rule', 'layering/orphans']);
  const left = ['main', 'shared', 'old', 'helper'].filter((name) => existsSync(join(root, `src/${name}.ts`)));
  expect(left).toEqual(['main', 'shared']);
  expect((await lintel(root, [])).stdout).toBe('ok. 2 files, 1 rule.\n');
});
