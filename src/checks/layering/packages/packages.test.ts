import { describe, expect, it } from 'vitest';
import { fix } from '../../../pipeline/fix.ts';
import { sessionOf } from '../../../pipeline/session.ts';
import { lintFiles, projectOf } from '../../../testing/index.ts';
import { leavesOnly } from './spdx.ts';

type Files = Readonly<Record<string, string>>;

const ruleOf = (options: string): Files => ({
  'lintel.yaml': `version: 1\nrules:\n  layering/packages: { check: packages, ${options} }\n`,
});

/** The files that all suggested fixes change. */
function fixed(options: string, files: Files): Record<string, string | null> {
  const request = { paths: [], rule: 'layering/packages', ids: [], suggested: true };
  return Object.fromEntries(
    fix(sessionOf(projectOf({ ...ruleOf(options), ...files })), request, { dryRun: true }).changes,
  );
}

function stepsOf(options: string, files: Files): readonly string[] {
  return lintFiles({ ...ruleOf(options), ...files }).violations.flatMap((one) => one.fix?.steps ?? []);
}

describe('the fix of an undeclared package', () => {
  const shop = '{\n\t"name": "shop",\n\t"dependencies": {\n\t\t"axios": "1",\n\t\t"zx": "8"\n\t}\n}\n';
  const others = {
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/bar/package.json': '{ "name": "bar", "dependencies": { "zod": "catalog:" } }',
  };

  it('adds it to package.json in the format of the file, under the range of the repository', () => {
    const files = {
      ...others,
      'packages/shop/package.json': shop,
      'packages/shop/a.ts': "import { z } from 'zod';\nexport const a = z;\n",
      'packages/shop/b.ts': "import { z } from 'zod';\nexport const b = z;\n",
    };
    expect(fixed('undeclared: true', files)).toEqual({
      'packages/shop/package.json': shop.replace('"zx"', '"zod": "catalog:",\n\t\t"zx"'),
    });
  });

  it('adds what only tests import to a new list of development dependencies', () => {
    const files = {
      ...others,
      'packages/shop/package.json': '{\r\n    "name": "shop"\r\n}\r\n',
      'packages/shop/a.test.ts': "import { z } from 'zod';\nexport const a = z;\n",
    };
    expect(fixed('undeclared: true', files)).toEqual({
      'packages/shop/package.json':
        '{\r\n    "name": "shop",\r\n    "devDependencies": {\r\n        "zod": "catalog:"\r\n    }\r\n}\r\n',
    });
  });

  it('names the command of the package manager where the repository has no range, or several', () => {
    const importing = { 'packages/shop/package.json': shop, 'packages/shop/a.ts': "import 'zod';\n" };
    const several = { 'packages/foo/package.json': '{ "name": "foo", "dependencies": { "zod": "3" } }' };
    expect([
      stepsOf('undeclared: true', importing),
      stepsOf('undeclared: true', { ...importing, 'pnpm-lock.yaml': '' }),
      stepsOf('undeclared: true', { ...importing, 'packages/shop/yarn.lock': '', 'pnpm-lock.yaml': '' }),
      stepsOf('undeclared: true', { ...importing, ...others, ...several, 'bun.lock': '' }),
      stepsOf('undeclared: true', { 'package.json': '{ "name": "x" }', 'a.test.ts': "import 'zod';\n" }),
    ]).toEqual([
      ['run `npm install zod` in `packages/shop`'],
      ['run `pnpm add zod` in `packages/shop`'],
      ['run `yarn add zod` in `packages/shop`'],
      ['run `bun add zod` in `packages/shop`'],
      ['run `npm install --save-dev zod` at the root'],
    ]);
  });

  it('declares a package of the workspace as the package manager writes it', () => {
    const files = {
      ...others,
      'pnpm-lock.yaml': '',
      'packages/bar/index.ts': 'export const bar = 1;\n',
      'packages/shop/package.json': shop,
      'packages/shop/a.ts': "import { bar } from 'bar';\nexport const a = bar;\n",
    };
    expect(fixed('undeclared: true', files)).toEqual({
      'packages/shop/package.json': shop.replace('"zx"', '"bar": "workspace:*",\n\t\t"zx"'),
    });
  });

  it('does not edit a package.json that is not valid JSON', () => {
    const files = {
      ...others,
      'packages/shop/package.json': '{ "name": "shop" "x" }',
      'packages/shop/a.ts': "import 'zod';\n",
    };
    expect(stepsOf('undeclared: true', files)).toEqual(['run `npm install zod` in `packages/shop`']);
  });
});

it('moves a development dependency of production code to the dependencies', () => {
  const files = {
    'package.json':
      '{\n  "devDependencies": {\n    "chalk": "^5.0.0",\n    "vitest": "4"\n  },\n  "dependencies": {}\n}\n',
    'src/a.ts': "import chalk from 'chalk';\nexport const a = chalk;\n",
  };
  expect(fixed('dev-in-production: true', files)).toEqual({
    'package.json':
      '{\n  "devDependencies": {\n    "vitest": "4"\n  },\n  "dependencies": {\n    "chalk": "^5.0.0"\n  }\n}\n',
  });
});

it('replaces only the name of a denied package, and only by the name of another', () => {
  const files = {
    'package.json': '{ "dependencies": { "moment": "2", "dayjs": "1" } }',
    'src/a.ts': `import moment from "moment";\nimport 'moment/locale/de';\nimport 'node:fs';\nexport const a = moment;\n`,
  };
  expect(fixed('deny: { moment: { use: dayjs }, fs: { use: src/files.ts } }', files)).toEqual({
    'src/a.ts': `import moment from "dayjs";\nimport 'dayjs/locale/de';\nimport 'node:fs';\nexport const a = moment;\n`,
  });
  expect(stepsOf('deny: { fs: { use: "a file in src" } }', files)).toEqual(['import `a file in src` instead of `fs`']);
});

describe('licences', () => {
  it.each([
    ['GPL-3.0', true],
    ['MIT', false],
    ['(MIT OR GPL-3.0)', false],
    ['GPL-2.0 OR GPL-3.0', true],
    ['MIT AND GPL-3.0', true],
    ['(MIT OR Apache-2.0) AND GPL-3.0', true],
    ['MIT OR (GPL-2.0 AND Apache-2.0)', false],
    ['GPL-2.0 WITH Classpath-exception-2.0', true],
    ['(GPL-3.0', true],
    ['MIT OR', false],
    ['SEE LICENSE IN LICENSE', false],
  ])('%s: denied %s', (expression, denied) => {
    expect(leavesOnly(expression, (name) => name.startsWith('GPL-'))).toBe(denied);
  });

  it('survives an expression that is nested without end', () => {
    expect(leavesOnly('('.repeat(1_000_000), () => false)).toBe(false);
  });

  it('lists packages with unknown licences, and is not run while none is known', () => {
    const files = {
      ...ruleOf('licences: { deny: "GPL-*" }'),
      'package.json': '{ "dependencies": { "a": "1", "b": "1" } }',
      'src/a.ts': "import 'a';\nimport 'b';\n",
    };
    const { summary } = lintFiles({ ...files, 'node_modules/a/package.json': '{ "license": { "type": "MIT" } }' });
    expect(summary.notes.join()).toContain('unknown licences, because not installed or not named: b');
    expect(lintFiles(files).summary.notRun).toEqual([
      {
        rule: 'layering/packages',
        reason: 'no licence of an imported package is known: install the packages',
      },
    ]);
  });
});
