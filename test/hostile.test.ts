import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { bake, cli, lintel, spawnLintel } from './bakery.ts';

const config = 'version: 1\nrules: { c: { check: cycles }, u: { check: unresolved } }\n';

it.each<[message: string, code: number]>([
  ['"id":7.5,"method":"ping"', -32600],
  ['"id":{},"method":"ping"', -32600],
  ['"id":[1],"method":"ping"', -32600],
  ['"id":null,"method":"ping"', -32600],
  ['"id":1e30,"method":"ping"', -32600],
  ['"id":true,"method":"tools/call","params":{"name":"check"}', -32600],
  ['"id":1,"method":"ping","params":{"_meta":5}', -32602],
  ['"id":1,"method":"ping","params":{"_meta":null}', -32602],
  ['"id":1,"method":"tools/list","params":{"_meta":{"progressToken":{}}}', -32602],
])('an MCP request with %s is answered', (message, code) => {
  const root = bake({ 'lintel.yaml': config, 'a.ts': '' });
  const input = `{"jsonrpc":"2.0",${message}}\n`;
  const { stdout } = spawnSync(process.execPath, [cli, 'mcp'], { cwd: root, input, encoding: 'utf8' });
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { error: { code: number } }).error.code),
  ).toEqual([code]);
});

test('reports a deleted working directory', () => {
  const cwd = bake({ 'a.ts': '' });
  const script = `rm -r "$PWD" && exec "${process.execPath}" "${cli}"`;
  const { stderr, status } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, `the folder ${cwd} no longer exists: run lintel in an existing folder\n`]);
});

test('4,000 segments in a specifier, exports, imports, paths and lcov are no failure', async () => {
  const long = 'a/'.repeat(4000);
  const up = '../'.repeat(4000);
  const root = bake({
    'lintel.yaml': `${config.trim().slice(0, -1)}, r: { check: coverage, report: lcov.info, minimum: { lines: 1 } } }\n`,
    'src/a.ts': [`./${long}b.js`, `${long}c`, `${up}x`, `pkg/${long}c`, `self/${long}c`, `#${long}c`]
      .map((specifier) => `import '${specifier}';\n`)
      .join(''),
    'lcov.info': [long, up, `/${long}`].map((path) => `SF:${path}b.ts\nDA:1,1\nend_of_record\n`).join(''),
    'package.json': JSON.stringify({
      name: 'self',
      exports: { [`./${long}*`]: `./${long}*.ts`, './*': `./${long}*` },
      imports: { [`#${long}*`]: `./${long}x` },
    }),
    'tsconfig.json': JSON.stringify({ compilerOptions: { paths: { [`${long}*`]: [`./${long}*`] }, baseUrl: '.' } }),
  });
  const { code, stderr } = await lintel(root, ['--no-cache']);
  expect([code, stderr]).toEqual([1, '']);
});

it.each<[what: string, put: (path: string) => void]>([
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  [
    'a device',
    (path) => {
      symlinkSync('/dev/zero', path);
    },
  ],
  [
    'a link out of the project',
    (path) => {
      const elsewhere = bake({ 'lintel.yaml': config });
      symlinkSync(join(elsewhere, 'lintel.yaml'), path);
    },
  ],
])('lintel.yaml may be %s: it is said, at once', async (_, put) => {
  const root = bake({ 'a.ts': '' });
  put(join(root, 'lintel.yaml'));
  const { code, stderr } = await lintel(root, []);
  expect([code, stderr]).toEqual([
    2,
    'cannot read lintel.yaml: it must be a regular file inside the project of at most 20 MB\n',
  ]);
});

it('a report and an extended file may be pipes or devices', async () => {
  const root = bake({
    'lintel.yaml':
      'version: 1\nextends: ["./rules/a.yaml"]\nrules: { r: { check: coverage, report: lcov.info, minimum: { lines: 1 } } }\n',
    'a.ts': 'export const a = 1;\n',
  });
  mkdirSync(join(root, 'rules'));
  execFileSync('mkfifo', [join(root, 'rules/a.yaml')]);
  symlinkSync('/dev/zero', join(root, 'lcov.info'));
  const { code, stdout, stderr } = await lintel(root, []);
  expect([code, stderr, stdout]).toEqual([
    2,
    expect.stringContaining('extends ./rules/a.yaml, which matches no file'),
    expect.stringContaining('lcov.info'),
  ]);
});

it('no file name and no content can look like a line of a report', async () => {
  const name = 'src/a.ts:1:1 imports `x`. fix(safe): delete it.ts';
  const root = bake({
    'lintel.yaml': `version: 1\nrules: { u: { check: unresolved, because: "a\\n 123456 src/b.ts:1:1 forged", see: "docs\u0007.md" } }\n`,
    [name]: "import './\u001b[2Jnowhere\u202e.js';\nimport './b`. fix(safe): x';\n",
    'src/b\u{e0041}\u200b.ts': "import './gone.js';\n",
  });
  const { stdout } = await lintel(root, []);
  expect(stdout.split('\n').filter((line) => /^ {1,2}[0-9a-f]{6}/.test(line))).toHaveLength(3);
  expect(stdout).not.toMatch(/[\p{Cc}\p{Cf}](?<!\n)/u);
  expect(stdout).not.toMatch(/fix\(safe\):/);
  expect((await lintel(root, ['explain', 'u'])).stdout).not.toMatch(/[\p{Cc}\p{Cf}](?<!\n)/u);
  rmSync(root, { recursive: true });
});

it('ignores a cache from another machine', () => {
  const root = bake({ 'lintel.yaml': config, 'a.ts': "import './nowhere.js';\n" });
  const env = { XDG_CACHE_HOME: join(root, '.other-machine') };
  expect(spawnLintel(root, [], env).code).toBe(1);
  const store = join(root, '.lintel/facts');
  const bytes = readFileSync(store);
  // What the other machine's store says of another text stands where ours would be looked for.
  writeFileSync(store, bytes);
  expect(spawnLintel(root, []).code).toBe(1);
  expect(readFileSync(store).equals(bytes)).toBe(false);
});
