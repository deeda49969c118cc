import { describe, expect, it, vi } from 'vitest';
import { contentOf } from '../core/hash.ts';
import { lineStarts, placeAt } from '../core/lines.ts';
import { climb, folderOf } from '../core/path.ts';
import type { TypeAnswer, TypeChecking, TypeSources, TypeTrait } from '../core/typing.ts';
import { typescript } from './typed-host.ts';
import { createTypeChecking } from './typing.ts';

const usual = createTypeChecking();

function sourcesOf(files: Readonly<Record<string, string>>): TypeSources {
  const paths = Object.keys(files);
  return {
    content: (path) => (files[path] === undefined ? null : contentOf(files[path])),
    real: (path) => (path in files ? path : null),
    hasFolder: (folder) => paths.some((path) => path.startsWith(`${folder}/`)),
    names: (folder) =>
      paths.flatMap((path) =>
        path.startsWith(`${folder}/`) ? (path.slice(folder.length + 1).split('/')[0] ?? '') : [],
      ),
    target(from, specifier) {
      const path = specifier.startsWith('.') ? climb(folderOf(from), specifier) : null;
      return path !== null && path in files ? path : null;
    },
  };
}

/** What the checker says of the first `name` in `a.ts`. */
function typeOf(
  text: string,
  name: string,
  {
    trait = 'type',
    files = {},
    options = { strict: true },
    checking = usual,
  }: {
    readonly trait?: TypeTrait;
    readonly files?: Readonly<Record<string, string>>;
    readonly options?: Readonly<Record<string, unknown>>;
    readonly checking?: TypeChecking;
  } = {},
): TypeAnswer | undefined {
  const start = text.search(new RegExp(`(?<!\\w)${name}`));
  const at = placeAt(lineStarts(text), start, start + name.length);
  const compiler = {
    file: 'tsconfig.json',
    options: Object.fromEntries(Object.entries(options).map(([key, value]) => [key, { value, folder: '' }])),
    lacks: [],
    includes: () => true,
  };
  return checking
    .ask(
      sourcesOf({ ...files, 'a.ts': text }),
      { compiler, globals: Object.keys(files).filter((file) => /^[^/]*\.d\.ts$/.test(file)), javascript: false },
      [{ file: 'a.ts', asked: [{ at, trait }] }],
    )
    .get('a.ts')?.[0];
}

describe('names of types', () => {
  it.each([
    ['const x = 1 > 2;', ['boolean']],
    ['let x: boolean | undefined;', ['boolean']],
    ['const x = true as const;', ['boolean']],
    ['const x: 1 | 2 | null = 1;', ['number']],
    ['const x = "a";', ['string']],
    ['type Flag = "a" | "b"; const x: Flag = "a";', ['string']],
    ['const x: string | number = 1;', []],
    ['const x = [1];', ['array', 'Array']],
    ['const x: readonly [1, 2] | string[] = [1, 2];', ['array', 'Array']],
    ['const x: string | string[] = [];', []],
    ['const x = () => 1;', ['function']],
    ['const x: (() => 1) | undefined = undefined;', ['function']],
    ['class Box {} const x = new Box();', ['Box']],
    ['class Box {} const x = Box;', []],
    ['class Box {} const x: Box | null = null;', ['Box']],
    ['type Id = { id: string }; const x: Id = { id: "" };', ['Id']],
    ['enum Color { Red, Blue } const x: Color = Color.Red;', ['Color']],
    ['enum Color { Red, Blue } const x = Color.Red;', ['Color']],
    ['const x = new Map<string, string>();', ['Map']],
    ['const x: any = 1;', ['any']],
    ['const { x } = { x: 1 };', ['number']],
    ['class A { x?: string }', ['string']],
    ['class A { get x() { return [1]; } }', ['array', 'Array']],
    ['class A { constructor(private x = 1) {} }', ['number']],
    ['const a = { x: false };', ['boolean']],
    ['const a = { "x": false };', ['boolean']],
    ['interface A { x: bigint }', ['bigint']],
    ['[1].map((x) => x);', ['number']],
  ])('of `x` in `%s`', (text, names) => {
    const written = text.includes('"x"') ? '"x"' : 'x';
    expect(typeOf(text, written)).toEqual({ names: expect.arrayContaining(names) as unknown });
    const answer = typeOf(text, written);
    const kinds = ['boolean', 'number', 'string', 'array', 'function'];
    const found = answer && 'names' in answer ? answer.names.filter((name) => kinds.includes(name)) : null;
    expect(found).toEqual(names.filter((name) => kinds.includes(name)));
  });

  it.each([
    ['function x() { return fetch(""); }', 'Promise'],
    ['const x = () => [1];', 'array'],
    ['function x() {}', 'void'],
    ['class A { x() { return this.x() ? true : false; } }', 'any'],
    ['function x(a: 1): string; function x(a: 2): string; function x(): string { return ""; }', 'string'],
    ['interface A { x(): boolean }', 'boolean'],
  ])('of what `x` returns in `%s`', (text, name) => {
    expect(typeOf(text, 'x', { trait: 'returns' })).toEqual({ names: expect.arrayContaining([name]) as unknown });
  });
});

describe('where types come from', () => {
  it('follows imports of files, declarations beside JavaScript, and packages', () => {
    const files = {
      'b.ts': 'export const flag = true;',
      'c.js': 'exports.list = null;',
      'c.d.ts': 'export const list: string[];',
      'node_modules/p/package.json': '{ "types": "t.d.ts" }',
      'node_modules/p/t.d.ts': 'import { Deep } from "q"; export const deep: Deep;',
      'node_modules/q/index.d.ts': 'export interface Deep { q: 1 }',
    };
    const text =
      'import { flag } from "./b.ts"; import { list } from "./c.js"; import { deep } from "p"; const x = flag, y = list, z = deep;';
    expect([typeOf(text, 'x', { files }), typeOf(text, 'y', { files }), typeOf(text, 'z', { files })]).toEqual([
      { names: ['boolean'] },
      { names: ['array', 'Array'] },
      { names: ['Deep'] },
    ]);
  });

  it('knows what is declared everywhere, and the types of installed packages', () => {
    const files = {
      'globals.d.ts':
        'declare const VERSION: string; declare module "*.css" { const all: number; export default all; }',
      'node_modules/@types/tool/index.d.ts': 'declare const tool: boolean;',
    };
    const text = 'import css from "./a.css"; const x = VERSION, y = tool, z = css;';
    expect([typeOf(text, 'x', { files }), typeOf(text, 'y', { files }), typeOf(text, 'z', { files })]).toEqual([
      { names: ['string'] },
      { names: ['boolean'] },
      { names: ['number'] },
    ]);
  });

  it('says what does not resolve where a type follows from it', () => {
    expect(typeOf('import { a } from "gone"; const x = a.b().c;', 'x')).toEqual({
      unknown: '`gone` does not resolve in a.ts: install dependencies',
    });
    expect(typeOf('import { a } from "gone"; const x = [a];', 'x')).toEqual({ names: ['array', 'Array'] });
    expect(typeOf('import { a } from "gone"; function x() { return a; }', 'x', { trait: 'returns' })).toEqual({
      unknown: '`gone` does not resolve in a.ts: install dependencies',
    });
    expect(typeOf('const x = nobody;', 'x')).toEqual({ unknown: 'a.ts has errors of types: run tsc' });
  });

  it('reads the libraries of TypeScript once for all projects', () => {
    expect(typeOf('const x = 1;', 'x')).toEqual({ names: ['number'] });
    const read = vi.spyOn(typescript().sys, 'readFile');
    const another = { checking: createTypeChecking(), options: { strict: false } };
    expect(typeOf('const x = new Map<string, URL>();', 'x', another)).toEqual({ names: ['Map'] });
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });

  it('adds what one project declares to the libraries of no other', () => {
    const files = { 'globals.d.ts': 'interface Array<T> { readonly first: T } declare var document: boolean;' };
    const text = 'const x = [1].first;';
    expect(typeOf(text, 'x', { files })).toEqual({ names: ['number'] });
    expect(typeOf(text, 'x', { checking: createTypeChecking() })).toHaveProperty('unknown');
    expect(typeOf('const x = document;', 'x', { checking: createTypeChecking() })).toEqual({ names: ['Document'] });
  });

  it('takes the options of the project', () => {
    const text = 'declare const list: string[]; const x = list[0];';
    expect(typeOf(text, 'x', { options: { noUncheckedIndexedAccess: true } })).toEqual({ names: ['string'] });
    expect(typeOf('const x = document;', 'x', { options: { lib: ['es2022'] } })).toHaveProperty('unknown');
    expect(typeOf('const x = document;', 'x', { options: { lib: ['es2022', 'dom'] } })).toEqual({
      names: ['Document'],
    });
  });
});
