import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bake, home, put } from './bakery.ts';

// What `npm pack` packs, installed in a project of its own, from the registry that npm is told to use. Minutes pass on a slow line.

const nodes = ['20', '22', '24'] as const;
let shop = '';

const npm = (cwd: string, ...args: readonly string[]): void => {
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
};
const nodeAt = (version: string): string => join(shop, `node_modules/node${version}/bin/node`);

beforeAll(() => {
  shop = bake({
    'package.json': JSON.stringify({ name: 'shop', private: true, type: 'module', version: '1.0.0' }),
    'lintel.yaml':
      'version: 1\nextends: [lintel/recommended]\nzones:\n  counter: "src/counter/**"\n  oven: "src/oven/**"\nrules:\n  layering/bakery:\n    check: layers\n    layers: [counter, oven]\n    because: the oven was here before the shop\n',
    'src/counter/till.ts': "import { bake } from '../oven/bake.js';\nexport const sell = () => bake();\n",
    'src/oven/bake.ts': "import { sell } from '../counter/till.js';\nexport const bake = () => sell;\n",
  });
  npm(home, 'pack', '--pack-destination', shop);
  const tarball = readdirSync(shop).find((file) => file.endsWith('.tgz')) ?? '';
  npm(
    shop,
    'install',
    `./${tarball}`,
    ...nodes.map((version) => `node${version}@npm:node@${version}`),
    'typescript@5.9',
    'eslint@10',
    '@types/node@20',
  );
}, 600_000);

describe.each(nodes)('the installed package on Node %s', (version) => {
  const run = (args: readonly string[]) =>
    spawnSync(nodeAt(version), args, {
      cwd: shop,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
    });

  it('is that Node', () => {
    expect(run(['--version']).stdout).toMatch(new RegExp(`^v${version}\\.`));
  });

  it('gates', () => {
    const { status, stdout, stderr } = run(['node_modules/.bin/lintel', 'check']);
    expect([status, stderr, stdout.split('.')[0]]).toEqual([1, '', '2 errors']);
    expect(stdout).toContain('src/oven/bake.ts:1:22 imports `../counter/till.js` (counter)');
  });

  it('explains, and serves agents', () => {
    expect(run(['node_modules/.bin/lintel', 'explain', 'layers']).stdout).toContain('# layers');
    const hello = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } } })}\n`;
    const { stdout } = spawnSync(nodeAt(version), ['node_modules/.bin/lintel', 'mcp'], {
      cwd: shop,
      input: hello,
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { serverInfo: { name: 'lintel' } } });
  });

  it('is a library, and a plugin of ESLint', () => {
    put(shop, {
      'use.js':
        "import { check, reporters } from 'lintel';\nimport { lintFiles } from 'lintel/testing';\nimport plugin from 'lintel/eslint';\nconst { violations } = await check();\nconsole.log(violations.length, typeof reporters.agent, lintFiles({ 'lintel.yaml': 'version: 1', 'a.ts': '' }).summary.files, Object.keys(plugin.rules).length);\n",
    });
    expect(run(['use.js']).stdout).toBe('2 function 1 5\n');
    put(shop, {
      'eslint.config.js': "import lintel from 'lintel/eslint';\nexport default lintel.configs.recommended;\n",
    });
    const { status, stdout } = run(['node_modules/eslint/bin/eslint.js', '--format', 'json', 'src']);
    expect([
      status,
      (JSON.parse(stdout) as { messages: { ruleId: string }[] }[]).flatMap(({ messages }) =>
        messages.map(({ ruleId }) => ruleId),
      ),
    ]).toEqual([1, expect.arrayContaining(['lintel/layering'])]);
  });
});

it.each([
  ['node16', 'node16'],
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])('its types resolve with module %s, moduleResolution %s', (module, moduleResolution) => {
  put(shop, {
    'types/use.ts':
      "import { check, type Check, type Report } from 'lintel';\nimport { lintFiles } from 'lintel/testing';\nimport plugin, { configs } from 'lintel/eslint';\nexport const report: Report = await check({ cwd: '.' });\nexport const summary: number = lintFiles({}).summary.files;\nexport const own: Check | null = null;\nexport { plugin, configs };\n// @ts-expect-error: a path is a text\nvoid check({ paths: [1] });\n",
    'types/tsconfig.json': JSON.stringify({
      compilerOptions: {
        module,
        moduleResolution,
        target: 'es2023',
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: ['node'],
      },
      files: ['use.ts'],
    }),
  });
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'types'], {
    cwd: shop,
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([0, '']);
});

it('contains no unneeded files and no tests', () => {
  const packed = (readdirSync(join(shop, 'node_modules/lintel'), { recursive: true }) as string[]).filter(
    (path) => !path.startsWith('node_modules'),
  );
  expect(packed.filter((path) => /\.test\.|fixture|bench|\.map$/.test(path))).toEqual([]);
  expect(JSON.parse(readFileSync(join(shop, 'node_modules/lintel/package.json'), 'utf8'))).toMatchObject({
    name: 'lintel',
    license: 'MIT',
  });
});
