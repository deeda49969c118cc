import { describe, expect, it } from 'vitest';
import type { Uses } from '../core/uses.ts';
import { createLanguages, languageOf } from './index.ts';

const languages = createLanguages('oxc');

function read(text: string, file = 'a.ts'): Uses {
  const { uses } = languageOf(languages, file)?.extract(text, ['uses']) ?? {};
  return uses ?? expect.fail();
}

/** `exported kind names @first line-last line remains effects: mentions` */
function unitRows(text: string, file?: string): string[] {
  return read(text, file).units.map(({ kind, names, whole, exported, remains, effects, mentions }) =>
    [
      ...(exported ? ['exported'] : []),
      kind,
      ...(names.length ? [names.join()] : []),
      `@${whole.line}-${whole.endLine}`,
      ...(remains === 'value' ? [] : [remains]),
      ...(effects ? ['effects'] : []),
      ...(mentions.length ? [`: ${mentions.map(({ name, type }) => (type ? `type ${name}` : name)).join(', ')}`] : []),
    ].join(' '),
  );
}

function importRows(text: string, file?: string): string[] {
  return read(text, file).imports.map(({ local, ways, members, places }) => {
    const taken = members?.map(({ name, type }) => (type ? `type ${name}` : name)).join();
    const at = places.map(({ line, column }) => `${line}:${column}`).join(' ');
    return `${local} ${ways.join('+')}${taken === undefined ? '' : ` .${taken}`} ${at}`.trimEnd();
  });
}

describe('units', () => {
  it.each<[title: string, text: string, expected: string[]]>([
    [
      'declarations of every kind, with what they mention',
      "import { I, V } from './x';\nexport function f(a: I) { return V + g(); }\nclass C implements I { m() { return new C(); } }\nconst { g, h: [k] } = V;\nexport type T = C | typeof k;\nexport interface J extends I { t: T }\nenum E { A = 1 }\nconst enum F { A }\nnamespace N { export const n = f(1 as never); }\nnamespace O { export interface P {} }",
      [
        'exported function f @2-2 : I, V, g'.replace(': I', ': type I'),
        'class C @3-3 : type I',
        'variable g,k @4-4 effects : V',
        'exported type T @5-5 nothing : type C, type k',
        'exported interface J @6-6 nothing : type I, type T',
        'enum E @7-7',
        'enum F @8-8 inlined',
        'namespace N @9-9 effects : f',
        'namespace O @10-10 nothing',
      ],
    ],
    [
      'names that are exported by a list, a default and an assignment',
      'const a = 1, b = 2, c = 3;\nfunction d() {}\nexport { a as z };\nexport default d;',
      [
        'exported variable a,b,c @1-1',
        'exported function d @2-2',
        'exported list @3-3 : a',
        'exported expression @4-4 : d',
      ],
    ],
    [
      'anonymous default exports',
      'export default class { x = y; }\nconst y = 1;',
      ['exported class @1-1 : y', 'variable y @2-2'],
    ],
    [
      'statements that declare nothing',
      "import './side';\nexport * from './all';\nsetup();\nif (on) { run(); }\nfunction setup() {}\nlet on, run;",
      [
        'statement @3-3 effects : setup',
        'statement @4-4 effects : on, run',
        'function setup @5-5',
        'variable on,run @6-6',
      ],
    ],
    [
      'the comments directly above, and no others',
      '// a license\n\n/** Says a.\n * At length. */\n// and more\nconst a = 1;\nconst b = 2; // of b\nconst c = 3;',
      ['variable a @3-6', 'variable b @7-7', 'variable c @8-8'],
    ],
    [
      'no name of its own',
      'function f() { return f(); }\ntype L = { next: L };',
      ['function f @1-1', 'type L @2-2 nothing'],
    ],
  ])('tell %s', (_, text, expected) => {
    expect(unitRows(text)).toEqual(expected);
  });

  it.each([
    ['const a = 1', false],
    ["const a = { b: [-1, 'x', `y`, () => f()], [`c`]: class {} } as const", true],
    ["const a = { b: [-1, 'x', `y`, () => f()], ['c']: class {} } as const", false],
    ['const a = f()', true],
    ['const a = b.c', true],
    ['const a = b', false],
    ['const a = new Map()', false],
    ['const a = new Map(b)', true],
    ['const a = new Thing()', true],
    ['const { a } = b', true],
    ['let a', false],
    ['declare const a: string', false],
    ['class A extends B { x = f(); static y = 1; m() {} }', false],
    ['class A extends mixin(B) {}', true],
    ['class A { static x = f(); }', true],
    ['class A { static {} }', true],
    ['@D() class A {}', true],
    ['class A { @D() x; }', true],
    ['class A { m(@D() x) {} }', true],
    ['class A { [f()]() {} }', true],
    ['enum A { B = 1 << 2, C = Other.D | `x`.length }', false],
    ['enum A { B = f() }', true],
    ['export default f()', true],
    ['export default () => f()', false],
    ["'use client'", false],
  ])('of `%s` have effects: %s', (text, expected) => {
    expect(read(text).units.map(({ effects }) => effects)).toEqual([expected]);
  });
});

describe('imports', () => {
  it.each<[title: string, text: string, expected: string[]]>([
    [
      'every way in which a value is used',
      "import { a, B, C, d, e, f, g } from './x';\na();\nnew B();\nclass K extends C {}\nd`x`;\n@e() class L {}\nlist(f, { g });",
      [
        'a called 2:1',
        'B constructed 3:5',
        'C extended 4:17',
        'd called 5:1',
        'e called 6:2',
        'f passed 7:6',
        'g passed 7:11',
      ],
    ],
    [
      'types, also behind typeof, predicates and `declare`',
      "import { A, B, C, D, E, type F } from './x';\nlet a: A<typeof B>;\nclass K implements C { declare d: D }\ndeclare class L extends E {}\nfunction f(B: unknown): B is F { return true; }",
      ['A type 2:8', 'B type 2:17', 'C type 3:20', 'D type 3:35', 'E type 4:25', 'F type 5:30'],
    ],
    [
      'members',
      "import n, * as ns from './x';\nn.a(); n['b']; n!.c;\nlet t: ns.T; ns.v;",
      ['n member .a,b,c 2:1 2:8 2:16', 'ns type+member .type T,v 3:8 3:14'],
    ],
    ['several ways', "import { a } from './x';\na.b(); f(a);", ['a member+passed 2:1 2:10']],
    ['a name that is shadowed', "import { a } from './x';\nfunction f(a) { return a; }", ['a']],
    [
      'names that are exported again',
      "import { a, B } from './x';\nexport { a };\nexport { type B };\nexport default a;",
      ['a exported 2:10 4:16', 'B type 3:15'],
    ],
    [
      'initializers of enums',
      "import { E } from './x';\nenum F { A = E.A, B = () => E }",
      ['E folded+passed 2:14 2:29'],
    ],
    [
      'aliases by their own uses',
      "import * as a from './a';\nimport * as b from './b';\nimport * as c from './c';\nimport A = a.X; let x: A;\nimport B = b.X; new B();\nexport import C = c.X;",
      ['a type .type X 4:12', 'b passed .X 5:12', 'c passed .X 6:19'],
    ],
    ['`import =`', "import x = require('./x');\nx();", ['x called 2:1']],
    [
      'types of what is decorated',
      "import { A, B, C, D, E, F, G, H } from './x';\nclass K {\n  @P() a: A;\n  @P() b: B | null;\n  @P() c: C | string;\n  @P() m(d: D, ...e: E[]): F {}\n  n(g: G) {}\n}\n@P() class L { constructor(private h: H) {} }",
      [
        'A metadata 3:11',
        'B nullable-metadata 4:11',
        'C type 5:11',
        'D metadata 6:13',
        'E metadata 6:22',
        'F metadata 6:28',
        'G type 7:8',
        'H metadata 9:39',
      ],
    ],
  ])('tell %s', (_, text, expected) => {
    expect(importRows(text)).toEqual(expected);
  });

  it('distinguish tags from their replacements', () => {
    const text = "import A, * as B from './x';\n<A><B.C /></A>;";
    expect(importRows(text, 'a.tsx')).toEqual(['A tag 2:2 2:13', 'B member .C 2:5']);
    expect(read(text, 'a.tsx')).toMatchObject({ hasTags: true, factories: null });
    expect(read(`/** @jsx h.x @jsxFrag F */\n${text}`, 'a.tsx').factories).toEqual(['h', 'F']);
    expect(read(`/** @jsxImportSource preact */\n${text}`, 'a.tsx').factories).toEqual([]);
  });
});
