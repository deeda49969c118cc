import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Overlay } from '../../core/tree.ts';
import { diskWorld, emptyWorld } from '../../world/world.ts';
import { aliasCases } from './alias-cases.fixture.ts';
import { type Files, ts } from './case.fixture.ts';
import { configCases } from './config-cases.fixture.ts';
import { importsCases } from './imports-cases.fixture.ts';
import { packageCases } from './package-cases.fixture.ts';
import { relativeCases } from './relative-cases.fixture.ts';
import { createResolver } from './resolver.ts';
import { workspaceCases } from './workspace-cases.fixture.ts';

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

const cases = [...relativeCases, ...aliasCases, ...configCases, ...importsCases, ...workspaceCases, ...packageCases];

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
