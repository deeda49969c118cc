import { expect, it } from 'vitest';
import { lintFiles } from '../../testing/index.ts';

it('says where a name leads that a file in a cycle only hands on', () => {
  const { violations } = lintFiles({
    'lintel.yaml': 'version: 1\nrules: { c: { check: cycles } }\n',
    'src/a.ts': "import { b } from './index.js';\nexport const a = () => b;\nconsole.log(a);\n",
    'src/index.ts': "export * from './a.js';\nexport * from './b.js';\n",
    'src/b.ts': "import { c } from './c.js';\nexport const b = () => c;\nconsole.log(b);\n",
    'src/c.ts': "import { a } from './a.js';\nexport const c = () => a;\nconsole.log(c);\n",
  });
  expect(violations.map(({ fix }) => fix?.reason)).toEqual([
    expect.stringContaining('`b` of `src/b.ts`: to import from there leads back into the cycle'),
  ]);
});
