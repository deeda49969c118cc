import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import type { Bindings } from '../core/bindings.ts';
import { createLanguages, languageOf } from '../facts/index.ts';
import { apply } from './apply.ts';
import { createExpander } from './expand.ts';
import { changesOf } from './change-set.ts';
import { merge } from './merge.ts';

const languages = createLanguages('oxc');
const idiom = (file: string) => languageOf(languages, file)?.idiom ?? null;
const bindingsOf = (file: string, text: string): Bindings =>
  languageOf(languages, file)?.extract(text, ['bindings']).bindings ?? expect.fail();

/** Renames the variable that stands at the first `old` (a word) of a text: the new text, or why not. */
function renamed(file: string, text: string, ...renames: (readonly [old: string, to: string])[]): string {
  const expand = createExpander(
    {
      text: () => text,
      bindings: () => bindingsOf(file, text),
      idiom,
      facts: () => null,
      item: () => null,
      moves: () => expect.fail(),
    },
    [],
  );
  const expansions = renames.map(([old, to]) => {
    const from = text.startsWith('/**') ? text.indexOf('*/') : 0;
    const index = from + text.slice(from).search(new RegExp(`(?<![\\w$])${old}(?![\\w$])`));
    const before = text.slice(0, index).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    return expand({
      kind: 'rename',
      file,
      place: { line, column, endLine: line, endColumn: column + old.length },
      to,
      member: false,
    });
  });
  const refused = expansions.flatMap((one) => ('reason' in one ? [one.reason] : []));
  if (refused.length > 0) return `no: ${refused.join('; ')}`;
  const { changes } = merge(expansions.flatMap((one) => ('edits' in one ? [one.edits] : [])));
  const after = apply(changes, () => text).get(file) ?? 'unchanged';
  const doubts = expansions.flatMap((one) => ('edits' in one && typeof one.doubt === 'string' ? [one.doubt] : []));
  return [after, ...doubts].join('\nperhaps: ');
}

type Case = readonly [title: string, file: string, before: string, rename: readonly [string, string], after: string];
const exported = 'no: it is exported, so other files may use the name';
const taken = (name: string): string => `no: \`${name}\` already exists here`;
const other = (name: string): string => `no: \`${name}\` means something else here`;

const cases: readonly Case[] = [
  [
    'a variable',
    'a.ts',
    'const a_b = 1;\nexport default a_b + 1;',
    ['a_b', 'aB'],
    'const aB = 1;\nexport default aB + 1;',
  ],
  [
    'a shorthand property',
    'a.ts',
    'const a_b = 1; export default { a_b };',
    ['a_b', 'aB'],
    'const aB = 1; export default { a_b: aB };',
  ],
  [
    'a pattern',
    'a.ts',
    'const { a_b } = x; export default a_b;',
    ['a_b', 'aB'],
    'const { a_b: aB } = x; export default aB;',
  ],
  [
    'a parameter that nothing uses and whose underscore says so',
    'a.ts',
    'type Of<_T, _U> = _U; export type { Of };',
    ['_T', 'T'],
    'type Of<T, _U> = _U; export type { Of };\nperhaps: it is unused, and compilers report that unless the name begins with an underscore',
  ],
  [
    'a parameter that is used in spite of its underscore',
    'a.ts',
    'type Of<_T, _U> = _U; export type { Of };',
    ['_U', 'U'],
    'type Of<_T, U> = U; export type { Of };',
  ],
  [
    'a pattern with a default',
    'a.ts',
    'const { a_b = 1, ...rest } = x; export default [a_b, rest];',
    ['a_b', 'aB'],
    'const { a_b: aB = 1, ...rest } = x; export default [aB, rest];',
  ],
  [
    'a renaming pattern',
    'a.ts',
    'const { k: a_b } = x; export default a_b;',
    ['a_b', 'aB'],
    'const { k: aB } = x; export default aB;',
  ],
  [
    'an assignment to a pattern',
    'a.ts',
    'let a_b; ({ a_b } = x); ({ a_b = 2 } = x); [a_b] = x; export {};',
    ['a_b', 'aB'],
    'let aB; ({ a_b: aB } = x); ({ a_b: aB = 2 } = x); [aB] = x; export {};',
  ],
  [
    'members of that name are others',
    'a.ts',
    'const a_b = { a_b: 1 }; a_b.a_b; class A { a_b = a_b }; export {};',
    ['a_b', 'aB'],
    'const aB = { a_b: 1 }; aB.a_b; class A { a_b = aB }; export {};',
  ],
  [
    'a computed member',
    'a.ts',
    'const a_b = "k"; export default { [a_b]: x[a_b] };',
    ['a_b', 'aB'],
    'const aB = "k"; export default { [aB]: x[aB] };',
  ],
  [
    'a label is another',
    'a.ts',
    'const a_b = 1; a_b: for (;;) break a_b; export {};',
    ['a_b', 'aB'],
    'const aB = 1; a_b: for (;;) break a_b; export {};',
  ],
  [
    'a function that is hoisted',
    'a.ts',
    'a_b(); function a_b() { a_b(); } export {};',
    ['a_b', 'aB'],
    'aB(); function aB() { aB(); } export {};',
  ],
  [
    'overloads',
    'a.ts',
    'function a_b(): void; function a_b(x?: 1): void {} a_b(); export {};',
    ['a_b', 'aB'],
    'function aB(): void; function aB(x?: 1): void {} aB(); export {};',
  ],
  [
    'a function and its namespace',
    'a.ts',
    'function a_b() {} namespace a_b { export const x = 1; } a_b.x; export {};',
    ['a_b', 'aB'],
    'function aB() {} namespace aB { export const x = 1; } aB.x; export {};',
  ],
  [
    'merged interfaces',
    'a.ts',
    'interface a_b { x: 1 } interface a_b { y: 1 } let v: a_b; export {};',
    ['a_b', 'AB'],
    'interface AB { x: 1 } interface AB { y: 1 } let v: AB; export {};',
  ],
  [
    'a class, inside and out',
    'a.ts',
    'class a_b { static x: a_b = new a_b(); } export default new a_b();',
    ['a_b', 'AB'],
    'class AB { static x: AB = new AB(); } export default new AB();',
  ],
  [
    'typeof in a type',
    'a.ts',
    'const a_b = 1; type T = typeof a_b; export type { T };',
    ['a_b', 'aB'],
    'const aB = 1; type T = typeof aB; export type { T };',
  ],
  [
    'a type predicate',
    'a.ts',
    'export function f(a_b: unknown): a_b is string { return typeof a_b === "string"; }',
    ['a_b', 'aB'],
    'export function f(aB: unknown): aB is string { return typeof aB === "string"; }',
  ],
  [
    'an assertion',
    'a.ts',
    'export function f(a_b: unknown): asserts a_b {}',
    ['a_b', 'aB'],
    'export function f(aB: unknown): asserts aB {}',
  ],
  [
    'a type parameter',
    'a.ts',
    'export type M<a_b> = a_b extends infer Q ? [Q, a_b] : never;',
    ['a_b', 'AB'],
    'export type M<AB> = AB extends infer Q ? [Q, AB] : never;',
  ],
  [
    'an inferred type',
    'a.ts',
    'export type M<T> = T extends (infer a_b)[] ? a_b : never;',
    ['a_b', 'AB'],
    'export type M<T> = T extends (infer AB)[] ? AB : never;',
  ],
  [
    'a mapped key',
    'a.ts',
    'export type M = { [a_b in "x"]: a_b };',
    ['a_b', 'AB'],
    'export type M = { [AB in "x"]: AB };',
  ],
  [
    'an enum',
    'a.ts',
    'enum a_b { X, Y = X } export default a_b.X;',
    ['a_b', 'AB'],
    'enum AB { X, Y = X } export default AB.X;',
  ],
  [
    'a default import',
    'a.ts',
    "import a_b from 'x'; export default a_b;",
    ['a_b', 'aB'],
    "import aB from 'x'; export default aB;",
  ],
  [
    'a namespace import',
    'a.ts',
    "import * as a_b from 'x'; let v: a_b.T = a_b.v; export {};",
    ['a_b', 'aB'],
    "import * as aB from 'x'; let v: aB.T = aB.v; export {};",
  ],
  [
    'a named import',
    'a.ts',
    "import { a_b, type c_d as e } from 'x'; export default a_b;",
    ['a_b', 'aB'],
    "import { a_b as aB, type c_d as e } from 'x'; export default aB;",
  ],
  [
    'an export under another name',
    'a.ts',
    'const a_b = 1; export { a_b as x };',
    ['a_b', 'aB'],
    'const aB = 1; export { aB as x };',
  ],
  [
    'an exported function by default',
    'a.ts',
    'export default function a_b() {}',
    ['a_b', 'aB'],
    'export default function aB() {}',
  ],
  [
    'a decorator',
    'a.ts',
    'const a_b = () => {}; class A { @a_b x = 1; } export {};',
    ['a_b', 'aB'],
    'const aB = () => {}; class A { @aB x = 1; } export {};',
  ],
  [
    'a decorated parameter',
    'a.ts',
    'export class A { m(@Inject() a_b: T) { return a_b; } }',
    ['a_b', 'aB'],
    'export class A { m(@Inject() aB: T) { return aB; } }',
  ],
  [
    'what the comment says of it',
    'a.ts',
    '/**\n * @param a_b what\n * @param {x} [a_b.c] more\n */\nexport const f = (a_b: T) => a_b; // a_b',
    ['a_b', 'aB'],
    '/**\n * @param aB what\n * @param {x} [aB.c] more\n */\nexport const f = (aB: T) => aB; // a_b',
  ],
  [
    'a component',
    'a.tsx',
    'const A_b = () => null; export default <A_b><A_b.C /></A_b>;',
    ['A_b', 'AB'],
    'const AB = () => null; export default <AB><AB.C /></AB>;',
  ],
  [
    'a var in a block',
    'a.ts',
    'export function f() { { var a_b = 1; } return a_b; }',
    ['a_b', 'aB'],
    'export function f() { { var aB = 1; } return aB; }',
  ],
  [
    'a catch',
    'a.ts',
    'try {} catch (a_b) { throw a_b; } export {};',
    ['a_b', 'aB'],
    'try {} catch (aB) { throw aB; } export {};',
  ],
  [
    'elsewhere the new name is free',
    'a.ts',
    'function f() { const a_b = 1; return a_b; } function g(aB) { return aB; } export {};',
    ['a_b', 'aB'],
    'function f() { const aB = 1; return aB; } function g(aB) { return aB; } export {};',
  ],
  [
    'CommonJS',
    'a.cjs',
    'const a_b = require("x"); module.exports = a_b;',
    ['a_b', 'aB'],
    'const aB = require("x"); module.exports = aB;',
  ],
  ['exported', 'a.ts', 'export const a_b = 1;', ['a_b', 'aB'], exported],
  ['exported in a list', 'a.ts', 'const a_b = 1; export { a_b };', ['a_b', 'aB'], exported],
  ['exported by a namespace', 'a.ts', 'namespace N { export const a_b = 1; } export {};', ['a_b', 'aB'], exported],
  ['taken beside it', 'a.ts', 'const a_b = 1, aB = 2; export {};', ['a_b', 'aB'], taken('aB')],
  [
    'taken where it is used',
    'a.ts',
    'const a_b = 1; function f(aB) { return a_b; } export {};',
    ['a_b', 'aB'],
    taken('aB'),
  ],
  ['taken by a type', 'a.ts', 'const a_b = 1; interface aB { x: 1 } export {};', ['a_b', 'aB'], taken('aB')],
  [
    'an outer name is meant inside',
    'a.ts',
    'const aB = 1; function f(a_b) { return aB; } export {};',
    ['a_b', 'aB'],
    other('aB'),
  ],
  [
    'a global is meant inside',
    'a.ts',
    'export function f(my_document) { return document; }',
    ['my_document', 'document'],
    other('document'),
  ],
  [
    'a var passes through',
    'a.ts',
    'function f() { { let a_b = 1; { var aB = 2; } } } export {};',
    ['a_b', 'aB'],
    other('aB'),
  ],
  [
    'an element in place of a component',
    'a.tsx',
    'const A = () => null; export default <A />;',
    ['A', 'a'],
    'no: `<a>` would be an element, not a component',
  ],
  [
    'a component in place of nothing',
    'a.tsx',
    'const foo = () => null; foo(); export default <Foo />;',
    ['foo', 'Foo'],
    other('Foo'),
  ],
  [
    'what makes elements',
    'a.tsx',
    "import React from 'react'; export default <b />;",
    ['React', 'react'],
    'no: JSX may compile to calls of it',
  ],
  [
    'a script',
    'a.ts',
    'const a_b = 1;',
    ['a_b', 'aB'],
    'no: the file is not a module, so its top-level names are global',
  ],
  [
    'a local name in a function of a script',
    'a.ts',
    'function f() { const a_b = 1; }',
    ['a_b', 'aB'],
    'function f() { const aB = 1; }',
  ],
  [
    'declared elsewhere',
    'a.ts',
    'declare const a_b: 1; export default a_b;',
    ['a_b', 'aB'],
    'no: it declares something that is defined elsewhere',
  ],
  [
    'a global augmentation',
    'a.ts',
    'declare global { interface a_b { x: 1 } } export {};',
    ['a_b', 'AB'],
    'no: it declares something that is defined elsewhere',
  ],
  [
    'a declaration file',
    'a.d.ts',
    'interface a_b { x: 1 } export {};',
    ['a_b', 'AB'],
    'no: it declares something that is defined elsewhere',
  ],
  [
    'a parameter property',
    'a.ts',
    'export class A { constructor(private a_b: 1) {} }',
    ['a_b', 'aB'],
    'no: it is a member, so other files may use the name',
  ],
  [
    'an enum member',
    'a.ts',
    'enum E { a_b } export {};',
    ['a_b', 'aB'],
    'no: it is a member, so other files may use the name',
  ],
  ['a property', 'a.ts', 'export default { a_b: 1 };', ['a_b', 'aB'], 'no: other files may use it'],
  ['eval', 'a.ts', 'export function f(a_b) { return eval("a_b"); }', ['a_b', 'aB'], 'no: `eval` or `with` can see it'],
  [
    'not beside eval',
    'a.ts',
    'export function f() { eval(""); function g(a_b) {} }',
    ['a_b', 'aB'],
    'export function f() { eval(""); function g(aB) {} }',
  ],
  [
    'with',
    'a.cjs',
    'module.exports = function (o, a_b) { with (o) { return a_b; } };',
    ['a_b', 'aB'],
    'no: `eval` or `with` can see it',
  ],
  [
    'a sloppy function in a block',
    'a.cjs',
    'function f() { { function a_b() {} } a_b(); } module.exports = f;',
    ['a_b', 'aB'],
    'no: `a_b` is also used outside its scope',
  ],
  [
    'arguments',
    'a.cjs',
    'module.exports = function () { var arguments = 1; };',
    ['arguments', 'args'],
    'no: `args` cannot be the name of a variable',
  ],
  [
    'a reserved word',
    'a.ts',
    'const new_ = 1; export {};',
    ['new_', 'new'],
    'no: `new` cannot be the name of a variable',
  ],
  ['no name at all', 'a.ts', 'const a_b = 1; export {};', ['a_b', 'a-b'], 'no: `a-b` cannot be the name of a variable'],
  [
    'a decorated class',
    'a.ts',
    '@Entity() class a_b {} export {};',
    ['a_b', 'AB'],
    '@Entity() class AB {} export {};\nperhaps: its decorators may read the name',
  ],
  [
    'a name that is read',
    'a.ts',
    'function a_b() {} log(a_b.name); export {};',
    ['a_b', 'aB'],
    'function aB() {} log(aB.name); export {};\nperhaps: its `name` is read at run time',
  ],
  [
    'a name that is read by its key',
    'a.ts',
    "function a_b() {} log(a_b['name']); export {};",
    ['a_b', 'aB'],
    "function aB() {} log(aB['name']); export {};\nperhaps: its `name` is read at run time",
  ],
  [
    'a class whose constructor is asked for its name',
    'a.ts',
    'class a_b { toJSON() { return this.constructor.name; } } export const x = new a_b();',
    ['a_b', 'AB'],
    'class AB { toJSON() { return this.constructor.name; } } export const x = new AB();\nperhaps: its `name` is read at run time',
  ],
  ...['container.register(a_b)', 'new Schema(a_b)', 'x = [a_b]', 'x = { entity: a_b }', 'x = { a_b }'].map(
    (use): [string, string, string, [string, string], string] => [
      `a class that is handed on: ${use}`,
      'a.ts',
      `class a_b {} let x; ${use}; export {};`,
      ['a_b', 'AB'],
      `class AB {} let x; ${use.replace('{ a_b }', '{ a_b: AB }').replace(/\ba_b(?!:)/, 'AB')}; export {};\nperhaps: the class is passed to other code, which may read its \`name\`, as containers, mappers and serializers do`,
    ],
  ),
  [
    'a function in a list, of whose members a name is read',
    'a.ts',
    'function a_b() {} export const x = [a_b].map((f) => [f.name, f]);',
    ['a_b', 'aB'],
    'function aB() {} export const x = [aB].map((f) => [f.name, f]);\nperhaps: the function is in a list or object, and this file reads a `name` that may be its name',
  ],
  [
    'a function in an object, of which a name is taken out',
    'a.ts',
    'const a_b = () => 1; const x = { run: a_b }; const { name } = x.run; export {};',
    ['a_b', 'aB'],
    'const aB = () => 1; const x = { run: aB }; const { name } = x.run; export {};\nperhaps: the function is in a list or object, and this file reads a `name` that may be its name',
  ],
  [
    'a function that is only called, where names are read',
    'a.ts',
    'function a_b() {} a_b(); log(user.name); export {};',
    ['a_b', 'aB'],
    'function aB() {} aB(); log(user.name); export {};',
  ],
  ['an escape', 'a.ts', 'const a_b = 1; \\u0061_b; export {};', ['a_b', 'aB'], 'no: it contains an escape sequence'],
  [
    'a type in a comment of JavaScript',
    'a.mjs',
    'class a_b {} /** @type {a_b} */ let v; export {};',
    ['a_b', 'AB'],
    'no: `a_b` is also used where its meaning is unknown',
  ],
  [
    'a pattern without a body',
    'a.ts',
    'export declare function f({ a_b }: T): void;',
    ['a_b', 'aB'],
    'no: TypeScript does not allow renaming in a pattern of a function without a body',
  ],
];

test.each(cases)('%s (%s)', (_, file, before, rename, after) => {
  expect(renamed(file, before, rename)).toBe(after);
});

it('two renames go together, unless they want the same name', () => {
  const text = 'const a_b = 1, c_d = 2; export default { a_b, c_d };';
  expect(renamed('a.ts', text, ['a_b', 'aB'], ['c_d', 'cD'])).toBe(
    'const aB = 1, cD = 2; export default { a_b: aB, c_d: cD };',
  );
  expect(renamed('a.ts', text, ['a_b', 'x'], ['c_d', 'x'])).toBe(taken('x'));
  expect(renamed('a.ts', text, ['a_b', 'x'], ['c_d', 'a_b'])).toBe(taken('a_b'));
});

/** Programs of nested functions and blocks over a few names, so that names shadow, are captured and clash. */
const name = fc.constantFrom('a', 'b', 'c', 'a_b');
const statement: fc.Memo<string> = fc.memo((depth) => {
  const leaf = fc.oneof(
    fc.tuple(fc.constantFrom('let', 'const', 'var'), name, name).map(([kind, x, y]) => `${kind} ${x} = ${y};`),
    fc.tuple(name, name).map(([x, y]) => `const { ${x}, k: ${y} = 1 } = ${y};`),
    fc.tuple(name, name).map(([x, y]) => `use({ ${x}, ${y}: ${x}.${y} });`),
    fc.tuple(name, name).map(([x, y]) => `({ ${x} = ${y} } = o);`),
    name.map((x) => `type T_${x} = typeof ${x};`),
  );
  if (depth <= 1) return leaf;
  const body = fc.array(statement(depth - 1), { maxLength: 4 }).map((lines) => lines.join(' '));
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc
        .tuple(name, name, body)
        .map(([f, x, inner]) => `function ${f}(${x}, { z: ${x}_, ...r } = ${x}) { ${inner} }`),
    },
    { weight: 1, arbitrary: fc.tuple(name, body).map(([x, inner]) => `class ${x} { ${x} = ${x}; m() { ${inner} } }`) },
    { weight: 1, arbitrary: body.map((inner) => `{ ${inner} }`) },
    { weight: 1, arbitrary: fc.tuple(name, body).map(([x, inner]) => `for (const ${x} of ${x}) { ${inner} }`) },
  );
});

/** The bindings without names and places: what stands for what, in order of place. */
function graphOf({ scopes, variables, free }: Bindings): unknown {
  const uses = variables.flatMap(({ occurrences }, index) =>
    occurrences.map(({ at, scope }) => ({ at, scope, index })),
  );
  const order = uses.sort((x, y) => x.at.line - y.at.line || x.at.column - y.at.column);
  return {
    scopes,
    free,
    uses: order.map(({ scope, index }) => [scope, index]),
    scopesOf: variables.map(({ scope }) => scope),
  };
}

it('a rename does not change what any name refers to', () => {
  const seen = { renamed: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.array(statement(4), { minLength: 1, maxLength: 6 }),
      name,
      fc.constantFrom('a', 'b', 'c', 'a_b', 'fresh', 'use', 'o'),
      (lines, old, to) => {
        const text = `${lines.join('\n')}\nexport {};\n`;
        const problems = languageOf(languages, 'a.ts')?.extract(text, ['problems']).problems ?? [];
        if (problems.length > 0 || old === to) return;
        const before = bindingsOf('a.ts', text);
        for (const variable of before.variables.filter((one) => one.name === old).slice(0, 3)) {
          const at = variable.occurrences[0]?.at ?? expect.fail();
          const expansion = createExpander(
            {
              text: () => text,
              bindings: () => before,
              idiom,
              facts: () => null,
              item: () => null,
              moves: () => expect.fail(),
            },
            [],
          )({
            kind: 'rename',
            file: 'a.ts',
            place: at,
            to,
            member: false,
          });
          seen['edits' in expansion ? 'renamed' : 'refused']++;
          if (!('edits' in expansion)) continue;
          const after = bindingsOf('a.ts', apply(changesOf(expansion.edits) ?? [], () => text).get('a.ts') ?? '');
          expect(graphOf(after)).toEqual(graphOf(before));
          expect(after.variables.map((one) => one.name)).toEqual(
            before.variables.map((one) => (one === variable ? to : one.name)),
          );
        }
      },
    ),
    { numRuns: Number(process.env['LINTEL_RUNS'] ?? 1500), seed: Number(process.env['LINTEL_SEED'] ?? 20_261_121) },
  );
  expect(Math.min(seen.renamed, seen.refused)).toBeGreaterThan(200);
});

it('asks nothing of the file of a member', () => {
  const expand = createExpander(
    {
      text: () => expect.fail(),
      bindings: () => expect.fail(),
      idiom,
      facts: () => null,
      item: () => null,
      moves: () => expect.fail(),
    },
    [],
  );
  expect(
    expand({
      kind: 'rename',
      file: 'a.ts',
      place: { line: 1, column: 1, endLine: 1, endColumn: 2 },
      to: 'b',
      member: true,
    }),
  ).toEqual({ reason: 'other files may use it', outside: true });
});
