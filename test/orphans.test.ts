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

it('suggests no deletion of what a misspelt import may mean, nor of what that needs', async () => {
  const root = bake({
    'lintel.yaml': 'version: 1\nrules:\n  layering/orphans: { check: orphans, entries: src/main.ts }\n',
    'src/main.ts': "import { weigh } from './scale.js';\nexport const main = weigh;\n",
    'src/scales.ts': "import { unit } from './units.js';\nexport const weigh = unit;\n",
    'src/units.ts': 'export const unit = 1;\n',
    'src/old.ts': "import { weigh } from './scales.js';\nexport const old = weigh;\n",
  });
  const { stdout } = await lintel(root, []);
  expect(stdout).toMatch(/src\/old\.ts no file imports it\. fix\(suggested\): delete the file/);
  expect(stdout).toMatch(
    /src\/scales\.ts src\/main\.ts:1 imports `\.\/scale\.js`, which does not exist; it may mean this file\. fix\(manual\): correct `\.\/scale\.js` in `src\/main\.ts`\n/,
  );
  expect(stdout).toMatch(
    /src\/units\.ts imported only by other orphans: `src\/scales\.ts`\. fix\(manual\): correct `\.\/scale\.js` in `src\/main\.ts`, which may mean `src\/scales\.ts`\n/,
  );
});
