import { describe, expect, it } from 'vitest';
import { reportSchema } from '../src/reporters/schema.ts';
import { lintel } from './bakery.ts';
import { type Change, edited, guarded, opened, weakened, write } from './guarded.ts';

const upward = "import { page } from '../ui/page.js';\nexport const sneaky = page;\n";
const test = guarded['src/service/price.test.ts'];

/** A trick, what it is called, and each weakening that it is reported as. */
type Trick = readonly [title: string, change: Change, found: readonly string[], base?: Change];

const config: readonly Trick[] = [
  [
    'a rule is removed',
    edited('lintel.yaml', ['  naming/files: { check: file-naming, files: kebab-case }\n', '']),
    ['rule-removed lintel.yaml'],
  ],
  [
    'a rule is turned off',
    edited('lintel.yaml', ['files: kebab-case }', 'files: kebab-case, severity: off }']),
    ['rule-off lintel.yaml'],
  ],
  [
    'a severity is lowered',
    edited('lintel.yaml', ['files: kebab-case }', 'files: kebab-case, severity: warn }']),
    ['severity-lowered lintel.yaml:20'],
  ],
  [
    'a pack is no longer extended',
    edited('lintel.yaml', ['[lintel/recommended, rules/shared.yaml]', '[rules/shared.yaml]']),
    Array.from({ length: 4 }, () => 'rule-removed lintel.yaml'),
  ],
  [
    'a file of rules is no longer extended',
    edited('lintel.yaml', ['[lintel/recommended, rules/shared.yaml]', '[lintel/recommended]']),
    ['rule-removed rules/shared.yaml'],
  ],
  [
    'a rule in a file that is extended is removed',
    { 'rules/shared.yaml': 'rules: {}\n' },
    ['rule-removed rules/shared.yaml'],
  ],
  ['the lintel.yaml of a folder is deleted', { 'src/repo/lintel.yaml': null }, ['rule-removed lintel.yaml']],
  [
    'a rule of a folder is narrowed',
    { 'src/repo/lintel.yaml': guarded['src/repo/lintel.yaml'].replace('"**"', '"r*.ts"') },
    ['scope-narrowed src/repo/lintel.yaml:2'],
  ],
  ['`in` is narrowed', edited('lintel.yaml', ['in: "src/**"', 'in: "src/ui/**"']), ['scope-narrowed lintel.yaml:11']],
  [
    '`not` grows, for a new file',
    {
      ...edited('lintel.yaml', ['in: "src/**"', 'in: "src/**"\n    not: [tests, "src/repo/sneaky.ts"]']),
      'src/repo/sneaky.ts': upward,
    },
    ['scope-narrowed lintel.yaml:11'],
  ],
  [
    '`ignore` grows',
    { ...edited('lintel.yaml', ['"vendor/**"', '"vendor/**", "src/repo/sneaky.ts"']), 'src/repo/sneaky.ts': upward },
    ['files-ignored lintel.yaml'],
  ],
  [
    'a zone shrinks',
    edited('lintel.yaml', ['repo: "src/repo/**"', 'repo: "src/repo/rows.ts"']),
    ['option-loosened lintel.yaml:11'],
  ],
  [
    'a glob of `from` shrinks',
    edited('lintel.yaml', ['from: "src/{service,legacy}/**"', 'from: "src/service/**"']),
    ['option-loosened lintel.yaml:19'],
  ],
  [
    'the order of layers is turned around',
    edited('lintel.yaml', ['[ui, service, repo]', '[ui, repo, service]']),
    ['option-loosened lintel.yaml:11'],
  ],
  [
    'two layers become one',
    edited('lintel.yaml', ['[ui, service, repo]', '[ui, { open: [service, repo] }]']),
    ['option-loosened lintel.yaml:11'],
  ],
  [
    'a layer is removed',
    edited('lintel.yaml', ['[ui, service, repo]', '[ui, service]']),
    ['option-loosened lintel.yaml:11'],
  ],
  ['a minimum is lowered', edited('lintel.yaml', ['lines: 80', 'lines: 70']), ['option-loosened lintel.yaml:22']],
  [
    'kinds of imports are ignored',
    edited('lintel.yaml', ['repo]\n    except', 'repo]\n    dynamic: ignore\n    except']),
    ['option-loosened lintel.yaml:11'],
  ],
  [
    'an exception is added',
    {
      ...edited('lintel.yaml', [
        'reason: old }',
        'reason: old }\n      - { from: "src/repo/sneaky.ts", to: ui, reason: soon }',
      ]),
      'src/repo/sneaky.ts': upward,
    },
    ['exception-added lintel.yaml:17'],
  ],
  [
    'an exception is widened',
    edited('lintel.yaml', ['from: "src/ui/old.ts"', 'from: "src/ui/*.ts"']),
    ['exception-added lintel.yaml:16'],
  ],
  ['`see` is removed', edited('lintel.yaml', ['    see: "#layers"\n', '']), ['reason-removed lintel.yaml:11']],
  [
    '`because` is removed',
    edited('lintel.yaml', ['    because: the repository was called from a button, and nobody found it\n', '']),
    ['reason-removed lintel.yaml:11'],
  ],
  [
    'a section that a rule links to is removed',
    edited('CONVENTIONS.md', ['## Layers\n\nThe interface calls services, never the other way.\n\n', '']),
    ['recommended/conventions lintel.yaml', 'section-removed lintel.yaml:17'],
  ],
  [
    'a change allows itself',
    {
      ...edited('lintel.yaml', ['lines: 80', 'lines: 70']),
      ...edited(
        'lintel.yaml',
        ['version: 1\n', 'version: 1\nallow-weakening: { trailer: Lintel-Allow }\n'],
        ['lines: 80', 'lines: 70'],
      ),
    },
    ['option-loosened lintel.yaml:23'],
  ],
];

const excuses: readonly Trick[] = [
  [
    'an ignore comment without a reason',
    { 'src/repo/sneaky.ts': `// lintel-ignore layering/app\n${upward}` },
    ['recommended/suppressions src/repo/sneaky.ts', 'ignore-added src/repo/sneaky.ts:1'],
  ],
  [
    'an ignore comment with a reason',
    {
      'src/repo/other.ts': `// lintel-ignore layering/app -- the deadline\n${upward}`,
    },
    ['ignore-added src/repo/other.ts:1'],
  ],
  [
    'an ignore comment for a file',
    { 'src/repo/sneaky.ts': `// lintel-ignore-file layering/app -- later\n${upward}` },
    ['ignore-added src/repo/sneaky.ts:1'],
  ],
  [
    'rules are disabled in ESLint',
    { 'src/repo/rows.ts': `/* eslint-disable lintel/check -- noise */\n${guarded['src/repo/rows.ts']}` },
    ['disable-added src/repo/rows.ts:1'],
  ],
  [
    'an entry of the baseline is added',
    {
      'src/repo/other.ts': guarded['src/repo/frozen.ts'],
      'lintel-baseline.json': guarded['lintel-baseline.json'].replace(
        '  "version"',
        '  "374589eb4b": "layering/app src/repo/other.ts",\n  "version"',
      ),
    },
    ['entry-added lintel-baseline.json:3'],
  ],
  [
    'an entry of the baseline is swapped',
    {
      'src/repo/frozen.ts': 'export const frozen = 1;\n',
      'src/repo/other.ts': guarded['src/repo/frozen.ts'],
      'lintel-baseline.json': '{\n  "374589eb4b": "layering/app src/repo/other.ts",\n  "version": 1\n}\n',
    },
    ['entry-added lintel-baseline.json:2'],
  ],
];

const moves: readonly Trick[] = [
  [
    'a file moves out of its layer with its violation',
    {
      'src/repo/frozen.ts': null,
      'lib/frozen.ts': guarded['src/repo/frozen.ts'].replace('../service', '../src/service'),
      'lintel-baseline.json': '{\n  "version": 1\n}\n',
    },
    ['moved-away lib/frozen.ts:1'],
  ],
  [
    'a file takes the name of a test',
    {
      'src/repo/frozen.ts': null,
      'src/repo/frozen.test.ts': guarded['src/repo/frozen.ts'],
      'lintel-baseline.json': '{\n  "version": 1\n}\n',
    },
    ['moved-away src/repo/frozen.test.ts:1'],
  ],
  [
    'an import becomes dynamic',
    { 'src/service/late.ts': "export const late = () => import('../ui/page.js');\n" },
    ['layering/app src/service/late.ts', 'import-disguised src/service/late.ts:1'],
    { 'src/service/late.ts': "import { page } from '../ui/page.js';\nexport const late = page;\n" },
  ],
  [
    'an import is laundered through another file',
    {
      'src/repo/sneaky.ts': "export { page } from '../launder.js';\n",
      'src/launder.ts': "export { page } from './ui/page.js';\n",
    },
    ['layering/app src/repo/sneaky.ts'],
  ],
];

const tests: readonly Trick[] = [
  [
    'a test file is deleted',
    { 'src/service/price.test.ts': null },
    ['coverage/tests src/service/price.ts', 'test-file-deleted src/service/price.test.ts'],
  ],
  [
    'a test is deleted',
    { 'src/service/price.test.ts': test.replace(/ {2}it\('knows[^]*?\n {2}\}\);\n/, '') },
    ['test-deleted src/service/price.test.ts'],
  ],
  [
    'a test is skipped',
    { 'src/service/price.test.ts': test.replace("it('knows", "it.skip('knows") },
    ['test-skipped src/service/price.test.ts:10'],
  ],
  [
    'a test becomes a plan',
    { 'src/service/price.test.ts': test.replace(/it\('knows[^]*?\n {2}\}\);/, "it.todo('knows what is free');") },
    ['test-skipped src/service/price.test.ts:10'],
  ],
  [
    'a suite is skipped',
    { 'src/service/price.test.ts': test.replace('describe(', 'describe.skip(') },
    ['test-skipped src/service/price.test.ts:5', 'test-skipped src/service/price.test.ts:10'],
  ],
  [
    'another test runs alone',
    { 'src/service/price.test.ts': test.replace("it('knows", "it.only('knows") },
    ['test-skipped src/service/price.test.ts:5'],
  ],
  [
    'a test is emptied',
    { 'src/service/price.test.ts': test.replace('    expect(isFree(0)).toBe(true);\n', '') },
    ['test-emptied src/service/price.test.ts:10'],
  ],
  [
    'an assertion is deleted',
    { 'src/service/price.test.ts': test.replace('    expect(price(2)).toBe(6);\n', '') },
    ['assertions-removed src/service/price.test.ts:5'],
  ],
  [
    'an assertion is commented out, and a test that asserts nothing of it is added',
    {
      'src/service/price.test.ts': test
        .replace('    expect(price(2)).toBe(6);\n', '    // expect(price(2)).toBe(6);\n')
        .replace("  it('knows", "  it('exists', () => {\n    expect(true).toBe(true);\n  });\n\n  it('knows"),
    },
    ['assertions-removed src/service/price.test.ts:5'],
  ],
];

describe.each<[string, readonly Trick[]]>([
  ['configuration', config],
  ['excuses', excuses],
  ['moves', moves],
  ['tests', tests],
])('%s', (_, tricks) => {
  it.each(tricks.map(([title, change, found, base = {}]) => ({ title, change, found, base })))(
    'is reported: $title',
    async ({ change, found, base }) => {
      expect([...(await weakened(opened(base), change))].sort()).toEqual([...found].sort());
    },
  );
});

describe('a person may allow it', () => {
  const allowing = (text: string): Change => ({
    'lintel.yaml': `allow-weakening: ${text}\n${guarded['lintel.yaml']}`,
  });
  const lowered = (text: string): Change => ({
    'lintel.yaml': `allow-weakening: ${text}\n${guarded['lintel.yaml'].replace('lines: 80', 'lines: 70')}`,
  });
  const found = ['option-loosened lintel.yaml:23'];
  const trailer = '{ trailer: Lintel-Allow, authors: ["baker@example.com"] }';

  it.each<[title: string, allowance: string, message: string, found: readonly string[]]>([
    ['by the name of the rule', trailer, 'Lower it\n\nLintel-Allow: coverage/floor -- the report is late', []],
    ['by the kind', trailer, 'Lower it\n\nLintel-Allow: option-loosened -- the report is late', []],
    ['not without a reason', trailer, 'Lower it\n\nLintel-Allow: coverage/floor', found],
    ['not by another rule', trailer, 'Lower it\n\nLintel-Allow: layering/app -- the report is late', found],
    ['not by another trailer', trailer, 'Lower it\n\nAllow: coverage/floor -- the report is late', found],
    [
      'not by another author',
      '{ trailer: Lintel-Allow, authors: ["ana@*"] }',
      'Lower it\n\nLintel-Allow: coverage/floor -- the report is late',
      found,
    ],
    [
      'not where the base allows nothing',
      '{}',
      'Lower it\n\nLintel-Allow: coverage/floor -- the report is late',
      found,
    ],
  ])('%s', async (_, allowance, message, expected) => {
    expect(await weakened(opened(allowing(allowance)), lowered(allowance), message)).toEqual(expected);
  });

  it('not if the change adds an author to those who may', async () => {
    const wider = '{ trailer: Lintel-Allow, authors: ["baker@example.com", "*"] }';
    const message = 'Lower it\n\nLintel-Allow: coverage/floor -- the report is late';
    expect(
      await weakened(opened(allowing('{ trailer: Lintel-Allow, authors: ["ana@*"] }')), lowered(wider), message),
    ).toEqual(['allowance-widened lintel.yaml', ...found]);
  });

  it('as an owner of the file, and the report says so', async () => {
    const owners = '{ owners: ["@bakers"] }';
    const root = opened({ ...allowing(owners), CODEOWNERS: 'lintel.yaml @bakers\n' });
    // Owners of now do not count.
    const change = { ...lowered(owners), CODEOWNERS: '* @nobody\n' };
    expect(await weakened(root, change)).toEqual([]);
    const { stdout } = await lintel(root, ['--since', 'HEAD~1', '--format', 'json']);
    expect(reportSchema.parse(JSON.parse(stdout)).summary.notes.join()).toContain(
      'weakening: allowed: `minimum` of the rule `coverage/floor` was loosened. (@bakers owns lintel.yaml)',
    );
  });
});

it('is silent without a base, and cannot be excused', async () => {
  const root = opened();
  write(root, edited('lintel.yaml', ['lines: 80', 'lines: 70']));
  expect((await lintel(root, [])).code).toBe(0);
  const excused = {
    'src/ui/new.ts': '// lintel-ignore-file weakening -- quiet\n// lintel-ignore layering/app -- quiet\nexport {};\n',
  };
  expect((await weakened(root, excused)).filter((one) => !one.startsWith('recommended/'))).toEqual([
    'option-loosened lintel.yaml:22',
    'ignore-added src/ui/new.ts:1',
    'ignore-added src/ui/new.ts:2',
  ]);
});

it('is told how to allow it where nobody may yet', async () => {
  const root = opened();
  write(root, edited('lintel.yaml', ['lines: 80', 'lines: 70']));
  expect((await lintel(root, ['--since', 'HEAD'])).stdout).toContain(
    '2. or ask a person to add `allow-weakening: { trailer: Lintel-Allow }` to lintel.yaml in an earlier change: nobody may allow this yet',
  );
});

it('is told with what was found, what is expected and the way out', async () => {
  const base = { 'lintel.yaml': `allow-weakening: { trailer: Lintel-Allow }\n${guarded['lintel.yaml']}` };
  const root = opened(base);
  write(root, { 'lintel.yaml': base['lintel.yaml'].replace('lines: 80', 'lines: 70') });
  const { stdout } = await lintel(root, ['--since', 'HEAD', '--format', 'json']);
  const { violations } = reportSchema.parse(JSON.parse(stdout));
  expect(violations.filter(({ status }) => status === 'new')).toMatchObject([
    {
      rule: 'weakening',
      text: '`minimum` of the rule `coverage/floor` was loosened.',
      expected: '`minimum` as it was, or stricter',
      fix: {
        steps: [
          'restore `minimum` of coverage/floor',
          'or ask a person to commit with the trailer `Lintel-Allow: coverage/floor -- the reason`',
        ],
      },
    },
  ]);
});
