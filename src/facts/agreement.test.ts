import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import fc from 'fast-check';
import { plugin } from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { type DeclarationKind, declarationKinds, modifiers } from '../core/code.ts';
import type { Section, Sections } from '../core/fact.ts';
import { noExecution } from '../core/execution.ts';
import { noOutline } from '../core/outline.ts';
import { noRouting } from '../core/route.ts';
import { noUses } from '../core/uses.ts';
import { createLanguages, decode, encode, extractFromProgram, languageOf } from './index.ts';

const sections: readonly Section[] = [
  'imports',
  'exports',
  'declarations',
  'references',
  'suppressions',
  'size',
  'execution',
  'layout',
  'problems',
  'ambient',
  'routes',
  'bindings',
  'uses',
  'outline',
];
const byOxc = createLanguages('oxc');
const byTypeScript = createLanguages('typescript-eslint');

// Each text is read in every way, and every way must agree.
const snippets: readonly (readonly [file: string, text: string])[] = [
  ['ambient-body.ts', 'declare namespace N {\n  export function f() {}\n}'],
  [
    'ambient-class.ts',
    'import { A } from "a";\ndeclare class B extends A {\n  constructor(_a: A) {}\n  get b() { return new A(); }\n  m() {}\n}',
  ],
  ['ambient-body.d.ts', 'export function f() { return g; }\nexport class C { m() {} }'],
  ['ambient-twice.d.ts', "declare module 'x' {\n  declare const a: string;\n}"],
  [
    'imports.ts',
    `import a, { type B, c as d, default as e, "s t" as f } from 'q';
import type * as ns from 'u';
import {} from 'v';
import type {} from 'w';
import 'x';
export * from 'y';
export * as all from 'z';
export { default } from "p";
export { type T, g as h } from './p';
export type { I } from './i';
export {} from './empty';
export { d as again, e };
export type { B as BB };
export default d;`,
  ],
  [
    'record.ts',
    `import { x, type T } from './x';
import y from './y';
export { x as z, T, y };
export { type x as w };
const l = () => import('./lazy');
export const url = import.meta.url;`,
  ],
  [
    'exports.ts',
    `export const { a, b: c, d: [e, ...f] } = x, g = 1;
export function over(): void;
export function over(n?: number): void {}
export abstract class G {}
export declare const h: 1;
export async function* k() {}
export const enum F { A }
export enum E { A }
export namespace B.C { export const z = 1; }
export type A = 1;
export interface I {}
export default interface J {}`,
  ],
  ['default-class.ts', 'export default abstract class {}'],
  ['default-function.js', 'export default async function named() {}'],
  ['default-arrow.ts', 'export default () => 1;'],
  ['default-comment.ts', 'export default /* why */ function f() {}'],
  ['export-equals.cts', `import fs = require('fs');\nimport type T = require("./t");\nexport = fs;`],
  [
    'decorated.ts',
    `@Injectable() export class A<T> extends base.Repository<T> implements Port, ns.Other {
  @Input() name = z.object({}).strict();
  constructor(@Inject() private readonly dep: Dep, public x = 1, plain?: string) { super(); }
  injected(@Dec() context?: C, @Dec({ a: 1 }) other = 1, @Dec() bare) {}
  static #secret = 1;
  get size(): number { return 1; }
  set size(v) {}
  protected abstract go(): Promise<void>;
  override async run({ a, b: c = 1 }: O, ...rest: unknown[]) {}
  accessor auto = 1;
  handler = async () => {};
  'quo-ted' = 1;
  [computed] = 1;
  9 = 2;
}`,
  ],
  [
    'members.ts',
    `const o = { a: 1, m() {}, f: () => 1, get g() { return 1; }, 'x-y': async function () {}, [k]: 2, short };
interface I<T> { p: string; readonly r: number; m(): void; f: () => void; 'q-q': 1; new (x: number): T; [key: string]: unknown }
enum E { A, 'b-c' }
type U<K extends string> = { [P in K]: P } | (K extends infer Q ? Q : never);
export { I, type U };`,
  ],
  [
    'variables.js',
    `var a = function inner() { return inner; }, { b, c: d, ...e } = a, [f = 1] = b;
let unused = 1; unused = unused + 1;
for (const k of d) { var hoisted = k; }
try {} catch (error) { const late = async () => {}; late(); }
{ const block = 1; function inBlock() {} }
const u\u006eicode = class Named {}; export { f as g, e };
import * as space from 's'; import def, { default as other, 'str' as s } from 't';
export { space };`,
  ],
  [
    'scopes.ts',
    `function f(require: any) { return require('./no'); }
function g(this: Window, used: number, not: number) { return used; }
namespace N { const x = 1; export const y = x; }
declare global { interface Window { a: 1 } }
declare function declared(a: string): void;
type Self = { next: Self };
function self() { self(); }
const T = 1; type Q = typeof T;
import { type Only } from './o'; let q: typeof Only;
abstract class K { constructor(private p: string) {} }
let count = 0; count++;
for (const key in {}) return;`,
  ],
  [
    'requires.cjs',
    `const { a, b: c } = require('./x'); const whole = require("./y"); require(\`./z\`).part; require.resolve('./r'); const v = require('v').w; require('a' + b);
function no(require) { require('./not'); }
{ let require; require('./not'); }
require.context('./dir', true);`,
  ],
  [
    'create.mjs',
    `import { createRequire as make } from 'node:module';
const load = make(import.meta.url);
load('./loaded'); load.resolve('./resolved');
const { x } = await import('./dynamic'); const n = (await import('./named')).part; import('./bare'); import(\`./tpl\`);
import.meta.resolve('./meta'); import.meta.glob(['./a/*.js', './b/*.js']); new URL('./worker.js', import.meta.url); new URL('.', import.meta.url);`,
  ],
  [
    'mocks.test.ts',
    `import { vi as spy } from 'vitest';
spy.mock('./a', () => ({})); spy.mock(import('./b')); jest.mock('./c'); await spy.importActual<typeof import('./d')>('./d');
function no(jest: any) { jest.mock('./not'); }
let t: import('./types').Deep.Name; let m: typeof import('./whole');`,
  ],
  [
    'comments.js',
    `/// <reference path="globals.d.ts" />
/// <reference types="node" />
/** @import { A, B as C } from './a'
 * @import D, * as E from "./d" */
/** @type {import('./t').T<import("@x/y").Z>} and import('./prose') */
let x;
/** @example await import('./example') */`,
  ],
  [
    'augment.ts',
    `import './x';\ndeclare module './model' { interface M { a: 1 } }\ndeclare module 'vue' { interface V {} }`,
  ],
  [
    'ambient.d.ts',
    `declare module '*.svg' { const src: string; export default src; }
declare module "lib" { import { x } from 'inner'; export function f(a: x): void; }`,
  ],
  [
    'jsx.tsx',
    `import React from 'react';
export const Card = <T,>({ title }: { title: T }) => {
  return (
    <div>
      {/* lintel-ignore naming/x -- shown as it is */}
      <b data-a={title}>it's</b>
    </div>
  );
};`,
  ],
  [
    'ignores.ts',
    `// lintel-ignore-file a/b -- generated
// lintel-ignore c/d, e/f -- why not
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
// lintel-ignorance is no ignore`,
  ],
  ['lines.ts', 'const a = 1;\r\nconst b = 2;\rconst c = `\u2028`; const d = "😀"; const e = 3;\r\n'],
  ['bom.ts', '\ufeffimport a from "a";\nexport const b = a;'],
  [
    'routes.ts',
    `import express, { Router as R, type Express } from 'express';
import all = require('./all');
export const PATHS = { a: '/a', ['b']: \`/b/\${1}\` } as const;
export enum E { A = '/x' }
export class C extends Base<R> { static s = R(); router = R(); constructor(private app: Express, x = 1) { super(app); this.router.route(PATHS.a).get((q, s) => s.end()).post(h); } get it() { return this.router!; } }
export default (app: Express) => { for (const [k, v] of Object.entries(all)) app.use(k, <R>v); later(app); };
function later({ use }: any, ...rest: R[]) { rest.forEach((one) => use(/x/g, one ?? R(), ...rest)); }
let late; late = await express(); (late as any).get('x' + E.A, h); export { late as app };`,
  ],
  [
    'routes.cjs',
    `const { Router, json: j } = require('express'), router = Router();
router.use('/x', require('./x'), (req, res, next) => other(req));
exports.router = router; module.exports.two = exports.router; leaked = router; module.exports = { router, ...j };`,
  ],
  [
    'replies.ts',
    `import { NotFound } from './errors';
const gone = 410;
app.get('/a', guard({ role: null, strict: true }), async (q, s) => { try { throw new Caught(); } catch { s.status(gone); } if (!q.ok) throw new NotFound('x'); return await s.status(q.a ? 1 : 200).json({ a: q }); });
export const post = (ctx) => { ctx.response.status = 404; ctx.body = null; done(() => ctx.throw(400)); return new Response(null, { status: 204, headers: {} }); };`,
  ],
  [
    'uses.ts',
    `import A, { B, C as D, E, type F } from './a';\nimport * as ns from './ns'; import eq = require('./eq');\n/** Says X.\n * Twice. */\n// and more\n@A.deco(B) export class X<T extends F> extends ns.Base<T> implements D { @E() p!: ns.P | null; static { A(); } constructor(@E() readonly q: B, ...r: D[]) { super(q); } get g(): F { return this.p; } }\nimport Alias = ns.Inner; export import Out = ns.Out; new Alias();\nenum N { Y = E.Z, X = 1 } namespace M { export type K = typeof eq; } declare const d: typeof D;\nfunction o(): void; function o(a?: any): a is F { return a! as any; }\nexport { o as p, type F as FF }; export default o; if (o) o();`,
  ],
  [
    'uses.tsx',
    `/** @jsx h */\nimport { h, Tag, ns } from './h';\nexport default () => <Tag a={ns}><ns.Deep /><></></Tag>;`,
  ],
  ['broken.ts', 'import a from "a";\nconst = 1;\n'],
  ['jsdoc-type.ts', 'export function f<T>(a: !T, b: T = a) { return b; }\n'],
  ['conflict.ts', "import { a } from './a';\n<<<<<<< HEAD\na(1);\n=======\na(2);\n>>>>>>> other\n"],
  ['flow.js', 'type A = string;\nlet x: A;\n'],
  ['sloppy.js', 'with (a) { b = 1; }\n'],
  ['empty.ts', ''],
];

/** What a text with faults is known to hold. */
const nothingFound = {
  imports: [],
  exports: [],
  declarations: [],
  references: [],
  suppressions: [],
  size: 0,
  layout: 0,
  execution: noExecution,
  problems: [],
  ambient: [],
  routes: noRouting,
  bindings: { scopes: [], variables: [], free: [], unclear: [] },
  uses: noUses,
  outline: noOutline,
};

const linter = new Linter({ configType: 'flat' });
const labels = new Map(declarationKinds.map((kind) => [kind.toLowerCase(), kind]));

/** The names that the real rule reports when no name may pass. */
function reported(file: string, text: string, kinds: readonly DeclarationKind[], ...wanted: string[]): string[] {
  const options = kinds.map((selector) => ({
    selector,
    modifiers: wanted,
    format: null,
    custom: { regex: '^\\b$', match: true },
  }));
  const messages = linter.verify(
    text.replace('\ufeff', ''),
    [
      {
        files: ['**/*.{ts,cts,tsx,js,mjs,cjs}'],
        languageOptions: {
          parser,
          sourceType: 'module',
          parserOptions: { ecmaFeatures: { jsx: /[jx]s?x?$/.test(file) } },
        },
        linterOptions: { noInlineConfig: true },
        plugins: { real: plugin as never },
        rules: { 'real/naming-convention': ['error', ...options] },
      },
    ],
    { filename: file },
  );
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages
    .map(({ line, column, message }) => {
      const [, label = '', name = ''] = /^(.+?) name `([^]*?)` must/.exec(message) ?? [];
      return `${line}:${column} ${labels.get(label.replaceAll(' ', '').toLowerCase()) ?? label} ${name}`;
    })
    .sort();
}

const selectorsOf: Readonly<Record<string, readonly DeclarationKind[]>> = {
  const: ['variable'],
  readonly: ['classProperty', 'parameterProperty', 'typeProperty'],
  static: ['classProperty', 'classMethod', 'classicAccessor', 'autoAccessor'],
  public: ['classProperty', 'classMethod', 'classicAccessor', 'parameterProperty'],
  protected: ['classMethod', 'classProperty'],
  private: ['parameterProperty', 'classProperty'],
  '#private': ['classProperty', 'classMethod'],
  abstract: ['class', 'classMethod', 'classProperty'],
  destructured: ['variable', 'parameter'],
  global: ['variable', 'function'],
  exported: ['variable', 'function', 'class', 'interface', 'typeAlias', 'enum'],
  unused: ['variable', 'function', 'parameter', 'class', 'interface', 'typeAlias', 'enum', 'typeParameter'],
  requiresQuotes: [
    'classProperty',
    'objectLiteralProperty',
    'objectLiteralMethod',
    'typeProperty',
    'typeMethod',
    'enumMember',
  ],
  override: ['classMethod', 'classProperty'],
  async: ['classMethod', 'objectLiteralMethod', 'function', 'variable'],
  default: ['import'],
  namespace: ['import'],
};

describe.each(snippets)('%s', (file, text) => {
  const facts = languageOf(byOxc, file)?.extract(text, sections) as Sections;
  const isBroken = facts.problems.length > 0;

  it('says the same by both parsers', () => {
    const other = languageOf(byTypeScript, file)?.extract(text, sections) as Sections;
    expect(other).toEqual(facts);
    if (isBroken) expect({ ...facts, problems: [], size: 0, layout: 0 }).toEqual(nothingFound);
  });

  it('says the same whatever else is asked', () => {
    for (const section of sections)
      expect(languageOf(byOxc, file)?.extract(text, [section])).toEqual({ [section]: facts[section] });
  });

  it.skipIf(isBroken)('says the same of a tree that ESLint has parsed', () => {
    const plain = text.replace('\ufeff', '');
    const { ast } = parser.parseForESLint(plain, {
      filePath: `/${file}`,
      range: true,
      comment: true,
      ecmaFeatures: { jsx: true },
    });
    expect(extractFromProgram(ast, plain, languageOf(byOxc, file)?.name ?? '', sections)).toEqual(facts);
  });

  it('survives encoding', () => {
    for (const section of sections) {
      const text = encode(section, facts[section]);
      expect(decode(section, text)).toEqual(facts[section]);
      expect(() => decode(section, `${text.slice(0, -1)},0]`)).toThrow();
      expect(() => decode(section, text.slice(0, -1))).toThrow();
    }
  });

  it.skipIf(isBroken)('sees the names that naming-convention sees', () => {
    const row = (index: number): string => {
      const { at, kind, name } = facts.declarations[index] ?? expect.fail();
      return `${at.line}:${at.column} ${kind} ${name}`;
    };
    const indexes = [...facts.declarations.keys()];
    expect(indexes.map(row).sort()).toEqual(reported(file, text, declarationKinds));
    for (const [modifier, kinds] of Object.entries(selectorsOf)) {
      const has = (index: number): boolean =>
        modifier === 'unused'
          ? facts.references.includes(index)
          : (((facts.declarations[index]?.modifiers ?? 0) >> modifiers.indexOf(modifier as never)) & 1) === 1;
      const mine = indexes
        .filter((index) => kinds.includes(facts.declarations[index]?.kind ?? 'class') && has(index))
        .map(row)
        .sort();
      expect({ [modifier]: mine }).toEqual({ [modifier]: reported(file, text, kinds, modifier) });
    }
  });
});

it('gives the same facts with both parsers for a misplaced implementation', () => {
  for (const text of [
    'export declare function f<T>(a: T = b) { return b; }\n',
    'declare /* so */ async\nfunction f() {}\n',
    'declare class A { m() {} }\ndeclare function f() {}\n',
  ]) {
    const [facts, other] = [byOxc, byTypeScript].map((languages) =>
      languageOf(languages, 'a.ts')?.extract(text, sections),
    );
    expect(facts).toEqual(other);
  }
});

/** What typing, a merge or a bad edit leaves in a text. */
const debris =
  '{ } ( ) ; , < > = . \' " ` / * @ # ? ! & 0 \\ => ... import export const class type enum await async function'
    .split(' ')
    .concat(
      'return',
      'default',
      'declare',
      'abstract',
      'let',
      'as',
      'break',
      'override',
      '\n',
      '<<<<<<< HEAD\n',
      '\n=======',
    );
const corruptions = fc.array(
  fc.record({
    at: fc.nat(3000),
    cut: fc.nat(8),
    put: fc.constantFrom('', ...debris.map((one) => `${one} `), ...debris),
  }),
  { minLength: 1, maxLength: 2 },
);

it('gives the same facts with both parsers for texts that are corrupted at random', () => {
  const seen = { parsed: 0, faulty: 0, missed: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...snippets), corruptions, ([file, text], all) => {
      const corrupted = all.reduce((before, { at, cut, put }) => {
        const start = at % (before.length + 1);
        return before.slice(0, start) + put + before.slice(start + cut);
      }, text);
      const [facts, other] = [byOxc, byTypeScript].map((languages) =>
        languageOf(languages, file)?.extract(corrupted, sections),
      );
      seen[other?.problems?.length === 0 ? 'parsed' : 'faulty']++;
      // Few faults of TypeScript are none to oxc.
      if (facts?.problems?.length === 0 && other?.problems?.length !== 0) seen.missed++;
      else expect(facts).toEqual(other);
    }),
    { numRuns: Number(process.env['LINTEL_RUNS'] ?? 500), seed: Number(process.env['LINTEL_SEED'] ?? 20_261_121) },
  );
  expect(seen.parsed).toBeGreaterThan(50);
  expect(seen.missed).toBeLessThan(1 + seen.faulty / 100);
});
