import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { reporters } from '../src/reporters/index.ts';
import { reportSchema } from '../src/reporters/schema.ts';
import { bake, git, lintel, put, type Run } from './bakery.ts';

const under = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

const upward = {
  'lintel.yaml': `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**" }
rules:
  layering/bakery: { check: layers, layers: [counter, oven], see: "#layers" }
`,
  'CONVENTIONS.md': '# Conventions\n\n## Layers\n\nThe counter knows the oven.\n',
  'src/counter/till.ts': 'export const sell = 1;\n',
  'src/oven/bake.ts': "import { sell } from '../counter/till.js';\nexport const bake = sell;\n",
};

/** Two equal shops, and a root above them that judges names everywhere. */
const street = {
  'lintel.yaml': 'version: 1\nrules:\n  naming/files: { check: file-naming, files: kebab-case }\n',
  'tools/BadName.ts': 'export {};\n',
  ...under('apps/north', upward),
  ...under('apps/south', upward),
};

const recordOf = ({ stdout }: Run): z.infer<typeof reportSchema> => reportSchema.parse(JSON.parse(stdout));
const placesOf = ({ violations }: z.infer<typeof reportSchema>): string[] =>
  violations.map(({ rule, file }) => `${rule} ${file}`);

describe('lintel --all', () => {
  it('checks every root in one report, with paths from the working directory', async () => {
    const root = bake(street);
    expect(await lintel(root, ['--all'])).toEqual({
      code: 1,
      stderr: '',
      stdout: `3 errors. 5 files, 3 rules, 3 roots.

apps/north:layering/bakery: counter > oven, each imports only layers below it. see: apps/north/CONVENTIONS.md#layers
says: "The counter knows the oven."
 aa406a apps/north/src/oven/bake.ts:1:22 imports \`../counter/till.js\` (counter): variable \`sell\`; no other file imports it. fix(manual): no move fixes this: after it, zone counter matches no file

apps/south:layering/bakery: counter > oven, each imports only layers below it. see: apps/south/CONVENTIONS.md#layers
says: "The counter knows the oven."
 aa406a apps/south/src/oven/bake.ts:1:22 imports \`../counter/till.js\` (counter): variable \`sell\`; no other file imports it. fix(manual): no move fixes this: after it, zone counter matches no file

naming/files: files are kebab-case. fix(suggested): move (no file imports it, so something else may refer to it)
 4bd904 tools/BadName.ts \`BadName.ts\` -> \`bad-name.ts\`
inherited: rules of roots above also check apps/north, apps/south: naming/files
`,
    });
  });

  it('has the violations of a run in each root', async () => {
    const root = bake(street);
    const { violations } = recordOf(await lintel(root, ['--all', '--format', 'json']));
    const own = recordOf(await lintel(join(root, 'apps/north'), ['--format', 'json'])).violations[0];
    const here = violations.find(({ root: of }) => of === 'apps/north');
    expect(here).toEqual({
      ...own,
      root: 'apps/north',
      rule: `apps/north:${own?.rule}`,
      file: `apps/north/${own?.file}`,
      see: { ...own?.see, file: 'apps/north/CONVENTIONS.md' },
      evidence: own?.evidence.map((one) => ({ ...one, file: `apps/north/${one.file}` })),
    });
  });

  it('gives services a fingerprint for each root, where ids are equal', async () => {
    const root = bake(street);
    const { stdout } = await lintel(root, ['--all', '--format', 'gitlab']);
    const issues = JSON.parse(stdout) as { fingerprint: string; location: { path: string } }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    const ids = recordOf(await lintel(root, ['--all', '--format', 'json'])).violations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    const alone = JSON.parse((await lintel(root, ['--format', 'gitlab'])).stdout) as typeof issues;
    expect(issues.find(({ location }) => location.path === 'tools/BadName.ts')?.fingerprint).toBe(
      alone[0]?.fingerprint,
    );
  });

  it.each(Object.keys(reporters))('names each violation once in the format %s', async (format) => {
    const root = bake(street);
    const { code, stdout, stderr } = await lintel(root, ['--all', '--format', format]);
    expect([code, stderr]).toEqual([1, '']);
    for (const file of ['tools/BadName.ts', 'apps/north/src/oven/bake.ts', 'apps/south/src/oven/bake.ts'])
      expect(stdout).toContain(file);
    expect(stdout).not.toMatch(/(?<!(?:north|south)\/)src\/oven\/bake\.ts/);
  });

  it('says which rules a root inherits', async () => {
    const root = bake(street);
    const { roots, summary } = recordOf(await lintel(root, ['--all', '--format', 'json']));
    expect(roots?.map(({ path, inherits, files, rules, errors }) => [path, inherits, files, rules, errors])).toEqual([
      ['.', [], 5, 1, 1],
      ['apps/north', ['naming/files'], 2, 1, 1],
      ['apps/south', ['naming/files'], 2, 1, 1],
    ]);
    expect(summary.notes).toEqual(['inherited: rules of roots above also check apps/north, apps/south: naming/files']);
    put(root, { 'lintel.yaml': `${street['lintel.yaml']}ignore: ["apps/**"]\n` });
    const apart = recordOf(await lintel(root, ['--all', '--format', 'json']));
    expect([apart.roots?.map(({ inherits }) => inherits), apart.summary.notes]).toEqual([[[], [], []], []]);
  });

  it('selects roots by paths, and of each its own part', async () => {
    const root = bake(street);
    const found = async (cwd: string, ...paths: string[]): Promise<string[]> =>
      placesOf(recordOf(await lintel(cwd, ['--all', '--format', 'json', ...paths])));
    const north = 'apps/north:layering/bakery apps/north/src/oven/bake.ts';
    expect(await found(root, 'apps/north')).toEqual([north]);
    expect(await found(root, 'apps/north/src/oven', 'tools')).toEqual([north, 'naming/files tools/BadName.ts']);
    expect(await found(root, 'apps/north/src/counter')).toEqual([]);
    expect(await found(join(root, 'apps'), 'north')).toEqual(['north:layering/bakery north/src/oven/bake.ts']);
    expect(await lintel(join(root, 'apps'), ['--all', '../tools'])).toMatchObject({ code: 2 });
    put(root, { 'apps/none/a.ts': '' });
    expect(await lintel(join(root, 'apps'), ['--all', 'none'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'no root has files in none: name a folder with a lintel.yaml, or one above or below it\n',
    });
  });

  it('runs one rule in the roots that have it, or in one', async () => {
    const root = bake(street);
    const found = async (rule: string): Promise<string[]> =>
      placesOf(recordOf(await lintel(root, ['--all', '--format', 'json', '--rule', rule])));
    expect(await found('naming/files')).toEqual(['naming/files tools/BadName.ts']);
    expect(await found('layering/bakery')).toHaveLength(2);
    expect(await found('apps/south:layering/bakery')).toEqual([
      'apps/south:layering/bakery apps/south/src/oven/bake.ts',
    ]);
    const { code, stderr } = await lintel(root, ['--all', '--rule', 'layering/cellar']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('naming/files, apps/north:layering/bakery')]);
  });

  it('tells the errors of all roots, and still checks the others', async () => {
    const root = bake({
      ...street,
      'apps/east/lintel.yaml': 'version: 1\nrules: 5\n',
      'apps/west/lintel.yaml': 'version: 2\nrules: {}\n',
      'apps/west/a.ts': '',
    });
    const { code, stdout, stderr } = await lintel(root, ['--all', '--format', 'json']);
    expect(code).toBe(2);
    expect(new Set(stderr.match(/^apps\/\w+\/lintel\.yaml:\d+:\d+/gm))).toEqual(
      new Set(['apps/east/lintel.yaml:1:1', 'apps/east/lintel.yaml:2:8', 'apps/west/lintel.yaml:1:10']),
    );
    expect(placesOf(recordOf({ code, stdout, stderr }))).toHaveLength(3);
  });

  it('has a baseline in each root, and counts all', async () => {
    const root = bake(street);
    await lintel(join(root, 'apps/north'), ['baseline', 'create']);
    const { code, stdout } = await lintel(root, ['--all']);
    expect([code, stdout.split('\n')[0]]).toEqual([1, '2 errors. 5 files, 3 rules, 3 roots. frozen 1, new 2, gone 0.']);
    put(root, { 'apps/north/src/oven/bake.ts': 'export {};\n' });
    expect((await lintel(root, ['--all'])).stdout).toContain('gone 1.');
  });

  it('compares each root with the same commit', async () => {
    const root = bake(street);
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-q', '-m', 'one'],
    ])
      git(root, ...args);
    expect((await lintel(root, ['--all', '--since', 'HEAD'])).stdout).toMatch(
      /^ok\. 5 files, 3 rules, 3 roots\. since HEAD/,
    );
    put(root, { 'apps/south/src/oven/toast.ts': "import '../counter/till.js';\n" });
    expect(placesOf(recordOf(await lintel(root, ['--all', '--since', 'HEAD', '--format', 'json'])))).toEqual([
      'apps/south:layering/bakery apps/south/src/oven/toast.ts',
    ]);
  });

  it('parses a text once for all roots, and nothing the next time', async () => {
    const cycles = 'version: 1\nrules:\n  layering/cycles: { check: cycles }\n';
    const root = bake({
      ...street,
      'lintel.yaml': cycles,
      'apps/north/lintel.yaml': cycles,
      'apps/south/lintel.yaml': cycles,
    });
    const parsed = async (cwd: string, ...flags: string[]): Promise<string | undefined> =>
      /^parsed\s+(.*)$/m.exec((await lintel(cwd, ['--timing', ...flags])).stderr)?.[1];
    expect(await parsed(join(root, 'apps/north'), '--no-cache')).toBe('3 files');
    expect(await parsed(root, '--no-cache')).toBe('7 files');
    // Files as young as the sweep are read again.
    await pause(200);
    expect(await parsed(root, '--all')).toBe('7 files');
    expect(await parsed(root, '--all')).toBe('0 files');
    expect(await parsed(join(root, 'apps/north'))).toBe('0 files');
  });

  it('ignores what git ignores, and wants a root', async () => {
    const root = bake({ '.gitignore': 'old/\n', ...under('old', upward), 'a.ts': '' });
    expect(await lintel(root, ['--all'])).toMatchObject({ code: 2, stdout: '' });
    expect((await lintel(root, ['--all'])).stderr).toBe(
      `no lintel.yaml with a \`version\` in ${root} or below: run \`lintel init\` to create one\n`,
    );
  });

  it('knows the owners that CODEOWNERS of any root above names', async () => {
    const root = bake({ ...street, CODEOWNERS: 'tools/ @tools\n', 'apps/north/CODEOWNERS': 'src/ @north\n' });
    const { stdout } = await lintel(root, ['--all', '--format', 'html']);
    const owners = [...stdout.matchAll(/<p><code>([^:<]*).*?<\/p>|data-owner="(.*?)"/g)].map(
      ([, file, owner]) => file ?? owner,
    );
    expect(owners).toEqual([
      ...['@north', 'apps/north/src/oven/bake.ts'],
      ...['(no owner)', 'apps/south/src/oven/bake.ts'],
      ...['@tools', 'tools/BadName.ts'],
    ]);
  });

  it.each(['--delta', '--watch'])('refuses %s', async (flag) => {
    const root = bake(street);
    const { code, stderr } = await lintel(root, ['--all', flag, ...(flag === '--delta' ? ['x'] : [])]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be combined with')]);
  });

  it('writes files beside the working directory', async () => {
    const root = bake(street);
    await lintel(root, ['--all', '--format', 'sarif=all.sarif']);
    const { runs } = JSON.parse(readFileSync(join(root, 'all.sarif'), 'utf8')) as {
      runs: { tool: { driver: { rules: { id: string; help: { text: string } }[] } } }[];
    };
    const rule = runs[0]?.tool.driver.rules.find(({ id }) => id === 'apps/north:layering/bakery');
    expect(rule?.help.text).toContain('lintel explain layering/bakery');
  });
});
