import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Overlay } from '../../core/tree.ts';
import { diskWorld, emptyWorld } from '../../world/world.ts';
import { createResolver } from './resolver.ts';

type Files = Readonly<Record<string, string | object>>;

function overlayOf(files: Files): Overlay {
  return new Map(
    Object.entries(files).map(([path, text]) => [path, typeof text === 'string' ? text : JSON.stringify(text)]),
  );
}

function resolverOf(files: Files) {
  const { tree, texts } = emptyWorld().view(overlayOf(files));
  return createResolver({ files: tree.files, texts });
}

/** `x.ts`: a file; `pkg:x`; `node:x`; else the relation and text of what is missing. */
function answer(files: Files, from: string, specifier: string): string {
  const target = resolverOf(files).resolve(from, specifier);
  if ('file' in target) return target.file;
  if ('package' in target) return `${target.builtin ? 'node' : 'pkg'}:${target.package}`;
  return `${target.relation}: ${target.missing}`;
}

const ts = (compilerOptions: object, rest: object = {}): object => ({ compilerOptions, ...rest });

const cases: readonly (readonly [title: string, files: Files, from: string, specifier: string, expected: string])[] = [
  ['a .js specifier, .js absent', { 'a.ts': '', 'b.ts': '' }, 'a.ts', './b.js', 'b.ts'],
  ['a .js specifier, .js present: the source wins', { 'a.ts': '', 'b.ts': '', 'b.js': '' }, 'a.ts', './b.js', 'b.ts'],
  [
    'a .js file with its declarations: the code wins',
    { 'a.ts': '', 'b.js': '', 'b.d.ts': '' },
    'a.ts',
    './b.js',
    'b.js',
  ],
  ['only declarations', { 'a.ts': '', 'b.d.ts': '' }, 'a.ts', './b.js', 'b.d.ts'],
  ['.jsx to .tsx', { 'a.ts': '', 'b.tsx': '' }, 'a.ts', './b.jsx', 'b.tsx'],
  ['.mjs to .mts', { 'a.ts': '', 'b.mts': '' }, 'a.ts', './b.mjs', 'b.mts'],
  ['.cjs to .cts', { 'a.ts': '', 'b.cts': '' }, 'a.ts', './b.cjs', 'b.cts'],
  ['no extension', { 'a.ts': '', 'b.tsx': '' }, 'a.ts', './b', 'b.tsx'],
  ['a dot in the name', { 'a.ts': '', 'b.types.ts': '' }, 'a.ts', './b.types', 'b.types.ts'],
  ['the folder above', { 'x/a.ts': '', 'index.ts': '' }, 'x/a.ts', '..', 'index.ts'],
  ['its own folder', { 'x/a.ts': '', 'x/index.ts': '' }, 'x/a.ts', '.', 'x/index.ts'],
  ['a file before a folder of its name', { 'a.ts': '', 'b.ts': '', 'b/index.ts': '' }, 'a.ts', './b', 'b.ts'],
  ['a folder with a slash', { 'a.ts': '', 'b.ts': '', 'b/index.ts': '' }, 'a.ts', './b/', 'b/index.ts'],
  ['a file with a slash', { 'a.ts': '', 'b.ts': '' }, 'a.ts', './b/', 'relative: b does not exist; nearest: b.ts'],
  [
    'a folder with a slash, by an alias',
    { 'tsconfig.json': ts({ paths: { '@/*': ['./src/*'] } }), 'a.ts': '', 'src/b.ts': '', 'src/b/index.ts': '' },
    'a.ts',
    '@/b/',
    'src/b/index.ts',
  ],
  [
    'a folder of a package, with a slash',
    { 'ui/package.json': { name: 'ui' }, 'ui/x.ts': '', 'ui/x/index.ts': '', 'a.ts': '' },
    'a.ts',
    'ui/x/',
    'ui/x/index.ts',
  ],
  [
    'its own folder, not the file of its name',
    { 'x.ts': '', 'x/a.ts': '', 'x/index.ts': '' },
    'x/a.ts',
    '.',
    'x/index.ts',
  ],
  [
    'the folder above, not the file of its name',
    { 'x.ts': '', 'x/y/a.ts': '', 'x/index.ts': '' },
    'x/y/a.ts',
    '..',
    'x/index.ts',
  ],
  [
    'the main of a folder',
    { 'a.ts': '', 'b/package.json': { main: './dist/start.js' }, 'b/src/start.ts': '' },
    'a.ts',
    './b',
    'b/src/start.ts',
  ],
  [
    'a main that names its own folder',
    { 'a.ts': '', 'b/package.json': { main: '.' }, 'b/index.js': '' },
    'a.ts',
    './b',
    'b/index.js',
  ],
  ['a component', { 'a.ts': '', 'B.vue': '' }, 'a.ts', './B.vue', 'B.vue'],
  ['a style sheet', { 'a.ts': '', 'b.css': '' }, 'a.ts', './b.css', 'b.css'],
  ['a query', { 'a.ts': '', 'b.svg': '' }, 'a.ts', './b.svg?url', 'b.svg'],
  ['a hash in a name that exists', { 'a.ts': '', 'b#c.ts': '' }, 'a.ts', './b#c', 'b#c.ts'],
  ['a webpack loader', { 'a.ts': '', 'b.txt': '' }, 'a.ts', '!!raw-loader!./b.txt', 'b.txt'],
  [
    'the wrong case',
    { 'a.ts': '', 'Button.tsx': '' },
    'a.ts',
    './button',
    'relative: button does not exist, but Button.tsx does: paths are case-sensitive',
  ],
  [
    'a slip of the pen',
    { 'a.ts': '', 'services/user.ts': '' },
    'a.ts',
    './services/usr',
    'relative: services/usr does not exist; nearest: services/user.ts',
  ],
  ['a folder without an index', { 'a.ts': '', 'b/index.html': '' }, 'a.ts', './b', 'relative: b does not exist'],
  [
    'the wrong case of a folder',
    { 'a.ts': '', 'Box/index.ts': '' },
    'a.ts',
    './box',
    'relative: box does not exist, but Box/index.ts does: paths are case-sensitive',
  ],
  ['no such folder', { 'a.ts': '' }, 'a.ts', './b/c', 'relative: folder b does not exist'],
  ['out of the root', { 'a.ts': '' }, 'a.ts', '../b', 'relative: ../b is outside the project root'],
  [
    'from the root of the server',
    { 'web/package.json': {}, 'web/a.ts': '', 'web/public/logo.svg': '' },
    'web/a.ts',
    '/logo.svg',
    'web/public/logo.svg',
  ],
  [
    'from the root of the server, by an alias',
    {
      'tsconfig.json': ts({ baseUrl: 'lib', paths: { '/@/*': ['../src/*'] } }),
      'a.ts': '',
      'src/b.ts': '',
    },
    'a.ts',
    '/@/b',
    'src/b.ts',
  ],
  [
    'from the root of the server, not from baseUrl',
    { 'tsconfig.json': ts({ baseUrl: 'src' }), 'a.ts': '', 'src/b.ts': '' },
    'a.ts',
    '/b',
    'relative: b does not exist in the package or at the root',
  ],
  [
    'platform suffixes',
    { 'tsconfig.json': ts({ moduleSuffixes: ['.ios', ''] }), 'a.ts': '', 'b.ios.ts': '', 'b.ts': '' },
    'a.ts',
    './b',
    'b.ios.ts',
  ],
  [
    'build output, by outDir',
    { 'tsconfig.json': ts({ outDir: 'made', rootDir: 'code' }), 'test/a.ts': '', 'code/b.ts': '' },
    'test/a.ts',
    '../made/b.js',
    'code/b.ts',
  ],
  ['build output, by custom', { 'bin/a.js': '', 'src/b.ts': '' }, 'bin/a.js', '../dist/b.js', 'src/b.ts'],

  [
    'paths, several targets in order',
    { 'tsconfig.json': ts({ paths: { '@/*': ['./gen/*', './src/*'] } }), 'src/a.ts': '', 'src/b.ts': '' },
    'src/a.ts',
    '@/b',
    'src/b.ts',
  ],
  [
    'paths, the longest prefix',
    {
      'tsconfig.json': ts({ paths: { '@/*': ['./x/*'], '@/ui/*': ['./y/*'] } }),
      'a.ts': '',
      'x/ui/b.ts': '',
      'y/b.ts': '',
    },
    'a.ts',
    '@/ui/b',
    'y/b.ts',
  ],
  [
    'paths, an exact name',
    { 'tsconfig.json': ts({ paths: { app: ['./src/app'] } }), 'a.ts': '', 'src/app.ts': '' },
    'a.ts',
    'app',
    'src/app.ts',
  ],
  [
    'paths, a star alone',
    {
      'tsconfig.json': ts({ paths: { '*': ['./src/*'] } }),
      'a.ts': '',
      'src/b.ts': '',
      'package.json': { dependencies: { react: '1' } },
    },
    'a.ts',
    'b',
    'src/b.ts',
  ],
  [
    'paths, a star alone lets packages through',
    {
      'tsconfig.json': ts({ paths: { '*': ['./src/*'] } }),
      'a.ts': '',
      'package.json': { dependencies: { react: '1' } },
    },
    'a.ts',
    'react',
    'pkg:react',
  ],
  [
    'paths with baseUrl',
    { 'tsconfig.json': ts({ baseUrl: './src', paths: { '~/*': ['*'] } }), 'a.ts': '', 'src/b.ts': '' },
    'a.ts',
    '~/b',
    'src/b.ts',
  ],
  [
    'paths to what is not built',
    { 'tsconfig.json': ts({ paths: { ui: ['./ui/dist'] } }), 'a.ts': '', 'ui/package.json': {}, 'ui/src/index.ts': '' },
    'a.ts',
    'ui',
    'ui/src/index.ts',
  ],
  [
    'paths into node_modules',
    { 'tsconfig.json': ts({ paths: { react: ['./node_modules/@types/react'] } }), 'a.ts': '' },
    'a.ts',
    'react',
    'pkg:react',
  ],
  [
    'paths that lead nowhere',
    { 'tsconfig.json': ts({ paths: { '@/*': ['./src/*'] } }), 'a.ts': '' },
    'a.ts',
    '@/b',
    'alias: `paths` maps @/b to a file that does not exist',
  ],
  [
    'an alias that no configuration knows',
    { 'a.ts': '' },
    'a.ts',
    '@/b',
    'alias: no `paths` or `imports` leads @/b anywhere',
  ],
  [
    'baseUrl alone',
    { 'tsconfig.json': ts({ baseUrl: 'src' }), 'a.ts': '', 'src/lib/b.ts': '' },
    'a.ts',
    'lib/b',
    'src/lib/b.ts',
  ],
  [
    'rootDirs',
    { 'tsconfig.json': ts({ rootDirs: ['src', 'gen'] }), 'src/x/a.ts': '', 'gen/x/b.ts': '' },
    'src/x/a.ts',
    './b',
    'gen/x/b.ts',
  ],
  [
    'rootDirs, the importer in the longest',
    { 'tsconfig.json': ts({ rootDirs: ['src', 'src/gen'] }), 'src/gen/a.ts': '', 'src/b.ts': '' },
    'src/gen/a.ts',
    './b',
    'src/b.ts',
  ],
  [
    'rootDirs, one of them the root',
    { 'tsconfig.json': ts({ rootDirs: ['.', './.types'] }), 'app/a.ts': '', '.types/app/+types/a.d.ts': '' },
    'app/a.ts',
    './+types/a',
    '.types/app/+types/a.d.ts',
  ],
  [
    'rootDirs with platform suffixes',
    {
      'tsconfig.json': ts({ rootDirs: ['src', 'gen'], moduleSuffixes: ['.ios', ''] }),
      'src/a.ts': '',
      'gen/b.ios.ts': '',
      'gen/b.ts': '',
    },
    'src/a.ts',
    './b',
    'gen/b.ios.ts',
  ],
  [
    'rootDirs, and a file outside of them',
    { 'tsconfig.json': ts({ rootDirs: ['src', 'gen'] }), 'src2/a.ts': '', 'gen/b.ts': '' },
    'src2/a.ts',
    './b',
    'relative: src2/b does not exist',
  ],
  [
    'extends keeps the place of paths',
    {
      'x/tsconfig.json': { extends: '../base.json' },
      'base.json': ts({ paths: { '@/*': ['./lib/*'] } }),
      'x/a.ts': '',
      'lib/b.ts': '',
    },
    'x/a.ts',
    '@/b',
    'lib/b.ts',
  ],
  [
    'extends with ${configDir}',
    {
      'x/tsconfig.json': { extends: '../base' },
      'base.json': ts({ paths: { '@/*': ['${configDir}/src/*'] } }),
      'x/a.ts': '',
      'x/src/b.ts': '',
    },
    'x/a.ts',
    '@/b',
    'x/src/b.ts',
  ],
  [
    'extends a list, the last one counting',
    {
      'tsconfig.json': { extends: ['./p.json', './q.json'] },
      'p.json': ts({ paths: { '@/*': ['./p/*'] } }),
      'q.json': ts({ paths: { '@/*': ['./q/*'] } }),
      'a.ts': '',
      'p/b.ts': '',
      'q/b.ts': '',
    },
    'a.ts',
    '@/b',
    'q/b.ts',
  ],
  [
    'extends an installed package',
    {
      'tsconfig.json': { extends: '@acme/ts/base.json' },
      'node_modules/@acme/ts/base.json': ts({ paths: { '@/*': ['../../../src/*'] } }),
      'a.ts': '',
      'src/b.ts': '',
    },
    'a.ts',
    '@/b',
    'src/b.ts',
  ],
  [
    'extends a package of the repository',
    {
      'tsconfig.json': { extends: '@acme/ts' },
      'ts/package.json': { name: '@acme/ts' },
      'ts/tsconfig.json': ts({ paths: { '@/*': ['${configDir}/src/*'] } }),
      'a.ts': '',
      'src/b.ts': '',
    },
    'a.ts',
    '@/b',
    'src/b.ts',
  ],
  [
    'extends in a circle',
    {
      'tsconfig.json': { ...ts({ paths: { '@/*': ['./src/*'] } }), extends: './b.json' },
      'b.json': { extends: './tsconfig.json' },
      'a.ts': '',
      'src/b.ts': '',
    },
    'a.ts',
    '@/b',
    'src/b.ts',
  ],
  [
    'the nearest configuration',
    {
      'tsconfig.json': ts({ paths: { '@/*': ['./src/*'] } }),
      'x/tsconfig.json': ts({ paths: { '@/*': ['./lib/*'] } }),
      'x/a.ts': '',
      'src/b.ts': '',
      'x/lib/b.ts': '',
    },
    'x/a.ts',
    '@/b',
    'x/lib/b.ts',
  ],
  [
    'references: the project that includes the file',
    {
      'tsconfig.json': { files: [], references: [{ path: './app.json' }, { path: './test.json' }] },
      'app.json': { ...ts({ paths: { '@/*': ['./src/*'] } }), include: ['src'] },
      'test.json': { ...ts({ paths: { '@/*': ['./mock/*'] } }), include: ['test/**/*.ts'] },
      'test/a.ts': '',
      'src/b.ts': '',
      'mock/b.ts': '',
    },
    'test/a.ts',
    '@/b',
    'mock/b.ts',
  ],
  [
    'references: of two projects that include the file, the first',
    {
      'tsconfig.json': { files: [], references: [{ path: './app.json' }, { path: './node.json' }] },
      'app.json': { ...ts({ paths: { '@/*': ['./src/*'] } }), include: ['src'] },
      'node.json': { ...ts({ paths: { '@/*': ['./lib/*'] } }), include: ['src'] },
      'src/a.ts': '',
      'src/b.ts': '',
      'lib/b.ts': '',
    },
    'src/a.ts',
    '@/b',
    'src/b.ts',
  ],
  [
    'references of references',
    {
      'tsconfig.json': { files: [], references: [{ path: './ui' }] },
      'ui/tsconfig.json': { files: [], references: [{ path: './tsconfig.lib.json' }] },
      'ui/tsconfig.lib.json': { ...ts({ paths: { '@/*': ['./src/*'] } }), include: ['src/**/*.ts'] },
      'ui/src/a.ts': '',
      'ui/src/b.ts': '',
    },
    'ui/src/a.ts',
    '@/b',
    'ui/src/b.ts',
  ],
  [
    'a broken reference poisons nobody',
    {
      'tsconfig.json': { files: [], references: [{ path: './bad.json' }, { path: './app.json' }] },
      'bad.json': '{ "extends": "./nowhere.json", ',
      'app.json': ts({ paths: { '@/*': ['./src/*'] } }),
      'a.ts': '',
      'src/b.ts': '',
    },
    'a.ts',
    '@/b',
    'src/b.ts',
  ],
  [
    'a file that no project includes has the nearest, then the next above',
    {
      'tsconfig.json': ts({ paths: { '@/*': ['./src/*'] } }),
      'x/tsconfig.json': { include: ['src'] },
      'x/test/a.ts': '',
      'src/b.ts': '',
    },
    'x/test/a.ts',
    '@/b',
    'src/b.ts',
  ],
  [
    'jsconfig.json with comments',
    {
      'jsconfig.json': '{ // here\n "compilerOptions": { "paths": { "@/*": ["./src/*",] } } }',
      'a.js': '',
      'src/b.js': '',
    },
    'a.js',
    '@/b',
    'src/b.js',
  ],

  [
    'imports of a manifest',
    { 'package.json': { imports: { '#db': './src/db.js' } }, 'a.ts': '', 'src/db.ts': '' },
    'a.ts',
    '#db',
    'src/db.ts',
  ],
  [
    'imports with a pattern and conditions',
    {
      'package.json': { imports: { '#lib/*': { types: './types/*.d.ts', default: './src/*.js' } } },
      'a.ts': '',
      'src/x/y.ts': '',
    },
    'a.ts',
    '#lib/x/y',
    'src/x/y.ts',
  ],
  [
    'imports, another runtime before the default',
    {
      'package.json': { imports: { '#db': { browser: './db.other.ts', default: './db.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.ts',
  ],
  [
    'imports, nested conditions of another runtime',
    {
      'package.json': { imports: { '#db': { browser: { development: './db.other.ts' }, node: './db.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.ts',
  ],
  [
    'imports, a stand-in for tests before the default',
    {
      'package.json': { imports: { '#db': { storybook: './db.other.ts', default: './db.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.ts',
  ],
  [
    'imports, nothing but what another runtime has',
    {
      'package.json': { imports: { '#db': { browser: './db.other.ts', default: './gone.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.other.ts',
  ],
  [
    'imports, a condition of its own before the default',
    {
      'package.json': { imports: { '#db': { '@acme/source': './db.other.ts', default: './db.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.other.ts',
  ],
  [
    'imports that name a package',
    { 'package.json': { imports: { '#log': 'pino' }, dependencies: { pino: '1' } }, 'a.ts': '' },
    'a.ts',
    '#log',
    'pkg:pino',
  ],
  [
    'imports without the name',
    { 'package.json': { imports: { '#db': './db.js' } }, 'a.ts': '' },
    'a.ts',
    '#x',
    'alias: no `paths` or `imports` leads #x anywhere',
  ],

  [
    'a workspace package without exports or build',
    { 'ui/package.json': { name: '@acme/ui', main: 'dist/index.js' }, 'ui/src/index.ts': '', 'a.ts': '' },
    'a.ts',
    '@acme/ui',
    'ui/src/index.ts',
  ],
  [
    'a workspace package without anything',
    { 'ui/package.json': { name: '@acme/ui' }, 'ui/src/index.ts': '', 'a.ts': '' },
    'a.ts',
    '@acme/ui',
    'ui/src/index.ts',
  ],
  [
    'exports as a string',
    { 'ui/package.json': { name: 'ui', exports: './dist/main.mjs' }, 'ui/src/main.ts': '', 'a.ts': '' },
    'a.ts',
    'ui',
    'ui/src/main.ts',
  ],
  [
    'exports with nested conditions',
    {
      'ui/package.json': {
        name: 'ui',
        exports: { '.': { node: { import: './dist/esm/index.mjs', require: './dist/cjs/index.cjs' } } },
      },
      'ui/src/index.ts': '',
      'a.ts': '',
    },
    'a.ts',
    'ui',
    'ui/src/index.ts',
  ],
  [
    'exports with an array',
    {
      'ui/package.json': { name: 'ui', exports: { '.': ['./gone.js', './src/index.ts'] } },
      'ui/src/index.ts': '',
      'a.ts': '',
    },
    'a.ts',
    'ui',
    'ui/src/index.ts',
  ],
  [
    'what runs before what declares it',
    {
      'ui/package.json': {
        name: 'ui',
        exports: { '.': { types: './src/public.ts', import: './src/index.ts', default: './src/index.ts' } },
      },
      'ui/src/public.ts': '',
      'ui/src/index.ts': '',
      'a.ts': '',
    },
    'a.ts',
    'ui',
    'ui/src/index.ts',
  ],
  [
    'exports of types only',
    { 'ui/package.json': { name: 'ui', exports: { './t': { types: './t.d.ts' } } }, 'ui/t.d.ts': '', 'a.ts': '' },
    'a.ts',
    'ui/t',
    'ui/t.d.ts',
  ],
  [
    'exports with a condition of its own',
    {
      'ui/package.json': {
        name: 'ui',
        exports: { '.': { '@acme/source': './src/real.ts', default: './dist/index.js' } },
      },
      'ui/src/real.ts': '',
      'ui/src/index.ts': '',
      'a.ts': '',
    },
    'a.ts',
    'ui',
    'ui/src/real.ts',
  ],
  [
    'exports with a pattern',
    { 'ui/package.json': { name: 'ui', exports: { './*': './dist/*.js' } }, 'ui/src/button/index.ts': '', 'a.ts': '' },
    'a.ts',
    'ui/button',
    'ui/src/button/index.ts',
  ],
  [
    'a deep path past exports',
    {
      'ui/package.json': { name: '@acme/ui', exports: { '.': './src/index.ts' } },
      'ui/src/index.ts': '',
      'ui/src/x.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '@acme/ui/src/x',
    'ui/src/x.ts',
  ],
  [
    'a deep path without its src',
    { 'ui/package.json': { name: '@acme/ui' }, 'ui/src/button.tsx': '', 'a.ts': '' },
    'a.ts',
    '@acme/ui/button',
    'ui/src/button.tsx',
  ],
  [
    'a sub-path that is not there',
    { 'ui/package.json': { name: 'ui', exports: { '.': './index.ts' } }, 'ui/index.ts': '', 'a.ts': '' },
    'a.ts',
    'ui/x',
    'workspace: the package ui in ui does not have x, neither in `exports` nor as a file',
  ],
  [
    'a package that imports itself',
    { 'ui/package.json': { name: 'ui', exports: { './x': './dist/x.js' } }, 'ui/src/x.ts': '', 'ui/test/a.ts': '' },
    'ui/test/a.ts',
    'ui/x',
    'ui/src/x.ts',
  ],
  [
    'outDir of the package',
    {
      'ui/package.json': { name: 'ui', main: './made/index.js' },
      'ui/tsconfig.json': ts({ outDir: 'made', rootDir: 'code' }),
      'ui/code/index.ts': '',
      'a.ts': '',
    },
    'a.ts',
    'ui',
    'ui/code/index.ts',
  ],
  [
    'of two with one name, the member',
    {
      'package.json': { workspaces: ['packages/*'] },
      'a.ts': '',
      'fixtures/ui/package.json': { name: 'ui' },
      'fixtures/ui/index.ts': '',
      'packages/ui/package.json': { name: 'ui' },
      'packages/ui/index.ts': '',
    },
    'a.ts',
    'ui',
    'packages/ui/index.ts',
  ],
  [
    'members by pnpm',
    {
      'pnpm-workspace.yaml': 'packages:\n  - "{libs,apps}/**"\n',
      'package.json': { dependencies: { ui: '^1' } },
      'a.ts': '',
      'libs/x/ui/package.json': { name: 'ui' },
      'libs/x/ui/index.ts': '',
    },
    'a.ts',
    'ui',
    'libs/x/ui/index.ts',
  ],
  [
    'a fixture does not stand for a published package',
    {
      'package.json': { dependencies: { react: '^19' } },
      'a.ts': '',
      'fixtures/react/package.json': { name: 'react' },
      'fixtures/react/index.ts': '',
    },
    'a.ts',
    'react',
    'pkg:react',
  ],
  [
    'a folder under another name',
    {
      'app/package.json': { dependencies: { kit: 'link:../packages/ui' } },
      'app/a.ts': '',
      'packages/ui/package.json': { name: '@acme/ui' },
      'packages/ui/index.ts': '',
      'packages/kit/package.json': { name: 'kit' },
      'packages/kit/index.ts': '',
    },
    'app/a.ts',
    'kit',
    'packages/ui/index.ts',
  ],
  [
    'a member under another name',
    {
      'package.json': { dependencies: { kit: 'workspace:@acme/ui@*' } },
      'a.ts': '',
      'packages/ui/package.json': { name: '@acme/ui' },
      'packages/ui/src/x.ts': '',
    },
    'a.ts',
    'kit/x',
    'packages/ui/src/x.ts',
  ],
  [
    'a range that points at nothing of the repository',
    { 'package.json': { dependencies: { kit: 'file:../kit.tgz' } }, 'a.ts': '' },
    'a.ts',
    'kit',
    'pkg:kit',
  ],
  [
    'a style sheet that only a build makes',
    { 'ui/package.json': { name: 'ui', exports: { './styles': './dist/ui.css' } }, 'a.ts': '' },
    'a.ts',
    'ui/styles?inline',
    'pkg:ui',
  ],

  [
    'a declared package',
    { 'package.json': { dependencies: { lodash: '4' } }, 'x/a.ts': '' },
    'x/a.ts',
    'lodash/fp',
    'pkg:lodash',
  ],
  [
    'a declared package with a scope',
    { 'package.json': { peerDependencies: { '@a/b': '4' } }, 'x/a.ts': '' },
    'x/a.ts',
    '@a/b/c',
    'pkg:@a/b',
  ],
  [
    'a package of a catalog, without node_modules',
    {
      'pnpm-workspace.yaml': 'packages: [apps/*]\ncatalog: { react: ^19 }\n',
      'apps/web/package.json': { dependencies: { react: 'catalog:' } },
      'apps/web/a.ts': '',
      'fixtures/react/package.json': { name: 'react' },
      'fixtures/react/index.ts': '',
    },
    'apps/web/a.ts',
    'react',
    'pkg:react',
  ],
  [
    'a package of the workspace by a range',
    {
      'package.json': { workspaces: ['packages/*'] },
      'packages/app/package.json': { name: 'app', dependencies: { ui: 'workspace:^1.0.0' } },
      'packages/app/a.ts': '',
      'packages/ui/package.json': { name: 'ui', exports: './index.ts' },
      'packages/ui/index.ts': '',
    },
    'packages/app/a.ts',
    'ui',
    'packages/ui/index.ts',
  ],
  [
    'declared in a package beside',
    { 'y/package.json': { dependencies: { lodash: '4' } }, 'x/a.ts': '' },
    'x/a.ts',
    'lodash',
    'package: no package.json above it declares lodash',
  ],
  [
    'types only',
    { 'package.json': { devDependencies: { '@types/aws-lambda': '4', '@types/a__b': '1' } }, 'a.ts': '' },
    'a.ts',
    '@a/b',
    'pkg:@a/b',
  ],
  [
    'installed but not declared',
    { 'node_modules/lodash/package.json': '{}', 'x/a.ts': '' },
    'x/a.ts',
    'lodash',
    'pkg:lodash',
  ],
  ['a built-in', { 'a.ts': '' }, 'a.ts', 'fs/promises', 'node:fs/promises'],
  ['a built-in with its prefix', { 'a.ts': '' }, 'a.ts', 'node:test', 'node:test'],
  [
    'a built-in that needs its prefix',
    { 'a.ts': '' },
    'a.ts',
    'sqlite',
    'package: no package.json above it declares sqlite',
  ],
  ['no such built-in', { 'a.ts': '' }, 'a.ts', 'node:files', 'package: files is not a Node.js built-in'],
  ['a scheme', { 'a.ts': '' }, 'a.ts', 'virtual:pwa-register', 'pkg:virtual:pwa-register'],
  ['an address', { 'a.ts': '' }, 'a.ts', 'https://esm.sh/preact', 'pkg:https://esm.sh/preact'],
  [
    'a built-in before paths of baseUrl that are not there',
    { 'tsconfig.json': ts({ baseUrl: '.' }), 'a.ts': '' },
    'a.ts',
    'path',
    'node:path',
  ],
  [
    '$lib of SvelteKit',
    { 'package.json': { devDependencies: { '@sveltejs/kit': '2' } }, 'src/routes/a.ts': '', 'src/lib/b.ts': '' },
    'src/routes/a.ts',
    '$lib/b',
    'src/lib/b.ts',
  ],
  [
    '$types of SvelteKit',
    { 'package.json': { devDependencies: { '@sveltejs/kit': '2' } }, 'src/routes/a.ts': '' },
    'src/routes/a.ts',
    './$types.js',
    'pkg:@sveltejs/kit',
  ],
  [
    '$types without SvelteKit',
    { 'package.json': {}, 'src/routes/a.ts': '' },
    'src/routes/a.ts',
    './$types.js',
    'relative: src/routes/$types.js does not exist',
  ],
  [
    '+types of React Router',
    { 'package.json': { devDependencies: { '@react-router/dev': '7' } }, 'app/routes/a.tsx': '' },
    'app/routes/a.tsx',
    './+types/a',
    'pkg:@react-router/dev',
  ],
  [
    'a step back from $lib',
    { 'package.json': { devDependencies: { '@sveltejs/kit': '2' } }, 'src/routes/a.ts': '', 'src/b.ts': '' },
    'src/routes/a.ts',
    '$lib/../b.js',
    'src/b.ts',
  ],
  [
    '@theme of Docusaurus',
    { 'package.json': { dependencies: { '@docusaurus/core': '3' } }, 'a.ts': '' },
    'a.ts',
    '@theme/Layout',
    'pkg:@docusaurus/core',
  ],
];

describe('resolve', () => {
  it.each(cases)('%s', (_title, files, from, specifier, expected) => {
    expect(answer(files, from, specifier)).toBe(expected);
  });

  it('is the same on a disk', () => {
    const root = mkdtempSync(join(tmpdir(), 'lintel-resolve-'));
    const found: string[] = [];
    const wanted: string[] = [];
    for (const [index, [title, files, from, specifier, expected]] of cases.entries()) {
      const home = join(root, String(index));
      for (const [path, text] of overlayOf(files)) {
        mkdirSync(dirname(join(home, path)), { recursive: true });
        writeFileSync(join(home, path), text ?? '');
      }
      const { tree, texts, links } = diskWorld({ root: home, env: process.env }).view();
      const target = createResolver({ files: tree.files, texts, links }).resolve(from, specifier);
      found.push(
        `${title}: ${'file' in target ? target.file : 'package' in target ? `${target.builtin ? 'node' : 'pkg'}:${target.package}` : `${target.relation}: ${target.missing}`}`,
      );
      wanted.push(`${title}: ${expected}`);
    }
    rmSync(root, { recursive: true });
    expect(found).toEqual(wanted);
  });

  it('sees what an overlay creates, deletes and moves', () => {
    const base: Files = {
      'a.ts': '',
      'b.ts': '',
      'x/tsconfig.json': ts({ paths: { '@/*': ['./src/*'] } }),
      'x/src/c.ts': '',
      'x/a.ts': '',
    };
    const world = emptyWorld();
    const after = (changes: Overlay): string => {
      const { tree, texts } = world.view(new Map([...overlayOf(base), ...changes]));
      const resolver = createResolver({ files: tree.files, texts });
      return [resolver.resolve('a.ts', './b'), resolver.resolve('x/a.ts', '@/c')]
        .map((target) => ('file' in target ? target.file : 'nothing'))
        .join(' ');
    };
    expect([
      after(new Map()),
      after(new Map([['b.ts', null]])),
      after(
        new Map([
          ['b.ts', null],
          ['b/index.ts', ''],
        ]),
      ),
      after(
        new Map([
          ['x/tsconfig.json', JSON.stringify(ts({ paths: { '@/*': ['./lib/*'] } }))],
          ['x/lib/c.ts', ''],
        ]),
      ),
    ]).toEqual(['b.ts x/src/c.ts', 'nothing x/src/c.ts', 'b/index.ts x/src/c.ts', 'b.ts x/lib/c.ts']);
  });

  it('keeps one layout while paths come and go', () => {
    const world = emptyWorld();
    const before = world.view(overlayOf({ 'a.ts': '', 'ui/package.json': { name: 'ui' } }));
    const after = world.view(overlayOf({ 'a.ts': '', 'ui/package.json': { name: 'ui' }, 'ui/index.ts': '' }));
    expect([before.tree.manifests === after.tree.manifests, before.tree.paths === after.tree.paths]).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    ['what is not in the map', { './crust': './src/crust.ts' }, 'ui/src/index', './src/index', ''],
    ['the same file', { '.': './src/index.ts' }, 'ui/src/index', './src/index', '; the same file: ui'],
    ['a similar name', { './crusts': './src/crust.ts' }, 'ui/crust', './crust', '; nearest: ui/crusts'],
    ['a map without the package itself', { './x': './src/crust.ts' }, 'ui', '.', ''],
    ['null for the package itself', { '.': null, './x': './src/crust.ts' }, 'ui', '.', ''],
    ['an empty map', {}, 'ui', '.', ''],
  ])('knows that a package does not export a file: %s', (_title, exports, specifier, key, hint) => {
    const resolver = resolverOf({
      'ui/package.json': { name: 'ui', main: './src/index.ts', exports },
      'ui/src/index.ts': '',
      'ui/src/crust.ts': '',
      'ui/crust.ts': '',
      'a.ts': '',
    });
    const target = resolver.resolve('a.ts', specifier);
    expect('file' in target && target.shut?.missing).toBe(`the package ui in ui does not export \`${key}\`${hint}`);
  });

  it('takes `exports: null` for none', () => {
    const resolver = resolverOf({ 'ui/package.json': { name: 'ui', exports: null }, 'ui/src/x.ts': '', 'a.ts': '' });
    expect(resolver.resolve('a.ts', 'ui/src/x')).toEqual({ file: 'ui/src/x.ts' });
  });

  it('reports manifests that it cannot read', () => {
    const resolver = resolverOf({
      'package.json': '{\n "name": ,\n}',
      'a.ts': '',
      'tsconfig.json': '{\n  "extends": "./gone.json"\n}',
    });
    resolver.resolve('a.ts', 'x');
    expect(resolver.faults()).toEqual([
      { file: 'package.json', text: 'not valid JSON (ValueExpected)', line: 2 },
      { file: 'tsconfig.json', text: '`extends` does not resolve: ./gone.json', line: 2 },
    ]);
  });

  it('survives hostile manifests', () => {
    const deep = '['.repeat(200_000);
    const files: Files = {
      'a.ts': '',
      'package.json': `{"exports": ${deep}`,
      'tsconfig.json': deep,
      'x/a.ts': '',
      'x/package.json': {
        name: 'x',
        exports: { './(a+)+$*': './b', './__proto__': './c', './\\*[': './d' },
        imports: { '#*': '../../../../etc/passwd', '#self': '#self' },
        main: 3,
        dependencies: ['a'],
        workspaces: { packages: 'y' },
      },
      'x/tsconfig.json': {
        compilerOptions: { paths: { '*': ['../../*', 3], b: 'c' }, baseUrl: [], rootDirs: '/', outDir: '../../..' },
        extends: {},
        references: [{}, 1, { path: '../../..' }],
        include: 3,
        files: [1],
      },
    };
    const resolver = resolverOf(files);
    expect(
      [
        'x',
        'x/(a+)+$a',
        'x/__proto__',
        '#etc',
        '#self',
        '',
        '.'.repeat(1000),
        `./${'../'.repeat(10_000)}`,
        '%00',
        '\\x',
        'constructor',
        '__proto__',
      ].map((specifier) => 'missing' in resolver.resolve('x/a.ts', specifier)),
    ).toEqual([true, true, true, true, true, true, true, true, true, true, true, true]);
    expect(resolver.faults().map(({ file }) => file)).toEqual(['package.json', 'tsconfig.json']);
  });

  it('resolves what the repository declares as ambient', () => {
    const { tree, texts } = emptyWorld().view(overlayOf({ 'a.ts': '' }));
    const resolver = createResolver({
      files: tree.files,
      texts,
      ambient: ['legacy', '*.graphql'],
      installed: (name) => name === 'vitest',
    });
    expect(
      ['legacy', 'x/y.graphql', 'vitest', 'other'].map((specifier) => 'package' in resolver.resolve('a.ts', specifier)),
    ).toEqual([true, true, true, false]);
  });

  it('says that a build makes what only an ignored folder of rootDirs may hold', () => {
    const { tree, texts } = emptyWorld().view(
      overlayOf({ 'tsconfig.json': ts({ rootDirs: ['src', 'gen'] }), 'src/a.ts': '' }),
    );
    const resolver = createResolver({
      files: tree.files,
      texts,
      ignoredBy: (path) => (path.startsWith('gen/') ? { file: '.gitignore', line: 'gen' } : null),
    });
    expect(resolver.resolve('src/a.ts', './b')).toEqual({
      missing: 'generated by a build: `.gitignore` lists gen',
      cause: 'generated by a build: `.gitignore` lists gen',
      built: true,
      relation: 'relative',
    });
  });

  it.each([
    ['a path that git ignores, by a pattern', 'ui/dist/x.js', true],
    ['a path of a pattern that leads into what git ignores', 'ui/x', undefined],
  ])('says that a build makes a file of a package: %s', (_title, specifier, built) => {
    const exports = { './dist/*': './dist/*', './*': './dist/*.js' };
    const { tree, texts } = emptyWorld().view(overlayOf({ 'ui/package.json': { name: 'ui', exports }, 'a.ts': '' }));
    const resolver = createResolver({
      files: tree.files,
      texts,
      ignoredBy: (path) => (path.startsWith('ui/dist/') ? { file: '.gitignore', line: 'dist' } : null),
    });
    const target = resolver.resolve('a.ts', specifier);
    expect('missing' in target && target.built).toBe(built);
  });

  it('tells the compiler of the nearest configuration that includes a file', () => {
    const resolver = resolverOf({
      'tsconfig.json': { files: [], references: [{ path: './app.json' }] },
      'app.json': { include: ['src'] },
      'src/ui/tsconfig.json': {},
      'src/a.ts': '',
      'src/ui/b.ts': '',
    });
    expect(['src/a.ts', 'src/ui/b.ts'].map((file) => resolver.compiler(file)?.file)).toEqual([
      'app.json',
      'src/ui/tsconfig.json',
    ]);
  });

  it('expands globs, and takes bare addresses of files as beside', () => {
    const resolver = resolverOf({
      'src/a.ts': '',
      'src/pages/x.ts': '',
      'src/pages/y.tsx': '',
      'src/w.ts': '',
      'src/g.d.ts': '',
      'package.json': { devDependencies: { vite: '7' } },
    });
    expect([
      resolver.targets('src/a.ts', { specifier: './pages/*.{ts,tsx}', form: 'import.meta.glob' }),
      resolver.targets('src/a.ts', { specifier: './pages', form: 'require.context' }),
      resolver.targets('src/a.ts', { specifier: 'w.ts', form: 'new-url' }),
      resolver.targets('src/a.ts', { specifier: '../src/pages', form: 'new-url' }),
      resolver.targets('src/a.ts', { specifier: 'gone.ts', form: 'new-url' }),
      resolver.targets('src/a.ts', { specifier: 'g.d.ts', form: 'reference' }),
      resolver.targets('src/a.ts', { specifier: 'vite/client', form: 'reference' }),
    ]).toEqual([
      [{ file: 'src/pages/x.ts' }, { file: 'src/pages/y.tsx' }],
      [{ file: 'src/pages/x.ts' }, { file: 'src/pages/y.tsx' }],
      [{ file: 'src/w.ts' }],
      [],
      [{ missing: 'src/gone.ts does not exist', cause: 'src/gone.ts does not exist', relation: 'relative' }],
      [{ file: 'src/g.d.ts' }],
      [{ package: 'vite' }],
    ]);
  });

  it('knows packages, their entries and what they declare', () => {
    const { packages } = resolverOf({
      'ui/package.json': {
        name: 'ui',
        exports: { '.': './dist/index.js', './package.json': './package.json', './icons/*': './dist/icons/*.js' },
        dependencies: { a: '1' },
        peerDependencies: { b: '1' },
        devDependencies: { c: '1' },
        scripts: { build: 'tsc' },
      },
      'ui/src/index.ts': '',
      'ui/src/icons/x.ts': '',
      'ui/src/other.ts': '',
      'app/package.json': { private: true, main: 'start.js' },
      'app/start.js': '',
    });
    const plain = (name: string, found: ReturnType<typeof packages.owner>) => [
      name,
      found && {
        ...found,
        entries: [...found.entries],
        commands: [],
        dependencies: [...found.dependencies],
        devDependencies: [...found.devDependencies],
        scripts: [...found.scripts.keys()],
      },
    ];
    expect([
      plain('ui', packages.named('ui')),
      plain('app', packages.owner('app/lib/x.ts')),
      plain('none', packages.at('ui/src')),
    ]).toEqual([
      [
        'ui',
        {
          name: 'ui',
          folder: 'ui',
          private: false,
          entries: ['ui/src/index.ts', 'ui/package.json', 'ui/src/icons/x.ts'],
          commands: [],
          dependencies: ['a', 'b'],
          devDependencies: ['c'],
          scripts: ['build'],
        },
      ],
      [
        'app',
        {
          name: '',
          folder: 'app',
          private: true,
          entries: ['app/start.js'],
          commands: [],
          dependencies: [],
          devDependencies: [],
          scripts: [],
        },
      ],
      ['none', null],
    ]);
  });
});
