import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { plugin } from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { type DeclarationKind, declarationKinds, modifiers } from '../core/code.ts';
import type { Section, Sections } from '../core/fact.ts';
import { createLanguages, decode, encode, extractFromProgram, languageOf } from './index.ts';

const sections: readonly Section[] = [
  'imports',
  'exports',
  'declarations',
  'references',
  'suppressions',
  'size',
  'problems',
  'ambient',
  'routes',
  'bindings',
];
const byOxc = createLanguages('oxc');
const byTypeScript = createLanguages('typescript-eslint');

// Each text is read in every way, and every way must agree.
const snippets: readonly (readonly [file: string, text: string])[] = [
  ['ambient-body.ts', 'declare namespace N {\n  export function f() {}\n}'],
  ['ambient-twice.d.ts', "declare module 'x' {\n  declare const a: string;\n}"],
  [
    'imports.ts',
    `import a, { type B, c as d, default as e, "s t" as f } from 'q';\nimport type * as ns from 'u';\nimport {} from 'v';\nimport type {} from 'w';\nimport 'x';\nexport * from 'y';\nexport * as all from 'z';\nexport { default } from "p";\nexport { type T, g as h } from './p';\nexport type { I } from './i';\nexport {} from './empty';\nexport { d as again, e };\nexport type { B as BB };\nexport default d;`,
  ],
  [
    'record.ts',
    `import { x, type T } from './x';\nimport y from './y';\nexport { x as z, T, y };\nexport { type x as w };\nconst l = () => import('./lazy');\nexport const url = import.meta.url;`,
  ],
  [
    'exports.ts',
    `export const { a, b: c, d: [e, ...f] } = x, g = 1;\nexport function over(): void;\nexport function over(n?: number): void {}\nexport abstract class G {}\nexport declare const h: 1;\nexport async function* k() {}\nexport const enum F { A }\nexport enum E { A }\nexport namespace B.C { export const z = 1; }\nexport type A = 1;\nexport interface I {}\nexport default interface J {}`,
  ],
  ['default-class.ts', 'export default abstract class {}'],
  ['default-function.js', 'export default async function named() {}'],
  ['default-arrow.ts', 'export default () => 1;'],
  ['default-comment.ts', 'export default /* why */ function f() {}'],
  ['export-equals.cts', `import fs = require('fs');\nimport type T = require("./t");\nexport = fs;`],
  [
    'decorated.ts',
    `@Injectable() export class A<T> extends base.Repository<T> implements Port, ns.Other {\n  @Input() name = z.object({}).strict();\n  constructor(@Inject() private readonly dep: Dep, public x = 1, plain?: string) { super(); }\n  injected(@Dec() context?: C, @Dec({ a: 1 }) other = 1, @Dec() bare) {}\n  static #secret = 1;\n  get size(): number { return 1; }\n  set size(v) {}\n  protected abstract go(): Promise<void>;\n  override async run({ a, b: c = 1 }: O, ...rest: unknown[]) {}\n  accessor auto = 1;\n  handler = async () => {};\n  'quo-ted' = 1;\n  [computed] = 1;\n  9 = 2;\n}`,
  ],
  [
    'members.ts',
    `const o = { a: 1, m() {}, f: () => 1, get g() { return 1; }, 'x-y': async function () {}, [k]: 2, short };\ninterface I<T> { p: string; readonly r: number; m(): void; f: () => void; 'q-q': 1; new (x: number): T; [key: string]: unknown }\nenum E { A, 'b-c' }\ntype U<K extends string> = { [P in K]: P } | (K extends infer Q ? Q : never);\nexport { I, type U };`,
  ],
  [
    'variables.js',
    `var a = function inner() { return inner; }, { b, c: d, ...e } = a, [f = 1] = b;\nlet unused = 1; unused = unused + 1;\nfor (const k of d) { var hoisted = k; }\ntry {} catch (error) { const late = async () => {}; late(); }\n{ const block = 1; function inBlock() {} }\nconst u\u006eicode = class Named {}; export { f as g, e };\nimport * as space from 's'; import def, { default as other, 'str' as s } from 't';\nexport { space };`,
  ],
  [
    'scopes.ts',
    `function f(require: any) { return require('./no'); }\nfunction g(this: Window, used: number, not: number) { return used; }\nnamespace N { const x = 1; export const y = x; }\ndeclare global { interface Window { a: 1 } }\ndeclare function declared(a: string): void;\ntype Self = { next: Self };\nfunction self() { self(); }\nconst T = 1; type Q = typeof T;\nimport { type Only } from './o'; let q: typeof Only;\nabstract class K { constructor(private p: string) {} }\nlet count = 0; count++;\nfor (const key in {}) return;`,
  ],
  [
    'requires.cjs',
    `const { a, b: c } = require('./x'); const whole = require("./y"); require(\`./z\`).part; require.resolve('./r'); const v = require('v').w; require('a' + b);\nfunction no(require) { require('./not'); }\n{ let require; require('./not'); }\nrequire.context('./dir', true);`,
  ],
  [
    'create.mjs',
    `import { createRequire as make } from 'node:module';\nconst load = make(import.meta.url);\nload('./loaded'); load.resolve('./resolved');\nconst { x } = await import('./dynamic'); const n = (await import('./named')).part; import('./bare'); import(\`./tpl\`);\nimport.meta.resolve('./meta'); import.meta.glob(['./a/*.js', './b/*.js']); new URL('./worker.js', import.meta.url); new URL('.', import.meta.url);`,
  ],
  [
    'mocks.test.ts',
    `import { vi as spy } from 'vitest';\nspy.mock('./a', () => ({})); spy.mock(import('./b')); jest.mock('./c'); await spy.importActual<typeof import('./d')>('./d');\nfunction no(jest: any) { jest.mock('./not'); }\nlet t: import('./types').Deep.Name; let m: typeof import('./whole');`,
  ],
  [
    'comments.js',
    `/// <reference path="globals.d.ts" />\n/// <reference types="node" />\n/** @import { A, B as C } from './a'\n * @import D, * as E from "./d" */\n/** @type {import('./t').T<import("@x/y").Z>} and import('./prose') */\nlet x;\n/** @example await import('./example') */`,
  ],
  [
    'augment.ts',
    `import './x';\ndeclare module './model' { interface M { a: 1 } }\ndeclare module 'vue' { interface V {} }`,
  ],
  [
    'ambient.d.ts',
    `declare module '*.svg' { const src: string; export default src; }\ndeclare module "lib" { import { x } from 'inner'; export function f(a: x): void; }`,
  ],
  [
    'jsx.tsx',
    `import React from 'react';\nexport const Card = <T,>({ title }: { title: T }) => {\n  return (\n    <div>\n      {/* lintel-ignore naming/x -- shown as it is */}\n      <b data-a={title}>it's</b>\n    </div>\n  );\n};`,
  ],
  [
    'ignores.ts',
    `// lintel-ignore-file a/b -- generated\n// lintel-ignore c/d, e/f -- why not\nexport class A {\n  // lintel-ignore g/h\n  @Dec()\n  method(\n    a: string, // lintel-ignore i/j -- trailing\n  ) {\n    const s = 'lintel-ignore no';\n    return [\n      /* lintel-ignore k/l -- item */\n      call(\n        1,\n      ),\n    ];\n  }\n}\nimport {\n  x,\n} from 'y'; // lintel-ignore m/n -- the end\n// lintel-ignorance is no ignore`,
  ],
  ['lines.ts', 'const a = 1;\r\nconst b = 2;\rconst c = `\u2028`; const d = "😀"; const e = 3;\r\n'],
  ['bom.ts', '\ufeffimport a from "a";\nexport const b = a;'],
  [
    'routes.ts',
    `import express, { Router as R, type Express } from 'express';\nimport all = require('./all');\nexport const PATHS = { a: '/a', ['b']: \`/b/\${1}\` } as const;\nexport enum E { A = '/x' }\nexport class C extends Base<R> { static s = R(); router = R(); constructor(private app: Express, x = 1) { super(app); this.router.route(PATHS.a).get((q, s) => s.end()).post(h); } get it() { return this.router!; } }\nexport default (app: Express) => { for (const [k, v] of Object.entries(all)) app.use(k, <R>v); later(app); };\nfunction later({ use }: any, ...rest: R[]) { rest.forEach((one) => use(/x/g, one ?? R(), ...rest)); }\nlet late; late = await express(); (late as any).get('x' + E.A, h); export { late as app };`,
  ],
  [
    'routes.cjs',
    `const { Router, json: j } = require('express'), router = Router();\nrouter.use('/x', require('./x'), (req, res, next) => other(req));\nexports.router = router; module.exports.two = exports.router; leaked = router; module.exports = { router, ...j };`,
  ],
  ['broken.ts', 'import a from "a";\nconst = 1;\n'],
  ['flow.js', 'type A = string;\nlet x: A;\n'],
  ['sloppy.js', 'with (a) { b = 1; }\n'],
  ['empty.ts', ''],
];

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
    // What can be recovered from a broken text is a parser's own affair.
    if (isBroken) expect(other.problems).toEqual(facts.problems);
    else expect(other).toEqual(facts);
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
