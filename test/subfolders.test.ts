import { describe, expect, it } from 'vitest';
import { lintFiles } from '../src/testing/index.ts';

const root = `version: 1
defaults: { not: tests }
rules:
  layering/cycles: { check: cycles, severity: warn }
`;

const found = (files: Record<string, string>): string[] => {
  const report = lintFiles(files);
  expect(report.errors).toEqual([]);
  return report.violations.map(({ rule, at, severity }) => `${severity} ${rule} ${at.file}`);
};

describe('a lintel.yaml without version in a subfolder', () => {
  const modules = {
    'lintel.yaml': root,
    'modules/a/lintel.yaml': `zones: { a-ui: "ui/**", a-repo: "repo/**" }
rules:
  a/layers: { check: layers, layers: [a-ui, a-repo] }
  a/names: { check: file-naming, files: kebab-case }
  a/readme: { check: required-files, files: [README.md] }
  a/no-moment: { check: imports, deny: { packages: [moment] } }
  a/repo: { check: imports, from: "repo/**", deny: "ui/**" }
`,
    'modules/a/ui/Page.ts': "import 'moment';\n",
    'modules/a/repo/rows.ts': "import '../ui/Page';\n",
    'modules/a/repo/NoTest.test.ts': '',
    'modules/b/ui/Page.ts': "import 'moment';\n",
    'modules/b/repo/rows.ts': "import '../ui/Page';\n",
    'package.json': '{ "dependencies": { "moment": "2" } }',
  };

  it('adds zones and rules for its subtree, whose paths count from its folder', () => {
    expect(found(modules)).toEqual([
      'error a/readme modules/a/README.md',
      'error a/layers modules/a/repo/rows.ts',
      'error a/repo modules/a/repo/rows.ts',
      'error a/names modules/a/ui/Page.ts',
      'error a/no-moment modules/a/ui/Page.ts',
    ]);
  });

  it('may name zones of the root, and reaches no further with them', () => {
    expect(
      found({
        ...modules,
        'lintel.yaml': root.replace('rules:', 'zones: { ui: "modules/*/ui/**" }\nrules:'),
        'modules/a/lintel.yaml': 'rules:\n  a/names: { check: file-naming, in: ui, files: kebab-case }\n',
      }),
    ).toEqual(['error a/names modules/a/ui/Page.ts']);
  });

  it('makes a warning an error below its folder, and there alone', () => {
    const cycle = { 'x.ts': "import './y';\n", 'y.ts': "import './x';\n" };
    const inFolder = (folder: string): Record<string, string> =>
      Object.fromEntries(Object.entries(cycle).map(([path, text]) => [`modules/${folder}/${path}`, text]));
    expect(
      found({
        'lintel.yaml': root,
        'modules/a/lintel.yaml': 'rules:\n  layering/cycles: error\n',
        ...inFolder('a'),
        ...inFolder('b'),
      }),
    ).toEqual(['error layering/cycles modules/a/x.ts', 'warn layering/cycles modules/b/x.ts']);
  });

  it('reports its errors with their locations', () => {
    const { errors } = lintFiles({
      ...modules,
      'modules/a/lintel.yaml': 'rules:\n  a/ui: { check: cycles, in: "iu/**" }\n',
    });
    expect(errors.map(({ at, message }) => [at?.file, at?.line, message])).toEqual([
      ['modules/a/lintel.yaml', 2, 'in iu/** matches no file; nearest folder: modules/a/ui'],
    ]);
  });
});

it('`not: []` takes back what the defaults leave out', () => {
  const rules = (not: string): string =>
    `version: 1\ndefaults: { not: tests }\nrules:\n  naming/files: { check: file-naming, files: kebab-case${not} }\n`;
  expect(found({ 'lintel.yaml': rules(''), 'a.ts': '', 'Old.test.ts': '' })).toEqual([]);
  expect(found({ 'lintel.yaml': rules(', not: []'), 'a.ts': '', 'Old.test.ts': '' })).toEqual([
    'error naming/files Old.test.ts',
  ]);
});

it('has aliases for the files of its folder, which come before those of the root', () => {
  const files = {
    'lintel.yaml': `version: 1\nalias: { "@/*": "src/*" }\nrules: { layering/unresolved: { check: unresolved } }\n`,
    'app/lintel.yaml': 'alias: { "@/*": "src/*", "~": "./main.ts" }\n',
    'app/main.ts': "import { a } from '@/a';\nexport const main = a;\n",
    'app/src/a.ts': "import { main } from '~';\nexport const a = () => main;\n",
    'src/b.ts': 'export const b = 1;\n',
    'lib/c.ts':
      "import { b } from '@/b';\nimport { a } from '@/a';\nimport { main } from '~';\nexport const c = [a, b, main];\n",
  };
  const { errors, violations } = lintFiles(files);
  expect(errors).toEqual([]);
  expect(violations.map(({ at, found }) => [at.file, at.place?.line, found])).toEqual([
    ['lib/c.ts', 2, expect.stringContaining("'@/a'")],
    ['lib/c.ts', 3, expect.stringContaining("'~'")],
  ]);
});
