import { expect, it } from 'vitest';
import type { Sections } from '../core/fact.ts';
import { createLanguages, decode, encode, languageOf } from './index.ts';
import { mayOverflow } from './typescript/nesting.ts';

const languages = createLanguages('oxc');
const read = (file: string, text: string): Sections => {
  const language = languageOf(languages, file) ?? expect.fail();
  return language.extract(text, language.sections) as Sections;
};
const importRows = (file: string, text: string): string[] =>
  read(file, text).imports.map(({ kind, form, specifier, at, symbols }) => {
    const names = symbols
      .map(({ name, local, type }) => `${type ? 'type ' : ''}${name}${local === name ? '' : `>${local}`}`)
      .join();
    return `${kind} ${form} ${specifier} ${at.line}:${at.column}-${at.endColumn} ${names}`.trimEnd();
  });
const exportRows = (file: string, text: string): string[] =>
  read(file, text).exports.map(
    ({ kind, name, local, from, type, at }) =>
      `${kind} ${name} ${local} ${from} ${type ? 'type ' : ''}${at.line}:${at.column}-${at.endColumn}`,
  );

it.each<[file: string, text: string, expected: string[]]>([
  [
    'static.ts',
    `import a, { type B, default as e, "s t" as f } from 'q';
import type * as ns from 'u';
import { type X } from 'v';
import {} from 'w';
import 'x';
export * as all from 'z';
export type { I } from './i';
import type {} from './n';`,
    [
      'value import q 1:53-56 default>a,type B,default>e,s t>f',
      'type import u 2:26-29 type *>ns',
      'type import v 3:24-27 type X',
      'value import w 4:16-19',
      'value import x 5:8-11',
      'reexport export z 6:22-25 *>all',
      'type export ./i 7:24-29 type I',
      'type import ./n 8:21-26',
    ],
  ],
  [
    'require.cjs',
    `const { a, b: c } = require('./x'); const whole = require("./y"); require(\`./z\`).part; require.resolve('./r');
require('a' + b); require(c); require.context('./dir', true);
function no(require) { require('./not'); }
{ const require = 1; require('./not'); }
hoisted('./not'); function hoisted() {}`,
    [
      'require require ./x 1:29-34 a,b>c',
      'require require ./y 1:59-64 *>whole',
      'require require ./z 1:75-80 part',
      'require require.resolve ./r 1:104-109',
      'dynamic require.context ./dir 2:47-54',
    ],
  ],
  [
    'create.mjs',
    `import { createRequire as make } from 'node:module';
const load = make(import.meta.url); load('./loaded');
const { x } = await import('./d'); import(\`./t\`); import('./' + x);
import.meta.resolve('./m'); import.meta.glob(['./a/*.js', './b/*.js']); new URL('./w.js', import.meta.url); new URL('../', import.meta.url);`,
    [
      'value import node:module 1:39-52 createRequire>make',
      'require require ./loaded 2:42-52',
      'dynamic import() ./d 3:28-33 x',
      'dynamic import() ./t 3:43-48',
      'dynamic import.meta.resolve ./m 4:21-26',
      'dynamic import.meta.glob ./a/*.js 4:47-57',
      'dynamic import.meta.glob ./b/*.js 4:59-69',
      'dynamic new-url ./w.js 4:81-89',
    ],
  ],
  [
    'mocks.ts',
    `import { vi as spy } from 'vitest';
spy.mock('./a'); spy.mock(import('./b')); jest.requireActual('./c'); other.mock('./d');
function no(jest: any) { jest.mock('./not'); }`,
    ['value import vitest 1:27-35 vi>spy', 'mock mock ./a 2:10-15', 'mock mock ./b 2:34-39', 'mock mock ./c 2:62-67'],
  ],
  [
    'virtual.ts',
    `jest.mock('./a', () => ({}), { virtual: true }); jest.mock('./b', () => ({}), { virtual: false }); jest.mock('./c', () => ({}));`,
    ['mock mock ./b 1:60-65', 'mock mock ./c 1:110-115'],
  ],
  [
    'bun.test.ts',
    `import { mock } from 'bun:test'; mock.module('./a', () => ({})); mock(() => 1); other.module('./b');`,
    ['value import bun:test 1:22-32 mock', 'mock mock ./a 1:46-51'],
  ],
  [
    'node.test.ts',
    `import { mock, test } from 'node:test'; mock.module('./a'); mock.method(console, 'log');`,
    ['value import node:test 1:28-39 mock,test', 'mock mock ./a 1:53-58'],
  ],
  [
    'elsewhere.cjs',
    `require.resolve('./a'); require.resolve('b', { paths: [require.resolve('c')] });`,
    ['require require.resolve ./a 1:17-22', 'require require.resolve c 1:72-75'],
  ],
  [
    'types.ts',
    `/// <reference path="globals.d.ts" />
/// <reference types="node" />
let t: import('./t').Deep.Name; let m: typeof import('./m');
import x = require('./x'); import type y = require('./y');
declare module './z' {}
/** @type {import('./prose')} */`,
    [
      'type reference ./globals.d.ts 1:21-35',
      'type reference node 2:22-28',
      'type import-type ./t 3:15-20 type Deep',
      'type import-type ./m 3:54-59 type *',
      'require import= ./x 4:20-25 *>x',
      'type import= ./y 4:52-57 type *>y',
      'type declare-module ./z 5:16-21',
    ],
  ],
  [
    'jsdoc.js',
    `/** @import { A, B as C } from './a'
 * @import D, * as E from "./d" */
/** @type {import('./t').T<import("@x/y").Z>} and import('./prose') */`,
    [
      'type jsdoc ./a 1:32-37 type A,type B>C',
      'type jsdoc ./d 2:27-32 type default>D,type *>E',
      'type jsdoc ./t 3:19-24 type T',
      'type jsdoc @x/y 3:35-41 type Z',
    ],
  ],
])('imports of %s', (file, text, expected) => {
  expect(importRows(file, text)).toEqual(expected);
});

it.each<[file: string, text: string, expected: string[]]>([
  [
    'declared.ts',
    `export const { a, b: c, d: [e] } = x, g = 1;
export function over(): void;
export function over(n?: number): void {}
export declare const h: 1;
export namespace B.C {}
export type A = 1;
export default interface J {}`,
    [
      'variable a a null 1:16-17',
      'variable c c null 1:22-23',
      'variable e e null 1:29-30',
      'variable g g null 1:39-40',
      'function over over null 2:17-21',
      'function over over null 3:17-21',
      'variable h h null type 4:22-23',
      'namespace B B null 5:18-19',
      'type A A null type 6:13-14',
      'interface default J null type 7:26-27',
    ],
  ],
  [
    'listed.ts',
    `import { x, type T } from './x';
import y from './y';
const own = 1;
export { own, x as z, T, y };
export { type x as w };
export * from './s';
export * as ns from './n';
export { default as d } from './d';
export default x;`,
    [
      'binding own own null 4:10-13',
      'binding z x 0 4:20-21',
      'binding T T 0 type 4:23-24',
      'binding y default 1 4:26-27',
      'binding w x 0 type 5:20-21',
      'star * * 2 6:15-20',
      'binding ns * 3 7:13-15',
      'binding d default 4 8:21-22',
      'binding default x 0 9:16-17',
    ],
  ],
  ['anonymous.js', 'export default () => 1;', ['expression default null null 1:8-15']],
  ['class.ts', '@d() export default class {}', ['class default null null 1:13-20']],
  ['equals.cts', `import fs = require('fs');\nexport = fs;`, ['binding export= * 0 2:10-12']],
  ['common.cjs', 'module.exports = { a: 1 }; exports.b = 2;', []],
])('exports of %s', (file, text, expected) => {
  expect(exportRows(file, text)).toEqual(expected);
});

it('declarations carry container and traits', () => {
  const text = `@ns.Injectable() export class A extends base.Repo<T> implements Port {
  @Input() q = z.object({}).strict();
  constructor(@Inject() private dep: Dep) { super(); }
  async run(a: string): Promise<void> {}
}
const f = (): Map<K, V> => new Map(), s = await load();
namespace N.M { interface I extends J { m(): string[] } }`;
  expect(
    read('a.ts', text).declarations.map(({ kind, name, container, traits }) =>
      [kind, name, container, ...traits].join(' '),
    ),
  ).toEqual([
    'class A  decorator=ns.Injectable decorator=Injectable extends=base.Repo extends=Repo implements=Port',
    'classProperty q A decorator=Input initializer=z',
    'parameterProperty dep A.constructor decorator=Inject',
    'classMethod run A returns=Promise',
    'parameter a A.run',
    'variable f  returns=Map',
    'variable s  initializer=load',
    'interface I N.M extends=J',
    'typeMethod m N.M.I returns=Array',
  ]);
});

it.each([
  ['function A() { return <a />; }', true],
  ['const A = () => (x ? <a /> : null);', true],
  ['const A = function () { if (x) { return null; } else return y && <></>; };', true],
  ['function A() { switch (x) { case 1: return <a />; } }', true],
  ['function A() { try { return 1; } catch { return <a />; } }', true],
  ['function A() { const b = <a />; return () => <a />; }', false],
])('a component by what it returns: %s', (text, expected) => {
  const [first] = read('a.tsx', text).declarations;
  expect(first?.traits.includes('returns=JSX')).toBe(expected);
});

it('suppressions cover the next statement, head or part', () => {
  const text = `// lintel-ignore-file a/b -- generated
// lintel-ignore c/d, e/f -- why
//   not
export class A {
  // lintel-ignore g/h
  @Dec()
  method(
    a: string, // lintel-ignore i/j -- trailing
  ) {
    const s = 'lintel-ignore no';
    return [
      /* lintel-ignore k/l -- item */
      call(
        1,
      ),
    ];
  }
}
import {
  x,
} from 'y'; // lintel-ignore m/n -- the end
// lintel-ignorance is no ignore
// lintel-ignore o/p -- nothing below

// lintel-ignore-file q/r -- too late
const view = <p>
  {/* lintel-ignore s/t -- in JSX */}
  <b
    id="x">text</b>
</p>;`;
  expect(read('a.tsx', text).suppressions.map(({ rules, reason, covers }) => [rules.join(), reason, covers])).toEqual([
    ['a/b', 'generated', null],
    ['c/d,e/f', 'why', [4, 4]],
    ['g/h', null, [6, 9]],
    ['i/j', 'trailing', [8, 8]],
    ['k/l', 'item', [13, 15]],
    ['m/n', 'the end', [19, 21]],
    ['o/p', 'nothing below', [24, 24]],
    ['q/r', 'too late', [26, 30]],
    ['s/t', 'in JSX', [28, 29]],
  ]);
});

it('size names the functions of more than one line', () => {
  const text = `const short = () => 1;
class A {
  run() {
  }
}
describe("x", () => {
});
const f = function () {
};
`;
  const { lines, functions } = read('a.ts', text).size;
  expect([lines, ...functions.map(({ name, at }) => `${name} ${at.line}-${at.endLine}`)]).toEqual([
    9,
    'run 3-4',
    'function in describe() 6-7',
    'f 8-9',
  ]);
});

it('ambient modules are those of scripts', () => {
  expect(read('a.d.ts', `declare module '*.svg' {}\ndeclare module "lib";\ndeclare namespace N {}`).ambient).toEqual([
    '*.svg',
    'lib',
  ]);
  expect(read('a.ts', `import 'x';\ndeclare module 'vue' {}`).ambient).toEqual([]);
});

it('a fault has its place, and nesting is one', () => {
  expect(read('a.ts', 'const a = 1;\nconst = 1;\n').problems).toEqual([
    { text: 'Variable declaration expected.', at: { line: 2, column: 7, endLine: 2, endColumn: 7 } },
  ]);
  const n = 100_000;
  const deep = [
    `${'('.repeat(n)}1${')'.repeat(n)}`,
    `x=${'a+'.repeat(n)}a`,
    `${'if(a);else '.repeat(n)};`,
    `type X=${'A<'.repeat(n)}a${'>'.repeat(n)}`,
    `type X=${'keyof '.repeat(n)}a`,
    `x=${'<a>'.repeat(n)}${'</a>'.repeat(n)}`,
    `x=${'`${'.repeat(n)}1${'}`'.repeat(n)}`,
    `${'a:'.repeat(n)};`,
    `x=${'a?b:'.repeat(n)}a`,
    `${'{'.repeat(n)}${'}'.repeat(n)}`,
  ];
  for (const text of deep)
    expect(read('a.tsx', text).problems.map((problem) => problem.text)).toEqual(['Nested too deeply to be read.']);
});

it('many elements side by side are not nested', () => {
  const elements = '<path\n  fill="none"\n  d="M1 2L3 4"\n/>\n'.repeat(2_000);
  expect(read('a.tsx', `export const a = <svg>${elements}</svg>;`).problems).toEqual([]);
  expect(mayOverflow(`export const a = <svg>${elements}</svg>;`)).toBe(false);
  // Here, a regular expression begins where an element seems to end.
  expect(mayOverflow(`x=${'a<typeof/><b/>'.repeat(10_000)}c`)).toBe(true);
});

it('languages are identified by file extension', () => {
  const files = [
    'a.ts',
    'a.d.ts',
    'a.svg.d.ts',
    'a.d.css.ts',
    'a.mts',
    'a.tsx',
    'a.cjs',
    'a.jsx',
    'x/README.md',
    'x/intro.mdx',
    'a.json',
    'd.ts',
    'noextension',
  ];
  expect(files.map((file) => languageOf(languages, file)?.name ?? null)).toEqual([
    'typescript',
    'typescript-declarations',
    'typescript-declarations',
    'typescript-declarations',
    'typescript',
    'tsx',
    'javascript',
    'javascript',
    'markdown',
    'mdx',
    'openapi',
    'typescript',
    null,
  ]);
});

it.each(['', '{}', '[1]', '[1,0]', '["a"]', '[-1]', '[1.5]', '[1,"x",99,0,1,1,0]', 'null'])(
  'damaged facts throw: %s',
  (text) => {
    expect(() => decode('imports', text)).toThrow();
  },
);

it.each([
  ['ambient.ts', 'declare namespace N {\n  export function f() {}\n}'],
  ['ambient.d.ts', "declare module 'x' {\n  declare const a: string;\n}"],
])('what TypeScript reads without a word is no problem: %s', (file, text) => {
  expect(read(file, text).problems).toEqual([]);
});

it('reads what patterns leave out', () => {
  const text = `import.meta.glob(['./a/*.ts', '!**/*.spec.ts', '!./a/b.ts'], { eager: true, base: './x' });
import.meta.glob('./c/*.ts');
require.context('./d', false, /[.]vue$/i); require.context('./e', true, /x/); require.context('./f');`;
  const section = read('a.ts', text).imports;
  expect(section.map(({ specifier, pattern }) => [specifier, pattern])).toEqual([
    ['./a/*.ts', { base: './x', not: ['**/*.spec.ts', './a/b.ts'], only: null, shallow: false }],
    ['./c/*.ts', { base: null, not: [], only: null, shallow: false }],
    ['./d', { base: null, not: [], only: '(?i)[.]vue$', shallow: true }],
    ['./e', { base: null, not: [], only: 'x', shallow: false }],
    ['./f', { base: null, not: [], only: null, shallow: false }],
  ]);
  expect(decode('imports', encode('imports', section))).toEqual(section);
});
