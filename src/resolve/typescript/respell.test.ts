import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Usage } from '../../core/spelling.ts';
import { emptyWorld } from '../../world/world.ts';
import { isPath } from './relative.ts';
import { createResolver } from './resolver.ts';

type Files = Readonly<Record<string, string | object>>;

function spellerOf(files: Files) {
  const texts = Object.entries(files).map(
    ([path, text]) => [path, typeof text === 'string' ? text : JSON.stringify(text)] as const,
  );
  const view = emptyWorld().view(new Map(texts));
  const sight = { files: view.tree.files, texts: view.texts };
  const resolver = createResolver(sight);
  const resolve = (from: string, specifier: string): string | null => {
    const target = resolver.resolve(from, specifier);
    return 'file' in target ? target.file : null;
  };
  return { resolve, respell: resolver.respell };
}

const ts = (compilerOptions: object): object => ({ compilerOptions });
const tree = { 'src/a.ts': '', 'src/b.ts': '', 'src/lib/c.ts': '', 'src/lib/index.ts': '', 'src/lib/d.vue': '' };
const aliased = { ...tree, 'tsconfig.json': ts({ paths: { '@/*': ['./src/*'], '@lib': ['./src/lib/index.ts'] } }) };
const workspace = {
  'package.json': { name: 'root', workspaces: ['packages/*'] },
  'packages/one/package.json': { name: '@acme/one', dependencies: { '@acme/two': 'workspace:*' } },
  'packages/one/src/a.ts': '',
  'packages/one/src/b.ts': '',
  'packages/two/package.json': {
    name: '@acme/two',
    exports: { '.': './src/index.ts', './parts/*': './dist/parts/*.js' },
    imports: { '#in/*': './src/*.ts' },
  },
  'packages/two/src/index.ts': '',
  'packages/two/src/hidden.ts': '',
  'packages/two/src/parts/wheel.ts': '',
  'packages/two/src/parts/tire.ts': '',
};

/** The specifier that is replaced, and where it leads; from the same file, unless it says otherwise. */
type Replaced = readonly [specifier: string, target: string, from?: string];

const cases: readonly (readonly [
  title: string,
  files: Files,
  ends: readonly [from: string, target: string],
  replaced: Replaced | null,
  expected: string,
])[] = [
  ['without an extension', tree, ['src/a.ts', 'src/lib/c.ts'], ['./b', 'src/b.ts'], './lib/c'],
  ['with .js', tree, ['src/a.ts', 'src/lib/c.ts'], ['./b.js', 'src/b.ts'], './lib/c.js'],
  ['with .ts', tree, ['src/a.ts', 'src/lib/c.ts'], ['./b.ts', 'src/b.ts'], './lib/c.ts'],
  ['an index as its folder', tree, ['src/a.ts', 'src/lib/index.ts'], ['./b', 'src/b.ts'], './lib'],
  ['an index with .js', tree, ['src/a.ts', 'src/lib/index.ts'], ['./b.js', 'src/b.ts'], './lib/index.js'],
  ['an index that is written', tree, ['src/lib/c.ts', 'src/lib/index.ts'], ['./index', 'src/lib/index.ts'], './index'],
  ['its own folder', tree, ['src/lib/c.ts', 'src/lib/index.ts'], ['../lib', 'src/lib/index.ts', 'src/x/a.ts'], '.'],
  ['with a slash', tree, ['src/lib/c.ts', 'src/lib/index.ts'], ['./', 'src/index.ts', 'src/a.ts'], './'],
  ['up', tree, ['src/lib/c.ts', 'src/a.ts'], ['./a', 'src/a.ts', 'src/c.ts'], '../a'],
  ['no index where a folder was', tree, ['src/a.ts', 'src/b.ts'], ['./lib', 'src/lib/index.ts'], './b'],
  ['another language', tree, ['src/a.ts', 'src/lib/d.vue'], ['./b.vue', 'src/b.vue'], './lib/d.vue'],
  ['with a query', tree, ['src/a.ts', 'src/lib/c.ts'], ['./b.ts?raw', 'src/b.ts'], './lib/c.ts?raw'],
  ['behind a loader', tree, ['src/a.ts', 'src/lib/c.ts'], ['!!raw!./b.ts', 'src/b.ts'], '!!raw!./lib/c.ts'],
  ['as it was', aliased, ['src/a.ts', 'src/b.ts'], ['../src/b', 'src/b.ts'], '../src/b'],
  ['an alias', aliased, ['src/a.ts', 'src/lib/c.ts'], ['@/b', 'src/b.ts'], '@/lib/c'],
  ['an alias with .js', aliased, ['src/a.ts', 'src/lib/c.ts'], ['@/b.js', 'src/b.ts'], '@/lib/c.js'],
  ['an alias after an exact one', aliased, ['src/a.ts', 'src/lib/c.ts'], ['@lib', 'src/lib/index.ts'], '@/lib/c'],
  ['a path although there is an alias', aliased, ['src/lib/c.ts', 'src/a.ts'], ['../b', 'src/b.ts'], '../a'],
  [
    'out of reach of an alias',
    { ...aliased, 'test/x.ts': '' },
    ['src/a.ts', 'test/x.ts'],
    ['@/b', 'src/b.ts'],
    '../test/x',
  ],
  [
    'a base URL',
    { ...tree, 'tsconfig.json': ts({ baseUrl: './src' }) },
    ['src/a.ts', 'src/lib/c.ts'],
    ['b', 'src/b.ts'],
    'lib/c',
  ],
  [
    "SvelteKit's library",
    { 'package.json': { devDependencies: { '@sveltejs/kit': '2' } }, 'src/routes/a.ts': '', 'src/lib/x/b.ts': '' },
    ['src/routes/a.ts', 'src/lib/x/b.ts'],
    ['$lib/b', 'src/lib/b.ts'],
    '$lib/x/b',
  ],
  [
    "a package's own imports",
    workspace,
    ['packages/two/src/index.ts', 'packages/two/src/parts/tire.ts'],
    ['#in/hidden', 'packages/two/src/hidden.ts'],
    '#in/parts/tire',
  ],
  [
    "a package's pattern of exports",
    workspace,
    ['packages/one/src/a.ts', 'packages/two/src/parts/tire.ts'],
    ['@acme/two/parts/wheel', 'packages/two/src/parts/wheel.ts'],
    '@acme/two/parts/tire',
  ],
  [
    'the entry of a package',
    workspace,
    ['packages/one/src/a.ts', 'packages/two/src/index.ts'],
    ['@acme/two/parts/wheel', 'packages/two/src/parts/wheel.ts'],
    '@acme/two',
  ],
  [
    'what a package does not export',
    workspace,
    ['packages/one/src/a.ts', 'packages/two/src/hidden.ts'],
    ['@acme/two', 'packages/two/src/index.ts'],
    'no: no entry of the package `@acme/two` resolves to packages/two/src/hidden.ts',
  ],
  [
    'into another package by its name',
    workspace,
    ['packages/one/src/a.ts', 'packages/two/src/parts/tire.ts'],
    ['./b', 'packages/one/src/b.ts'],
    '@acme/two/parts/tire',
  ],
  [
    'into a package that is not declared',
    workspace,
    ['packages/two/src/index.ts', 'packages/one/src/a.ts'],
    ['./hidden', 'packages/two/src/hidden.ts'],
    'no: no package.json above packages/two/src/index.ts declares `@acme/one`',
  ],
  [
    'back from another package by a path',
    workspace,
    ['packages/two/src/hidden.ts', 'packages/two/src/parts/tire.ts'],
    ['@acme/two/parts/tire', 'packages/two/src/parts/tire.ts', 'packages/one/src/a.ts'],
    './parts/tire',
  ],
];

test.each(cases)('respells %s', (_, files, [from, target], replaced, expected) => {
  const usage: Usage = replaced
    ? { replaced: { specifier: replaced[0], target: replaced[1], from: replaced[2] ?? from } }
    : {};
  const { resolve, respell } = spellerOf(files);
  const spelling = respell(from, target, usage);
  expect('reason' in spelling ? `no: ${spelling.reason}` : spelling.specifier).toBe(expected);
  if ('specifier' in spelling) expect(resolve(from, spelling.specifier)).toBe(target);
});

test.each<[title: string, files: Files, samples: readonly (readonly [string, string])[], expected: string]>([
  ['nothing to go by', tree, [], './lib/c'],
  ['extensions in use', tree, [['./b.js', 'src/b.ts']], './lib/c.js'],
  ['aliases in use', aliased, [['@/b', 'src/b.ts']], '@/lib/c'],
  ['aliases only for what lies above', { ...aliased, 'test/x.ts': '' }, [['../test/x', 'test/x.ts']], './lib/c'],
])('writes a new import with %s', (_, files, samples, expected) => {
  const all = samples.map(([specifier, target]) => ({ specifier, target }));
  expect(spellerOf(files).respell('src/a.ts', 'src/lib/c.ts', { samples: all })).toEqual({ specifier: expected });
});

describe('for random trees', () => {
  const anyFolder = fc.constantFrom('src', 'src/lib', 'src/lib/deep', 'test');
  const anyName = fc.constantFrom('index.ts', 'a.ts', 'b.tsx', 'c.js', 'd.mts', 'e.d.ts', 'f.vue', 'lib.ts', 'g.x.ts');
  const anyPackage = fc.constantFrom('', 'packages/one/', 'packages/two/');
  const anyPath = fc.tuple(anyPackage, anyFolder, anyName).map(([home, folder, name]) => `${home}${folder}/${name}`);
  const anyPaths = fc.constantFrom(
    {},
    { paths: { '@/*': ['./src/*'] } },
    { paths: { '@/*': ['./src/*'], '@/lib/*': ['./src/lib/*.ts'], lib: ['./src/lib/index.ts'] } },
    { baseUrl: './src', paths: { '~/*': ['../*'], '*/x': ['./lib/*'] } },
    { baseUrl: '.', moduleSuffixes: ['.x', ''] },
  );
  const anyExports = fc.constantFrom(
    {},
    { exports: './src/index.ts' },
    { exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' }, './*': './dist/*.js' } },
    { exports: { './lib/': './src/lib/', './a': './src/a.ts' } },
    { main: './dist/a.js', imports: { '#*': './src/*.ts', '#one/*': { default: './src/lib/*' } } },
  );
  const anyTree = fc
    .record({
      paths: fc.uniqueArray(anyPath, { minLength: 2, maxLength: 12 }),
      configs: fc.tuple(anyPaths, anyPaths, anyPaths),
      manifests: fc.tuple(anyExports, anyExports),
      dependencies: fc.constantFrom({}, { '@acme/one': '*', two: '*' }),
    })
    .map(({ paths, configs, manifests, dependencies }) => ({
      paths,
      files: {
        ...Object.fromEntries(paths.map((path) => [path, ''])),
        'package.json': { name: 'root', workspaces: ['packages/*'], dependencies },
        'packages/one/package.json': { name: '@acme/one', ...manifests[0] },
        'packages/two/package.json': { name: 'two', ...manifests[1] },
        'tsconfig.json': ts(configs[0]),
        'packages/one/tsconfig.json': ts(configs[1]),
        'packages/two/tsconfig.json': ts(configs[2]),
      },
    }));

  it('returns specifiers that resolve to the target', () => {
    const seen = { paths: 0, names: 0, refused: 0 };
    fc.assert(
      fc.property(anyTree, fc.infiniteStream(fc.nat(20)), ({ files, paths }, numbers) => {
        const { resolve, respell } = spellerOf(files);
        const any = (): string => paths[(numbers.next().value as number) % paths.length] ?? '';
        for (const from of paths) {
          for (const target of paths) {
            const old = any();
            const first = respell(from, old);
            const spellings = [
              first,
              respell(from, target, { samples: 'specifier' in first ? [{ ...first, target: old }] : [] }),
              ...('specifier' in first ? [respell(from, target, { replaced: { ...first, target: old, from } })] : []),
            ];
            for (const [index, spelling] of spellings.entries()) {
              if ('reason' in spelling) seen.refused++;
              else {
                expect([from, spelling.specifier, resolve(from, spelling.specifier)]).toEqual([
                  from,
                  spelling.specifier,
                  index === 0 ? old : target,
                ]);
                seen[isPath(spelling.specifier) ? 'paths' : 'names']++;
              }
            }
          }
        }
      }),
      { numRuns: 150, seed: 1 },
    );
    expect(Math.min(seen.paths, seen.names, seen.refused)).toBeGreaterThan(100);
  });
});
