import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bake, lintel, shop, spawnLintel } from './bakery.ts';

const root = bake(shop);

describe('lintel graph', () => {
  it('draws zones and layers as Mermaid, and does not fail on violations', async () => {
    const { code, stdout, stderr } = await lintel(root, ['graph']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^flowchart TB\n {2}n1\["counter<br>\d files?"\]\n {2}n2\["oven<br>/);
    expect(stdout).toContain('linkStyle');
  });

  it.each([
    ['a.svg', '<svg '],
    ['a.dot', 'digraph '],
    ['a.gv', 'digraph '],
    ['a.mmd', 'flowchart '],
    ['a.d2', 'direction: '],
    ['a.json', '{\n'],
    ['a.html', '<!doctype html>'],
    ['a.txt', 'flowchart '],
  ])('writes %s in the format of its name', async (file, start) => {
    expect(await lintel(root, ['graph', '--out', file])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(root, file), 'utf8').startsWith(start)).toBe(true);
  });

  it('draws files near a file', async () => {
    const { stdout } = await lintel(root, ['graph', '--focus', 'src/oven/rest.ts', '--format', 'json']);
    const { nodes, level } = JSON.parse(stdout) as { nodes: { label: string }[]; level: string };
    expect([level, nodes.map(({ label }) => label).sort()]).toEqual([
      'file',
      ['src/oven/knead.ts', 'src/oven/rest.ts'],
    ]);
  });

  it('takes paths from the working directory', async () => {
    const { stdout } = await lintel(join(root, 'src/oven'), ['graph', '../counter', '--level', 'file']);
    expect(stdout).toContain('src/counter/till.ts');
    expect(stdout).not.toContain('oven/');
  });

  it('writes the formats of dependency-cruiser', () => {
    const { code, stdout, stderr } = spawnLintel(root, ['graph', '--format', 'dependency-cruiser:archi']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^strict digraph "dependency-cruiser output"/);
  });

  it('draws a project without lintel.yaml', async () => {
    const bare = bake({
      'package.json': '{}',
      'src/a/x.ts': "import '../b/y.js';\nimport 'nowhere';\n",
      'src/b/y.ts': "import '../a/x.js';\n",
    });
    const { code, stdout, stderr } = await lintel(bare, ['graph', '--format', 'dot']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('label="src/a\\n1 file"');
    expect(stdout).toContain('n1 -> n2');
    expect(stdout).not.toMatch(/violation|#c62828/);
    expect(existsSync(join(bare, 'lintel.yaml'))).toBe(false);
  });

  it('prints configuration errors, and exits with code 2', async () => {
    const broken = bake({ 'lintel.yaml': 'version: 1\nrule: {}\n', 'src/a.ts': '' });
    const { code, stderr } = await lintel(broken, ['graph']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('lintel.yaml:2:1')]);
  });

  it('follows no link that the repository brought', async () => {
    const linked = bake({ ...shop });
    const outside = bake({ 'kept.html': 'kept' });
    symlinkSync(join(outside, 'kept.html'), join(linked, 'graph.html'));
    const { code, stderr } = await lintel(linked, ['graph', '--out', 'graph.html']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot write graph.html')]);
    expect(readFileSync(join(outside, 'kept.html'), 'utf8')).toBe('kept');
  });

  it('says what to do instead of a picture that nobody can read', async () => {
    const large = bake({ 'lintel.yaml': 'version: 1\nextends: [lintel/recommended]\n' });
    mkdirSync(join(large, 'src'));
    for (let i = 0; i <= 1000; i++) writeFileSync(join(large, `src/f${i}.ts`), 'export {};\n');
    const { code, stderr } = await lintel(large, ['graph', '--level', 'file', '--out', 'a.svg']);
    expect([code, stderr]).toEqual([
      2,
      'the picture would have 1001 nodes, but svg draws at most 1000: use --level folder, --focus PATH or --format html\n',
    ]);
  });

  it.each([
    ['--format pdf', 'unknown format pdf; valid: html, svg, dot, mermaid, d2, json, dependency-cruiser:FORMAT'],
    ['--format htm', 'unknown format htm: did you mean html?'],
    ['--level module', 'unknown level module; valid: zone, folder, file'],
    ['--format html --level file', '--level cannot be combined with the format html, which has its own'],
    ['--depth 2', '--depth needs --focus: add --focus PATH'],
    ['--focus src --depth x', '--depth takes a whole number, not x'],
    ['--focus src/ovens', 'src/ovens does not exist: did you mean src/oven?'],
    ['docs --violations', 'the picture would be empty: no file or import is selected'],
    [
      '--format dependency-cruiser:zzz',
      "dependency-cruiser cannot write the format zzz: 'zzz' is not a valid output type. ",
    ],
    [
      '--format dependency-cruiser:plugin:./x.js',
      'dependency-cruiser cannot write the format plugin:./x.js: the name is not valid',
    ],
  ])('refuses %s', async (args, stderr) => {
    expect(await lintel(root, ['graph', ...args.split(' ')])).toEqual({ code: 2, stdout: '', stderr: `${stderr}\n` });
  });
});
