import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../src/doors/cli/main.ts';
import { bake, git, home, lintel, put, shop } from './bakery.ts';

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

/** All texts of a project, by path. */
function texts(root: string): Readonly<Record<string, string>> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    paths
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => !path.includes('node_modules') && !path.includes('/.git/'))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  );
}

/** The shop of other tests, before anybody wrote a rule. */
const bakery = Object.fromEntries(
  Object.entries(shop).filter(([path]) => path !== 'lintel.yaml' && path !== 'CONVENTIONS.md'),
);

describe('lintel init', () => {
  it('writes rules that a check passes, and prints them as a table', async () => {
    const root = bake({ ...bakery, '.github/workflows/test.yml': 'name: test\n' });
    const { code, stdout, stderr } = await lintel(root, ['init', '--yes']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^rule +found +frozen +evidence$/m);
    expect(stdout).toMatch(/^recommended\/cycles +2 +2 /m);
    expect(stdout).toMatch(
      /^wrote lintel\.yaml, CONVENTIONS\.md, AGENTS\.md, \.github\/workflows\/lintel\.yml, lintel-baseline\.json$/m,
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^next: .*\(2 violations frozen\)$/);
    expect(await lintel(root, [])).toEqual({
      code: 0,
      stdout: 'ok. 4 files, 4 rules. frozen 2, new 0, gone 0.\n',
      stderr: '',
    });
  });

  it('takes up what a larger project has: its routes, its conventions, files that cannot be read', async () => {
    const root = bake({});
    cpSync(join(home, 'fixtures/billing'), root, { recursive: true, filter: (path) => !path.endsWith('/lintel.yaml') });
    const { code, stdout } = await lintel(root, ['init', '--yes']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^.*: 30 files, express, tests by vitest, API in api\/openapi\.yaml$/m);
    expect(stdout).toMatch(/^contract\/api +2 +2 +4 operations in `api\/openapi\.yaml`$/m);
    expect(stdout).toMatch(/^parse +1 +1 /m);
    expect(stdout).toMatch(/^ {2}recommended\/suppressions: it would report 2 violations/m);
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });

  it('gives every rule a paragraph with examples of the project', async () => {
    const root = bake(bakery);
    await lintel(root, ['init', '--yes']);
    const anchors = [...read(root, 'lintel.yaml').matchAll(/see: "#([^"]+)"/g)].map(([, anchor]) => anchor);
    const headings = [...read(root, 'CONVENTIONS.md').matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
    expect(headings.map((heading) => heading.toLowerCase().replaceAll(' ', '-'))).toEqual(anchors);
    expect(read(root, 'CONVENTIONS.md')).toContain(
      '- Good: `src/counter/till.ts` imports `src/oven/bake.ts`, but not the other way round.',
    );
    expect(read(root, 'CONVENTIONS.md')).toContain('- Bad: `src/counter/till.ts`: ');
    expect(await lintel(root, ['explain', 'recommended/cycles'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('from CONVENTIONS.md:') as string,
    });
  });

  it('changes nothing the second time, and says so', async () => {
    const root = bake(bakery);
    await lintel(root, ['init', '--yes']);
    const before = texts(root);
    expect(await lintel(join(root, 'src'), ['init', '--yes'])).toEqual({
      code: 0,
      stdout: `lintel.yaml already exists in ${root}; nothing was changed\n`,
      stderr: '',
    });
    expect(texts(root)).toEqual(before);
  });

  it('adds missing sections to documents once, and overwrites nothing', async () => {
    const root = bake({
      ...bakery,
      'CONVENTIONS.md': '# Ours\n\n## No import cycles\n\nOur own words.\n',
      'AGENTS.md': '# Our map\n',
      'CLAUDE.md': '# Our other map\n',
      '.github/workflows/lintel.yml': 'name: ours\n',
    });
    const { stdout } = await lintel(root, ['init', '--yes']);
    expect(stdout).toContain('.github/workflows/lintel.yml already exists');
    expect(read(root, '.github/workflows/lintel.yml')).toBe('name: ours\n');
    const conventions = read(root, 'CONVENTIONS.md');
    expect(
      conventions.startsWith(
        '# Ours\n\n## No import cycles\n\nOur own words.\n\n## Conventions that lintel.yaml enforces\n',
      ),
    ).toBe(true);
    expect(conventions.match(/No import cycles/g)).toHaveLength(1);
    expect(read(root, 'AGENTS.md')).toMatch(/^# Our map\n\n<!-- lintel:begin -->\n[^]*<!-- lintel:end -->\n$/);
    expect(read(root, 'CLAUDE.md')).toMatch(/^# Our other map\n\n<!-- lintel:begin -->/);
    expect(await lintel(root, [])).toMatchObject({ code: 0 });
  });

  it('prints a diff that git can apply, and writes nothing, with --dry-run', async () => {
    const root = bake(bakery);
    const before = texts(root);
    const { code, stdout, stderr } = await lintel(root, ['init', '--dry-run']);
    expect([code, texts(root)]).toEqual([0, before]);
    expect(stderr).toContain('would write lintel.yaml, CONVENTIONS.md, AGENTS.md, lintel-baseline.json');
    put(root, { 'init.diff': stdout });
    git(root, 'init', '--quiet');
    git(root, 'apply', 'init.diff');
    expect(await lintel(root, [])).toMatchObject({ code: 0 });
  });

  it.each([
    ['an empty folder', {}],
    ['documents only', { 'README.md': '# A\n' }],
    [
      'plain JavaScript without a package.json',
      { 'a.js': "const b = require('./b');\n", 'b.js': 'module.exports = 1;\n' },
    ],
    ['files that do not parse', { 'package.json': '{}', 'src/a.ts': 'export const = {\n', 'src/b.ts': 'export {};\n' }],
    [
      'a manifest and a tsconfig that do not parse',
      { 'package.json': '{ "name": ', 'tsconfig.json': '{{{', 'a.ts': "import './b';\n" },
    ],
    ['nothing but fixtures', { 'fixtures/a.ts': 'export {};\n' }],
    ['nothing but tests', { 'tests/a.test.ts': 'export {};\n' }],
    [
      'names that mean something in globs, YAML and Markdown',
      {
        'package.json': '{ "name": "a" }',
        'src/(shop)/[id]/{x}.ts': "import '../../# a: b/`c`.ts';\n",
        'src/# a: b/`c`.ts': 'export {};\n',
        'src/!no/*.ts': 'export {};\n',
      },
    ],
  ])('leaves a check that passes: %s', async (_, files) => {
    const root = bake(files);
    expect(await lintel(root, ['init', '--yes'])).toMatchObject({ code: 0, stderr: '' });
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });

  it('asks at a terminal, at most three times, and leaves out what is refused', async () => {
    const layers = ['ui', 'service', 'repo'].flatMap((name, at, all) =>
      Array.from({ length: 12 }, (_, n): [string, string] => [
        `src/${name}/some-file-${String(n)}.ts`,
        `${all[at + 1] ? `import '../${all[at + 1] ?? ''}/some-file-${String(n)}.ts';\n` : ''}export {};\n`,
      ]),
    );
    const answered = async (answer: string): Promise<{ readonly root: string; readonly asked: string[] }> => {
      const root = bake({ ...Object.fromEntries(layers), '.github/workflows/test.yml': 'name: test\n' });
      const asked: string[] = [];
      const out = { terminal: true, write: () => undefined };
      const question = (text: string): Promise<string> => {
        asked.push(text);
        return Promise.resolve(answer);
      };
      expect(await main({ argv: ['init'], cwd: root, env: {}, stdout: out, stderr: out, question })).toBe(0);
      return { root, asked };
    };
    const yes = await answered('');
    expect(yes.asked).toEqual([
      'These folders look like layers, top layer first:\n  layering/src: ui > service > repo\nKeep them? [Y/n] ',
      'Nearly all names follow these styles:\n  naming/files: * kebab-case\nKeep them? [Y/n] ',
      'Write .github/workflows/lintel.yml? [Y/n] ',
    ]);
    expect(read(yes.root, 'lintel.yaml')).toMatch(/layering\/src[^]*naming\/files/);
    const no = await answered('no');
    expect(read(no.root, 'lintel.yaml')).not.toMatch(/layering\/src|naming\/files|^ {2}ui:/m);
    expect(existsSync(join(no.root, '.github/workflows/lintel.yml'))).toBe(false);
    expect(await lintel(no.root, [])).toMatchObject({ code: 0 });
  });

  it('refuses a lintel.yaml that is a link, and writes nothing', async () => {
    const root = bake(bakery);
    const outside = bake({});
    symlinkSync(join(outside, 'theirs.yaml'), join(root, 'lintel.yaml'));
    const { code, stderr } = await lintel(root, ['init', '--yes']);
    expect([code, stderr]).toEqual([2, 'cannot write lintel.yaml (it is a link); nothing was changed\n']);
    expect([existsSync(join(outside, 'theirs.yaml')), existsSync(join(root, 'CONVENTIONS.md'))]).toEqual([
      false,
      false,
    ]);
    unlinkSync(join(root, 'lintel.yaml'));
    expect(await lintel(root, ['init', '--yes'])).toMatchObject({ code: 0 });
  });

  it('leaves an AGENTS.md alone that leads out, and writes through one that leads to another file of the project', async () => {
    const outside = bake({ 'theirs.md': '# Theirs\n' });
    const out = bake(bakery);
    symlinkSync(join(outside, 'theirs.md'), join(out, 'AGENTS.md'));
    const { stdout } = await lintel(out, ['init', '--yes']);
    expect(stdout).toContain('AGENTS.md is unchanged: it is a link');
    expect(read(outside, 'theirs.md')).toBe('# Theirs\n');
    const inner = bake({ ...bakery, 'CLAUDE.md': '# Ours\n' });
    symlinkSync('CLAUDE.md', join(inner, 'AGENTS.md'));
    expect(await lintel(inner, ['init', '--yes'])).toMatchObject({ code: 0 });
    expect(read(inner, 'CLAUDE.md').match(/lintel:begin/g)).toHaveLength(1);
  });

  it('does not judge imports of what a build writes, whether it is there or not', async () => {
    const root = bake({
      ...bakery,
      '.gitignore': 'written.ts\ndist\n',
      'src/a.ts': "import './written.js';\n",
      'src/b.ts': "import '../dist/built.js';\n",
      'src/written.ts': '',
    });
    git(root, 'init', '--quiet');
    await lintel(root, ['init', '--yes']);
    expect(read(root, 'lintel.yaml')).toContain('  recommended/unresolved: { not: [tests, src/a.ts, src/b.ts], see:');
    unlinkSync(join(root, 'src/written.ts'));
    put(root, { 'dist/built.js': '' });
    expect(await lintel(root, [])).toMatchObject({ code: 0 });
  });

  it('does not write a CI file behind a link or outside the root of the repository', async () => {
    const outside = bake({ 'workflows/test.yml': '' });
    const linked = bake({ ...bakery, '.gitlab-ci.yml': 'test: {}\n' });
    symlinkSync(outside, join(linked, '.gitlab'));
    expect((await lintel(linked, ['init', '--yes'])).stdout).toContain(
      '.gitlab/lintel.yml was not written: a parent folder is a link or a file',
    );
    expect(readdirSync(outside)).toEqual(['workflows']);
    const top = bake({ 'shop/package.json': '{}', 'shop/a.ts': 'export {};\n', 'shop/.gitlab-ci.yml': 'test: {}\n' });
    git(top, 'init', '--quiet');
    expect((await lintel(join(top, 'shop'), ['init', '--yes'])).stdout).toContain(
      '.gitlab/lintel.yml belongs in the root of the repository, which is not this folder; add a step there that runs: npx --yes lintel@',
    );
    expect(existsSync(join(top, 'shop/.gitlab'))).toBe(false);
  });

  it('refuses to begin where a baseline is left without its lintel.yaml', async () => {
    const root = bake({ ...bakery, 'lintel-baseline.json': '{\n  "version": 1\n}\n' });
    expect(await lintel(root, ['init', '--yes'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^lintel-baseline\.json exists without lintel\.yaml: /) as string,
    });
  });

  it('writes for the root of the package when it is called below', async () => {
    const root = bake(bakery);
    expect(await lintel(join(root, 'src/oven'), ['init', '--yes'])).toMatchObject({ code: 0 });
    expect(existsSync(join(root, 'lintel.yaml'))).toBe(true);
  });
});
