import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import plugin from '@typescript-eslint/eslint-plugin';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { once } from '../../../core/once.ts';
import { createLanguages, decode, encode } from '../../../facts/index.ts';
import { openSession, type Session } from '../../../pipeline/session.ts';
import { setupOf } from '../../../pipeline/setup.ts';
import { createStore } from '../../../world/store.ts';
import { diskWorld } from '../../../world/world.ts';

type Style = string | readonly string[];

/** Entries in our words; each is turned into options of the real rule. */
const sets: Readonly<Record<string, Readonly<Record<string, Style>>>> = {
  kinds: {
    variable: 'snake_case',
    'variable[type=boolean]': 'UPPER_CASE',
    'variable[type=string]': 'PascalCase',
    'variable[type=number]': 'strictCamelCase',
    'variable[type=array]': 'StrictPascalCase',
    'variable[type=function]': ['camelCase', 'UPPER_CASE'],
    'parameter[type=boolean|function]': 'PascalCase',
    'parameter[type=string|array,unused]': 'UPPER_CASE',
    parameter: 'camelCase',
  },
  members: {
    'property[type=string|number]': 'UPPER_CASE',
    'property[type=boolean]': 'PascalCase',
    'classProperty[type=array,readonly]': 'snake_case',
    'typeProperty[type=function]': 'PascalCase',
    'objectLiteralProperty[type=array]': 'UPPER_CASE',
    'parameterProperty[type=string]': 'UPPER_CASE',
    'classicAccessor[type=boolean]': 'UPPER_CASE',
    'memberLike[requiresQuotes]': 'PascalCase',
    memberLike: 'snake_case',
  },
};

function optionOf([key, style]: readonly [string, Style]): object {
  const [, selector, inner = ''] = /^(\w+)(?:\[(.*)\])?$/.exec(key) ?? [];
  const items = inner.split(',').filter(Boolean);
  const types = items.flatMap((item) => (item.startsWith('type=') ? item.slice('type='.length).split('|') : []));
  const modifiers = items.filter((item) => !item.startsWith('type='));
  return { selector, modifiers, format: [style].flat(), ...(types.length > 0 ? { types } : {}) };
}

interface Project {
  readonly root: string;
  readonly files: readonly string[];
  /** What typescript-eslint compiles. */
  readonly config: string;
  readonly session: () => Session;
}

/** One session for all sets: what it has parsed holds for each. */
function sessionAt(root: string): () => Session {
  return once(() => {
    const store = createStore({ version: 'test', encode, decode });
    const world = diskWorld({ root, env: process.env }, store.stamps);
    const languages = createLanguages('oxc');
    const rules = new Map([['lintel.yaml', 'version: 1\n']]);
    return openSession(setupOf({ world, store, languages, file: 'lintel.yaml', mode: 'gate' }), rules);
  });
}

/** What the real rule reports: file, line, column and name. */
function reported({ root, files, config }: Project, options: readonly object[]): string[] {
  const linter = new Linter({ configType: 'flat', cwd: root });
  // With CI=true, typescript-eslint compiles another way, in which TypeScript crashes as it writes out the name of a type.
  const parserOptions = {
    project: config,
    tsconfigRootDir: root,
    disallowAutomaticSingleRunInference: true,
  };
  return files.flatMap((file) =>
    linter
      .verify(
        readFileSync(join(root, file), 'utf8'),
        {
          files: ['**/*.ts', '**/*.tsx'],
          linterOptions: { noInlineConfig: true },
          languageOptions: { parser, parserOptions },
          plugins: { ts: plugin },
          rules: { 'ts/naming-convention': ['error', ...options] },
        } as unknown as Linter.Config,
        { filename: join(root, file) },
      )
      .map(
        ({ line, column, message }) =>
          `${file}:${String(line)}:${String(column)} ${/ name `([^]*?)`/.exec(message)?.[1] ?? message}`,
      ),
  );
}

/** What Lintel reports, and names whose types it does not know. */
function found({ session, files }: Project, names: Readonly<Record<string, Style>>): readonly [string[], unknown] {
  const rules = { 'a/names': { check: 'naming', names, in: files } };
  session().refresh(new Map([['lintel.yaml', JSON.stringify({ version: 1, rules })]]), false);
  const { violations, summary } = session().lint({ paths: [], rule: 'a/names', shown: () => new Set() });
  return [
    violations.map(
      ({ at, data }) => `${at.file}:${String(at.place?.line)}:${String(at.place?.column)} ${data['name'] ?? ''}`,
    ),
    summary.notRun,
  ];
}

const base = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-types-')));
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});
const snippets: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "target": "ES2022", "jsx": "preserve" }, "include": ["*"] }',
  'globals.d.ts': 'declare namespace JSX { interface Element {} interface IntrinsicElements {} }',
  'other.ts': `export type Flag = boolean; export type Name = 'a' | 'b'; export const enum Level { low, high } export enum Word { a = 'a' }
export interface Callable { (): void } export class Box<T> { constructor(readonly value: T) {} } export const many = new Map<string, number[]>();`,
  'a.ts': `import { type Flag, type Name, Level, Word, type Callable, Box, many } from './other';
const flag_a = true; let flag_b: Flag | null = null; const flag_c: true = true; let flag_d: boolean | undefined; const flag_e = !!flag_b; const flag_f: false | undefined = undefined;
const text_a = 'a'; const text_b: Name = 'a'; let text_c: string | null = null; const text_d = Word.a; let text_e = \`\${text_a}\` as const; const text_f: 'a' | 1 = 1; let text_g: \`x\${string}\` = 'x';
const num_a = 1; const num_b: 1 | 2 = 1; const num_c = Level.low; let num_d: number | undefined; const num_e = NaN; const num_f = 1n; let num_g: Level = Level.high;
const list_a = [1]; const list_b: readonly string[] = []; const list_c: [1, 2?] = [1]; const list_d: string[] | number[] | null = null; const list_e: string | string[] = ''; const list_f = new Set(); const list_g: ArrayLike<1> = []; const list_h = many.get('');
const fn_a = () => 1; const fn_b: Callable = () => {}; const fn_c: (() => 1) | (() => 2) | undefined = undefined; const fn_d = Box; const fn_e = Math.max; const fn_f: Function = fn_a; const fn_g = fn_a.bind(null);
const any_a: any = 1; const any_b: unknown = 1; const any_c: never = null as never; let any_d; any_d = 1; const any_e = null; let any_f = undefined; let any_g: {} = 1;
const { des_a, des_b = true, length: des_c } = { des_a: 'x', length: 1 } as { des_a: string; des_b?: boolean; length: number }; const [el_a, , ...el_b] = [1, 'a', true] as const;
function take<T extends boolean, U>(par_a: T, par_b: U, par_c = false, par_d?: () => void, ...par_e: string[]) { return [par_a, par_c]; }
take(true, 1); for (const item_a of list_a) item_a; for (const key_a in {}) key_a; try {} catch (err_a) {} [1].map((x_a, y_b, Zz) => x_a);
class Thing_c { plain_a = 1; readonly plain_b = 'x'; flag_p?: boolean; list_p: string[] = []; readonly list_q = [1]; #priv_a = true; static stat_a = () => 1; decl_a!: Callable; 'quo-te' = 1;
  constructor(private par_p: string, public par_q = true, readonly par_r?: string | null) {}
  get acc_a() { return true; } set acc_a(v_a) {} get acc_b(): string { return ''; } set acc_c(v_b: boolean) {} static get acc_d() { return 1 > 2; } }
interface Shape_i { prop_a: string; prop_b?: number | null; prop_c: boolean; prop_d: (() => void) | null; prop_e: string[]; meth_a(): boolean; 'quo-ted': string; prop_f: Callable; readonly prop_g: true }
const obj = { key_a: 1, key_b: 'x', key_c: true, key_d: [1], key_e: null as string | null, fn_a, flag_a, get acc_x() { return true; }, 'quo-t': 'x', 1: [1], nested: { in_a: false } };
export { flag_b, flag_d, text_c, num_d, any_f };`,
  'b.tsx': `const El_a = (props_a: { flag_x?: boolean; text_x: string }) => null; const is_shown = 1 > 2; export const view = <El_a flag_x={is_shown} text_x="" />; function Comp({ flag_y, on_z }: { flag_y: boolean; on_z: () => void }) { return flag_y ? on_z : null; }`,
};
for (const [file, text] of Object.entries(snippets)) writeFileSync(join(base, file), text);
const written: Project = {
  root: base,
  files: ['a.ts', 'b.tsx', 'other.ts'],
  config: './tsconfig.json',
  session: sessionAt(base),
};

const root = resolve(import.meta.dirname, '../../../..');
const ownFiles = [
  'src/checks/naming/naming/judge.ts',
  'src/pipeline/inputs.ts',
  'src/graph/cycles.ts',
  'src/program/typing.ts',
];
const own: Project = { root, files: ownFiles, config: join(base, 'own.json'), session: sessionAt(root) };
// Under the options of this repository, and with all that these files import; to compile all of it takes three times as long.
const ownConfig = {
  extends: join(root, 'tsconfig.json'),
  files: ownFiles.map((file) => join(root, file)),
  include: [],
};
writeFileSync(own.config, JSON.stringify(ownConfig));

describe.each(Object.entries(sets))('names by types: %s', { timeout: 240_000 }, (_, names) => {
  const options = Object.entries(names).map(optionOf);

  it('finds what naming-convention finds in snippets', () => {
    const [ours, unknown] = found(written, names);
    expect(unknown).toEqual([]);
    expect(ours.length).toBeGreaterThan(20);
    expect(ours.sort()).toEqual(reported(written, options).sort());
  });

  it('finds what naming-convention finds in our own sources', () => {
    const [ours, unknown] = found(own, names);
    expect(unknown).toEqual([]);
    expect(ours.length).toBeGreaterThan(20);
    expect(ours.sort()).toEqual(reported(own, options).sort());
  });
});
