import { expect, it } from 'vitest';
import type { Overlay } from '../core/tree.ts';
import type { TypeChecking } from '../core/typing.ts';
import { baselineText } from '../settle/baseline.ts';
import { foundIn, lintFiles, projectOf } from '../testing/index.ts';
import { sessionOf } from './session.ts';

const yaml = (names: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ version: 1, rules: { 'a/names': { check: 'naming', names } } });
const booleans = yaml({ 'variable[type=boolean]': { style: 'PascalCase', prefix: ['is', 'has'] } });
const strict = '{ "compilerOptions": { "strict": true } }';

it('judges names by types that follow from other files', () => {
  const report = lintFiles({
    'lintel.yaml': booleans,
    'tsconfig.json': strict,
    'a.ts': "import { load } from './b';\nconst ready = load();\nconst isOpen = load();\nconst other = 1;\n",
    'b.ts': "import type { Flag } from './c';\nexport const load = (): Flag | null => null;\n",
    'c.ts': 'export type Flag = boolean;\n',
  });
  expect(foundIn(report)).toEqual(['a.ts:2:prefix']);
  expect(report.summary.notRun).toEqual([]);
});

it('knows what is declared everywhere, in declarations that are ignored, and in packages behind links', () => {
  const report = lintFiles({
    'lintel.yaml': booleans,
    'tsconfig.json': strict,
    '.gitignore': 'node_modules\ngenerated\n',
    'a.ts':
      "import { made } from './generated/made';\nimport { flag } from 'p';\nconst x = isGlobal;\nconst y = made;\nconst z = flag;\n",
    'globals.ts': 'declare global {\n  const isGlobal: boolean;\n}\nexport {};\n',
    'generated/made.d.ts': 'export const made: boolean;\n',
    'node_modules/p/index.d.ts': 'export const flag: boolean;\n',
  });
  expect(foundIn(report)).toEqual(['a.ts:3:prefix', 'a.ts:4:prefix', 'a.ts:5:prefix']);
  expect(report.summary.notRun).toEqual([]);
});

it('judges the rest where the type of a name is not known', () => {
  const report = lintFiles({
    'lintel.yaml': yaml({ 'variable[type=boolean]': 'UPPER_CASE', variable: 'camelCase' }),
    'tsconfig.json': strict,
    'a.ts': "import { load } from 'gone';\nconst Loaded = load();\nconst also = load.x;\nconst Number = 1;\n",
  });
  expect(foundIn(report)).toEqual(['a.ts:4:style']);
  expect(report.summary.notRun).toEqual([
    {
      rule: 'a/names',
      reason: 'the types of 2 names are not known: `gone` does not resolve in a.ts: install dependencies',
    },
  ]);
});

it.each([
  ['there is no tsconfig.json', { 'a.ts': 'const ready = true;\n' }, 'there is no tsconfig.json for a.ts: add one'],
  [
    'a tsconfig.json extends what is not installed',
    { 'tsconfig.json': '{ "extends": "@tsconfig/strictest" }', 'a.ts': 'const ready = true;\n' },
    'tsconfig.json extends `@tsconfig/strictest`, which does not exist: install dependencies',
  ],
  [
    'a tsconfig.json cannot be read',
    { 'tsconfig.json': '{ "compilerOptions": ', 'a.ts': 'const ready = true;\n' },
    'cannot read tsconfig.json:1: not valid JSON (ValueExpected)',
  ],
  [
    'TypeScript does not read the file',
    { 'tsconfig.json': strict, 'a.vue': '<script setup lang="ts">\nconst ready = true;\n</script>\n' },
    'TypeScript does not read .vue files: take them out with `not`',
  ],
])('says that it does not know types where %s', (_, files, reason) => {
  const report = lintFiles({ 'lintel.yaml': booleans, ...files });
  expect(foundIn(report)).toEqual([]);
  expect(report.summary.notRun).toEqual([{ rule: 'a/names', reason: `the type of 1 name is not known: ${reason}` }]);
});

it('takes no ignore comment and no entry of the baseline for unused where types are not known', () => {
  const report = lintFiles({
    'lintel.yaml': booleans.replace('"rules":{', '"rules":{"a/ignores":{"check":"suppressions"},'),
    'lintel-baseline.json': baselineText([{ id: '0000000000', rule: 'a/names', file: 'a.ts' }]),
    'tsconfig.json': strict,
    'a.ts': "import { load } from 'gone';\n// lintel-ignore a/names -- known\nconst ready = load();\n",
  });
  expect(foundIn(report)).toEqual([]);
});

it('asks again only of files that import what has changed, and not of those that need no types', () => {
  const loaded = projectOf({
    'lintel.yaml': booleans,
    'tsconfig.json': strict,
    'a.ts': "import { load } from './b';\nexport const ready = load();\n",
    'b.ts': 'export function load(): boolean { return true; }\n',
    'c.ts': 'const isOpen = 1 > 2;\n',
    'd.ts': 'export function none() {}\n',
  });
  const session = sessionOf(loaded);
  const asked: string[][] = [];
  const { checking } = session.memory;
  const watched: TypeChecking = {
    ask(sources, project, questions) {
      asked.push(questions.map(({ file }) => file));
      return checking.ask(sources, project, questions);
    },
    shapes: checking.shapes,
  };
  Object.assign(session.memory, { checking: watched });
  const askedAfter = (overlay: Overlay): readonly [string[][], string[]] => {
    session.refresh(new Map([...loaded.overlay, ...overlay]));
    const found = foundIn(session.lint({ paths: [], rule: null }));
    return [asked.splice(0), found];
  };
  expect(askedAfter(new Map())).toEqual([[['a.ts', 'c.ts']], ['a.ts:2:prefix']]);
  expect(askedAfter(new Map([['d.ts', 'export function other() {}\n']]))).toEqual([[], ['a.ts:2:prefix']]);
  expect(askedAfter(new Map([['b.ts', 'export const isLoaded = false;\nexport const load = () => 1;\n']]))).toEqual([
    [['a.ts', 'b.ts']],
    [],
  ]);
  expect(askedAfter(new Map())).toEqual([[], ['a.ts:2:prefix']]);
});

it('tries a fix of a name that types decide about', () => {
  const report = lintFiles({
    'lintel.yaml': booleans,
    'tsconfig.json': strict,
    'a.ts': 'const ready = 1 > 2;\nexport const use = () => ready;\n',
  });
  expect(report.violations.map(({ fix }) => [fix?.title, fix?.proven])).toEqual([['Rename to `isReady`', true]]);
});
