import { describe, expect, it } from 'vitest';
import { lintFiles } from '../../../testing/index.ts';
import { lacking, percent, uncoveredRanges } from '../../../graph/coverage/figures.ts';
import { locator } from '../../../graph/coverage/locate.ts';
import { candidates } from '../../../graph/coverage/reports.ts';

describe('figures', () => {
  it.each<[covered: number, total: number, floor: number, more: number, text: string]>([
    [0, 0, 100, 0, '100 %'],
    [0, 3, 0, 0, '0 %'],
    [799, 1000, 80, 1, '79.9 %'],
    [800, 1000, 80, 0, '80 %'],
    [33, 3000, 1.1, 0, '1.1 %'],
    [32, 3000, 1.1, 1, '1.06 %'],
    [2, 3, 66.66, 0, '66.66 %'],
    [2, 3, 66.67, 1, '66.66 %'],
    [99_999, 100_000, 100, 1, '99.99 %'],
    [7, 10, -3, 0, '70 %'],
    [6, 10, -3, 1, '60 %'],
    [0, 2, -3, 0, '0 %'],
  ])('%d of %d against %d', (covered, total, floor, more, text) => {
    expect([lacking({ covered, total }, floor), percent({ covered, total })]).toEqual([more, text]);
  });

  it('ranges go over what is not executable', () => {
    const lines = [
      [1, 0],
      [2, 1],
      [4, 0],
      [9, 0],
      [10, 1],
      [12, 0],
    ].map(([line = 0, hits = 0]) => ({ line, hits }));
    expect(uncoveredRanges(lines)).toEqual(['1', '4-9', '12']);
  });
});

it.each<[path: string, report: string, found: string[]]>([
  ['src/a.ts', 'coverage/lcov.info', ['src/a.ts']],
  ['src/a.ts', 'packages/x/coverage/lcov.info', ['packages/x/src/a.ts']],
  ['./src/../src/a.ts', 'lcov.info', ['src/a.ts']],
  ['../y/lib/b.ts', 'packages/x/coverage/lcov.info', ['packages/y/lib/b.ts']],
  ['../../outside.ts', 'lcov.info', []],
  ['/here/repo/src/a.ts', 'lcov.info', ['src/a.ts']],
  ['/here/repo/lib/b.ts', 'lcov.info', []],
  ['/ci/build/packages/x/src/a.ts', 'lcov.info', ['packages/x/src/a.ts']],
  ['D:\\ci\\y\\lib\\b.ts', 'lcov.info', ['packages/y/lib/b.ts']],
  ['/ci/elsewhere/b.ts', 'lcov.info', []],
  ['lib/b.ts', 'lcov.info', ['packages/y/lib/b.ts', 'packages/z/lib/b.ts']],
  ['ignored/out.ts', 'lcov.info', ['ignored/out.ts']],
])('%s of %s', (path, report, found) => {
  const files = ['packages/x/src/a.ts', 'packages/y/lib/b.ts', 'packages/z/lib/b.ts', 'src/a.ts'];
  const tree = new Map(files.map((file) => [file, { size: 1, modified: 1 }]));
  expect(
    locator({ tree, root: '/here/repo', exists: (one) => tree.has(one) || one === 'ignored/out.ts' })(
      { path, roots: [] },
      report,
    ),
  ).toEqual(found);
});

describe('candidates', () => {
  const paths = ['packages/x/src/a.ts', 'packages/y/b.ts', 'c.ts', 'packages/y/old.info'];
  const folders: Readonly<Record<string, readonly string[]>> = {
    'coverage/tmp': ['coverage-1-2-0.json', 'notes.txt', 'coverage-2-2-0.json'],
  };
  it.each<[report: string, found: string[]]>([
    ['packages/*/coverage/lcov.info', ['packages/x/coverage/lcov.info', 'packages/y/coverage/lcov.info']],
    [
      '**/lcov.info',
      ['lcov.info', 'packages/lcov.info', 'packages/x/lcov.info', 'packages/x/src/lcov.info', 'packages/y/lcov.info'],
    ],
    ['packages/y/*.info', ['packages/y/old.info']],
    ['./coverage/lcov.info', ['coverage/lcov.info']],
    ['coverage/tmp/', ['coverage/tmp/coverage-1-2-0.json', 'coverage/tmp/coverage-2-2-0.json']],
    ['coverage/tmp/*-2-2-*.json', ['coverage/tmp/coverage-2-2-0.json']],
    ['coverage/none', ['coverage/none']],
  ])('of %s', (report, found) => {
    expect(candidates(report, paths, (folder) => folders[folder] ?? null)).toEqual(found);
  });
});

const files = (rule: string, more: Record<string, string> = {}): Record<string, string> => ({
  'lintel.yaml': `version: 1\nrules:\n  floor: { check: coverage, report: lcov.info, minimum: { lines: 80, functions: 100 }, ${rule} }\n`,
  'src/a.ts': 'export const a = () => 1;\nexport const b = () => 2;\n',
  ...more,
});
const report = { 'lcov.info': 'SF:src/a.ts\nFN:2,b\nFNDA:0,b\nDA:1,1\nDA:2,0\n' };

describe('while somebody is at work', () => {
  it.each<[title: string, given: Record<string, string>, modified: Map<string, number>, reason: string[]]>([
    [
      'a missing report is a note',
      files('command: npm run coverage'),
      new Map(),
      ['lcov.info does not exist; run `npm run coverage`'],
    ],
    [
      'an old one too',
      files('command: npm run coverage', report),
      new Map([['lcov.info', 0]]),
      ['lcov.info is older than 1 file; run `npm run coverage`'],
    ],
    [
      'of lines that are gone too',
      files('per: file', { 'lcov.info': 'SF:src/a.ts\nDA:9,1\n' }),
      new Map(),
      ['lcov.info has lines past the end of src/a.ts'],
    ],
  ])('%s', (_, given, modified, reason) => {
    const { violations, summary } = lintFiles(given, { mode: 'loop', modified });
    expect([violations, summary.notRun]).toEqual([[], reason.map((text) => ({ rule: 'floor', reason: text }))]);
  });

  it('checks a valid report', () => {
    const { violations, summary } = lintFiles(files('per: file', report), { mode: 'loop' });
    expect(summary.notRun).toEqual([]);
    expect(violations.map(({ at, brief, data }) => `${at.place?.line} ${data['metric']}: ${brief}`).sort()).toEqual([
      '2 functions: 0 of 1 functions (0 %), at least 100 %: 1 more needed; uncovered: `b` (2)',
      '2 lines: 1 of 2 lines (50 %), at least 80 %: 1 more needed; uncovered: `b` (2)',
    ]);
  });
});

it('ignores an age difference of one second', () => {
  const age = (source: number): string[] =>
    lintFiles(files('per: file', report), {
      modified: new Map([
        ['lcov.info', 5000],
        ['src/a.ts', source],
      ]),
    }).violations.map(({ message }) => message);
  expect([age(7000), age(7001)]).toEqual([['below', 'below'], ['stale']]);
});

it.each<[command: string, found: string[]]>([
  ['npm run coverage', ['command: package.json has no script "coverage": did you mean "cover"? (floor)']],
  [
    'npm ci && npm run coverage -- --all',
    ['command: package.json has no script "coverage": did you mean "cover"? (floor)'],
  ],
  ['npm test', ['command: package.json has no script "test" (floor)']],
  ['pnpm run cover', []],
  ['npm run coverage -w packages/a', []],
  ['cd packages/a && npm run coverage', []],
  ['npx vitest run --coverage', []],
  ['yarn run vitest', []],
])('holds the command `%s` to the scripts of package.json', (command, found) => {
  const given = files(`command: "${command}"`, { ...report, 'package.json': '{ "scripts": { "cover": "c8" } }' });
  expect(lintFiles(given).errors.map(({ message }) => message)).toEqual(found);
});

it.each<[path: string, roots: string[], found: string[]]>([
  ['src/a.ts', [], ['src/a.ts']],
  ['src/a.ts', ['/here/repo/packages/x'], ['packages/x/src/a.ts']],
  ['src/a.ts', ['/ci/repo/packages/x/'], ['packages/x/src/a.ts']],
  ['src\\a.ts', ['C:\\ci\\packages\\x'], ['packages/x/src/a.ts']],
  ['a.ts', ['src'], ['src/a.ts']],
  ['lib/b.ts', ['/here/repo/packages/y', '/here/repo/none'], ['packages/y/lib/b.ts']],
  ['lib/b.ts', ['/here/repo/packages/y', '/here/repo/packages/z'], ['packages/y/lib/b.ts', 'packages/z/lib/b.ts']],
  ['/here/repo/src/a.ts', ['/here/repo/packages/x'], ['src/a.ts']],
  ['none.ts', ['/here/repo'], []],
])('%s below %j', (path, roots, found) => {
  const files = ['packages/x/src/a.ts', 'packages/y/lib/b.ts', 'packages/z/lib/b.ts', 'src/a.ts'];
  const tree = new Map(files.map((file) => [file, { size: 1, modified: 1 }]));
  const locate = locator({ tree, root: '/here/repo', exists: (one) => tree.has(one) });
  expect(locate({ path, roots }, 'reports/cobertura.xml')).toEqual(found);
});

describe('what a report cannot tell', () => {
  const totals = JSON.stringify({ total: 2, covered: 2 });
  const summary = `{"/x/src/a.ts": {"lines": ${totals}, "branches": ${totals}, "functions": ${totals}, "statements": ${totals}}}`;
  const clover =
    '<coverage><project><file path="src/a.ts"><line num="1" count="1" type="stmt"/></file></project></coverage>';
  const told = (minimum: string, reports: Record<string, string>): string[] => {
    const {
      errors,
      violations,
      summary: about,
    } = lintFiles({
      'lintel.yaml': `version: 1\nrules:\n  floor: { check: coverage, report: [${Object.keys(reports).join(', ')}], minimum: { ${minimum} } }\n`,
      'src/a.ts': 'export const a = () => 1;\nexport const b = () => 2;\n',
      ...('c.xml' in reports && reports['c.xml']?.includes('b.ts') ? { 'src/b.ts': 'export const b = 1;\n' } : {}),
      ...reports,
    });
    return [
      ...errors.map(({ message }) => message),
      ...about.notRun.map(({ reason }) => `not run: ${reason}`),
      ...about.notes,
      ...violations.map(({ at, message }) => `${at.file}: ${message}`),
    ];
  };

  it.each<[title: string, minimum: string, reports: Record<string, string>, expected: string[]]>([
    ['lines of all', 'lines: 100', { 'c.xml': clover }, []],
    [
      'functions of Clover',
      'lines: 100, functions: 1',
      { 'c.xml': clover },
      [
        'unmatched: floor: c.xml does not list functions, so these are not checked; use a report that does, such as coverage-final.json of istanbul',
      ],
    ],
    [
      'functions of some files',
      'functions: 60',
      { ...report, 'c.xml': clover.replace('a.ts', 'b.ts') },
      [
        'unmatched: floor: c.xml does not list functions, so these are not checked; use a report that does, such as coverage-final.json of istanbul',
        'src/a.ts: below',
      ],
    ],
    [
      'nothing that has a floor',
      'functions: 1, statements: 1',
      { 'c.xml': clover },
      [
        'not run: c.xml does not list functions and statements, so these are not checked; use a report that does, such as coverage-final.json of istanbul',
      ],
    ],
    ['functions of another report', 'lines: 50, functions: 50', { ...report, 'c.xml': clover }, ['src/a.ts: below']],
    ['a summary alone', 'statements: 100', { 's.json': summary }, []],
    [
      'a summary with another report',
      'lines: 100',
      { 's.json': summary, 'c.xml': clover },
      [
        's.json has only totals, which cannot be merged with the other records of src/a.ts: use coverage-final.json instead, or name one report (floor)',
      ],
    ],
    ['a damaged report', 'functions: 1', { 'c.xml': clover.slice(0, -3) }, ['c.xml: unreadable']],
  ])('%s', (_, minimum, reports, expected) => {
    expect(told(minimum, reports)).toEqual(expected);
  });
});
