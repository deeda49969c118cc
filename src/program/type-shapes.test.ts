import { expect, it } from 'vitest';
import { contentOf } from '../core/hash.ts';
import { lineStarts, placeAt } from '../core/lines.ts';
import { climb, folderOf } from '../core/path.ts';
import { type Shape, shapeText } from '../core/shape.ts';
import { createTypeChecking } from './typing.ts';

const checking = createTypeChecking();
const files: Readonly<Record<string, string>> = {
  'b.ts': 'export interface Roll { id: number } export enum Size { S = "s", L = "l" }',
  'node_modules/p/index.d.ts':
    'export declare class Model { id: number; save(): void } export interface Row { id: number } export declare function Hide(): any;',
};

/** A shape in one line; what is optional has a question mark, and what may have more ends with dots. */
function said(shape: Shape): string {
  if (shape.kind === 'array') return `[${said(shape.items)}]`;
  if (shape.kind === 'tuple') return `(${shape.items.map(said).join(', ')})`;
  if (shape.kind === 'union') return shape.options.map(said).join(' | ');
  if (shape.kind !== 'object') return shapeText(shape);
  const properties = shape.properties.map((one) => `${one.name}${one.required ? '' : '?'}: ${said(one.shape)}`);
  const rest = shape.rest && (shape.rest.kind === 'unknown' ? '...' : `...: ${said(shape.rest)}`);
  return `{ ${[...properties, ...(rest === null ? [] : [rest])].join('; ')} }`;
}

/** What the checker says of what is between `«` and `»`. */
function shapeIn(marked: string, member: string | null = null): string {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = `import { Roll, Size } from './b'; import * as p from 'p'; import { Hide } from 'p'; import { Gone } from 'gone';${marked.replace(/[«»]/g, '')}`;
  const shift = text.length - marked.length + 2;
  const all: Readonly<Record<string, string>> = { ...files, 'a.ts': text };
  const paths = Object.keys(all);
  const found = checking.shapes(
    {
      content: (path) => (all[path] === undefined ? null : contentOf(all[path])),
      real: (path) => (path in all ? path : null),
      hasFolder: (folder) => paths.some((path) => path.startsWith(`${folder}/`)),
      names: () => [],
      target(from, specifier) {
        const path = specifier.startsWith('.') ? `${climb(folderOf(from), specifier) ?? ''}.ts` : '';
        return path in all ? path : null;
      },
    },
    {
      compiler: {
        file: 'tsconfig.json',
        options: {
          strict: { value: true, folder: '' },
          target: { value: 'es2022', folder: '' },
          experimentalDecorators: { value: true, folder: '' },
        },
        lacks: [],
        includes: () => true,
      },
      globals: [],
      javascript: false,
    },
    [{ file: 'a.ts', spots: [{ at: placeAt(lineStarts(text), start + shift, end + shift), member }] }],
  );
  const [shape] = found.get('a.ts') ?? [];
  return shape ? said(shape) : '';
}

it.each<[text: string, shape: string]>([
  [
    'type T = «{ id: number; name?: string; kind: "a" | "b" | null }»;',
    '{ id: number; name?: string; kind: null | "a" | "b" }',
  ],
  ['type T = «Roll[]»;', '[{ id: number }]'],
  ['type T = «Partial<Roll>»;', '{ id?: number }'],
  ['type T = «Omit<Roll & { name: string }, "id">»;', '{ name: string }'],
  ['type T = «Pick<Roll, "id"> & { on: boolean }»;', '{ id: number; on: boolean }'],
  ['type T = «Record<string, Roll>»;', '{ ...: { id: number } }'],
  ['type T = «Promise<[Roll, string]>»;', '({ id: number }, string)'],
  [
    'type T = «{ at: Date; size: Size; big: bigint; raw: Uint8Array; all: Map<string, string>; go(): void }»;',
    '{ at: string (date-time); size: "s" | "l"; big: unknown; raw: unknown; all: unknown }',
  ],
  ['type Id = string & { __id: true }; type T = «{ id: Id; at: `x${string}` }»;', '{ id: string; at: string }'],
  ['interface Tree { id: number; parts: Tree[] } type T = «Tree»;', '{ id: number; parts: [unknown] }'],
  [
    'class Money { constructor(private n: number) {} toJSON() { return { n: this.n }; } } type T = «{ price: Money }»;',
    '{ price: { n: number } }',
  ],
  ['class Box { id = 1; #own = 1; get size() { return 1; } open() {} } type T = «Box»;', '{ id: number }'],
  ['class User { id!: number; @Hide() password!: string } type T = «User[]»;', '[unknown]'],
  ['interface More extends Gone { id: number } type T = «More»;', '{ id: number; ... }'],
  ['type T = «{ a: Gone; b: any; c: object; d: {} }»;', '{ a: unknown; b: unknown; c: unknown; d: unknown }'],
  ['type T = «{ model: p.Model; row: p.Row }»;', '{ model: unknown; row: { id: number } }'],
  ['function f<X>() { type T = «{ x: X }»; }', '{ x: unknown }'],
  [
    'const kind = "rye"; const x = «{ kind, n: 1, list: [], on: 1 > 2, none: undefined, go() {} }»;',
    '{ kind: "rye"; n: 1; list: [unknown]; on: boolean }',
  ],
  [
    'declare const loaf: { id: number; name?: string }; const x = «{ ...loaf, name: loaf.name }»;',
    '{ id: number; name?: string }',
  ],
  [
    'declare const on: boolean; const x = «{ id: 1, ...(on && { name: "a" }), ...(on ? { b: 1 } : {}) }»;',
    '{ id: 1; name?: string; b?: number }',
  ],
  ['declare const g: Gone; const x = «{ id: 1, ...g }»;', '{ id: 1; ... }'],
  ['async function all(): Promise<Roll[]> { return []; } const x = «all()»;', '[{ id: number }]'],
  ['declare const on: boolean; const x = «on ? { a: 1 } : null»;', '{ a: 1 } | null'],
  ['const x = «[{ id: 1 }, { id: 2 }]»;', '[{ id: 1 } | { id: 2 }]'],
  ['const x = «[1].map((one) => ({ one, text: String(one) }))»;', '[{ one: number; text: string }]'],
  ['const x = {}; const y = «x»;', 'unknown'],
])('%s', (text, shape) => {
  expect(shapeIn(text)).toBe(shape);
});

it('reads a property of a type', () => {
  const text = 'interface Ask extends Gone { body: Roll } const f = (ask: «Ask») => 1;';
  expect([shapeIn(text, 'body'), shapeIn(text, 'query')]).toEqual(['{ id: number }', 'unknown']);
});
