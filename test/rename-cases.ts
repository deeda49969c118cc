/** A rename as data: the files, `file#symbol -> name`, and the files that change, or why nothing does. */
export interface RenameCase {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly wish: string;
  readonly after: Readonly<Record<string, string>> | string;
  readonly suggested?: boolean;
  /** Why a person should look at it first. */
  readonly doubt?: string;
  /** What stays, and may have to change. */
  readonly note?: string;
  /** The files of other packages' public entries, with the package. */
  readonly entries?: Readonly<Record<string, string>>;
}

const a = 'a.ts#old -> next';

/** Exported symbols, and how other files use them. */
export const exportedCases: readonly RenameCase[] = [
  {
    title: 'renames a function and its calls',
    files: { 'a.ts': 'export function old() {}\nold();\n', 'b.ts': "import { old } from './a';\nold();\n" },
    wish: a,
    after: { 'a.ts': 'export function next() {}\nnext();\n', 'b.ts': "import { next } from './a';\nnext();\n" },
  },
  {
    title: 'keeps the alias of an import',
    files: { 'a.ts': 'export const old = 1;\n', 'b.ts': "import { old as mine } from './a';\nmine.toFixed();\n" },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'b.ts': "import { next as mine } from './a';\nmine.toFixed();\n" },
  },
  {
    title: 'drops an alias that is the new name',
    files: { 'a.ts': 'export const old = 1;\n', 'b.ts': "import { old as next } from './a';\nnext.toFixed();\n" },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'b.ts': "import { next } from './a';\nnext.toFixed();\n" },
  },
  {
    title: 'follows a name through a re-export',
    files: {
      'a.ts': 'export const old = 1;\n',
      'index.ts': "export { old } from './a';\n",
      'b.ts': "import { old } from './index';\nold.toFixed();\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = 1;\n',
      'index.ts': "export { next } from './a';\n",
      'b.ts': "import { next } from './index';\nnext.toFixed();\n",
    },
  },
  {
    title: 'keeps the outer name of a re-export',
    files: {
      'a.ts': 'export const old = 1;\n',
      'index.ts': "export { old as other } from './a';\n",
      'b.ts': "import { other } from './index';\nother.toFixed();\n",
    },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'index.ts': "export { next as other } from './a';\n" },
  },
  {
    title: 'leaves a re-export under the same name of something else',
    files: {
      'a.ts': 'export const old = 1;\n',
      'm.ts': "export { old as other } from './a';\n",
      'index.ts': "export { other as old } from './m';\n",
      'b.ts': "import { old } from './index';\nold.toFixed();\n",
    },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'm.ts': "export { next as other } from './a';\n" },
  },
  {
    title: 'follows a name through export *',
    files: {
      'a.ts': 'export const old = 1;\n',
      'index.ts': "export * from './a';\n",
      'b.ts': "import { old } from './index';\nold.toFixed();\n",
    },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'b.ts': "import { next } from './index';\nnext.toFixed();\n" },
  },
  {
    title: 'follows a name through an import that is exported',
    files: {
      'a.ts': 'export const old = 1;\n',
      'index.ts': "import { old } from './a';\nexport { old };\n",
      'b.ts': "import { old } from './index';\nold.toFixed();\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = 1;\n',
      'index.ts': "import { next } from './a';\nexport { next };\n",
      'b.ts': "import { next } from './index';\nnext.toFixed();\n",
    },
  },
  {
    title: 'renames a name that is exported by a list',
    files: { 'a.ts': 'const old = 1;\nexport { old };\n', 'b.ts': "import { old } from './a';\nold.toFixed();\n" },
    wish: a,
    after: {
      'a.ts': 'const next = 1;\nexport { next };\n',
      'b.ts': "import { next } from './a';\nnext.toFixed();\n",
    },
  },
  {
    title: 'renames the outer name of an export alone',
    files: {
      'a.ts': 'const inner = 1;\nexport { inner as old };\n',
      'b.ts': "import { old } from './a';\nold.toFixed();\n",
    },
    wish: a,
    after: {
      'a.ts': 'const inner = 1;\nexport { inner as next };\n',
      'b.ts': "import { next } from './a';\nnext.toFixed();\n",
    },
  },
  {
    title: 'renames the local name of an export alone',
    files: {
      'a.ts': 'const old = 1;\nexport { old as outer };\n',
      'b.ts': "import { outer } from './a';\nouter.toFixed();\n",
    },
    wish: a,
    after: { 'a.ts': 'const next = 1;\nexport { next as outer };\n' },
  },
  {
    title: 'renames a default export in its own file only',
    files: {
      'a.ts': 'export default function old() {}\nold();\n',
      'b.ts': "import old from './a';\nold();\n",
    },
    wish: a,
    after: { 'a.ts': 'export default function next() {}\nnext();\n' },
  },
  {
    title: 'renames through a namespace import',
    files: { 'a.ts': 'export const old = 1;\n', 'b.ts': "import * as ns from './a';\nns.old.toFixed();\n" },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'b.ts': "import * as ns from './a';\nns.next.toFixed();\n" },
  },
  {
    title: 'renames through export * as',
    files: {
      'a.ts': 'export const old = 1;\n',
      'index.ts': "export * as ns from './a';\n",
      'b.ts': "import { ns } from './index';\nns.old.toFixed();\n",
    },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'b.ts': "import { ns } from './index';\nns.next.toFixed();\n" },
  },
  {
    title: 'renames through a namespace import that is exported',
    files: {
      'a.ts': 'export const old = 1;\n',
      'index.ts': "import * as ns from './a';\nexport { ns };\n",
      'b.ts': "import { ns } from './index';\nns.old.toFixed();\n",
    },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'b.ts': "import { ns } from './index';\nns.next.toFixed();\n" },
  },
  {
    title: 'renames a string that reads a name of a module',
    files: { 'a.ts': 'export const old = 1;\n', 'b.ts': "import * as ns from './a';\nns['old'].toFixed();\n" },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'b.ts': "import * as ns from './a';\nns['next'].toFixed();\n" },
  },
  {
    title: 'keeps the keys of shorthand properties',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': "import { old } from './a';\nexport const all = { old };\nall.old.toFixed();\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = 1;\n',
      'b.ts': "import { next } from './a';\nexport const all = { old: next };\nall.old.toFixed();\n",
    },
  },
  {
    title: 'leaves properties and parameters of the same name',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': "import { old } from './a';\nexport const f = (x: { old: number }) => x.old + old;\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = 1;\n',
      'b.ts': "import { next } from './a';\nexport const f = (x: { old: number }) => x.old + next;\n",
    },
  },
  {
    title: 'leaves a local variable of the same name',
    files: {
      'a.ts': 'export const old = 1;\nexport function f() {\n  const old = 2;\n  return old;\n}\n',
    },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\nexport function f() {\n  const old = 2;\n  return old;\n}\n' },
  },
  {
    title: 'renames types and their uses',
    files: {
      'a.ts': 'export interface old { x: number }\nexport type List = old[];\n',
      'b.ts': "import type { old } from './a';\nexport const f = (x: old): Map<string, old> => new Map([['', x]]);\n",
    },
    wish: 'a.ts#old -> Next',
    after: {
      'a.ts': 'export interface Next { x: number }\nexport type List = Next[];\n',
      'b.ts':
        "import type { Next } from './a';\nexport const f = (x: Next): Map<string, Next> => new Map([['', x]]);\n",
    },
  },
  {
    title: 'renames inline type imports',
    files: {
      'a.ts': 'export type Old = 1;\nexport const x = 1;\n',
      'b.ts': "import { type Old, x } from './a';\nexport const y: Old = x;\n",
    },
    wish: 'a.ts#Old -> Next',
    after: {
      'a.ts': 'export type Next = 1;\nexport const x = 1;\n',
      'b.ts': "import { type Next, x } from './a';\nexport const y: Next = x;\n",
    },
  },
  {
    title: 'renames import types',
    files: {
      'a.ts': 'export type Old = 1;\n',
      'b.ts': "export let x: import('./a').Old;\nexport let y: typeof import('./a');\n",
    },
    wish: 'a.ts#Old -> Next',
    after: {
      'a.ts': 'export type Next = 1;\n',
      'b.ts': "export let x: import('./a').Next;\nexport let y: typeof import('./a');\n",
    },
  },
  {
    title: 'renames a type and a value that share a name',
    files: {
      'a.ts': 'export const Old = 1;\nexport type Old = typeof Old;\n',
      'b.ts': "import { Old } from './a';\nexport const x: Old = Old;\n",
    },
    wish: 'a.ts#Old -> Next',
    after: {
      'a.ts': 'export const Next = 1;\nexport type Next = typeof Next;\n',
      'b.ts': "import { Next } from './a';\nexport const x: Next = Next;\n",
    },
  },
  {
    title: 'renames merged declarations',
    files: {
      'a.ts':
        'export class Old {}\nexport interface Old { x?: number }\nexport namespace Old { export const y = 1; }\n',
      'b.ts': "import { Old } from './a';\nexport const z = new Old().x ?? Old.y;\n",
    },
    wish: 'a.ts#Old -> Next',
    after: {
      'a.ts':
        'export class Next {}\nexport interface Next { x?: number }\nexport namespace Next { export const y = 1; }\n',
      'b.ts': "import { Next } from './a';\nexport const z = new Next().x ?? Next.y;\n",
    },
  },
  {
    title: 'renames overloads',
    files: {
      'a.ts':
        'export function old(x: string): string;\nexport function old(x: number): number;\nexport function old(x: unknown) { return x as never; }\n',
      'b.ts': "import { old } from './a';\nold('').trim();\n",
    },
    wish: a,
    after: {
      'a.ts':
        'export function next(x: string): string;\nexport function next(x: number): number;\nexport function next(x: unknown) { return x as never; }\n',
      'b.ts': "import { next } from './a';\nnext('').trim();\n",
    },
  },
  {
    title: 'renames an augmented interface',
    files: {
      'a.ts': 'export interface Old { x?: number }\n',
      'b.ts': "import './a';\ndeclare module './a' {\n  interface Old { y?: number }\n}\n",
      'c.ts': "import type { Old } from './a';\nexport const z = (one: Old) => one.y;\n",
    },
    wish: 'a.ts#Old -> Next',
    after: {
      'a.ts': 'export interface Next { x?: number }\n',
      'b.ts': "import './a';\ndeclare module './a' {\n  interface Next { y?: number }\n}\n",
      'c.ts': "import type { Next } from './a';\nexport const z = (one: Next) => one.y;\n",
    },
  },
  {
    title: 'renames what classes extend and implement',
    files: {
      'a.ts': 'export class Old {}\nexport interface Port {}\n',
      'b.ts': "import { Old } from './a';\nexport class B extends Old {}\nexport class C implements Old {}\n",
    },
    wish: 'a.ts#Old -> Next',
    after: {
      'a.ts': 'export class Next {}\nexport interface Port {}\n',
      'b.ts': "import { Next } from './a';\nexport class B extends Next {}\nexport class C implements Next {}\n",
    },
  },
  {
    title: 'renames enums',
    files: {
      'a.ts': 'export enum Old { A }\n',
      'b.ts': "import { Old } from './a';\nexport const x: Old.A = Old.A;\n",
    },
    wish: 'a.ts#Old -> Next',
    after: {
      'a.ts': 'export enum Next { A }\n',
      'b.ts': "import { Next } from './a';\nexport const x: Next.A = Next.A;\n",
    },
  },
  {
    title: 'renames components in JSX',
    files: {
      'a.tsx': 'export function Old() { return null; }\nexport const x = <Old></Old>;\n',
      'b.tsx': "import { Old } from './a';\nexport const y = <Old />;\n",
    },
    wish: 'a.tsx#Old -> Next',
    after: {
      'a.tsx': 'export function Next() { return null; }\nexport const x = <Next></Next>;\n',
      'b.tsx': "import { Next } from './a';\nexport const y = <Next />;\n",
    },
  },
  {
    title: 'renames components of a namespace in JSX',
    files: {
      'a.tsx': 'export function Old() { return null; }\n',
      'b.tsx': "import * as ui from './a';\nexport const y = <ui.Old />;\n",
    },
    wish: 'a.tsx#Old -> Next',
    after: {
      'a.tsx': 'export function Next() { return null; }\n',
      'b.tsx': "import * as ui from './a';\nexport const y = <ui.Next />;\n",
    },
  },
  {
    title: 'renames links in doc comments',
    files: {
      'a.ts': '/** Of {@link old}. */\nexport const old = 1;\n',
      'b.ts': "import { old } from './a';\n/** See {@link old} and {@link old.toFixed|it}. */\nexport const x = old;\n",
    },
    wish: a,
    after: {
      'a.ts': '/** Of {@link next}. */\nexport const next = 1;\n',
      'b.ts':
        "import { next } from './a';\n/** See {@link next} and {@link next.toFixed|it}. */\nexport const x = next;\n",
    },
  },
  {
    title: 'renames destructured variables',
    files: {
      'a.ts': 'export const { old, rest } = { old: 1, rest: 2 };\n',
      'b.ts': "import { old } from './a';\nold.toFixed();\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const { old: next, rest } = { old: 1, rest: 2 };\n',
      'b.ts': "import { next } from './a';\nnext.toFixed();\n",
    },
  },
  {
    title: 'renames in array patterns',
    files: { 'a.ts': 'export const [old] = [1];\nold.toFixed();\n' },
    wish: a,
    after: { 'a.ts': 'export const [next] = [1];\nnext.toFixed();\n' },
  },
  {
    title: 'renames what is awaited from import()',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts':
        "export async function f() {\n  const { old } = await import('./a');\n  return old + (await import('./a')).old;\n}\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = 1;\n',
      'b.ts':
        "export async function f() {\n  const { next: old } = await import('./a');\n  return old + (await import('./a')).next;\n}\n",
    },
  },
  {
    title: 'renames what then gets from import()',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts':
        "export const x = import('./a').then((one) => one.old);\nexport const y = import('./a').then(({ old }) => old);\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = 1;\n',
      'b.ts':
        "export const x = import('./a').then((one) => one.next);\nexport const y = import('./a').then(({ next: old }) => old);\n",
    },
  },
  {
    title: 'renames through import =',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': "import * as ns from './a';\nimport mine = ns.old;\nexport const x = mine;\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = 1;\n',
      'b.ts': "import * as ns from './a';\nimport mine = ns.next;\nexport const x = mine;\n",
    },
  },
  {
    title: 'renames a type query',
    files: {
      'a.ts': 'export const old = { x: 1 };\n',
      'b.ts':
        "import type { old } from './a';\nexport type X = typeof old.x;\nexport type Y = (typeof import('./a'))['old'];\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = { x: 1 };\n',
      'b.ts':
        "import type { next } from './a';\nexport type X = typeof next.x;\nexport type Y = (typeof import('./a'))['next'];\n",
    },
  },
  {
    title: 'renames decorators',
    files: {
      'a.ts': 'export const old = (..._: unknown[]): void => undefined;\n',
      'b.ts': "import { old } from './a';\n@old\nexport class X {}\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = (..._: unknown[]): void => undefined;\n',
      'b.ts': "import { next } from './a';\n@next\nexport class X {}\n",
    },
  },
  {
    title: 'renames keys of mocked modules',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': "import { old } from './a';\nvi.mock('./a', () => ({ old: 2 }));\nold.toFixed();\n",
      'c.ts': "export {};\nconst old = 3;\nvi.mock('./a', () => { return { old }; });\n",
    },
    wish: a,
    after: {
      'a.ts': 'export const next = 1;\n',
      'b.ts': "import { next } from './a';\nvi.mock('./a', () => ({ next: 2 }));\nnext.toFixed();\n",
      'c.ts': "export {};\nconst old = 3;\nvi.mock('./a', () => { return { next: old }; });\n",
    },
  },
  {
    title: 'renames in JavaScript',
    files: {
      'a.js': 'export function old() {}\n',
      'b.js': "import { old } from './a.js';\n/** @type {typeof import('./a.js').old} */\nexport const x = old;\n",
    },
    wish: 'a.js#old -> next',
    after: {
      'a.js': 'export function next() {}\n',
      'b.js': "import { next } from './a.js';\n/** @type {typeof import('./a.js').next} */\nexport const x = next;\n",
    },
  },
  {
    title: 'renames what is not exported',
    files: { 'a.ts': 'const old = 1;\nexport const x = { old, y: old };\n' },
    wish: a,
    after: { 'a.ts': 'const next = 1;\nexport const x = { old: next, y: next };\n' },
  },
  {
    title: 'keeps the line endings and everything else',
    files: {
      'a.ts': '// old\r\nexport const old = 1; // old\r\n',
      'b.ts': "import { old } from './a';\r\n'old'; `old`; old;\r\n",
    },
    wish: a,
    after: {
      'a.ts': '// old\r\nexport const next = 1; // old\r\n',
      'b.ts': "import { next } from './a';\r\n'old'; `old`; next;\r\n",
    },
  },
];

/** Public names, and what stays of them. */
export const publicCases: readonly RenameCase[] = [
  {
    title: 'keeps the name that a public entry lists',
    files: {
      'a.ts': 'export const old = 1;\n',
      'index.ts': "export { old } from './a';\n",
      'b.ts': "import { old } from './index';\nold.toFixed();\n",
    },
    entries: { 'index.ts': 'lib' },
    wish: a,
    after: { 'a.ts': 'export const next = 1;\n', 'index.ts': "export { next as old } from './a';\n" },
  },
  {
    title: 'does not rename what a public entry declares',
    files: { 'a.ts': 'export const old = 1;\n' },
    entries: { 'a.ts': 'lib' },
    wish: a,
    after:
      '`old` is public: a.ts is an entry of lib; with --suggested it is renamed, and `old` stays as a deprecated alias',
  },
  {
    title: 'does not rename what a public entry exports with a star',
    files: { 'a.ts': 'export const old = 1;\n', 'index.ts': "export * from './a';\n" },
    entries: { 'index.ts': 'lib' },
    wish: a,
    after:
      '`old` is public: index.ts is an entry of lib; with --suggested it is renamed, and `old` stays as a deprecated alias',
  },
  {
    title: 'keeps a deprecated alias of a public name',
    files: {
      'a.ts': 'export const old = 1;\n',
      'index.ts': "export * from './a';\n",
      'b.ts': "import { old } from './index';\nold.toFixed();\n",
    },
    entries: { 'index.ts': 'lib' },
    suggested: true,
    wish: a,
    after: {
      'a.ts': 'export const next = 1;\n\nexport {\n  /** @deprecated Use `next`. */\n  next as old,\n};\n',
      'b.ts': "import { next } from './index';\nnext.toFixed();\n",
    },
  },
];

/** What a rename tells beside. */
export const notedCases: readonly RenameCase[] = [
  {
    title: 'tells strings that are the name',
    files: {
      'a.ts': 'export class Old {}\n',
      'b.ts':
        "import { Old } from './a';\nexport const tokens = new Map([['Old', Old]]);\nexport const x = tokens.get('Old');\n",
    },
    wish: 'a.ts#Old -> Next',
    note: "the string 'Old' in b.ts:2, and 1 more stays as it is",
    after: {
      'a.ts': 'export class Next {}\n',
      'b.ts':
        "import { Next } from './a';\nexport const tokens = new Map([['Old', Next]]);\nexport const x = tokens.get('Old');\n",
    },
  },
  {
    title: 'keeps a deprecated alias of a public type',
    files: { 'a.ts': 'export type Old = 1;\n' },
    entries: { 'a.ts': 'lib' },
    suggested: true,
    wish: 'a.ts#Old -> Next',
    after: {
      'a.ts': 'export type Next = 1;\n\nexport type {\n  /** @deprecated Use `Next`. */\n  Next as Old,\n};\n',
    },
  },
];

/** What is not renamed. */
export const refusedCases: readonly RenameCase[] = [
  {
    title: 'refuses a name that is declared',
    files: { 'a.ts': 'export const old = 1;\nconst next = 2;\nexport const x = next;\n' },
    wish: a,
    after: '`next` is already declared in a.ts:2',
  },
  {
    title: 'refuses to merge interfaces',
    files: { 'a.ts': 'export interface old {}\nexport interface next {}\n' },
    wish: a,
    after: '`next` is already declared in a.ts:2',
  },
  {
    title: 'refuses a name that an importer declares',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': "import { old } from './a';\nconst next = old;\nexport { next };\n",
    },
    wish: a,
    after: '`next` is already declared in b.ts:2',
  },
  {
    title: 'refuses a name that a parameter would capture',
    files: { 'a.ts': 'export const old = 1;\nexport const f = (next: number) => next + old;\n' },
    wish: a,
    after: '`next` in a.ts:2 would mean the `next` of a.ts:2',
  },
  {
    title: 'refuses a name that would capture another',
    files: {
      'a.ts': 'export const next = 1;\n',
      'b.ts': "export const old = 1;\nexport { next } from './a';\n",
      'c.ts': "import * as b from './b';\nexport const x = b.next;\n",
    },
    wish: 'b.ts#old -> next',
    after: '`next` is already declared in b.ts:2',
  },
  {
    title: 'refuses a name that is global',
    files: { 'a.ts': 'export const old = 1;\nexport const x = () => setTimeout(() => old);\n' },
    wish: 'a.ts#old -> setTimeout',
    after: '`setTimeout` in a.ts:2 would mean something else',
  },
  {
    title: 'refuses a name that hides one behind a star',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': 'export const next = 2;\n',
      'index.ts': "export * from './a';\nexport * from './b';\n",
      'c.ts': "import { next } from './index';\nnext.toFixed();\n",
    },
    wish: a,
    after: '`next` in c.ts:1 would mean something else',
  },
  {
    title: 'refuses a name that two stars would export',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': 'export const next = 2;\n',
      'index.ts': "export * from './a';\nexport * from './b';\n",
    },
    wish: a,
    after:
      "TypeScript would report in index.ts:2: Module './a' has already exported a member named 'next'. Consider explicitly re-exporting to resolve the ambiguity.",
  },
  {
    title: 'refuses to turn a component into an element',
    files: { 'a.tsx': 'export function Old() { return null; }\nexport const x = <Old />;\n' },
    wish: 'a.tsx#Old -> next',
    after: '`next` in a.tsx:2 would mean something else',
  },
  {
    title: 'refuses reserved words',
    files: { 'a.ts': 'export const old = 1;\n' },
    wish: 'a.ts#old -> class',
    after: '`class` is a reserved word',
  },
  {
    title: 'refuses what is no name',
    files: { 'a.ts': 'export const old = 1;\n' },
    wish: 'a.ts#old -> a-b',
    after: '`a-b` is not a valid name',
  },
  {
    title: 'refuses the same name',
    files: { 'a.ts': 'export const old = 1;\n' },
    wish: 'a.ts#old -> old',
    after: 'it is already named `old`',
  },
  {
    title: 'refuses names of built-in types',
    files: { 'a.ts': 'export type Old = 1;\n' },
    wish: 'a.ts#Old -> string',
    after: "TypeScript would report in a.ts:1: Type alias name cannot be 'string'.",
  },
  {
    title: 'points to a similar name',
    files: { 'a.ts': 'export const oldest = 1;\n' },
    wish: 'a.ts#oldes -> next',
    after: 'a.ts has no top-level `oldes`: did you mean `oldest`?',
  },
  {
    title: 'points to the declaration',
    files: { 'a.ts': 'export const old = 1;\n', 'index.ts': "export { old } from './a';\n" },
    wish: 'index.ts#old -> next',
    after: '`old` is declared in a.ts: rename a.ts#old',
  },
  {
    title: 'points to the declaration behind an import',
    files: { 'a.ts': 'export const old = 1;\n', 'b.ts': "import { old } from './a';\nold.toFixed();\n" },
    wish: 'b.ts#old -> next',
    after: '`old` is declared in a.ts: rename a.ts#old',
  },
  {
    title: 'refuses when a module of CommonJS is used as a whole',
    files: {
      'a.js': 'function old() {}\nmodule.exports = { old };\n',
      'b.js': "const all = require('./a');\nObject.keys(all);\n",
    },
    wish: 'a.js#old -> next',
    after: 'b.js:2 uses the module as a whole, and may read `old` from it',
  },
  {
    title: 'refuses when a call of require is handed over',
    files: {
      'a.js': 'exports.old = function () {};\n',
      'b.js': "Object.assign(exports, require('./a'));\n",
    },
    wish: 'a.js#old -> next',
    after: 'b.js:1 uses the module as a whole, and may read `old` from it',
  },
  {
    title: 'refuses when a module of CommonJS is spread',
    files: {
      'a.js': 'exports.old = function () {};\n',
      'b.js': "module.exports = { ...require('./a') };\n",
    },
    wish: 'a.js#old -> next',
    after: 'b.js:1 uses the module as a whole, and may read `old` from it',
  },
  {
    title: 'refuses when the rest of a module is taken',
    files: {
      'a.js': 'exports.old = function () {};\nexports.other = 1;\n',
      'b.js': "const { other, ...rest } = require('./a');\nrest.old(other);\n",
    },
    wish: 'a.js#old -> next',
    after: 'b.js:1 uses the module as a whole, and may read `old` from it',
  },
  {
    title: 'refuses a name that CommonJS exports already',
    files: { 'a.js': 'function old() {}\nfunction other() {}\nmodule.exports = { old, next: other };\n' },
    wish: 'a.js#old -> next',
    after: '`next` is already declared in a.js:3',
  },
  {
    title: 'refuses a public name that exists only as an export',
    files: { 'a.js': 'exports.old = () => 1;\n' },
    wish: 'a.js#old -> next',
    suggested: true,
    entries: { 'a.js': 'bakery' },
    after:
      '`old` is public: a.js is an entry of bakery; declare it as a function, a class or a variable first, so that an alias can keep the name',
  },
  {
    title: 'refuses a name that a caller has',
    files: {
      'a.js': 'exports.old = function () {};\n',
      'b.js': "const next = 1;\nconst { old } = require('./a');\nold(next);\n",
    },
    wish: 'a.js#old -> next',
    after: '`next` is already declared in b.js:1',
  },
  {
    title: 'points to the declaration behind require',
    files: {
      'a.js': 'function old() {}\nmodule.exports = { old };\n',
      'b.js': "const { old } = require('./a');\nold();\n",
    },
    wish: 'b.js#old -> next',
    after: '`old` is declared in a.js: rename a.js#old',
  },
  {
    title: 'refuses globals of scripts',
    files: { 'a.ts': 'var old = 1;\n' },
    wish: a,
    after: '`old` is global: any file may use it',
  },
  {
    title: 'refuses when the module is used as a whole',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': "import * as ns from './a';\nexport const keys = Object.keys(ns);\n",
    },
    wish: a,
    after: 'b.ts:2 uses the module as a whole, and may read `old` from it',
  },
  {
    title: 'refuses when the module is read by a computed name',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': "import * as ns from './a';\nexport const f = (key: 'old') => ns[key];\n",
    },
    wish: a,
    after: 'b.ts:2 uses the module as a whole, and may read `old` from it',
  },
  {
    title: 'refuses when the module is spread',
    files: { 'a.ts': 'export const old = 1;\n', 'b.ts': "import * as ns from './a';\nexport const all = { ...ns };\n" },
    wish: a,
    after: 'b.ts:2 uses the module as a whole, and may read `old` from it',
  },
  {
    title: 'refuses when a value of unknown type may be the module',
    files: {
      'a.ts': 'export const old = 1;\n',
      'b.ts': "const one = require('./a');\nexport const x = one.old;\n",
    },
    wish: a,
    after: '`old` in b.ts:2 may be it, and its type is not known',
  },
];

const commonJs = 'a.js#old -> next';

/** What JavaScript exports with CommonJS, and how other files require it. */
export const commonJsCases: readonly RenameCase[] = [
  {
    title: 'renames what an object lists',
    files: {
      'a.js': 'function old() {}\nfunction other() {}\nmodule.exports = { old, other };\n',
      'b.js': "const { old, other } = require('./a');\nold();\nother();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'function next() {}\nfunction other() {}\nmodule.exports = { next, other };\n',
      'b.js': "const { next, other } = require('./a');\nnext();\nother();\n",
    },
  },
  {
    title: 'renames what an object lists beside other values',
    files: {
      'a.js': 'function old() {}\nmodule.exports = { old, size: 1, old2: old };\n',
      'b.js': "const { old, size } = require('./a');\nold();\nsize.toFixed();\n",
      'c.js': "const a = require('./a');\na.old();\na.old2();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'function next() {}\nmodule.exports = { next, size: 1, old2: next };\n',
      'b.js': "const { next, size } = require('./a');\nnext();\nsize.toFixed();\n",
      'c.js': "const a = require('./a');\na.next();\na.old2();\n",
    },
  },
  {
    title: 'renames a key with its value of the same name',
    files: {
      'a.js': 'function old() {}\nmodule.exports = { old: old, size: 1 };\n',
      'b.js': "require('./a').old();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'function next() {}\nmodule.exports = { next: next, size: 1 };\n',
      'b.js': "require('./a').next();\n",
    },
  },
  {
    title: 'renames a function that is assigned to exports',
    files: {
      'a.js': 'exports.old = function () {};\nexports.old();\n',
      'b.js': "const { old } = require('./a');\nold();\n",
      'c.js': "const a = require('./a');\na.old();\na['old']();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'exports.next = function () {};\nexports.next();\n',
      'b.js': "const { next } = require('./a');\nnext();\n",
      'c.js': "const a = require('./a');\na.next();\na['next']();\n",
    },
  },
  {
    title: 'renames a name that is assigned to module.exports under itself',
    files: {
      'a.js': 'const old = () => 1;\nmodule.exports.old = old;\n',
      'b.js': "const old = require('./a').old;\nold();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'const next = () => 1;\nmodule.exports.next = next;\n',
      'b.js': "const old = require('./a').next;\nold();\n",
    },
  },
  {
    title: 'keeps the alias of what is required',
    files: {
      'a.js': 'class old {}\nmodule.exports = { old };\n',
      'b.js': "const { old: mine } = require('./a');\nnew mine();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'class next {}\nmodule.exports = { next };\n',
      'b.js': "const { next: mine } = require('./a');\nnew mine();\n",
    },
  },
  {
    title: 'renames the outer name of a key alone',
    files: {
      'a.js': 'function inner() {}\nmodule.exports = { old: inner };\n',
      'b.js': "const a = require('./a');\na.old();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'function inner() {}\nmodule.exports = { next: inner };\n',
      'b.js': "const a = require('./a');\na.next();\n",
    },
  },
  {
    title: 'renames the local name of a key alone',
    files: {
      'a.js': 'function old() {}\nmodule.exports = { outer: old };\n',
      'b.js': "const a = require('./a');\na.outer();\n",
    },
    wish: commonJs,
    after: { 'a.js': 'function next() {}\nmodule.exports = { outer: next };\n' },
  },
  {
    title: 'renames a module that is one function in its own file only',
    files: {
      'a.js': 'function old() {}\nmodule.exports = old;\n',
      'b.js': "const old = require('./a');\nold();\n",
    },
    wish: commonJs,
    after: { 'a.js': 'function next() {}\nmodule.exports = next;\n' },
  },
  {
    title: 'follows a name through a file that requires it and lists it',
    files: {
      'a.js': 'function old() {}\nmodule.exports = { old };\n',
      'index.js': "const { old } = require('./a');\nmodule.exports = { old };\n",
      'b.js': "const { old } = require('./index');\nold();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'function next() {}\nmodule.exports = { next };\n',
      'index.js': "const { next } = require('./a');\nmodule.exports = { next };\n",
      'b.js': "const { next } = require('./index');\nnext();\n",
    },
  },
  {
    title: 'follows a name through a file that is another',
    files: {
      'a.js': 'exports.old = function () {};\n',
      'index.js': "module.exports = require('./a');\n",
      'b.js': "const { old } = require('./index');\nold();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'exports.next = function () {};\n',
      'b.js': "const { next } = require('./index');\nnext();\n",
    },
  },
  {
    title: 'renames in modules that import what CommonJS exports',
    files: {
      'a.js': 'function old() {}\nmodule.exports = { old };\n',
      'b.mjs': "import { old } from './a.js';\nold();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'function next() {}\nmodule.exports = { next };\n',
      'b.mjs': "import { next } from './a.js';\nnext();\n",
    },
  },
  {
    title: 'renames a name that a function requires',
    files: {
      'a.js': 'exports.old = () => 1;\n',
      'b.js': "exports.late = () => {\n  const a = require('./a');\n  return a.old();\n};\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'exports.next = () => 1;\n',
      'b.js': "exports.late = () => {\n  const a = require('./a');\n  return a.next();\n};\n",
    },
  },
  {
    title: 'leaves what another module calls the same',
    files: {
      'a.js': 'exports.old = () => 1;\n',
      'c.js': 'exports.old = () => 2;\n',
      'b.js': "const a = require('./a');\nconst { old } = require('./c');\na.old();\nold();\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'exports.next = () => 1;\n',
      'b.js': "const a = require('./a');\nconst { old } = require('./c');\na.next();\nold();\n",
    },
  },
  {
    title: 'keeps the name under which a public entry lists it',
    files: {
      'a.js': 'function old() {}\nmodule.exports = { old };\n',
      'index.js': "const { old } = require('./a');\nmodule.exports = { old };\n",
    },
    wish: commonJs,
    after: {
      'a.js': 'function next() {}\nmodule.exports = { next };\n',
      'index.js': "const { next } = require('./a');\nmodule.exports = { old: next };\n",
    },
    entries: { 'index.js': 'bakery' },
  },
  {
    title: 'keeps a deprecated alias of what a public entry exports',
    files: { 'a.js': 'function old() {}\nexports.old = old;\n', 'index.js': "module.exports = require('./a');\n" },
    wish: commonJs,
    suggested: true,
    after: {
      'a.js':
        'function next() {}\nexports.next = next;\n\n/** @deprecated Use `next`. */\nmodule.exports.old = next;\n',
    },
    entries: { 'index.js': 'bakery' },
  },
];

const m = 'a.ts#A.old -> next';
const declared = 'export class A {\n  old() {}\n}\n';
const written = 'export class A {\n  next() {}\n}\n';

/** Members of classes, interfaces, enums and objects. */
export const memberCases: readonly RenameCase[] = [
  {
    title: 'renames a method and its calls',
    files: { 'a.ts': declared, 'b.ts': "import { A } from './a';\nnew A().old();\nnew A()['old']();\n" },
    wish: m,
    after: { 'a.ts': written, 'b.ts': "import { A } from './a';\nnew A().next();\nnew A()['next']();\n" },
  },
  {
    title: 'renames the test of a member that tells types apart',
    files: {
      'a.ts': 'export interface A {\n  old: number;\n}\nexport interface B {\n  other: number;\n}\n',
      'b.ts':
        "import type { A, B } from './a';\nexport const f = (x: A | B) => ('old' in x ? x.old : x.other);\nexport const g = (x: B) => 'old' in x;\n",
    },
    wish: m,
    after: {
      'a.ts': 'export interface A {\n  next: number;\n}\nexport interface B {\n  other: number;\n}\n',
      'b.ts':
        "import type { A, B } from './a';\nexport const f = (x: A | B) => ('next' in x ? x.next : x.other);\nexport const g = (x: B) => 'old' in x;\n",
    },
  },
  {
    title: 'renames calls on inferred types',
    files: {
      'a.ts': declared,
      'b.ts': "import { A } from './a';\nexport const all = [new A()].map((one) => ({ one }));\n",
      'c.ts': "import { all } from './b';\nfor (const { one } of all) one.old();\nall.forEach((x) => x.one?.old());\n",
    },
    wish: m,
    after: {
      'a.ts': written,
      'c.ts':
        "import { all } from './b';\nfor (const { one } of all) one.next();\nall.forEach((x) => x.one?.next());\n",
    },
  },
  {
    title: 'renames overriding methods',
    files: {
      'a.ts': declared,
      'b.ts':
        "import { A } from './a';\nexport class B extends A {\n  override old() {\n    super.old();\n  }\n}\nnew B().old();\n",
    },
    wish: m,
    after: {
      'a.ts': written,
      'b.ts':
        "import { A } from './a';\nexport class B extends A {\n  override next() {\n    super.next();\n  }\n}\nnew B().next();\n",
    },
  },
  {
    title: 'renames the method that it overrides',
    files: {
      'a.ts': "import { B } from './b';\nexport class A extends B {\n  override old() {}\n}\n",
      'b.ts': 'export class B {\n  old() {}\n}\n',
    },
    wish: m,
    after: {
      'a.ts': "import { B } from './b';\nexport class A extends B {\n  override next() {}\n}\n",
      'b.ts': 'export class B {\n  next() {}\n}\n',
    },
  },
  {
    title: 'renames methods of an interface and its classes',
    files: {
      'a.ts': 'export interface A {\n  old(): void;\n}\n',
      'b.ts':
        "import type { A } from './a';\nexport class B implements A {\n  old() {}\n}\nexport const c: A = { old() {} };\nc.old();\n",
    },
    wish: m,
    after: {
      'a.ts': 'export interface A {\n  next(): void;\n}\n',
      'b.ts':
        "import type { A } from './a';\nexport class B implements A {\n  next() {}\n}\nexport const c: A = { next() {} };\nc.next();\n",
    },
  },
  {
    title: 'leaves members of other classes',
    files: {
      'a.ts': declared,
      'b.ts': "import { A } from './a';\nclass B {\n  old() {}\n}\nnew B().old();\nnew A().old();\n",
    },
    wish: m,
    after: {
      'a.ts': written,
      'b.ts': "import { A } from './a';\nclass B {\n  old() {}\n}\nnew B().old();\nnew A().next();\n",
    },
  },
  {
    title: 'knows parameters whose types come from overloads',
    files: {
      'a.ts':
        'export interface A { old: number }\ninterface Get { (a: A): number; (a: A, key: string): number }\nexport const get: Get = (a, key?: string) => (key ? 0 : a.old);\n',
    },
    wish: 'a.ts#A.old -> next',
    after: {
      'a.ts':
        'export interface A { next: number }\ninterface Get { (a: A): number; (a: A, key: string): number }\nexport const get: Get = (a, key?: string) => (key ? 0 : a.next);\n',
    },
  },
  {
    title: 'renames static members of a class that is the default export',
    files: {
      'a.ts': 'export default class A {\n  static old = 1;\n}\n',
      'b.ts': "import B from './a';\nexport const b = B.old;\n",
    },
    wish: 'a.ts#A.old -> next',
    after: {
      'a.ts': 'export default class A {\n  static next = 1;\n}\n',
      'b.ts': "import B from './a';\nexport const b = B.next;\n",
    },
  },
  {
    title: 'renames static methods',
    files: { 'a.ts': 'export class A {\n  static old() {}\n}\nA.old();\n' },
    wish: m,
    after: { 'a.ts': 'export class A {\n  static next() {}\n}\nA.next();\n' },
  },
  {
    title: 'renames accessors',
    files: {
      'a.ts': 'export class A {\n  get old() {\n    return 1;\n  }\n  set old(x) {}\n}\nnew A().old = new A().old;\n',
    },
    wish: m,
    after: {
      'a.ts':
        'export class A {\n  get next() {\n    return 1;\n  }\n  set next(x) {}\n}\nnew A().next = new A().next;\n',
    },
  },
  {
    title: 'renames parameter properties',
    files: {
      'a.ts':
        'export class A {\n  constructor(private old: number) {\n    old.toFixed();\n    this.old.toFixed();\n  }\n}\n',
    },
    wish: m,
    after: {
      'a.ts':
        'export class A {\n  constructor(private next: number) {\n    next.toFixed();\n    this.next.toFixed();\n  }\n}\n',
    },
  },
  {
    title: 'renames overloaded methods',
    files: {
      'a.ts':
        "export class A {\n  old(x: string): void;\n  old(x: number): void;\n  old(_: unknown) {}\n}\nnew A().old('');\n",
    },
    wish: m,
    after: {
      'a.ts':
        "export class A {\n  next(x: string): void;\n  next(x: number): void;\n  next(_: unknown) {}\n}\nnew A().next('');\n",
    },
  },
  {
    title: 'renames properties of an interface',
    files: {
      'a.ts': 'export interface A {\n  old: number;\n}\n',
      'b.ts':
        "import type { A } from './a';\nexport const f = ({ old }: A) => old;\nexport const g = (old: number): A => ({ old });\nexport const h = ({ old: x }: A) => x;\n",
    },
    wish: m,
    after: {
      'a.ts': 'export interface A {\n  next: number;\n}\n',
      'b.ts':
        "import type { A } from './a';\nexport const f = ({ next: old }: A) => old;\nexport const g = (old: number): A => ({ next: old });\nexport const h = ({ next: x }: A) => x;\n",
    },
  },
  {
    title: 'renames properties of a type',
    files: {
      'a.ts': 'export type A = { old: number };\nexport type B = A & { x: 1 };\n',
      'b.ts': "import type { A, B } from './a';\nexport const f = (a: A, b: B, c: A['old']) => a.old + b.old + c;\n",
    },
    wish: m,
    after: {
      'a.ts': 'export type A = { next: number };\nexport type B = A & { x: 1 };\n',
      'b.ts': "import type { A, B } from './a';\nexport const f = (a: A, b: B, c: A['next']) => a.next + b.next + c;\n",
    },
  },
  {
    title: 'renames members of an enum',
    files: {
      'a.ts': 'export enum A {\n  old,\n  other = old,\n}\n',
      'b.ts': "import { A } from './a';\nexport const x: A.old = A.old;\n",
    },
    wish: m,
    after: {
      'a.ts': 'export enum A {\n  next,\n  other = next,\n}\n',
      'b.ts': "import { A } from './a';\nexport const x: A.next = A.next;\n",
    },
  },
  {
    title: 'renames properties of an object',
    files: {
      'a.ts': 'export const A = { old: 1, x: 2 } as const;\n',
      'b.ts': "import { A } from './a';\nexport const x = A.old;\nexport const { old } = A;\n",
    },
    wish: m,
    after: {
      'a.ts': 'export const A = { next: 1, x: 2 } as const;\n',
      'b.ts': "import { A } from './a';\nexport const x = A.next;\nexport const { next: old } = A;\n",
    },
  },
  {
    title: 'renames attributes of components',
    files: {
      'a.tsx': 'export interface A {\n  old: number;\n}\nexport const View = ({ old }: A) => <i>{old}</i>;\n',
      'b.tsx': "import { View } from './a';\nexport const x = <View old={1} />;\n",
    },
    wish: 'a.tsx#A.old -> next',
    after: {
      'a.tsx': 'export interface A {\n  next: number;\n}\nexport const View = ({ next: old }: A) => <i>{old}</i>;\n',
      'b.tsx': "import { View } from './a';\nexport const x = <View next={1} />;\n",
    },
  },
  {
    title: 'renames links to members in doc comments',
    files: { 'a.ts': 'export class A {\n  /** {@link A.old} */\n  old() {}\n}\n' },
    wish: m,
    after: { 'a.ts': 'export class A {\n  /** {@link A.next} */\n  next() {}\n}\n' },
  },
  {
    title: 'renames through generic types',
    files: {
      'a.ts': declared,
      'b.ts':
        "import type { A } from './a';\nexport const f = <T extends A>(x: T) => x.old();\nexport const g = async (x: Promise<A>) => (await x).old();\nexport const h = (x: Partial<A>) => x.old?.();\n",
    },
    wish: m,
    after: {
      'a.ts': written,
      'b.ts':
        "import type { A } from './a';\nexport const f = <T extends A>(x: T) => x.next();\nexport const g = async (x: Promise<A>) => (await x).next();\nexport const h = (x: Partial<A>) => x.next?.();\n",
    },
  },
  {
    title: 'refuses a member that is there',
    files: { 'a.ts': 'export class A {\n  old() {}\n  next() {}\n}\n' },
    wish: m,
    after: '`next` is already declared in a.ts:3',
  },
  {
    title: 'refuses a member that a subclass has',
    files: {
      'a.ts': declared,
      'b.ts': "import { A } from './a';\nexport class B extends A {\n  next() {}\n}\n",
    },
    wish: m,
    after: '`next` already exists in b.ts',
  },
  {
    title: 'refuses when a string names the member',
    files: { 'a.ts': declared, 'b.ts': "import type { A } from './a';\nexport type X = Pick<A, 'old'>;\n" },
    wish: m,
    after: 'TypeScript would report in b.ts:2: Type \'"old"\' does not satisfy the constraint \'"next"\'.',
  },
  {
    title: 'refuses when a file without the name gives one type for another',
    files: {
      'a.ts': 'export interface A {\n  old: number;\n}\nexport declare const one: A;\n',
      'b.ts': 'export interface B {\n  old: number;\n}\nexport declare function take(b: B): void;\n',
      'c.ts': "import { one } from './a';\nimport { take } from './b';\ntake(one);\n",
    },
    wish: 'a.ts#A.old -> next',
    after:
      "TypeScript would report in c.ts:3: Argument of type 'A' is not assignable to parameter of type 'B'. Property 'old' is missing in type 'A' but required in type 'B'.",
  },
  {
    title: 'refuses what JSX gives without its name',
    files: {
      'a.tsx':
        'export interface A {\n  children: string;\n}\nexport function Box(_: A) {\n  return null;\n}\nexport const x = <Box></Box>;\n',
      'b.tsx': "import { Box } from './a';\nexport const y = <Box>text</Box>;\n",
    },
    wish: 'a.tsx#A.children -> content',
    after: 'JSX gives it what stands between the tags in b.tsx:2, always as `children`',
  },
  {
    title: 'refuses when another file uses a name that is made of it',
    files: {
      'a.ts':
        'export interface A {\n  old: number;\n}\nexport type On<T> = { [K in keyof T & string as `on${Capitalize<K>}`]: T[K] };\n',
      'b.ts': "import type { A, On } from './a';\nexport const get = (on: On<A>) => on.onOld;\n",
    },
    wish: 'a.ts#A.old -> next',
    after: "TypeScript would report in b.ts:2: Property 'onOld' does not exist on type 'On<A>'.",
  },
  {
    title: 'refuses when a constant is the key',
    files: {
      'a.ts': "export interface A { old: number }\nconst key = 'old';\nexport const get = (a: A) => a[key];\n",
    },
    wish: 'a.ts#A.old -> next',
    after:
      "TypeScript would report in a.ts:3: Element implicitly has an 'any' type because expression of type '\"old\"' can't be used to index type 'A'. Property 'old' does not exist on type 'A'.",
  },
  {
    title: 'refuses members that decorators see',
    files: {
      'a.ts': 'const Column = (..._: unknown[]): void => undefined;\nexport class A {\n  @Column old = 1;\n}\n',
    },
    wish: m,
    after: '`old` in a.ts:3 has a decorator, which may read its name',
  },
  {
    title: 'refuses members that the language declares',
    files: {
      'a.ts':
        'export class A implements Disposable {\n  [Symbol.dispose]() {}\n}\nexport class B implements PromiseLike<1> {\n  then: never = 0 as never;\n}\n',
    },
    wish: 'a.ts#B.then -> next',
    after:
      "TypeScript would report in a.ts:4: Class 'B' incorrectly implements interface 'PromiseLike<1>'. Property 'then' is missing in type 'B' but required in type 'PromiseLike<1>'.",
  },
  {
    title: 'renames the keys of objects that fit the type only by them',
    files: {
      'a.ts': 'export interface A {\n  old: number;\n}\nexport const take = (all: { list: A[] }) => all.list;\n',
      'b.ts':
        "import { take } from './a';\nconst item = { old: 1 };\nconst all = { list: [item, { old: 2 }] };\ntake(all);\nexport const other = { old: item.old };\n",
    },
    wish: m,
    doubt: 'the object in b.ts:2 has a `old` of its own, which is renamed, too',
    after: {
      'a.ts': 'export interface A {\n  next: number;\n}\nexport const take = (all: { list: A[] }) => all.list;\n',
      'b.ts':
        "import { take } from './a';\nconst item = { next: 1 };\nconst all = { list: [item, { next: 2 }] };\ntake(all);\nexport const other = { old: item.next };\n",
    },
  },
  {
    title: 'renames the keys of an object behind a key of another',
    files: {
      'a.ts': 'export interface A {\n  old: number;\n}\n',
      'b.ts':
        "import type { A } from './a';\nconst item = { old: 1 };\nexport const all: { list: A } = { list: item };\n",
    },
    wish: m,
    doubt: 'the object in b.ts:2 has a `old` of its own, which is renamed, too',
    after: {
      'a.ts': 'export interface A {\n  next: number;\n}\n',
      'b.ts':
        "import type { A } from './a';\nconst item = { next: 1 };\nexport const all: { list: A } = { list: item };\n",
    },
  },
  {
    title: 'refuses a member that an object has for two types',
    files: {
      'a.ts':
        'export interface A {\n  old: number;\n}\ninterface B {\n  old: number;\n}\nconst one = { old: 1 };\nexport const a: A = one;\nexport const b: B = one;\n',
    },
    wish: m,
    after:
      "TypeScript would report in a.ts:9: Property 'old' is missing in type '{ next: number; }' but required in type 'B'.",
  },
  {
    title: 'points to a member that is inherited',
    files: {
      'a.ts': "import { B } from './b';\nexport class A extends B {}\n",
      'b.ts': 'export class B {\n  old() {}\n}\n',
    },
    wish: m,
    after: '`old` of `A` is declared in b.ts:2: rename it there',
  },
  {
    title: 'refuses unknown members',
    files: { 'a.ts': declared },
    wish: 'a.ts#A.older -> next',
    after: '`A` in a.ts has no member `older`',
  },
  {
    title: 'doubts where the type is not known',
    files: { 'a.ts': declared, 'b.ts': "import './a';\nexport const f = (x: any) => x.old();\n" },
    wish: m,
    doubt: '`old` in b.ts:2 may be it: the type there is not known',
    after: { 'a.ts': written },
  },
  {
    title: 'doubts data that is parsed',
    files: {
      'a.ts': 'export interface A {\n  old: number;\n}\n',
      'b.ts': "import type { A } from './a';\nexport const x = JSON.parse('{}') as A;\n",
    },
    wish: m,
    doubt: 'an object with `old` comes from or goes to something without a type in b.ts:2',
    after: { 'a.ts': 'export interface A {\n  next: number;\n}\n' },
  },
  {
    title: 'doubts data that is annotated',
    files: {
      'a.ts': 'export interface A {\n  old: number;\n}\n',
      'b.ts': "import type { A } from './a';\nexport const x: A = JSON.parse('{}');\n",
    },
    wish: m,
    doubt: 'an object with `old` comes from or goes to something without a type in b.ts:2',
    after: { 'a.ts': 'export interface A {\n  next: number;\n}\n' },
  },
  {
    title: 'doubts data that is written',
    files: {
      'a.ts': 'export interface A {\n  old: number;\n}\n',
      'b.ts': "import type { A } from './a';\nexport const f = (x: A) => JSON.stringify(x);\n",
    },
    wish: m,
    doubt: 'an object with `old` comes from or goes to something without a type in b.ts:2',
    after: { 'a.ts': 'export interface A {\n  next: number;\n}\n' },
  },
  {
    title: 'doubts optional properties that another object may fill',
    files: {
      'a.ts': 'export interface A {\n  old?: number;\n  x: 1;\n}\n',
      'b.ts': "import type { A } from './a';\nconst x = { x: 1, old: 1 } as const;\nexport const f = (): A => x;\n",
    },
    wish: m,
    doubt: '`old` is optional, and the one of b.ts:2 may be meant for it',
    after: { 'a.ts': 'export interface A {\n  next?: number;\n  x: 1;\n}\n' },
  },
  {
    title: 'doubts enums that are used as a whole',
    files: {
      'a.ts': 'export enum A {\n  old,\n}\n',
      'b.ts': "import { A } from './a';\nexport const all = Object.keys(A);\n",
    },
    wish: m,
    doubt: 'b.ts:2 uses the enum as a whole, and may read its names',
    after: { 'a.ts': 'export enum A {\n  next,\n}\n' },
  },
  {
    title: 'doubts public members',
    files: { 'a.ts': declared, 'index.ts': "export { A as B } from './a';\n" },
    entries: { 'index.ts': 'lib' },
    wish: m,
    doubt: '`old` is public: index.ts is an entry of lib',
    after: { 'a.ts': written },
  },
  {
    title: 'does not doubt private members of public classes',
    files: { 'a.ts': 'export class A {\n  private old() {}\n  x() {\n    this.old();\n  }\n}\n' },
    entries: { 'a.ts': 'lib' },
    wish: m,
    after: { 'a.ts': 'export class A {\n  private next() {}\n  x() {\n    this.next();\n  }\n}\n' },
  },
];
