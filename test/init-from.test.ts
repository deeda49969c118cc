import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { bake, frozenIn, lintel } from './bakery.ts';

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

function leftIn(stdout: string): readonly string[] {
  const [, after = ''] = stdout.split('not translated\n');
  return (after.split('\n\n')[0] ?? '').split('\n').map((line) => line.trim());
}

describe('lintel init --from', () => {
  it('names the linters that it can read, and the files that it looks for', async () => {
    const root = bake({ 'package.json': '{}', 'src/a.ts': 'export {};' });
    expect(await lintel(root, ['init', '--from', 'lslint'])).toMatchObject({
      code: 2,
      stderr: 'lintel init cannot read a configuration of lslint: did you mean ls-lint?\n',
    });
    expect(await lintel(root, ['init', '--from', 'ls-lint'])).toMatchObject({
      code: 2,
      stderr:
        'found no configuration of ls-lint: create .ls-lint.yml or .ls-lint.yaml, or run lintel init without --from\n',
    });
    expect(existsSync(join(root, 'lintel.yaml'))).toBe(false);
  });

  it('does not overwrite a lintel.yaml', async () => {
    const root = bake({
      'package.json': '{}',
      'lintel.yaml': 'version: 1\n',
      '.ls-lint.yml': 'ls: { .ts: kebab-case }',
    });
    expect(await lintel(root, ['init', '--from', 'ls-lint'])).toMatchObject({
      code: 0,
      stdout: `lintel.yaml already exists in ${root}; nothing was changed\n`,
    });
    expect(read(root, 'lintel.yaml')).toBe('version: 1\n');
  });

  it('refuses a configuration that is not valid YAML', async () => {
    const root = bake({ 'package.json': '{}', 'src/a.ts': 'export {};', '.ls-lint.yml': 'ls: {' });
    const { code, stderr } = await lintel(root, ['init', '--from', 'ls-lint']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^cannot read \.ls-lint\.yml: invalid YAML: /)]);
  });
});

describe('lintel init --from ls-lint', () => {
  const config = `ls:
  .dir: kebab-case
  .ts: camelCase | regex:[A-Z]+
  .tsx: PascalCase
  .d.ts: lowercase
  .*.js: kebab-case
  .py: snake_case
  .vue: exists:1
  src/Lib:
    .dir: snake_case
  packages/*/src:
    .ts: regex:[a-z]+
ignore:
  - node_modules
  - old
`;
  const names = [
    ...['src/fooHTTP.ts', 'src/foo1bar.ts', 'src/FOO.ts', 'src/Foo.test.ts', 'src/Foo.spec.js', 'src/Foo.d.ts'],
    ...['src/Lib/subDir/Bad.ts', 'packages/a/src/Bad_x.ts', 'packages/b/src/good.ts', 'old/Bad_name.ts'],
    ...['src/FooBar.tsx', 'src/XMLFile.tsx', 'src/FooBAR.tsx', 'src/FOo.tsx', 'README.MD'],
  ];
  const files = Object.fromEntries(names.map((name) => [name, 'export {};\n']));

  it('finds what ls-lint finds', async () => {
    const root = bake({ ...files, 'package.json': '{}', '.ls-lint.yml': config });
    const { code, stderr, stdout } = await lintel(root, ['init', '--from', 'ls-lint']);
    expect([code, stderr]).toEqual([0, '']);
    // The output of ls-lint 2.3.1 on these files.
    expect(frozenIn(root)).toEqual([
      'naming/files src/FOo.tsx',
      'naming/files src/Foo.d.ts',
      'naming/files src/Foo.spec.js',
      'naming/files src/FooBAR.tsx',
      'naming/files src/XMLFile.tsx',
      'naming/files src/fooHTTP.ts',
      'naming/files-packages-src packages/a/src/Bad_x.ts',
      'naming/folders-src-Lib src/Lib',
      'naming/folders-src-Lib src/Lib/subDir',
    ]);
    expect(stdout).toMatch(/^\.ts: camelCase \| regex:\[A-Z\]\+ +naming\/files +6$/m);
    expect(stdout).toMatch(/^ {2}\.py: snake_case: it matches no file that Lintel reads$/m);
    expect(stdout).toMatch(/^ {2}\.vue: exists:1: it counts the files of a folder/m);
    expect(stdout).toMatch(/^ {2}ignore node_modules: it matches no file that Lintel reads$/m);
    expect(read(root, 'lintel.yaml')).toContain('  # From .ts: camelCase | regex:[A-Z]+\n');
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });

  it('writes nothing with --dry-run, and prints a diff', async () => {
    const root = bake({ ...files, 'package.json': '{}', '.ls-lint.yml': config });
    const { code, stdout, stderr } = await lintel(root, ['init', '--from', 'ls-lint', '--dry-run']);
    expect([code, stdout, stderr]).toEqual([
      0,
      expect.stringMatching(/^--- \/dev\/null\n\+\+\+ b\/lintel\.yaml/m),
      expect.stringContaining('would write lintel.yaml, lintel-baseline.json'),
    ]);
    expect(existsSync(join(root, 'lintel.yaml'))).toBe(false);
  });
});

describe('lintel init --from biome', () => {
  const config = {
    files: { includes: ['**', '!src/old', 'lib'] },
    formatter: { enabled: false },
    overrides: [{ includes: ['src/gen/**'], linter: { enabled: false } }],
    linter: {
      rules: {
        correctness: { noUndeclaredDependencies: 'error', noNodejsModules: 'warn', noUnusedVariables: 'error' },
        suspicious: { noImportCycles: 'error' },
        style: {
          useFilenamingConvention: 'error',
          useNamingConvention: 'error',
          noRestrictedImports: {
            level: 'error',
            options: {
              paths: { lodash: 'use es', './c': { importNames: ['c1'] }, './d': { allowImportNames: ['d'] } },
              patterns: [{ group: ['@acme/*', '!@acme/ok'], message: 'no acme' }],
            },
          },
        },
      },
    },
  };
  const imports = `import x from '@acme/x'; import ok from '@acme/ok'; import fs from 'fs'; export const HTTPServer = [x, ok, fs];\n`;
  const files = {
    'package.json': '{ "dependencies": { "lodash": "4" } }',
    'src/a.ts': `import { b } from './b'; export const a = b;\n`,
    'src/b.ts': `import { a } from './a'; import type { D } from './d'; export const b: D = a;\n`,
    'src/c.ts': 'export const c1 = 1; export const c2 = 2;\n',
    'src/d.ts': `import { c1 } from './c'; import { c2 } from './c'; import * as c from './c'; import lodash from 'lodash'; import get from 'lodash/get'; import { b } from './b'; export type D = 1; export const d = [c, c1, c2, lodash, get, b];\n`,
    'src/HTTPServer.ts': imports,
    'src/httpHTTP.ts': imports,
    'src/old/Bad_Bad.ts': imports,
    'src/[id].ts': 'export {};\n',
    'src/foo--bar.ts': 'export {};\n',
  };

  it('finds what Biome finds', async () => {
    const root = bake({ ...files, 'biome.jsonc': `// Rules\n${JSON.stringify(config)}` });
    const { code, stdout, stderr } = await lintel(root, ['init', '--from', 'biome']);
    expect([code, stderr]).toEqual([0, '']);
    // The output of Biome 2.6.8 on these files, which also reports the cycle at src/b.ts, and src/b.ts for `allowImportNames`.
    expect(frozenIn(root)).toEqual([
      'layering/cycles src/a.ts',
      'layering/no-acme src/HTTPServer.ts',
      'layering/no-acme src/httpHTTP.ts',
      'layering/no-c src/d.ts',
      'layering/no-lodash src/d.ts',
      'layering/no-node src/HTTPServer.ts',
      'layering/no-node src/httpHTTP.ts',
      'layering/packages src/HTTPServer.ts',
      'layering/packages src/HTTPServer.ts',
      'layering/packages src/httpHTTP.ts',
      'layering/packages src/httpHTTP.ts',
      'naming/files src/foo--bar.ts',
      'naming/files src/httpHTTP.ts',
    ]);
    expect(stdout.slice(stdout.indexOf('not translated\n'), stdout.indexOf('\nwrote'))).toBe(
      [
        'not translated',
        '  style/useNamingConvention: its conventions are not translated: write a `naming` rule',
        '  style/noRestrictedImports ./d: allowImportNames cannot be said in lintel.yaml',
        '  correctness/noUnusedVariables: it checks the code of a file, which Biome still does',
        '  formatter: it is not about architecture or names of files',
        '',
      ].join('\n'),
    );
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('lintel init --from biome with overrides', () => {
  const style = (rule: unknown): object => ({ rules: { style: { useFilenamingConvention: rule } } });
  const cased = (level: string, one: string): unknown => ({ level, options: { filenameCases: [one] } });
  const names = [
    ...['src/fooBar.js', 'src/dE.ts', 'src/d.js', 'src/a/fooBar.js', 'src/a/FooBar.js', 'src/a/b/foo_bar.js'],
    ...['src/c/fooBar.js', 'src/gen/fooBar.js', 'src/gen/own/fooBar.js', 'src/off/fooBar.js', 'other/fooBar.js'],
  ];
  const files = { 'package.json': '{}', ...Object.fromEntries(names.map((name) => [name, 'export {};\n'])) };

  it('finds what Biome 2 finds', async () => {
    const config = {
      extends: ['./base.json', '@acme/biome'],
      linter: { includes: ['src/**', '!src/gen', 'src/gen/own/**'], ...style(cased('error', 'kebab-case')) },
      overrides: [
        { includes: ['src/a/**'], linter: style(cased('warn', 'PascalCase')) },
        { includes: ['src/a/b/**'], linter: { rules: { style: 'off' } } },
        { includes: ['src/c/**'], linter: style('warn') },
        { includes: ['src/off'], linter: { enabled: false } },
        { includes: ['src/off/f*'], formatter: { indentWidth: 4 } },
      ],
    };
    const base = { linter: style(cased('error', 'snake_case')), files: { includes: ['**', '!other'] } };
    const root = bake({ ...files, 'biome.json': JSON.stringify(config), 'base.json': JSON.stringify(base) });
    const { code, stdout, stderr } = await lintel(root, ['init', '--from', 'biome']);
    expect([code, stderr]).toEqual([0, '']);
    // The output of Biome 2.6.8 on these files, without `@acme/biome`.
    expect(frozenIn(root)).toEqual([
      'naming/files src/dE.ts',
      'naming/files src/fooBar.js',
      'naming/files src/off/fooBar.js',
      'naming/files-2 src/a/fooBar.js',
      'naming/files-3 src/c/fooBar.js',
    ]);
    expect(read(root, 'lintel.yaml')).toContain('severity: warn');
    expect(leftIn(stdout)).toEqual([
      'extends @acme/biome: only presets of this project are read: copy its rules to this file, or write them in lintel.yaml',
      'formatter (src/off/f*): it is not about architecture or names of files',
    ]);
  });

  it('reads `include` and `ignore` of Biome 1, which begin in any folder', async () => {
    const config = {
      files: { ignore: ['gen/', '!src/gen/own'] },
      linter: style(cased('error', 'kebab-case')),
      overrides: [{ include: ['a', 'c/*.js'], ignore: ['b'], linter: style('off') }],
    };
    const root = bake({ ...files, 'biome.json': JSON.stringify(config) });
    await lintel(root, ['init', '--from', 'biome']);
    // The output of Biome 1.9.4 on these files.
    expect(frozenIn(root)).toEqual([
      'naming/files other/fooBar.js',
      'naming/files src/a/b/foo_bar.js',
      'naming/files src/dE.ts',
      'naming/files src/fooBar.js',
      'naming/files src/off/fooBar.js',
    ]);
  });
});

describe('lintel init --from dependency-cruiser', () => {
  const config = {
    forbidden: [
      { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
      { name: 'no-orphans', severity: 'warn', from: { orphan: true }, to: {} },
      { name: 'not-to-spec', severity: 'error', from: {}, to: { path: '[.](?:spec|test)[.]tsx?$' } },
      { name: 'ui-not-to-db', comment: 'ui is thin', from: { path: '^src/ui' }, to: { path: '^src/db/' } },
      {
        name: 'features',
        severity: 'error',
        from: { path: '^src/features/([^/]+)/' },
        to: { path: '^src/features/', pathNot: '^src/features/$1/' },
      },
      { name: 'no-fs', severity: 'error', from: { pathNot: '^src/db' }, to: { path: '^(fs|path)$' } },
      {
        name: 'no-deprecated-core',
        severity: 'error',
        from: {},
        to: { dependencyTypes: ['core'], path: ['^punycode$', '^_linklist$', '^async_hooks$'] },
      },
      { name: 'no-express', severity: 'error', from: { path: '^src' }, to: { path: '^node_modules/(?:express|koa)/' } },
      { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
      { name: 'reach', severity: 'error', from: { path: '^src/main' }, to: { path: 'secret', reachable: true } },
      { name: 'no-gpl', severity: 'error', from: {}, to: { license: 'GPL' } },
      { name: 'lookahead', severity: 'error', from: { path: '^src/(?!ui)' }, to: { path: '^src/db/' } },
      { name: 'off', severity: 'ignore', from: {}, to: { path: '^src/db/' } },
    ],
    required: [
      {
        name: 'logger',
        severity: 'error',
        module: { path: '^src/features/.+/page[.]ts$' },
        to: { path: '^src/log[.]ts$' },
      },
    ],
    options: { exclude: { path: '^src/old/' }, doNotFollow: { path: 'node_modules' } },
  } satisfies IConfiguration;

  const files = {
    'package.json': '{ "dependencies": { "express": "5" } }',
    'node_modules/express/package.json': '{ "name": "express", "main": "index.js" }',
    'node_modules/express/index.js': 'module.exports = {};\n',
    'src/main.ts': `import './ui/page'; import './nowhere'; import './main.test';\n`,
    'src/main.test.ts': 'export const test = 1;\n',
    'src/ui/page.ts': `import { db } from '../db/db'; import type { T } from '../db/types'; export const page: T = db;\n`,
    'src/ui.ts': `import { db } from './db/db'; export const ui = db;\n`,
    'src/db/db.ts': `import fs from 'fs'; import '../secret'; export const db = fs;\n`,
    'src/db/types.ts': 'export type T = unknown;\n',
    'src/secret.ts': `import path from 'node:path'; export const secret = path;\n`,
    'src/features/a/page.ts': `import { b } from '../b/page'; import express from 'express'; export const a = [b, express];\n`,
    'src/features/b/page.ts': `import { own } from './own'; import '../../log'; export const b = own;\n`,
    'src/features/b/own.ts': `import { b } from './page'; export const own = b;\n`,
    'src/log.ts': `import 'async_hooks'; export const log = 1;\n`,
    'src/old/a.ts': `import '../db/db';\n`,
  };

  it('finds what dependency-cruiser finds', async () => {
    const root = bake({ ...files, '.dependency-cruiser.json': JSON.stringify(config) });
    const { code, stdout, stderr } = await lintel(root, ['init', '--from', 'dependency-cruiser']);
    expect([code, stderr]).toEqual([0, '']);
    const { output } = await cruise(['src'], {
      ...config.options,
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: config.forbidden, required: config.required },
    });
    const { violations } = (output as ICruiseResult).summary;
    const isTranslated = (name: string): boolean => stdout.includes(`layering/${name} `);
    const theirs = violations
      .filter(({ rule }) => isTranslated(rule.name))
      .map(({ rule, from }) => `layering/${rule.name} ${from}`);
    expect([...new Set(theirs.map((one) => one.split(' ')[0]))].sort()).toEqual([
      'layering/features',
      'layering/logger',
      'layering/no-circular',
      'layering/no-deprecated-core',
      'layering/no-express',
      'layering/no-fs',
      'layering/no-orphans',
      'layering/no-unresolved',
      'layering/not-to-spec',
      'layering/reach',
      'layering/ui-not-to-db',
    ]);
    // A cycle is reported once.
    const once = (all: readonly string[]): readonly string[] =>
      [...new Set(all.map((one) => one.replace(/^(layering\/no-circular) .*/, '$1')))].sort();
    // A file that is imported for its types only is used, and no orphan.
    const others = theirs.filter((one) => one !== 'layering/no-orphans src/db/types.ts');
    expect(once(frozenIn(root))).toEqual(once(others));
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });

  it('translates licences, and rules of the file that it extends', async () => {
    const gpl = { name: 'no-gpl', severity: 'error', from: {}, to: { license: 'GPL' } };
    const base = { forbidden: [gpl, { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } }] };
    const own = { extends: './base.json', forbidden: [{ name: 'no-circular', severity: 'ignore' }] };
    const root = bake({
      ...files,
      'node_modules/express/package.json': '{ "name": "express", "main": "index.js", "license": "GPL-3.0-only" }',
      'base.json': JSON.stringify(base),
      '.dependency-cruiser.json': JSON.stringify(own),
    });
    const { code, stdout } = await lintel(root, ['init', '--from', 'dependency-cruiser']);
    expect([code, frozenIn(root)]).toEqual([0, ['layering/no-gpl src/features/a/page.ts']]);
    expect(stdout).toContain('  no-circular: it is off\n');
  });

  it('says why a rule has no equivalent', async () => {
    const root = bake({ ...files, '.dependency-cruiser.json': JSON.stringify(config) });
    const { stdout } = await lintel(root, ['init', '--from', 'dependency-cruiser']);
    expect(stdout.slice(stdout.indexOf('not translated\n'), stdout.indexOf('\nwrote'))).toBe(
      [
        'not translated',
        '  lookahead: no glob means src/(?!ui)',
        '  off: it is off',
        '  options.doNotFollow: it is a setting of dependency-cruiser itself',
        '',
      ].join('\n'),
    );
  });
});
