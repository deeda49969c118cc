import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { bake, frozenIn, lintel } from './bakery.ts';

const files = {
  'package.json': '{ "dependencies": { "express": "5", "koa": "3" }, "workspaces": ["packages/*"] }',
  'node_modules/express/package.json': '{ "name": "express", "main": "index.js" }',
  'node_modules/express/index.js': 'module.exports = {};\n',
  'node_modules/koa/package.json': '{ "name": "koa", "main": "index.js" }',
  'node_modules/koa/index.js': 'module.exports = {};\n',
  'src/main.ts': `import './middleware/log/index'; import './middleware/auth/index'; import 'koa'; import '../lib/old';\n`,
  'src/middleware/auth/index.ts': `import './own'; import '../log/index'; import '../../utils/text'; import 'koa'; import 'fs';\n`,
  'src/middleware/auth/own.ts': `import express from 'express'; import '../../main'; export const own = express;\n`,
  'src/middleware/log/index.ts': `import '../../router/router'; import '../../../lib/old';\n`,
  'src/router/router.ts': `import '../utils/text'; import '../middleware/log/index';\n`,
  'src/utils/text.ts': 'export const text = 1;\n',
  'src/utils/alone.ts': 'export const alone = 1;\n',
  'src/utils/alone.d.ts': 'export declare const alone: number;\n',
  'lib/old.ts': 'export const old = 1;\n',
  'lib/alone.ts': 'export const alone = 1;\n',
};

/** What dependency-cruiser finds, each as `rule file`. */
async function cruised(root: string, { options, ...ruleSet }: IConfiguration): Promise<readonly string[]> {
  const { output } = await cruise(['src', 'lib'], {
    ...options,
    doNotFollow: { path: 'node_modules' },
    baseDir: root,
    validate: true,
    ruleSet,
  });
  const { violations } = (output as ICruiseResult).summary;
  return violations.map(({ rule, from }) => `${rule.name} ${from}`).sort();
}

/** What Lintel finds with the translation, in the same words. */
async function translated(
  config: IConfiguration,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly root: string; readonly stdout: string; readonly found: readonly string[] }> {
  const root = bake({ ...files, ...more, '.dependency-cruiser.json': JSON.stringify(config) });
  const { code, stdout, stderr } = await lintel(root, ['init', '--from', 'dependency-cruiser']);
  expect([code, stderr]).toEqual([0, '']);
  const found = frozenIn(root).map((one) => one.replace(/^layering\/allowed(?:-\d)? /, 'not-in-allowed '));
  return { root, stdout, found: found.map((one) => one.replace(/^layering\//, '')).sort() };
}

describe('lintel init --from dependency-cruiser: allowed', () => {
  it('denies what no entry allows, for each set of files with the same entries', async () => {
    const config: IConfiguration = {
      allowedSeverity: 'error',
      allowed: [
        { from: { path: '^src/main' }, to: {} },
        { from: {}, to: { pathNot: '^(src|lib)/|node_modules/express/' } },
        { from: { path: '^src/middleware/([^/]+)/' }, to: { path: '^src/middleware/$1/|^src/utils/' } },
        { from: { path: '^src/middleware/' }, to: { path: '^node_modules/express/' } },
        { from: { path: '^src/router/' }, to: { path: '^src/(utils|router)/' } },
      ],
    };
    const { root, found } = await translated(config);
    expect(found).toEqual([
      'not-in-allowed src/middleware/auth/index.ts',
      'not-in-allowed src/middleware/auth/own.ts',
      'not-in-allowed src/middleware/log/index.ts',
      'not-in-allowed src/middleware/log/index.ts',
      'not-in-allowed src/router/router.ts',
    ]);
    expect(found).toEqual(await cruised(root, config));
  });

  it('knows packages that every entry leaves out', async () => {
    const config: IConfiguration = {
      allowed: [
        { from: { pathNot: '^src/middleware/' }, to: {} },
        { from: {}, to: { path: '^src/' } },
      ],
    };
    const { root, found } = await translated(config);
    expect(found).toEqual([
      'not-in-allowed src/middleware/auth/index.ts',
      'not-in-allowed src/middleware/auth/index.ts',
      'not-in-allowed src/middleware/auth/own.ts',
      'not-in-allowed src/middleware/log/index.ts',
    ]);
    expect(found).toEqual(await cruised(root, config));
    expect(readFileSync(join(root, 'lintel.yaml'), 'utf8')).toContain('severity: warn');
  });

  it('is not translated if one of its entries cannot be', async () => {
    const allowed = [
      { from: {}, to: { path: '^src/' } },
      { from: {}, to: { dependencyTypes: ['npm'] } },
    ];
    const { stdout, found } = await translated({ allowed } as IConfiguration);
    expect(found).toEqual([]);
    expect(stdout).toContain('  allowed: entry 2 cannot be said: dependencyTypes cannot be said in lintel.yaml\n');
  });
});

describe('lintel init --from dependency-cruiser: orphans', () => {
  it('takes what imports and is not imported for entries', async () => {
    const config: IConfiguration = {
      forbidden: [
        {
          name: 'no-orphans',
          severity: 'error',
          from: { orphan: true, pathNot: ['[.]d[.]ts$', '(^|/)[.][^/]+[.](?:js|ts)$'] },
          to: {},
        },
      ],
    };
    const { root, found } = await translated(config, { 'src/start.ts': `import './main';\n` });
    expect(found).toEqual(['no-orphans lib/alone.ts', 'no-orphans src/utils/alone.ts']);
    expect(found).toEqual(await cruised(root, config));
  });
});

describe('lintel init --from dependency-cruiser: options', () => {
  const rules: IConfiguration = {
    forbidden: [
      { name: 'no-old', severity: 'error', from: {}, to: { path: 'old' } },
      { name: 'no-utils', severity: 'error', from: {}, to: { path: '^src/utils/' } },
    ],
  };

  it('reads only the files of includeOnly, and leaves rules on packages out', async () => {
    const koa = { name: 'no-koa', severity: 'error' as const, from: {}, to: { path: '^node_modules/koa/' } };
    const config = { forbidden: [...(rules.forbidden ?? []), koa], options: { includeOnly: '^src/' } };
    const { root, found, stdout } = await translated(config);
    expect(found).toEqual(['no-utils src/middleware/auth/index.ts', 'no-utils src/router/router.ts']);
    expect(found).toEqual(await cruised(root, config));
    expect(stdout).toContain('  no-old: the options leave no file to it\n');
    expect(stdout).toContain('  no-koa: no package is left to it by options.includeOnly\n');
  });

  it('ignores what a list of excludes matches, and says which of them cannot be', async () => {
    const config = { ...rules, options: { exclude: ['^src/middleware', '(?=lib)', 'node_modules'] } };
    const { found, stdout } = await translated(config);
    expect(found).toEqual(['no-old src/main.ts', 'no-utils src/router/router.ts']);
    expect(stdout).toContain('  options.exclude (?=lib): no glob means (?=lib)\n');
    expect(stdout).toContain('  options.exclude node_modules: it matches no file that Lintel reads\n');
  });
});

describe('lintel init --from dependency-cruiser: extends', () => {
  it('merges rules of JSON files by their names, also of installed packages', async () => {
    const utils = { name: 'no-utils', severity: 'error', from: {}, to: { path: '^src/utils/' } };
    const old = { name: 'no-old', severity: 'error', from: {}, to: { path: 'old' } };
    const config = {
      extends: ['./config/base.json', 'preset/rules.json', 'dependency-cruiser/configs/recommended'],
      forbidden: [{ name: 'no-old', severity: 'warn' }],
    };
    const root = bake({
      ...files,
      'config/base.json': JSON.stringify({ forbidden: [old] }),
      'node_modules/preset/rules.json': JSON.stringify({ forbidden: [utils] }),
      '.dependency-cruiser.json': JSON.stringify(config),
    });
    const { code, stdout } = await lintel(root, ['init', '--from', 'dependency-cruiser']);
    expect(code).toBe(0);
    expect(frozenIn(root)).toEqual([
      'layering/no-old src/main.ts',
      'layering/no-old src/middleware/log/index.ts',
      'layering/no-utils src/middleware/auth/index.ts',
      'layering/no-utils src/router/router.ts',
    ]);
    expect(readFileSync(join(root, 'lintel.yaml'), 'utf8')).toContain('severity: warn');
    expect(stdout).toContain('  extends: only JSON files are read');
  });
});
