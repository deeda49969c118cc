import { describe, expect, it } from 'vitest';
import { bake, frozenIn, lintel } from './bakery.ts';

describe('lintel init --from knip', () => {
  const files = {
    'package.json': '{ "name": "shop", "workspaces": ["packages/*"] }',
    'src/main.ts': `import './used';\n`,
    'src/used.ts': 'export {};\n',
    'src/unused.ts': 'export {};\n',
    'src/used.test.ts': `import './used';\n`,
    'src/old/unused.ts': 'export {};\n',
    'scripts/unused.ts': 'export {};\n',
    'packages/a/package.json': '{ "name": "a" }',
    'packages/a/lib/index.ts': 'export {};\n',
    'packages/a/lib/unused.ts': 'export {};\n',
  };
  const config = {
    entry: ['src/main.ts!', 'src/nowhere.ts'],
    project: ['src/**/*.ts!'],
    ignore: ['src/old/**'],
    ignoreDependencies: ['tailwindcss'],
    ignoreExportsUsedInFile: true,
    workspaces: { 'packages/a': { entry: 'lib/index.ts', vite: false }, 'packages/b': {} },
  };

  it('finds the unused files of each workspace', async () => {
    const root = bake({ ...files, 'knip.jsonc': `// Unused\n${JSON.stringify(config)}` });
    const { code, stdout, stderr } = await lintel(root, ['init', '--from', 'knip']);
    expect([code, stderr]).toEqual([0, '']);
    expect(frozenIn(root)).toEqual([
      'layering/orphans src/unused.ts',
      'layering/orphans-packages-a packages/a/lib/unused.ts',
    ]);
    expect(stdout.slice(stdout.indexOf('not translated\n'), stdout.indexOf('\nwrote'))).toBe(
      [
        'not translated',
        '  workspaces.packages/b.entry: it is not set',
        '  workspaces.packages/a.vite: it is a setting of Knip itself',
        '  ignoreDependencies: unused packages are not found; packages that are not declared are found by `packages`',
        '  ignoreExportsUsedInFile: unused exports are not found',
        '',
      ].join('\n'),
    );
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });
});
