import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { Format } from '../src/reporters/index.ts';
import { bake, lintel, put, shop } from './bakery.ts';

describe('a pull request that adds one violation to 500 that are frozen fails with exactly that one', async () => {
  const names = Array.from({ length: 500 }, (_, i) => `src/oven/Old${String(i)}.ts`);
  const root = bake({
    'lintel.yaml': 'version: 1\nrules:\n  naming/files: { check: file-naming, files: kebab-case }\n',
    ...Object.fromEntries(names.map((name) => [name, 'export {};\n'])),
  });
  const { stdout } = await lintel(root, ['baseline', 'create']);
  put(root, { 'src/oven/NewName.ts': 'export {};\n' });

  it('freezes 500', () => {
    expect(stdout).toBe('froze 500 violations of 1 rule in lintel-baseline.json\n');
  });

  // How each format names a file that has a violation; those that list what is frozen mark it.
  const told: Record<Format, (text: string) => readonly string[]> = {
    agent: (text) => [...text.matchAll(/^ \w{6} (\S+) /gm)].map(([, file = '']) => file),
    pretty: (text) => [...text.matchAll(/^ {2}(src\S+)$/gm)].map(([, file = '']) => file),
    blocks: (text) => [...text.matchAll(/^File: (.*)$/gm)].map(([, file = '']) => file),
    json: (text) =>
      (JSON.parse(text) as { violations: { file: string; status: string }[] }).violations
        .filter(({ status }) => status === 'new')
        .map(({ file }) => file),
    jsonl: (text) =>
      text
        .split('\n')
        .filter((line) => line.includes('"status":"new"'))
        .map((line) => (JSON.parse(line) as { file: string }).file),
    sarif: (text) =>
      (
        JSON.parse(text) as {
          runs: { results: { suppressions?: object[]; relatedLocations?: object; locations: Place[] }[] }[];
        }
      ).runs[0]!.results.filter(({ suppressions }) => suppressions === undefined).map(
        ({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri,
      ),
    github: (text) => [...text.matchAll(/^::error file=([^,]*),/gm)].map(([, file = '']) => file),
    azure: (text) =>
      [...text.matchAll(/^##vso\[task\.logissue type=error;sourcepath=([^;]*);/gm)].map(([, file = '']) => file),
    gitlab: (text) => (JSON.parse(text) as { location: { path: string } }[]).map(({ location }) => location.path),
    rdjson: (text) =>
      (JSON.parse(text) as { diagnostics: { location: { path: string } }[] }).diagnostics.map(
        ({ location }) => location.path,
      ),
    junit: (text) =>
      [...(/<failure.*<\/failure>/s.exec(text)?.[0] ?? '').matchAll(/(src\/\S+\.ts) /g)].map(([, file = '']) => file),
    checkstyle: (text) => [...text.matchAll(/<file name="([^"]*)"/g)].map(([, file = '']) => file),
    markdown: (text) => [...text.matchAll(/^- <code>(.*?)<\/code>/gm)].map(([, file = '']) => file),
    html: (text) => [...text.matchAll(/<article.*?<p><code>(.*?)<\/code>/gs)].map(([, file = '']) => file),
  };
  interface Place {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
  }

  it.each(Object.keys(told) as Format[])('%s', async (format) => {
    const { code, stdout: text, stderr } = await lintel(root, ['--format', format]);
    expect([code, stderr, told[format](text)]).toEqual([1, '', ['src/oven/NewName.ts']]);
  });

  it.each(['agent', 'pretty', 'markdown', 'html'])('%s says how many are frozen', async (format) => {
    expect((await lintel(root, ['--format', format])).stdout).toContain('frozen 500, new 1, gone 0');
  });
});

describe('in GitHub Actions', () => {
  const github = (root: string, more: Record<string, string> = {}): Record<string, string> => ({
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: root,
    GITHUB_STEP_SUMMARY: join(root, '..', 'summary.md'),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'bakers/bread',
    GITHUB_SHA: 'c0ffee',
    ...more,
  });

  it('adds annotations and a step summary, and escapes commands in text of the repository', async () => {
    const top = bake({});
    const root = join(top, 'apps/shop');
    put(root, shop);
    const env = github(top, { GITHUB_STEP_SUMMARY: join(top, 'summary.md') });
    writeFileSync(join(top, 'summary.md'), 'what was there\n');
    const { code, stdout } = await lintel(root, [], env);
    const [, word, report, annotations] =
      /^::stop-commands::(\w+)\n(.*)::\1::\n((?:::(?:error|warning) .*\n)+)$/s.exec(stdout) ?? [];
    expect([code, word]).toEqual([1, expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(report).toBe((await lintel(root, [])).stdout);
    expect(annotations?.match(/^::(\w+) file=apps\/shop\/src\/\S+\.ts,/gm)).toHaveLength(3);
    const summary = readFileSync(join(top, 'summary.md'), 'utf8');
    expect(summary).toMatch(/^what was there\n### Lintel: 1 error, 2 warnings\n/);
    expect(summary).toContain('](https://github.com/bakers/bread/blob/c0ffee/apps/shop/src/oven/bake.ts#L1)');
  });

  it('keeps to the limits of annotations and of the step summary, and counts what it omits', async () => {
    const names = Array.from({ length: 700 }, (_, i) => `src/oven/Old${String(i)}${'x'.repeat(60)}.ts`);
    const root = bake({
      'lintel.yaml': 'version: 1\nrules:\n  naming/files: { check: file-naming, files: kebab-case }\n',
      ...Object.fromEntries(names.map((name) => [name, 'export {};\n'])),
    });
    const { stdout } = await lintel(root, [], github(root, { GITHUB_STEP_SUMMARY: join(root, 'summary.md') }));
    expect(stdout.match(/^::error file=/gm)).toHaveLength(10);
    expect(stdout).toMatch(/690/);
    const summary = readFileSync(join(root, 'summary.md'), 'utf8');
    expect(summary.length).toBeLessThanOrEqual(60_000);
    const [, left] = /(\d+) more violations/.exec(summary) ?? [];
    expect((summary.match(/^- \[/gm)?.length ?? 0) + Number(left)).toBe(700);
  });

  it('--format overrides', async () => {
    const root = bake(shop);
    const env = github(root, { GITHUB_STEP_SUMMARY: join(root, 'summary.md') });
    expect((await lintel(root, ['--format', 'agent'], env)).stdout).toBe((await lintel(root, [])).stdout);
    expect(() => readFileSync(join(root, 'summary.md'))).toThrow();
    await lintel(root, ['--format', 'github=out.txt'], env);
    expect(readFileSync(join(root, 'summary.md'), 'utf8')).toMatch(/^### Lintel/);
  });

  it('a summary that cannot be written ends with 2', async () => {
    const root = bake(shop);
    const { code, stderr } = await lintel(root, [], github(root, { GITHUB_STEP_SUMMARY: join(root, 'src') }));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^cannot write .*src: EISDIR\n$/)]);
  });
});

test('in Azure Pipelines issues are logged in addition, and no text of the repository is a command', async () => {
  const top = bake({});
  const root = join(top, 'apps/shop');
  put(root, { ...shop, 'src/oven/##vso[task.complete result=Succeeded;]x.ts': "import '../counter/till.js';\n" });
  const env = { TF_BUILD: 'True', BUILD_SOURCESDIRECTORY: top };
  const { code, stdout } = await lintel(root, [], env);
  const issues = stdout.split('\n').filter((line) => line.startsWith('##vso[task.logissue '));
  const others = stdout.split('\n').filter((line) => !line.startsWith('##vso[task.logissue '));
  expect(code).toBe(1);
  expect(issues.some((line) => line.includes(';sourcepath=apps/shop/src/oven/bake.ts;'))).toBe(true);
  expect(others.join('\n')).toContain('# #vso[task.complete');
  expect(others.join('\n')).not.toContain('##vso[');
  expect((await lintel(root, ['--format', 'agent'], env)).stdout).not.toContain('task.logissue');
});

test('in GitLab CI nothing is printed unasked, and paths are those of the repository', async () => {
  const top = bake({});
  const root = join(top, 'apps/shop');
  put(root, shop);
  const env = { GITLAB_CI: 'true', CI_PROJECT_DIR: top, CI_PROJECT_URL: 'https://gitlab.com/b/b', CI_COMMIT_SHA: 'c0' };
  const plain = (await lintel(root, [])).stdout;
  const { stdout } = await lintel(root, ['--format', 'agent', '--format', 'gitlab=quality.json'], env);
  expect([(await lintel(root, [], env)).stdout, stdout]).toEqual([plain, plain]);
  const issues = JSON.parse(readFileSync(join(root, 'quality.json'), 'utf8')) as { location: { path: string } }[];
  expect(issues.map(({ location }) => location.path.startsWith('apps/shop/src/'))).toEqual([true, true, true]);
  expect((await lintel(root, ['--format', 'markdown'], env)).stdout).toContain(
    '](https://gitlab.com/b/b/-/blob/c0/apps/shop/src/oven/bake.ts#L1)',
  );
});
