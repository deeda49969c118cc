import ts from 'typescript';
import { expect, it } from 'vitest';
import { emittedBy } from '../bench/emitted.js';
import type { Edge } from '../src/core/graph.ts';
import { inputsFor, projectOf as loadedOf } from '../src/testing/index.ts';

// TypeScript is the judge: what it keeps of an import is what Lintel says is left of it at run time.

const shared: Readonly<Record<string, string>> = {
  'x.ts': `
    export interface T { a: 1 }
    export class C { c = 1 }
    export const v = 1;
    export const k: unique symbol = Symbol();
    export function f(..._: unknown[]): any {}
    export const enum CE { A }
    export enum E { A }
    export namespace Types { export type Q = 1 }
    export namespace Values { export type Q = 1; export const q = 1 }
    export interface Both { a: 1 }
    export const Both = 1;
    export declare class Amb { a: 1 }
    export declare enum AmbientEnum { A }
    export declare namespace AmbientSpace { const a: 1 }
    declare const ambient: number;
    interface Local { a: 1 }
    const enum LocalEnum { A }
    export { ambient, Local, LocalEnum, Local as Renamed };
    export default class D {}`,
  'type-default.ts': 'interface I { a: 1 }\nexport default I;',
  'barrel.ts': `export * from './x';\nexport { T as U, C as K } from './x';\nexport type { C as OnlyType } from './x';`,
  'deep.ts': `export * from './types-only';\nexport * from './barrel';`,
  'types-only.ts': `export type { E as Erased } from './x';`,
  'circle-a.ts': `export * from './circle-b';\nexport * from './x';`,
  'circle-b.ts': `export * from './circle-a';`,
  'space.ts': `export * as x from './x';\nimport * as y from './x';\nexport { y };`,
  'equals.ts': 'class Eq { a = 1 }\nexport = Eq;',
  'equals-type.ts': 'interface Eq { a: 1 }\nexport = Eq;',
  'h.ts':
    'export function h(..._: unknown[]): any {}\nexport const Fragment = 1;\nexport const React = { createElement: h };',
  'node_modules/react/jsx-runtime.d.ts': 'export namespace JSX { interface IntrinsicElements { a: {} } }',
  'deco.ts': 'export function Deco(): any {}',
};

const decorated = { experimentalDecorators: true, emitDecoratorMetadata: true, strict: true };
const cjs = { module: 'commonjs' };

type Case = readonly [code: string, options?: Readonly<Record<string, unknown>>, file?: string];

const cases: readonly Case[] = [
  // Used in types only, and not at all.
  [`import { T } from './x'; export let a: T;`],
  [`import { C } from './x'; export let a: C;`],
  [`import { C } from './x'; export type A = typeof C;`],
  [`import { C, T } from './x'; export let a: T | C;`],
  [`import { C, T } from './x'; export let a: T = new C() as any;`],
  [`import D from './x'; export let a: D;`],
  [`import D, { v } from './x'; export let a: D; f(v); declare function f(a: any): void;`],
  [`import * as x from './x'; export let a: x.C;`],
  [`import * as x from './x'; export let a = x.v;`],
  [`import { v } from './x';`],
  [`import D from './x';`],
  [`import './x';`],
  [`import type { C } from './x'; export let a: C;`],
  [`import { type C } from './x'; export let a: C;`],
  [`import { type T, v } from './x'; export let a: T = v as any;`],
  [`import { type T, C } from './x'; export let a: T | C;`],
  [`import { v } from './x'; export let a: { b: typeof v };`],
  [`import { T } from './x'; export class A implements T { a = 1 as const }`],
  [`import { C } from './x'; export class A implements C { c = 1 }`],
  [`import { C } from './x'; export class A extends C {}`],
  [`import { C } from './x'; export declare class A extends C {}`],
  [`import { C } from './x'; export class A { declare c: C }`],
  [`import { C } from './x'; export interface A extends C {}`],
  [`import { v } from './x'; export declare const a: typeof v;`],
  [`import { C } from './x'; export function a(b: unknown): b is C { return !!b; }`],
  [`import { f } from './x'; f<import('./x').T>();`],
  [`import { T, f } from './x'; f<T>();`],
  [`import { C } from './x'; export const a = {} as C;`],
  [`import { C } from './x'; export const a = {} satisfies Partial<C>;`],
  [`import { C } from './x'; export const a = (b: any) => b instanceof C;`],
  [`import { v } from './x'; export const a = { v };`],
  [`import { v } from './x'; export const a = (v: number) => v;`],
  [`import { k } from './x'; export interface A { [k]: 1 }`],
  [`import { k } from './x'; export class A { [k] = 1 }`],
  [`import { k } from './x'; export declare class A { [k]: 1 }`],
  [`import { Both } from './x'; export let a: Both;`],
  [`import { Both } from './x'; export let a = Both;`],
  [`import { Amb } from './x'; new Amb();`],
  [`import { AmbientEnum } from './x'; export const a = AmbientEnum.A;`],
  [`import { AmbientSpace } from './x'; export const a = AmbientSpace.a;`],
  // Exported again.
  [`import { T } from './x'; export { T };`],
  [`import { C } from './x'; export { C };`],
  [`import { Both } from './x'; export { Both };`],
  [`import { C } from './x'; export type { C };`],
  [`import { C } from './x'; export { type C };`],
  [`import { Types } from './x'; export { Types };`],
  [`import { Values } from './x'; export { Values };`],
  [`import { Local, ambient } from './x'; export { Local };`],
  [`import { ambient } from './x'; export { ambient };`],
  [`import { C } from './x'; export default C;`],
  [`import I from './type-default'; export default I;`],
  [`import D from './x'; export { D as default };`],
  [`export { T } from './x';`],
  [`export { Renamed } from './x';`],
  [`export { T, C } from './x';`],
  [`export { type C } from './x';`],
  [`export type { C } from './x';`],
  [`export type * from './x';`],
  [`export * from './types-only';`],
  [`export * as x from './types-only';`],
  [`export { Types } from './x';`],
  [`export { default } from './type-default';`],
  [`export { default } from './x';`],
  [`export {} from './x';`],
  // Through re-exports.
  [`import { U } from './barrel'; export { U };`],
  [`import { K } from './barrel'; export { K };`],
  [`import { OnlyType } from './barrel'; export { OnlyType };`],
  [`export { T, U } from './deep';`],
  [`export { C } from './deep';`],
  [`export { Erased } from './deep';`],
  [`export { T } from './circle-b';`],
  [`export { C } from './circle-b';`],
  [`import { x } from './space'; export { x };`],
  [`import { y } from './space'; export let a: y.T;`],
  [`export { T } from './x';`, { isolatedModules: true }],
  [`import { T } from './x'; export { T };`, { isolatedModules: true }],
  [`import { T } from './x'; export let a: T;`, { isolatedModules: true }],
  // Enums.
  [`import { E } from './x'; export const a = E.A;`],
  [`import { E } from './x'; export let a: E.A;`],
  [`import { CE } from './x'; export const a = CE.A;`],
  [`import { CE } from './x'; export const a = CE.A;`, { isolatedModules: true }],
  [`import { CE } from './x'; export const a = CE.A;`, { preserveConstEnums: true }],
  [`import { CE } from './x'; export { CE };`],
  [`import { CE } from './x'; export { CE };`, { preserveConstEnums: true }],
  [`import { LocalEnum } from './x'; export const a = LocalEnum.A;`],
  [`export { CE } from './x';`],
  [`export { CE } from './x';`, { isolatedModules: true }],
  [`import * as x from './x'; export const a = x.CE.A;`],
  [`import * as x from './x'; export const a = x.CE.A;`, { isolatedModules: true }],
  [`import * as x from './x'; export const a = [x.CE.A, x.v];`],
  [`import { E } from './x'; export enum A { B = E.A }`],
  [`import { E } from './x'; export enum A { B = E.A }`, { isolatedModules: true }],
  [`import { f } from './x'; export enum A { B = f() }`],
  // Aliases, and modules that are one value.
  [`import * as x from './x'; import A = x.C; new A();`],
  [`import * as x from './x'; import A = x.C; let a: A;`],
  [`import * as x from './x'; export import A = x.C;`],
  [`import Eq = require('./equals'); export let a: Eq;`, cjs],
  [`import Eq = require('./equals'); export let a = new Eq();`, cjs],
  [`import Eq = require('./equals'); const a = [Eq]; export { a };`, cjs],
  [`import Eq = require('./equals-type'); export { Eq };`, cjs],
  [`import type Eq = require('./equals'); export let a: Eq;`, cjs],
  // Decorators.
  [`import { C } from './x'; import { Deco } from './deco'; export class A { @Deco() a!: C }`, decorated],
  [`import { T } from './x'; import { Deco } from './deco'; export class A { @Deco() a!: T }`, decorated],
  [`import { C } from './x'; import { Deco } from './deco'; export class A { a!: C }\nDeco;`, decorated],
  [`import { C } from './x'; import { Deco } from './deco'; export class A { @Deco() a!: C | null }`, decorated],
  [
    `import { C } from './x'; import { Deco } from './deco'; export class A { @Deco() a!: C | null }`,
    { ...decorated, strict: false },
  ],
  [`import { C } from './x'; import { Deco } from './deco'; export class A { @Deco() a!: C[] }`, decorated],
  [`import { C } from './x'; import { Deco } from './deco'; export class A { @Deco() a!: Promise<C> }`, decorated],
  [`import { C } from './x'; import { Deco } from './deco'; export class A { @Deco() a(b: C) {} }`, decorated],
  [
    `import { C } from './x'; import { Deco } from './deco'; export class A { @Deco() a(): C { return null!; } }`,
    decorated,
  ],
  [
    `import { C } from './x'; import { Deco } from './deco'; export class A { a(b: C, @Deco() c: string) {} }`,
    decorated,
  ],
  [
    `import { C } from './x'; import { Deco } from './deco'; @Deco() export class A { constructor(private a: C) {} }`,
    decorated,
  ],
  [`import { C } from './x'; import { Deco } from './deco'; @Deco() export class A { a(b: C) {} }`, decorated],
  [
    `import { C } from './x'; import { Deco } from './deco'; @Deco() export class A { constructor(...a: C[]) {} }`,
    decorated,
  ],
  [`import * as x from './x'; import { Deco } from './deco'; export class A { @Deco() a!: x.C }`, decorated],
  [
    `import { C } from './x'; import { Deco } from './deco'; export class A { @Deco() a!: C }`,
    { experimentalDecorators: true },
  ],
  [
    `import { C } from './x'; import { Deco } from './deco'; export class A { @Deco() get a(): C { return null!; } set a(b) {} }`,
    decorated,
  ],
  // Tags.
  [`import { React } from './h'; export default () => <a />;`, { jsx: 'react' }, 'case.tsx'],
  [`import { React } from './h'; export default () => <a />;`, { jsx: 'preserve' }, 'case.tsx'],
  [`import { React } from './h'; export default () => <a />;`, { jsx: 'react-jsx' }, 'case.tsx'],
  [`import { h } from './h'; export default () => <a />;`, { jsx: 'react', jsxFactory: 'h' }, 'case.tsx'],
  [`/** @jsx h */ import { h } from './h'; export default () => <a />;`, { jsx: 'react' }, 'case.tsx'],
  [`import { React } from './h'; export default 1;`, { jsx: 'react' }, 'case.tsx'],
  [`import { C } from './x'; export default () => <C />;`, { jsx: 'react-jsx' }, 'case.tsx'],
  [`import * as x from './x'; export default () => <x.C />;`, { jsx: 'react-jsx' }, 'case.tsx'],
  // As it is written.
  [`import { T } from './x'; export let a: T;`, { verbatimModuleSyntax: true }],
  [`export { T } from './x';`, { verbatimModuleSyntax: true }],
  [`import { v } from './x';`, { verbatimModuleSyntax: true }],
  [`import { C } from './x'; /** @type {C} */ export let a;`, { allowJs: true }, 'case.js'],
];

it('has cases enough', () => {
  expect(cases.length).toBeGreaterThan(100);
});

it.each(cases.map(([code, options = {}, file = 'case.ts']) => ({ code, options, file })))(
  '$code $options',
  ({ code, options, file }) => {
    const files = { ...shared, [file]: code };
    expect(lintelKeeps(files, options, file)).toEqual(typescriptKeeps(files, options, file));
  },
);

function lintelKeeps(files: Readonly<Record<string, string>>, compilerOptions: object, file: string): string[] {
  const loaded = loadedOf({
    ...files,
    'tsconfig.json': JSON.stringify({ compilerOptions }),
    'lintel.yaml': 'version: 1\nrules: { layering/cycles: { check: cycles } }',
  });
  const { graph } = inputsFor(loaded);
  const edges = Array.from({ length: graph.size }, (_, id) => graph.edge(id));
  return edges
    .filter((edge) => edge.from === file && isStatement(edge) && graph.kindOf(edge) !== 'type')
    .map(({ import: { form, specifier } }) => `${form === 'import=' ? 'require' : form} ${specifier}`);
}

function isStatement({ import: { form } }: Edge): boolean {
  return form === 'import' || form === 'export' || form === 'import=';
}

function typescriptKeeps(files: Readonly<Record<string, string>>, written: object, file: string): string[] {
  const { options, errors } = ts.convertCompilerOptionsFromJson(
    { module: 'esnext', target: 'es2022', moduleResolution: 'bundler', outDir: '/out', ...written },
    '/',
  );
  expect(errors).toEqual([]);
  const host: ts.CompilerHost = {
    getSourceFile: (name, target) => {
      const text = files[name.slice(1)];
      return text === undefined ? undefined : ts.createSourceFile(name, text, target);
    },
    getDefaultLibFileName: () => '/lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => files[name.slice(1)] !== undefined,
    readFile: (name) => files[name.slice(1)],
  };
  const program = ts.createProgram([`/${file}`], { ...options, noLib: true, types: [] }, host);
  const links = emittedBy(program).get(`/${file}`) ?? expect.fail('nothing was written');
  return links.filter((link) => link.includes(' ./'));
}
