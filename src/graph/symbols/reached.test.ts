import { expect, it } from 'vitest';
import { inputsFor, projectOf } from '../../testing/index.ts';
import { reachedFrom } from './reached.ts';

/** Which of the names of `a.ts` a test reaches; the test and other files are given. */
function reachedIn(files: Record<string, string>): string {
  const { graph } = inputsFor(
    projectOf({
      'lintel.yaml': 'version: 1\nrules: { cycles: { check: cycles } }\n',
      'a.ts':
        "import { b } from './b';\nexport const one = () => two();\nexport function two() {}\nexport const three = () => b();\nexport class Four {}\nexport default () => 5;\n",
      'b.ts': "export const b = () => 1;\nexport { three as other } from './a';\n",
      ...files,
    }),
  );
  const isReached = reachedFrom({ graph, taken: () => true, uses: (file) => graph.uses(file) }, ['a.test.ts']);
  return ['one', 'two', 'three', 'Four', 'default'].filter((name) => isReached('a.ts', name)).join(' ');
}

it.each<[title: string, test: string, more: Record<string, string>, found: string]>([
  ['what another function calls', "import { one } from './a';\none();\n", {}, 'one two'],
  ['an import that nothing uses', "import { one } from './a';\nexport const x = 1;\n", {}, ''],
  ['a type', "import { one } from './a';\nexport type T = typeof one;\n", {}, ''],
  ['members of the whole module', "import * as a from './a';\na.two();\na.default();\n", {}, 'two default'],
  ['the whole module', "import * as a from './a';\nrun(a);\n", {}, 'one two three Four default'],
  ['a default', "import f from './a';\nf();\n", {}, 'default'],
  ['a re-export by another name', "import { other } from './b';\nother();\n", {}, 'three'],
  ['a star', "import { Four } from './all';\nnew Four();\n", { 'all.ts': "export * from './a';\n" }, 'Four'],
  ['import() with a pattern', "const { two } = await import('./a');\ntwo();\n", {}, 'two'],
  ['import() as a whole', "const a = await import('./a');\na.two();\n", {}, 'one two three Four default'],
  [
    'what runs when a file is loaded',
    "import './run';\n",
    { 'run.ts': "import { two } from './a';\ntwo();\nexport const later = () => three();\n" },
    'two',
  ],
  [
    'what a component imports',
    "import Page from './page.vue';\nPage;\n",
    { 'page.vue': "<script setup>\nimport { two } from './a';\n</script>\n" },
    'two',
  ],
])('%s', (_, test, more, found) => {
  expect(reachedIn({ 'a.test.ts': test, ...more })).toBe(found);
});
