import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint, type Linter, RuleTester, type Rule } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import plugin, { configs, rules } from '../src/doors/eslint/index.ts';
import type { Report } from '../src/core/report.ts';
import { openWarm } from '../src/pipeline/session.ts';
import { bake, home, lintel, put, shop } from './bakery.ts';

type Host = typeof ESLint;
const hosts: readonly (readonly [name: string, Host])[] = [
  ['ESLint 10', ESLint],
  ['ESLint 9', ESLint9 as unknown as Host],
];
const extensions = new Set(['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']);

/** A fixture in a folder of its own. */
function billing(): string {
  const root = bake({});
  cpSync(join(home, 'fixtures/billing'), root, { recursive: true });
  return root;
}

const hostAt = (cwd: string, host: Host = ESLint, config: Linter.Config[] = configs.recommended): ESLint =>
  new host({ cwd, overrideConfigFile: true, overrideConfig: config });

const codeOf = (root: string): string[] =>
  (readdirSync(root, { recursive: true }) as string[]).filter((path) => extensions.has(extname(path))).sort();

/** ESLint itself says what its parser says, and runs no rule. */
const unread = ['unread'];

/** `rule/name line:column` and the short id of every message, by file. */
function shown(root: string, results: readonly ESLint.LintResult[]): Record<string, string[]> {
  return Object.fromEntries(
    results.map(({ filePath, messages }) => [
      filePath.slice(root.length + 1),
      messages.some(({ fatal }) => fatal)
        ? unread
        : messages
            .map(
              ({ ruleId, line, column, message }) =>
                `${String(ruleId)} ${line}:${column} ${/ ([0-9a-f]{6})\]$/.exec(message)?.[1] ?? message}`,
            )
            .sort(),
    ]),
  );
}

/** What the same report says must be shown. */
function due(report: Report, files: readonly string[]): Record<string, string[]> {
  const isUnread = (file: string): boolean =>
    report.violations.some(({ at, check }) => at.file === file && check === 'parse');
  return Object.fromEntries(
    files.map((file) => [
      file,
      isUnread(file)
        ? unread
        : report.violations
            .flatMap(({ at, evidence, family, id }) => {
              const there = evidence.find((one) => one.file === file);
              if (at.file !== file && !there) return [];
              const place =
                at.file === file ? `${at.place?.line ?? 1}:${at.place?.column ?? 1}` : `${there?.line ?? 1}:1`;
              return [`lintel/${family} ${place} ${id.slice(0, 6)}`];
            })
            .sort(),
    ]),
  );
}

const reportOf = (root: string, overlay?: ReadonlyMap<string, string | null>): Report => {
  const session = openWarm({ root, env: process.env }, 'lintel.yaml', 'loop');
  session.refresh(overlay, false);
  return session.lint({ paths: [], rule: null });
};

// Only the clock that sessions read: a session looks at the disk again when it says that a pause is over.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterAll(() => {
  vi.useRealTimers();
});
const pause = (): void => {
  vi.advanceTimersByTime(60_000);
};

it('shows what the command line reports, in a run over everything, file by file, and as the tree changes', async () => {
  const root = billing();
  const eslints = hosts.map(([, host]) => hostAt(root, host));
  const everything = () =>
    Promise.all(eslints.map(async (eslint) => shown(root, await eslint.lintFiles(codeOf(root)))));
  const [all, first] = [await everything(), due(reportOf(root), codeOf(root))];
  expect(all).toEqual(hosts.map(() => first));
  expect(
    new Set(
      Object.values(first)
        .flat()
        .map((text) => text.split(' ')[0]),
    ),
  ).toEqual(
    new Set(['lintel/contract', 'lintel/coverage', 'lintel/layering', 'lintel/naming', 'lintel/structure', ...unread]),
  );

  put(root, {
    'modules/billing/src/types/extra.ts': "import '../ui/money.js';\n",
    'modules/auth/src/types/more.ts': 'export const more = 1;\n',
  });
  rmSync(join(root, 'modules/billing/src/repo/invoices.ts'));
  pause();
  const [after, second] = [await everything(), due(reportOf(root), codeOf(root))];
  expect(after).toEqual(hosts.map(() => second));
  expect(second['modules/billing/src/types/extra.ts']).toEqual([
    expect.stringMatching(/^lintel\/coverage 1:1 /),
    expect.stringMatching(/^lintel\/layering 1:8 /),
  ]);
  expect(Object.values(second).flat()).not.toEqual(Object.values(first).flat());
});

it('shows what an unsaved text breaks, in files that are there and in new ones', async () => {
  const root = billing();
  const eslints = hosts.map(([, host]) => hostAt(root, host));
  const repo = 'modules/billing/src/repo/invoices.ts';
  const disk = readFileSync(join(root, repo), 'utf8');
  const texts: readonly (readonly [string, string])[] = [
    [repo, disk],
    [repo, `import '../ui/money.js';\n${disk}`],
    [repo, `${disk}\nexport function Not_camel() {}\n`],
    [repo, `${disk}\nexport function Not_camel() { return 1; }\n`],
    ['modules/billing/src/types/fresh.ts', "import '../ui/money.js';\nexport function Fresh_one() {}\n"],
    ['modules/billing/src/NewFolder/deep/fresh.tsx', "import '../../ui/money.js';\nexport const a = <b />;\n"],
    ['modules/billing/src/types/old.js', "require('../ui/money.js');\n"],
    [repo, disk],
  ];
  for (const [path, text] of texts) {
    const expected = due(reportOf(root, new Map([[path, text]])), [path]);
    for (const eslint of eslints)
      expect(shown(root, await eslint.lintText(text, { filePath: join(root, path) }))).toEqual(expected);
  }
});

describe.each(hosts)('%s', (_, host) => {
  it('reports an error in lintel.yaml once per file, and continues when it is fixed', async () => {
    const root = bake(shop);
    const eslint = hostAt(root, host);
    put(root, { 'lintel.yaml': 'version: 1\nrules: { a/b: { check: layrs } }\nzones: { c: "nowhere/**" }\n' });
    const broken = await eslint.lintFiles(['src']);
    const [some] = broken;
    expect(broken.map(({ messages }) => messages.length)).toEqual(broken.map(() => 1));
    expect(some?.messages).toMatchObject([
      {
        line: 1,
        column: 1,
        messageId: 'mistake',
        message: expect.stringMatching(
          /^Lintel cannot check this project in full: lintel\.yaml:2:\d+ unknown check "layrs": did you mean "layers"\? \(and 1 more: lintel check\)$/,
        ),
      },
    ]);
    put(root, { 'lintel.yaml': 'version: 1\nrules: { layering/cycles: { check: cycles } }\n' });
    pause();
    const repaired = await eslint.lintFiles(['src']);
    expect(repaired.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)).length).toBeGreaterThan(0);
    expect(shown(root, repaired)).toEqual(
      due(
        reportOf(root),
        codeOf(join(root, 'src')).map((path) => `src/${path}`),
      ),
    );
  });
});

it('looks at the disk again after a pause, and not before', async () => {
  const root = bake(shop);
  const eslint = hostAt(root);
  const count = async (): Promise<number> =>
    (await eslint.lintFiles(['src/oven/rest.ts'])).flatMap(({ messages }) => messages).length;
  const before = await count();
  // ESLint hands over the text of the file that it lints; of another one the session learns from the disk only.
  put(root, { 'src/oven/knead.ts': 'export const knead = () => 1;\n' });
  const during = await count();
  pause();
  expect([before, during, await count()]).toEqual([1, 1, 0]);
});

it('two roots live in one process, and where there is none, nothing is said', async () => {
  const [one, two, none] = [
    bake(shop),
    billing(),
    bake({ 'a.ts': "import './b.ts';\n", 'b.ts': "import './a.ts';\n" }),
  ];
  const found = async (root: string) => shown(root, await hostAt(root).lintFiles(codeOf(root)));
  for (const root of [one, two, one]) expect(await found(root)).toEqual(due(reportOf(root), codeOf(root)));
  expect(await found(none)).toEqual({ 'a.ts': [], 'b.ts': [] });
});

it('reports nothing for a text without a file', async () => {
  const root = bake({
    'lintel.yaml': 'version: 1\nrules: { naming/files: { check: file-naming, files: kebab-case } }\n',
    'a.ts': 'export {};\n',
  });
  const eslint = hostAt(root);
  expect((await eslint.lintText('const a = 1;\n'))[0]?.messages).toEqual([]);
  expect((await eslint.lintText('const a = 1;\n', { filePath: join(root, 'bC.ts') }))[0]?.messages.length).toBe(1);
});

it('leaves nothing behind', async () => {
  const root = bake(shop);
  const before = readdirSync(root, { recursive: true });
  await hostAt(root).lintFiles(codeOf(root));
  expect(readdirSync(root, { recursive: true })).toEqual(before);
});

test('one line says what, where, how and why', async () => {
  const root = billing();
  const [result] = await hostAt(root).lintFiles(['modules/billing/src/repo/invoices.ts']);
  expect(result?.messages.filter(({ ruleId }) => ruleId === 'lintel/layering').map(({ message }) => message))
    .toMatchInlineSnapshot(`
      [
        "\`repo\` must not import \`ui\`, a layer above it. Expected: an import from repo, config or types. Fix: move \`modules/billing/src/ui/money.ts\` to \`modules/billing/src/repo/\`. See: modules/billing/CONVENTIONS.md#layering [layering/domain 2dbe3d]",
      ]
    `);
});

// Each rule under ESLint's own tester: one project, one text that it accepts and one that it refuses.
const project: Readonly<Record<string, string>> = {
  'lintel.yaml':
    'version: 1\nrules:\n  layering/imports: { check: imports, deny: { packages: ["node:fs"] } }\n  naming/functions: { check: naming, names: { function: camelCase } }\n  structure/ignores: { check: suppressions }\n',
  'a.ts': 'export {};\n',
};
const cases: Readonly<Record<keyof typeof rules, readonly string[]>> = {
  layering: ["import 'node:fs';"],
  naming: ['function Bad_name() {}'],
  structure: ['// lintel-ignore naming/functions -- nothing\nexport {};'],
  contract: [],
  coverage: [],
};
describe.each(Object.entries(cases))('lintel/%s', (family, invalid) => {
  const filename = join(bake(project), 'a.ts');
  RuleTester.describe = (_, run) => {
    run();
  };
  RuleTester.it = (name, run) => {
    it(name === '' ? 'nothing' : name, run);
  };
  const others = Object.entries(cases).flatMap(([name, codes]) => (name === family ? [] : codes));
  new RuleTester({ languageOptions: { parser: typescriptParser as Linter.Parser } }).run(
    family,
    rules[family as keyof typeof rules] as Rule.RuleModule,
    {
      valid: ['export {};', ...others].map((code) => ({ code, filename })),
      invalid: invalid.map((code) => ({ code, filename, errors: 1 })),
    },
  );
});

it('is a plugin by ESLint’s conventions', () => {
  expect(Object.keys(plugin.rules ?? {})).toEqual(['layering', 'naming', 'contract', 'coverage', 'structure']);
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  expect(plugin.meta).toMatchObject({ name: 'lintel', namespace: 'lintel' });
  expect(plugin.meta?.version).toMatch(new RegExp(`^${version}\\+[\\w-]{16}$`));
});

describe('eslint --cache', () => {
  /** How many messages each file has for a new process of ESLint: it reads the configuration and its cache again. */
  const counts = async (root: string, host: Host = ESLint, isCached = true): Promise<number[]> => {
    pause();
    const folder = vi.spyOn(process, 'cwd').mockReturnValue(root);
    const options = {
      cwd: root,
      cache: isCached,
      overrideConfigFile: true,
      overrideConfig: configs.recommended,
    } as const;
    const results = await new host(options).lintFiles(['src']);
    folder.mockRestore();
    return results.map(({ messages }) => messages.length);
  };
  const plain = 'version: 1\nrules: { a: { check: cycles } }\n';
  const camel = `${plain.trim().slice(0, -1)}, n: { check: naming, names: { variable: camelCase } } }\n`;
  const bad = 'export const some_name = 1;\n';

  it.each<[title: string, before: Record<string, string>, edit: Record<string, string>]>([
    ['lintel.yaml', { 'lintel.yaml': plain }, { 'lintel.yaml': camel }],
    [
      'a file that lintel.yaml extends',
      { 'lintel.yaml': `extends: [./rules/names.yaml]\n${plain}`, 'rules/names.yaml': 'rules: {}\n' },
      { 'rules/names.yaml': camel.replace('version: 1\n', '') },
    ],
    [
      'the lintel.yaml of a project below',
      { 'lintel.yaml': plain, 'src/lintel.yaml': plain },
      { 'src/lintel.yaml': camel },
    ],
    [
      'a file that a project below extends, where there is none above',
      { 'src/lintel.yaml': `extends: [./names.yaml]\n${plain}`, 'src/names.yaml': 'rules: {}\n' },
      { 'src/names.yaml': camel.replace('version: 1\n', '') },
    ],
    ['a project that comes to be below', { 'lintel.yaml': plain }, { 'src/lintel.yaml': camel }],
  ])('forgets what it knows when this changes: %s', async (_, before, edit) => {
    const root = bake({ ...before, 'src/a.js': bad });
    expect(await counts(root)).toEqual([0]);
    put(root, edit);
    expect(await counts(root)).toEqual([1]);
  });

  it('forgets what it knows when the baseline changes, under ESLint 9 as well', async () => {
    const root = bake({ 'lintel.yaml': camel, 'src/a.js': bad });
    expect((await lintel(root, ['baseline', 'create'])).code).toBe(0);
    for (const [name, host] of hosts) expect([name, await counts(root, host)]).toEqual([name, [0]]);
    rmSync(join(root, 'lintel-baseline.json'));
    for (const [name, host] of hosts) expect([name, await counts(root, host)]).toEqual([name, [1]]);
  });

  it('keeps what it knows where no configuration changes, although another file decides: docs/ci.md says so', async () => {
    const root = bake({ 'lintel.yaml': plain, 'src/a.js': "import './b.js';\n", 'src/b.js': 'export {};\n' });
    expect(await counts(root)).toEqual([0, 0]);
    put(root, { 'src/b.js': "import './a.js';\n" });
    expect(await counts(root)).toEqual([0, 1]);
    expect(await counts(root, ESLint, false)).toEqual([1, 1]);
  });

  it('does so as a command, with the plugin as it is published', () => {
    const root = bake({
      'lintel.yaml': plain,
      'src/a.js': bad,
      'eslint.config.mjs': `import { configs } from ${JSON.stringify(join(home, 'dist/doors/eslint/index.js'))};\nexport default configs.recommended;\n`,
    });
    const command = [join(home, 'node_modules/eslint/bin/eslint.js'), '--cache', 'src'];
    const eslint = (): number | null => spawnSync(process.execPath, command, { cwd: root }).status;
    expect(eslint()).toBe(0);
    put(root, { 'lintel.yaml': camel });
    expect(eslint()).toBe(1);
  });
});

it('suggests renames of a local name for the current buffer', async () => {
  const root = bake({
    'lintel.yaml':
      'version: 1\nrules:\n  naming/names: { check: naming, names: { variable: [camelCase, UPPER_CASE] } }\n',
    'src/oven.ts': 'export {};\n',
  });
  const text = 'const Oven_heat = 250;\nexport default { Oven_heat };\n';
  const [result] = await hostAt(root).lintText(text, { filePath: join(root, 'src/oven.ts') });
  const offered = result?.messages.flatMap(({ suggestions = [] }) =>
    suggestions.map(({ desc, fix }) => [desc, text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])]),
  );
  expect(offered).toEqual([
    ['Rename to `ovenHeat`', 'const ovenHeat = 250;\nexport default { Oven_heat: ovenHeat };\n'],
    ['Rename to `OVEN_HEAT`', 'const OVEN_HEAT = 250;\nexport default { Oven_heat: OVEN_HEAT };\n'],
  ]);
});

it('does not show frozen violations', async () => {
  const root = bake(shop);
  const messages = async (): Promise<number> =>
    (await hostAt(root).lintFiles(['src/**'])).reduce((sum, { messages: found }) => sum + found.length, 0);
  expect(await messages()).toBeGreaterThan(0);
  await lintel(root, ['baseline', 'create']);
  pause();
  expect(await messages()).toBe(0);
});
