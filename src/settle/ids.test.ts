import { expect, it } from 'vitest';
import { lintFiles } from '../testing/index.ts';

const rules = `version: 1
zones: { ui: "src/ui/**", repo: "src/repo/**" }
rules:
  layering/app: { check: layers, layers: [ui, repo] }
  layering/unresolved: { check: unresolved }
  layering/cycles: { check: cycles }
`;
const project = {
  'lintel.yaml': rules,
  'src/ui/page.ts': "import { rows } from '../repo/rows.js';\nexport const page = rows;\n",
  'src/repo/rows.ts':
    "import { page } from '../ui/page.js';\nimport { gone } from './gone.js';\nexport const rows = [page, gone];\n",
};

const idsOf = (files: Record<string, string>): string[] =>
  lintFiles(files)
    .violations.map(({ id }) => id)
    .sort();

it('ids are of ten letters, and all different', () => {
  const ids = idsOf(project);
  expect(ids.length).toBe(3);
  expect(new Set(ids).size).toBe(3);
  expect(ids.filter((id) => !/^[0-9a-f]{10}$/.test(id))).toEqual([]);
});

it.each([
  ['a line above', (text: string) => `// a line\n${text}`],
  [
    'other quotes and breaks',
    (text: string) => text.replaceAll("'", '"').replaceAll('{ ', '{\n  ').replaceAll(' }', ',\n}'),
  ],
  ['other line ends', (text: string) => text.replaceAll('\n', '\r\n')],
  ['code below', (text: string) => `${text}export const more = 1;\n`],
])('ids outlive %s', (_, change) => {
  const changed = Object.fromEntries(
    Object.entries(project).map(([path, text]) => [path, path.endsWith('.ts') ? change(text) : text]),
  );
  expect(idsOf(changed)).toEqual(idsOf(project));
});

it('ids do not depend on the order of files or rules', () => {
  const shuffled = Object.fromEntries(Object.entries(project).reverse());
  const [version = '', zones = '', head = '', ...entries] = rules.trimEnd().split('\n');
  expect(idsOf({ ...shuffled, 'lintel.yaml': [version, zones, head, ...entries.reverse()].join('\n') })).toEqual(
    idsOf(project),
  );
});

it('two equal violations in a file have two ids, in order of place', () => {
  const twice = {
    ...project,
    'src/repo/rows.ts':
      "import { gone } from './gone.js';\nimport { gone as again } from './gone.js';\nexport const rows = [gone, again];\n",
  };
  const violations = lintFiles(twice).violations;
  expect(violations.map(({ at }) => at.place?.line)).toEqual([1, 2]);
  expect(new Set(violations.map(({ id }) => id)).size).toBe(2);
  // The first keeps its id when the second goes.
  const once = { ...project, 'src/repo/rows.ts': "import { gone } from './gone.js';\nexport const rows = [gone];\n" };
  expect(idsOf(once)).toEqual([violations[0]?.id]);
});
