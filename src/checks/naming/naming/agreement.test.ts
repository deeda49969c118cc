import { readdirSync, readFileSync } from 'node:fs';
import plugin from '@typescript-eslint/eslint-plugin';
import * as parser from '@typescript-eslint/parser';
import { Linter, type SourceCode } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { Sections } from '../../../core/fact.ts';
import { createLanguages, languageOf } from '../../../facts/index.ts';
import { names as option, type Names } from './entry.ts';
import { judge } from './judge.ts';

type Said = null | string | string[] | Record<string, string | string[] | null>;

// Real-world sets of the real rule, in our words; each is turned back into its options.
const sets: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  'its own defaults': {
    default: { style: 'camelCase', 'leading-underscore': 'allow', 'trailing-underscore': 'allow' },
    import: ['camelCase', 'PascalCase'],
    variable: { style: ['camelCase', 'UPPER_CASE'], 'leading-underscore': 'allow', 'trailing-underscore': 'allow' },
    typeLike: 'PascalCase',
  },
  'what most write': {
    variableLike: 'camelCase',
    typeLike: 'PascalCase',
    memberLike: 'camelCase',
    enumMember: 'UPPER_CASE',
    'memberLike[private]': { style: 'camelCase', 'leading-underscore': 'require' },
  },
  'affixes and filters': {
    default: 'camelCase',
    function: { style: 'PascalCase', prefix: ['get', 'set', 'is', 'create'] },
    'function[name=/^(use|on)[A-Z]/]': 'camelCase',
    'variable[name!=/^[a-z]/]': { style: ['UPPER_CASE', 'PascalCase'], 'trailing-underscore': 'forbid' },
    class: { style: 'StrictPascalCase', suffix: ['Service', 'Error'] },
    interface: { style: 'PascalCase', 'not-match': '^I[A-Z]' },
    typeAlias: { style: 'PascalCase', suffix: ['Props', 'T'] },
    typeParameter: { style: 'PascalCase', prefix: ['T', 'K'], match: '^[A-Z]?[a-z]*$' },
    'property[requiresQuotes]': null,
    enumMember: { style: 'PascalCase', match: '..' },
  },
  'scope and use': {
    'variable[const,global]': 'UPPER_CASE',
    'variable[const,exported]': ['camelCase', 'PascalCase'],
    variable: 'strictCamelCase',
    'variable[destructured]': null,
    'variable[unused]': { style: 'camelCase', 'leading-underscore': 'require' },
    'variable[const,unused]': { style: 'camelCase', 'leading-underscore': 'requireDouble' },
    'parameter[unused]': { style: 'camelCase', 'leading-underscore': 'allowSingleOrDouble' },
    'function[exported]': 'snake_case',
    'function[global,async]': { style: 'PascalCase', prefix: ['load'] },
    'typeLike[unused]': { style: 'PascalCase', 'leading-underscore': 'require' },
    'typeLike[exported]': 'StrictPascalCase',
    typeParameter: { style: 'UPPER_CASE' },
  },
  members: {
    memberLike: 'snake_case',
    method: 'camelCase',
    property: ['camelCase', 'UPPER_CASE'],
    accessor: 'PascalCase',
    'classProperty[static,readonly]': 'UPPER_CASE',
    'classProperty[readonly]': 'camelCase',
    'memberLike[#private]': { style: ['camelCase', 'PascalCase'], prefix: ['own'] },
    'classMethod[override]': { style: 'camelCase', 'trailing-underscore': 'allowDouble' },
    'method[async]': { style: 'camelCase', suffix: ['Async'] },
    'classMethod[abstract]': { style: 'PascalCase', prefix: ['on'] },
    'parameterProperty[private]': { style: 'camelCase', 'leading-underscore': 'require' },
    parameterProperty: 'camelCase',
    'classicAccessor[static]': 'UPPER_CASE',
    'memberLike[protected]': { style: 'camelCase', 'trailing-underscore': 'require' },
  },
  'imports and the rest': {
    'import[default]': 'PascalCase',
    'import[namespace]': 'camelCase',
    variableLike: 'snake_case',
    'variableLike[async]': 'camelCase',
    accessor: { style: 'UPPER_CASE', 'leading-underscore': 'requireDouble' },
    class: 'PascalCase',
    'class[abstract]': { style: 'PascalCase', prefix: ['Abstract', 'Base'] },
    'class[exported]': null,
    'default[requiresQuotes]': null,
    'default[name=/^__/]': { style: null, 'leading-underscore': 'allowDouble', match: '^[a-z]+$' },
    default: { style: 'camelCase', 'trailing-underscore': 'forbid', 'leading-underscore': 'forbid' },
  },
  'equals and weights': {
    default: 'camelCase',
    'variable[const]': 'PascalCase',
    'variable[global]': 'UPPER_CASE',
    'variable[exported,const]': 'snake_case',
    'default[name=/./]': 'StrictPascalCase',
    'function[name=/a/]': 'snake_case',
    'function[name=/e/]': 'PascalCase',
    'method[public]': 'PascalCase',
    'memberLike[public,async]': 'UPPER_CASE',
    'property[public]': 'UPPER_CASE',
  },
};

const camel = (text: string): string => text.replace(/-[a-z]/g, (letters) => letters.charAt(1).toUpperCase());

/** Our entry as options of the real rule. */
function optionOf([key, said]: readonly [string, Said]): object {
  const [, selector, inner = ''] = /^(\w+)(?:\[(.*)\])?$/.exec(key) ?? [];
  const [, not, regex] = /name(!?)=\/(.*)\//.exec(inner) ?? [];
  const entry = said === null || typeof said === 'string' || Array.isArray(said) ? { style: said } : said;
  const { style, match, 'not-match': notMatch, ...rest } = entry;
  const custom = match ?? notMatch;
  return {
    selector,
    modifiers: regex === undefined ? inner.split(',').filter(Boolean) : [],
    ...(regex === undefined ? {} : { filter: { regex, match: not === '' } }),
    format: typeof style === 'string' ? [style] : (style ?? null),
    ...(custom === undefined ? {} : { custom: { regex: custom, match: match !== undefined } }),
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [camel(name), value])),
  };
}

const linter = new Linter({ configType: 'flat' });
/** Files as the real parser has read them: once for all sets. */
const sources = new Map<string, SourceCode>();

function reported(file: string, text: string, options: readonly object[]): string[] {
  const messages = linter.verify(
    sources.get(file) ?? text,
    [
      {
        files: ['**/*.{ts,tsx,js}'],
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
  sources.set(file, linter.getSourceCode());
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages
    .map(
      ({ line, column, message }) =>
        `${line}:${column} ${/ name `([^]*?)` (?:must|trimmed)/.exec(message)?.[1] ?? message}`,
    )
    .sort();
}

const languages = createLanguages('oxc');

function found(file: string, text: string, names: Names): string[] {
  const facts = languageOf(languages, file)?.extract(text, ['declarations', 'references']) as Sections;
  const unused = new Set(facts.references);
  return facts.declarations
    .flatMap((one, i) => (judge(names, one, unused.has(i)) ? [`${one.at.line}:${one.at.column} ${one.name}`] : []))
    .sort();
}

const snippets: readonly (readonly [string, string])[] = [
  [
    'underscores.ts',
    `const _ = 1, __ = 2, ___ = 3, _a = 4, __b = 5, ___c = 6, d_ = 7, e__ = 8, _f_ = 9, __g__ = 10, _H = 11, I_ = 12, j_k = 13, J__K = 14;\nfunction _() {}\nexport function __loadAll(_: number, __x: string, ___y: 1, z_: 2) {}`,
  ],
  [
    'affixes.ts',
    `function get() {}\nfunction getuser() {}\nfunction getUser() {}\nfunction GetUser() {}\nfunction isisland() {}\nfunction useThing() {}\nfunction onClick() {}\nclass Service {}\nclass UserService {}\nclass HTTPService {}\nclass ServiceUser {}\ninterface IUser {}\ninterface Item {}\ninterface I {}\ntype Props = 1; type UserProps = 2; type T = 3; type lowerT = 4;\nfunction generic<T, K, TKey, tKey, Value, T1>() {}\nabstract class Base {} abstract class AbstractThing {} abstract class Other {}`,
  ],
  [
    'unicode.ts',
    `const ärger = 1, Ärger = 2, ÄRGER = 3, größe = 4, GRÖẞE = 5, 名前 = 6, ñandú_x = 7, ıİ = 8, ǅz = 9, ﬀ = 10, Σας = 11;\nclass Über {} class über {} interface 𐐀b {} enum E { ä, Ä, 'é è' }\nfunction $() {} function $a() {} function $A() {} function a$b() {} const x1 = 1, X1 = 2, x1Y = 3, X_1 = 4, _1 = 5;`,
  ],
  [
    'quotes.ts',
    `const o = { 'a-b': 1, 'ok': 2, 3: 3, 'Not_Ok': () => {}, '': 4, "with space": function () {}, [\`c\`]: 5, 'async-one': async () => {}, 1e3: 1, get 'g-g'() { return 1; } };\nclass Q { 'p-p' = 1; 'm-m'() {} static 's-s' = () => {}; #own = 1; #ownThing() {} get #prop() { return 1; } }\nenum F { 'a b', c_d, E_F, 'g' }\ninterface R { 'x-y': string; 'z'(): void; 'w-w': () => void; readonly U_U: 1 }`,
  ],
  [
    'members.ts',
    `export abstract class A<T> extends B implements C {\n  static readonly MAX_SIZE = 1; static readonly minSize = 2; readonly fooBar = 1; private _x = 1; private y = 2; protected z_ = 3; protected w = 4; public static v_v = 1; declare d_d: string;\n  constructor(private _a: string, readonly b_b: number, public C_C = 1, protected override d = 2, plain_one: string) { super(); }\n  override run__() {} override async runAsync() {} abstract onThing(): void; abstract Thing(): void; protected abstract go_go: string;\n  async load() {} async loadAsync() {} handler = async () => {}; HandlerTwo = function () {}; static get SIZE() { return 1; } static get size() { return 1; } set Value(v) {} accessor auto_one = 1; accessor AutoTwo = 2;\n  static { const in_static = 1; let InStatic = 2; }\n}\nconst c = class Named_Class { method_one() {} };\nexport default class {}`,
  ],
  [
    'scopes.ts',
    `export const a_b = 1, { c_d, e_f: g_h, ...i_j } = x, [K_L = 1] = y;\nlet used_one = 1, Unused_Two = 2; used_one;\nvar V_V = async () => {}, w_w = async function Inner_Name() {};\nfunction outer(p_p, { q_q, r_r: S_S = 1 }, ...T_T) { const local_one = p_p; function inner_fn() { return local_one; } return inner_fn; }\nfor (const I_I of []) {} for (let j_j = 0; j_j < 1; j_j++) {} try {} catch (Err_Or) { const in_catch = 1; }\nexport async function load_all() {} export default async function loadThing() {}\nenum Only_Used { A } type Self_Ref = { next: Self_Ref }; interface Not_Used {} export { w_w, Only_Used as Renamed };\nnamespace Name_Space { export const in_ns = 1; const NOT_out = 2; }\ndeclare function declared_fn(arg_one: string): void; declare const Declared_C: number; declare module 'm' { export const in_module: 1; }\nconst assigned_fn = (x_x) => x_x; const { deep: { deeper_one, other: Deepest } } = z;\nif (true) { let BLOCK = 1; const block_two = 2; }`,
  ],
  [
    'imports.ts',
    `import some_default, * as some_ns from 'a'; import { named_one, default as Def_Ault, renamed as re_named, 'a-b' as quo_ted } from 'b'; import type type_default from 'c'; import Eq_Als = require('d');\nexport { some_default, re_named }; export * as out_ns from 'e'; some_ns;`,
  ],
  [
    'generics.tsx',
    `export const Comp_One = <t_t, Unused_T extends t_t>(props: { a_a: t_t; b_b(): void; c_c: () => void; readonly d_d: 1 }) => <div data-x={props.a_a} />;\ntype Mapped_T<keys_t extends string> = { [P_P in keys_t]: P_P } & (keys_t extends infer In_Fer ? In_Fer : never);\nabstract class G<class_t> { abstract method<method_t>(arg_a: method_t): class_t }\nfunction assertIs(this: Window, val_ue: unknown): asserts val_ue is string {}\nfunction over_load(a_1: string): void; function over_load(a_2: number): void; function over_load(a_3: any) {}\nlet fn_type: (arg_b: string) => void; new (class An_On { constructor(x_y: 1) {} })(1);`,
  ],
  [
    'plain.js',
    `var self_Ref = self_Ref; function once() { once(); } let counter_c = 0; counter_c++; const obj = { short_hand, method_m() {}, async async_m() {}, get acc_g() { return 1; }, set acc_g(V_v) {}, fn_p: () => {}, as_p: async () => {}, [computed_c]: 1, nested_o: { 'quo-te': 1 } };\nlabel_l: for (;;) break label_l;\nclass Plain_C { field_f = 1; static Static_F = () => {}; async gen_m() {} *generator_m() {} }\nexport { obj as default };`,
  ],
];

const here = new URL('../../../', import.meta.url);
const own = ['facts/typescript/', 'core/', 'checks/naming/naming/', 'pipeline/'].flatMap((folder) =>
  readdirSync(new URL(folder, here))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [`${folder}${name}`, readFileSync(new URL(folder + name, here), 'utf8')] as const),
);

/** How many sets share our own sources: each takes every third file. */
const shares = 3;

describe.each(Object.entries(sets).map(([name, entries], index) => [name, entries, index] as const))(
  '%s',
  (_, entries, index) => {
    const names = option.parse(entries);
    const options = Object.entries(entries).map(optionOf);

    it.each(snippets)('finds what naming-convention finds in %s', (file, text) => {
      expect(found(file, text, names)).toEqual(reported(file, text, options));
    });

    it('finds what naming-convention finds in our own sources', () => {
      const share = own.filter((__, i) => i % shares === index % shares);
      const all = share.map(([file, text]) => ({ file, found: found(file, text, names) }));
      expect(all.flatMap((one) => one.found).length).toBeGreaterThan(0);
      expect(all).toEqual(share.map(([file, text]) => ({ file, found: reported(file, text, options) })));
    });
  },
);
