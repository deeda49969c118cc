import { posix } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { emptyWorld } from '../../world/world.ts';
import { includeTest } from './include.ts';
import type { Tsconfig } from './tsconfig.ts';
import { createTsconfigs } from './tsconfigs.ts';

// TypeScript's own reader is the reference for what a tsconfig.json says.

type Files = Readonly<Record<string, string>>;

/** A configuration as both readers tell it: every path from the root, and those outside of it left out. */
interface Told {
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly baseUrl: string | null;
  readonly rootDir: string | null;
  readonly rootDirs: readonly string[];
  readonly outDirs: readonly string[];
  readonly suffixes: readonly string[];
  readonly references: readonly string[];
  readonly included: readonly string[];
}

/** The sources of every project here. */
const sources = [
  'a.ts',
  'src/a.ts',
  'src/b.test.ts',
  'src/deep/c.ts',
  'src/deep/er/d.ts',
  'src/v1.2/e.ts',
  'src/[id]/f.ts',
  'src/(group)/{g}/g.ts',
  'src/+page.ts',
  'src/.hidden/h.ts',
  'src/.i.ts',
  'dist/j.ts',
  'types/k.d.ts',
  'app/a.ts',
  'app/src/a.ts',
  'app/src/deep/c.ts',
  'app/src/.hidden/h.ts',
  'app/dist/j.ts',
  'app/test/l.ts',
  'app/node_modules/m/m.ts',
];

/** Deep enough that `..` can lead out of the root without an end. */
const root = '/outer/root';
const fromRoot = (path: string): string | null =>
  path === root ? '' : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
const inRoot = (paths: readonly (string | undefined)[]): string[] =>
  paths.flatMap((path) => (path === undefined ? [] : (fromRoot(path) ?? [])));

/** Not in the types of TypeScript, but what its own hosts list files with. */
const { matchFiles } = ts as unknown as {
  matchFiles(
    path: string,
    extensions: readonly string[] | undefined,
    excludes: readonly string[] | undefined,
    includes: readonly string[] | undefined,
    useCaseSensitiveFileNames: boolean,
    currentDirectory: string,
    depth: number | undefined,
    entries: (path: string) => { files: readonly string[]; directories: readonly string[] },
    realpath: (path: string) => string,
  ): string[];
};

function byTypeScript(files: Files, config: string): Told {
  const paths = Object.keys(files).map((path) => `${root}/${path}`);
  const entries = (folder: string): { files: string[]; directories: string[] } => {
    const rest = paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
    return {
      files: rest.filter((path) => !path.includes('/')).sort(),
      directories: [
        ...new Set(rest.flatMap((path) => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : []))),
      ].sort(),
    };
  };
  const host: ts.ParseConfigFileHost = {
    useCaseSensitiveFileNames: true,
    getCurrentDirectory: () => root,
    fileExists: (path) => paths.includes(path),
    readFile: (path) => files[fromRoot(path) ?? ''],
    readDirectory: (path, extensions, excludes, includes, depth) =>
      matchFiles(path, extensions, excludes, includes, true, root, depth, entries, (one) => one),
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(`${root}/${config}`, undefined, host);
  if (!parsed) throw new Error(`no ${config}`);
  const { options, fileNames, projectReferences = [] } = parsed;
  const aliasBase = options.baseUrl ?? String(options['pathsBasePath'] ?? root);
  return {
    aliases: Object.fromEntries(
      Object.entries(options.paths ?? {}).map(([name, targets]) => [
        name,
        inRoot(targets.map((target) => posix.resolve(aliasBase, target))),
      ]),
    ),
    baseUrl: inRoot([options.baseUrl])[0] ?? null,
    rootDir: inRoot([options.rootDir])[0] ?? null,
    rootDirs: inRoot(options.rootDirs ?? []),
    outDirs: inRoot([options.outDir, options.declarationDir]),
    suffixes: options.moduleSuffixes?.length ? options.moduleSuffixes : [''],
    references: inRoot(projectReferences.map(({ path }) => path)),
    // It repeats what `files` lists, whether it exists or not.
    included: inRoot(fileNames)
      .filter((path) => sources.includes(path))
      .sort(),
  };
}

function byLintel(files: Files, config: string): Told {
  const { tree, texts } = emptyWorld().view(new Map(Object.entries(files)));
  const folder = config.slice(0, config.lastIndexOf('/') + 1);
  const found = createTsconfigs({ files: tree.files, texts }, () => null)
    .of(`${folder}nowhere.ts`)
    .find(({ file }) => file === config);
  if (!found) throw new Error(`no ${config}`);
  return {
    aliases: Object.fromEntries(found.aliases.map((alias) => [nameOf(alias), alias.targets])),
    baseUrl: found.baseUrl,
    rootDir: found.rootDir,
    rootDirs: found.rootDirs,
    outDirs: found.outDirs,
    suffixes: found.suffixes,
    references: found.references,
    included: sources.filter((path) => found.includes(path)).sort(),
  };
}

const nameOf = ({ before, after }: Tsconfig['aliases'][number]): string =>
  after === null ? before : `${before}*${after}`;

const withSources = (configs: Files): Files => ({
  ...Object.fromEntries(sources.map((path) => [path, 'export {};\n'])),
  ...configs,
});

const json = (config: object): string => JSON.stringify(config);

/** The configuration at `app/tsconfig.json`, and those beside it. */
const table: readonly (readonly [title: string, configs: Files])[] = [
  ['nothing at all', { 'app/tsconfig.json': '' }],
  ['comments and trailing commas', { 'app/tsconfig.json': '{ // a\n "include": ["src",], /* b */ }' }],
  [
    'paths from its own folder',
    { 'app/tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./src/*', '../src/*'], x: ['./a'] } } }) },
  ],
  [
    'paths from baseUrl',
    { 'app/tsconfig.json': json({ compilerOptions: { baseUrl: '..', paths: { '@/*': ['src/*'] } } }) },
  ],
  [
    'paths of a base, from the folder of the base',
    {
      'app/tsconfig.json': json({ extends: '../base.json' }),
      'base.json': json({ compilerOptions: { paths: { '@/*': ['./src/*'] } } }),
    },
  ],
  [
    'paths of a base, from a baseUrl of its own',
    {
      'app/tsconfig.json': json({ extends: '../base', compilerOptions: { baseUrl: './src' } }),
      'base.json': json({ compilerOptions: { paths: { '@/*': ['./deep/*'] } } }),
    },
  ],
  [
    'the later of several bases',
    {
      'app/tsconfig.json': json({ extends: ['../one.json', '../two.json'] }),
      'one.json': json({ include: ['src'], compilerOptions: { outDir: 'one', rootDir: 'src' } }),
      'two.json': json({ compilerOptions: { outDir: 'two' } }),
    },
  ],
  [
    'null, which takes an option of a base away',
    {
      'app/tsconfig.json': json({ extends: '../base.json', compilerOptions: { outDir: null, paths: null } }),
      'base.json': json({ compilerOptions: { outDir: 'dist', paths: { a: ['./b'] } } }),
    },
  ],
  [
    '${configDir}',
    {
      'app/tsconfig.json': json({ extends: '../base.json' }),
      'base.json': json({
        compilerOptions: { outDir: '${configDir}/dist', paths: { '@/*': ['${configDir}/src/*'] } },
        include: ['${configDir}/src'],
      }),
    },
  ],
  ['a folder to include', { 'app/tsconfig.json': json({ include: ['src'] }) }],
  ['the files of a folder, not those below', { 'app/tsconfig.json': json({ include: ['src/*'] }) }],
  ['a folder with a dot in its name', { 'app/tsconfig.json': json({ include: ['../src/v1.2', '../src/v1.2/*'] }) }],
  [
    'folders with brackets and braces',
    { 'app/tsconfig.json': json({ include: ['../src/[id]', '../src/(group)/{g}'] }) },
  ],
  ['signs of other globs', { 'app/tsconfig.json': json({ include: ['../src/+page.ts', '../src/{a,b}.ts'] }) }],
  ['a star in a name', { 'app/tsconfig.json': json({ include: ['../src/*.test.ts', '../*/?.ts'] }) }],
  ['hidden files, which wildcards leave out', { 'app/tsconfig.json': json({ include: ['../src/**/*'] }) }],
  ['hidden files, by name', { 'app/tsconfig.json': json({ include: ['../src/.hidden', '../src/.i.ts'] }) }],
  ['node_modules, by default', { 'app/tsconfig.json': '{}' }],
  ['node_modules, by name', { 'app/tsconfig.json': json({ include: ['node_modules/m'], exclude: [] }) }],
  ['outDir, which is excluded by default', { 'app/tsconfig.json': json({ compilerOptions: { outDir: './dist' } }) }],
  [
    'outDir, where exclude says something else',
    { 'app/tsconfig.json': json({ compilerOptions: { outDir: './dist' }, exclude: ['test'] }) },
  ],
  ['exclude with stars', { 'app/tsconfig.json': json({ include: ['..'], exclude: ['../**/deep', '../*/a.ts'] }) }],
  ['files beside exclude', { 'app/tsconfig.json': json({ files: ['src/a.ts'], exclude: ['src'] }) }],
  [
    'files of a base, where include is its own',
    {
      'app/tsconfig.json': json({ extends: '../base.json', include: ['test'] }),
      'base.json': json({ files: ['src/a.ts'], exclude: ['app/test'] }),
    },
  ],
  ['an empty list of files', { 'app/tsconfig.json': json({ files: [] }) }],
  ['references', { 'app/tsconfig.json': json({ references: [{ path: '../lib' }, { path: './tsconfig.node.json' }] }) }],
];

describe('reads what TypeScript reads', () => {
  it.each(table)('%s', (_, configs) => {
    const files = withSources(configs);
    expect(byLintel(files, 'app/tsconfig.json')).toEqual(byTypeScript(files, 'app/tsconfig.json'));
  });
});

const path = fc.constantFrom('.', './src', 'src', '..', '../src', './src/deep', 'dist', './dist', '${configDir}/src');
// Output to a folder above the root would exclude all that is in it, and paths from the root cannot name it.
const outputPath = path.filter((one) => one !== '..');
const option = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary: value }, fc.constant(null));
const listed = fc.constantFrom(
  'src',
  'src/*',
  'src/**/*',
  '**/*',
  '**/*.ts',
  '*',
  '?.ts',
  '../src/deep',
  '../src/**/er/*',
  './test/',
  'src/.hidden',
  '../src/v1.2',
  '../src/[id]/*',
  'node_modules/m',
  '${configDir}/test',
);
const lists = fc.option(fc.array(listed, { maxLength: 3 }), { nil: undefined });

const config = (bases: readonly string[]): fc.Arbitrary<object> =>
  fc.record({
    extends: fc.option(fc.oneof(fc.constantFrom(...bases, './gone.json'), fc.array(fc.constantFrom(...bases))), {
      nil: undefined,
    }),
    compilerOptions: fc.record({
      baseUrl: option(path),
      paths: option(
        fc.dictionary(
          fc.constantFrom('@/*', '~/*', 'lib', '*'),
          fc.array(
            path.map((one) => `${one}/*`),
            { minLength: 1 },
          ),
        ),
      ),
      rootDir: option(path),
      rootDirs: option(fc.array(path)),
      outDir: option(outputPath),
      declarationDir: option(outputPath),
      moduleSuffixes: option(fc.array(fc.constantFrom('.ios', '.native', ''))),
    }),
    include: lists,
    exclude: lists,
    files: fc.option(fc.subarray(['src/a.ts', '../a.ts', './test/l.ts', 'dist/j.ts']), { nil: undefined }),
    references: fc.option(fc.subarray([{ path: '../lib' }, { path: './tsconfig.node.json' }, { path: '..' }]), {
      nil: undefined,
    }),
  });

/** The same configuration, as people write it. */
const spelled = (value: object, style: number): string => {
  const text = JSON.stringify(value, null, style % 3);
  if (style < 3) return text;
  return `// written by hand\n${text.replaceAll(/([}\]])/g, style % 2 === 0 ? ',$1' : '/* end */ $1').replaceAll(/([[{])\s*,/g, '$1')}\n`;
};

it('reads what TypeScript reads, of random configurations that extend one another', () => {
  const style = fc.integer({ min: 0, max: 6 });
  const seen = { aliases: 0, included: 0, references: 0 };
  fc.assert(
    fc.property(
      config(['../config/one.json', '../config/two', '../base.json']),
      config(['./two.json', '../base']),
      config(['../base.json']),
      config(['./gone']),
      style,
      (app, one, two, base, written) => {
        const files = withSources({
          'app/tsconfig.json': spelled(app, written),
          'config/one.json': spelled(one, written),
          'config/two.json': spelled(two, written),
          'base.json': spelled(base, written),
        });
        const expected = byTypeScript(files, 'app/tsconfig.json');
        expect(byLintel(files, 'app/tsconfig.json')).toEqual(expected);
        for (const key of ['aliases', 'included', 'references'] as const)
          seen[key] += Object.keys(expected[key]).length > 0 ? 1 : 0;
      },
    ),
    { numRuns: 300, seed: 20_261_121 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(60);
});

it('matches a glob with thousands of stars quickly', () => {
  expect(includeTest(`${'*a'.repeat(2000)}b`)('a'.repeat(4000))).toBe(false);
  expect(includeTest(`${'**/a/'.repeat(500)}b.ts`)(`${'a/'.repeat(1000)}c.ts`)).toBe(false);
});

it('tells the options of the compiler with the folders that they stand in, and what `extends` lacks', () => {
  const files: Files = {
    'tsconfig.json':
      '{ "extends": ["./lib/base.json", "@tsconfig/node20/tsconfig.json"], "compilerOptions": { "strict": true } }',
    'lib/base.json': '{ "extends": "./gone.json", "compilerOptions": { "strict": false, "typeRoots": ["types"] } }',
  };
  const { tree, texts } = emptyWorld().view(new Map(Object.entries(files)));
  const [config] = createTsconfigs({ files: tree.files, texts }, () => null).of('a.ts');
  expect(config?.compiler).toMatchObject({
    file: 'tsconfig.json',
    options: { strict: { value: true, folder: '' }, typeRoots: { value: ['types'], folder: 'lib' } },
    lacks: ['@tsconfig/node20/tsconfig.json', './gone.json'],
  });
});
