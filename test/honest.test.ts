import { describe, expect, it } from 'vitest';
import { type Change, edited, guarded, opened, weakened } from './guarded.ts';

const test = guarded['src/service/price.test.ts'];
const price = guarded['src/service/price.ts'];
const yaml = guarded['lintel.yaml'];
const priced = (...pairs: readonly (readonly [string, string])[]): Change =>
  edited('src/service/price.test.ts', ...pairs);
const rule = (text: string): Change => ({ 'lintel.yaml': `${yaml}  ${text}\n` });

const sampleTest =
  "import { expect, it } from 'vitest';\nimport { sample } from './sample.js';\nit('is bread', () => {\n  expect(sample.name).toBe('bread');\n});\n";

/** An honest change, and what the project is before it, where that matters. */
type Honest = readonly [title: string, change: Change, base?: Change];

const config: readonly Honest[] = [
  [
    'lintel.yaml is formatted',
    {
      'lintel.yaml': yaml
        .replace('[ui, service, repo]', '\n      - ui\n      - service\n      - repo')
        .replace('in: "src/**"', "in: 'src/**' # all code"),
    },
  ],
  [
    'rules change places',
    edited(
      'lintel.yaml',
      ['  naming/files: { check: file-naming, files: kebab-case }\n', ''],
      ['rules:\n', 'rules:\n  naming/files: { check: file-naming, files: kebab-case }\n'],
    ),
  ],
  ['a rule has a new name', edited('lintel.yaml', ['naming/files:', 'naming/of-files:'])],
  [
    'a rule has a new name and becomes stricter',
    edited('lintel.yaml', ['coverage/floor:', 'coverage/minimum:'], ['lines: 80', 'lines: 90']),
  ],
  ['a rule is added', rule('layering/lost: { check: unresolved }')],
  [
    'a rule is added with its old violations',
    {
      ...rule('layering/repo: { check: imports, from: repo, deny: [service] }'),
      'lintel-baseline.json': `{\n  "9cd7d0e770": "layering/app src/repo/frozen.ts",\n  "50399f641a": "layering/repo src/repo/frozen.ts",\n  "version": 1\n}\n`,
    },
  ],
  [
    'a warning becomes an error',
    { 'lintel.yaml': yaml },
    { 'lintel.yaml': yaml.replace('naming/files: { ', 'naming/files: { severity: warn, ') },
  ],
  ['a minimum is raised', edited('lintel.yaml', ['lines: 80', 'lines: 90'])],
  ['a minimum is added', edited('lintel.yaml', ['lines: 80', 'lines: 80, functions: 0'])],
  [
    'an exception is removed',
    edited('lintel.yaml', ['    except:\n      - { from: "src/ui/old.ts", to: "src/service/**", reason: old }\n', '']),
  ],
  ['an exception is narrowed', edited('lintel.yaml', ['to: "src/service/**"', 'to: "src/service/price.ts"'])],
  ['an exception ends', edited('lintel.yaml', ['reason: old }', 'reason: old, until: 2099-01-01 }'])],
  [
    'an exception follows a renamed file',
    {
      ...edited('lintel.yaml', ['src/ui/old.ts', 'src/ui/older.ts']),
      'src/ui/old.ts': null,
      'src/ui/older.ts': guarded['src/ui/old.ts'],
    },
  ],
  [
    'the scope grows',
    edited('lintel.yaml', ['in: "src/**"', 'in: ["src/**", "lib/**"]']),
    { 'lib/a.ts': 'export const a = 1;\n' },
  ],
  ['a zone is added', edited('lintel.yaml', ['zones:\n', 'zones:\n  pages: "src/ui/p*.ts"\n'])],
  [
    'a zone is written in another way',
    edited('lintel.yaml', ['service: "src/service/**"', 'service: ["src/service/p*.ts", "src/service/q*.ts"]']),
  ],
  [
    'a zone has a new name',
    edited(
      'lintel.yaml',
      ['  ui: "src/ui/**"', '  screens: "src/ui/**"'],
      ['[ui, service', '[screens, service'],
      ['deny: [ui]', 'deny: [screens]'],
    ),
    { 'rules/shared.yaml': 'rules: {}\n' },
  ],
  [
    'a layer is added in between',
    {
      ...edited(
        'lintel.yaml',
        ['zones:\n', 'zones:\n  domain: "src/domain/**"\n'],
        ['service, repo]', 'service, domain, repo]'],
      ),
      'src/domain/money.ts': 'export const money = 1;\n',
    },
  ],
  [
    'more is denied',
    edited('lintel.yaml', ['deny: [ui]', 'deny: [ui, repo]']),
    {
      'src/service/price.ts':
        'export const price = (count: number) => count * 3;\nexport const isFree = (amount: number) => amount === 0;\n',
    },
  ],
  ['dynamic imports are judged', edited('lintel.yaml', ['dynamic: ignore', 'dynamic: judge'])],
  ['words change', edited('lintel.yaml', ['the repository was called', 'in May the repository was called'])],
  [
    'rules move to a file that is extended',
    {
      ...edited('lintel.yaml', ['  naming/files: { check: file-naming, files: kebab-case }\n', '']),
      'rules/shared.yaml': `${guarded['rules/shared.yaml']}  naming/files: { check: file-naming, files: kebab-case }\n`,
    },
  ],
  [
    'a section has a new name, and the rule follows',
    {
      ...edited('lintel.yaml', ['"#layers"', '"#layering"']),
      ...edited('CONVENTIONS.md', ['## Layers', '## Layering']),
    },
  ],
  [
    'who may weaken is said for the first time',
    { 'lintel.yaml': yaml.replace('version: 1\n', 'version: 1\nallow-weakening: { trailer: Allow }\n') },
  ],
  [
    'who may weaken is fewer',
    {
      'lintel.yaml': yaml.replace(
        'version: 1\n',
        'version: 1\nallow-weakening: { trailer: Allow, authors: ["ana@example.com"] }\n',
      ),
    },
    {
      'lintel.yaml': yaml.replace('version: 1\n', 'version: 1\nallow-weakening: { trailer: Allow, authors: ["*"] }\n'),
    },
  ],
];

const code: readonly Honest[] = [
  [
    'a file is renamed in its layer',
    { 'src/ui/old.ts': null, 'src/ui/older.ts': guarded['src/ui/old.ts'] },
    { 'lintel.yaml': yaml.replace(/ {4}except:\n.*\n/, '') },
  ],
  [
    'a folder and its zone are renamed',
    {
      ...edited('lintel.yaml', ['ui: "src/ui/**"', 'ui: "src/screens/**"'], ['src/ui/old.ts', 'src/screens/old.ts']),
      'src/ui/old.ts': null,
      'src/ui/page.ts': null,
      'src/screens/old.ts': guarded['src/ui/old.ts'],
      'src/screens/page.ts': guarded['src/ui/page.ts'],
    },
  ],
  [
    'a file with a frozen violation is renamed',
    {
      'src/repo/frozen.ts': null,
      'src/repo/icy.ts': guarded['src/repo/frozen.ts'],
      'lintel-baseline.json': '{\n  "729a89933f": "layering/app src/repo/icy.ts",\n  "version": 1\n}\n',
    },
  ],
  [
    'a frozen violation is fixed',
    {
      'src/repo/frozen.ts': 'export const frozen = 1;\n',
      'lintel-baseline.json': '{\n  "version": 1\n}\n',
    },
  ],
  [
    'a helper of tests moves to the tests',
    {
      'src/service/sample.ts': null,
      'src/service/sample.test.ts': sampleTest.replace('./sample.js', '../../tests/sample.js'),
      'tests/sample.ts': 'export const sample = { amount: 2, name: "bread" };\nexport const more = sample;\n',
    },
    {
      'src/service/sample.ts': 'export const sample = { amount: 2, name: "bread" };\nexport const more = sample;\n',
      'src/service/sample.test.ts': sampleTest,
    },
  ],
  [
    'an ignore comment moves with its code',
    {
      'src/repo/ignored.ts': 'export const nothing = 1;\n',
      'src/repo/moved.ts':
        "// lintel-ignore layering/app -- until the screens are split\nimport { page } from '../ui/page.js';\nexport const moved = page;\n",
    },
    {
      'src/repo/ignored.ts':
        "export const nothing = 1;\n// lintel-ignore layering/app -- until the screens are split\nimport { page } from '../ui/page.js';\nexport const moved = page;\n",
    },
  ],
  [
    'an ignore comment gets a reason',
    {
      'src/repo/ignored.ts':
        "// lintel-ignore layering/app -- until the screens are split\nimport { page } from '../ui/page.js';\nexport const moved = page;\n",
    },
    {
      'src/repo/ignored.ts':
        "// lintel-ignore layering/app\nimport { page } from '../ui/page.js';\nexport const moved = page;\n",
    },
  ],
  [
    'a violating import becomes a type',
    { 'src/legacy/late.ts': "import type { Page } from '../ui/page.js';\nexport const late = (page: Page) => page;\n" },
    {
      'lintel.yaml': yaml.replace('dynamic: ignore', 'types: ignore'),
      'rules/shared.yaml': 'rules: {}\n',
      'src/ui/page.ts': `${guarded['src/ui/page.ts']}export class Page {}\n`,
      'src/legacy/late.ts': "import { Page } from '../ui/page.js';\nexport const late = () => new Page();\n",
    },
  ],
];

const tests: readonly Honest[] = [
  ['a test has a new name', priced(["it('knows what is free'", "it('knows what costs nothing'"])],
  ['a suite has a new name', priced(["describe('price'", "describe('prices'"])],
  ['a test file is renamed', { 'src/service/price.test.ts': null, 'src/service/price.spec.ts': test }],
  [
    'a test moves to another file',
    {
      'src/service/price.test.ts': test.replace(/ {2}it\('knows[^]*?\n {2}\}\);\n/, ''),
      'src/service/free.test.ts':
        "import { expect, it } from 'vitest';\nimport { isFree } from './price.js';\n\nit('knows what is free', () => {\n  expect(isFree(0)).toBe(true);\n});\n",
    },
  ],
  [
    'a test is split',
    priced([
      '    expect(price(2)).toBe(6);\n  });',
      "  });\n\n  it('doubles', () => {\n    expect(price(2)).toBe(6);\n  });",
    ]),
  ],
  [
    'a test is split into another file, where one assertion is formatted and one is new',
    {
      ...priced(['    expect(price(2)).toBe(6);\n', '']),
      'src/service/double.test.ts':
        "import { expect, it } from 'vitest';\nimport { price } from './price.js';\n\nit('doubles', () => {\n  expect(\n    price(2),\n  ).toBe(6);\n  expect(price(3)).toBe(9);\n});\n",
    },
  ],
  [
    'assertions become one',
    priced([
      '    expect(price(1)).toBe(3);\n    expect(price(2)).toBe(6);',
      '    expect([price(1), price(2)]).toEqual([3, 6]);',
    ]),
  ],
  [
    'assertions become a loop',
    priced([
      '    expect(price(1)).toBe(3);\n    expect(price(2)).toBe(6);',
      '    for (const count of [1, 2]) expect(price(count)).toBe(count * 3);',
    ]),
  ],
  [
    'a test becomes a table',
    priced([
      "  it('multiplies', () => {\n    expect(price(1)).toBe(3);\n    expect(price(2)).toBe(6);\n  });",
      "  it.each([[1, 3], [2, 6]])('multiplies %i', (count, sum) => {\n    expect(price(count)).toBe(sum);\n  });",
    ]),
  ],
  [
    'assertions become a function',
    priced(
      ['    expect(price(1)).toBe(3);\n    expect(price(2)).toBe(6);', '    costs(1, 3);\n    costs(2, 6);'],
      [
        "describe('price'",
        "const costs = (count: number, sum: number) => {\n  expect(price(count)).toBe(sum);\n};\n\ndescribe('price'",
      ],
    ),
  ],
  [
    'assertions become a function of another file',
    {
      ...priced(
        ['    expect(price(1)).toBe(3);\n    expect(price(2)).toBe(6);', '    costs(1, 3);\n    costs(2, 6);'],
        ['import { isFree', "import { costs } from './costs.js';\nimport { isFree"],
      ),
      'src/service/costs.ts':
        "import { expect } from 'vitest';\nimport { price } from './price.js';\nexport function costs(count: number, sum: number) {\n  expect(price(count)).toBe(sum);\n}\n",
    },
  ],
  [
    'another runner is used',
    priced(
      [
        "import { describe, expect, it } from 'vitest';",
        "import { describe, it } from 'node:test';\nimport assert from 'node:assert';",
      ],
      ['expect(price(1)).toBe(3)', 'assert.equal(price(1), 3)'],
      ['expect(price(2)).toBe(6)', 'assert.equal(price(2), 6)'],
      ['expect(isFree(0)).toBe(true)', 'assert.ok(isFree(0))'],
    ),
  ],
  [
    'a function and its test are deleted',
    {
      'src/service/price.test.ts': test.replace(/ {2}it\('knows[^]*?\n {2}\}\);\n/, '').replace('isFree, ', ''),
      'src/service/price.ts': price.replace(/export const isFree.*\n/, ''),
      'src/repo/frozen.ts': 'export const frozen = 1;\n',
      'lintel-baseline.json': '{\n  "version": 1\n}\n',
    },
  ],
  [
    'a file and its test are deleted',
    { 'src/service/tax.ts': null, 'src/service/tax.test.ts': null },
    {
      'src/service/tax.ts': 'export const tax = () => 7;\n',
      'src/service/tax.test.ts':
        "import { expect, it } from 'vitest';\nimport { tax } from './tax.js';\nit('is low', () => {\n  expect(tax()).toBe(7);\n});\n",
    },
  ],
  [
    'a branch and its assertion are deleted',
    {
      ...priced(['    expect(price(2)).toBe(6);\n', '']),
      'src/service/price.ts': price.replace('{\n', '{\n'),
      'src/repo/rows.ts': 'export const rows = () => [1, 2, 3];\n',
    },
    {
      'src/repo/rows.ts': 'export const rows = () => {\n  if (Date.now() < 0) return [];\n  return [1, 2, 3];\n};\n',
    },
  ],
  [
    'an expected value changes',
    {
      ...priced(['toBe(3)', 'toBe(4)'], ['toBe(6)', 'toBe(8)']),
      'src/repo/rows.ts': 'export const rows = () => [1, 2, 3, 4];\n',
    },
  ],
  [
    'a test is added',
    priced(["  it('knows", "  it('is one', () => {\n    expect(price(0)).toBe(0);\n  });\n\n  it('knows"]),
  ],
  [
    'a skipped test runs again',
    { 'src/service/price.test.ts': test },
    { 'src/service/price.test.ts': test.replace("it('knows", "it.skip('knows") },
  ],
  [
    'a skipped test is deleted',
    { 'src/service/price.test.ts': test.replace(/ {2}it\('knows[^]*?\n {2}\}\);\n/, '') },
    { 'src/service/price.test.ts': test.replace("it('knows", "it.skip('knows") },
  ],
];

describe.each<[string, readonly Honest[]]>([
  ['configuration', config],
  ['code', code],
  ['tests', tests],
])('%s', (_, all) => {
  it.each(all.map(([title, change, base = {}]) => ({ title, change, base })))(
    'is no weakening: $title',
    async ({ change, base }) => {
      expect((await weakened(opened(base), change)).filter((one) => !/^[\w-]+\//.test(one))).toEqual([]);
    },
  );
});
