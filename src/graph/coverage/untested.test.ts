import { describe, expect, it } from 'vitest';
import { lintFiles } from '../../testing/index.ts';

type Floor = 'lines' | 'branches' | 'functions';

/** What is said of `src/a.ts` under a floor of 100 %: the gaps, and what to do. */
function said(metric: Floor, reports: Record<string, string>, files: Record<string, string>): readonly string[] {
  const { violations } = lintFiles({
    'lintel.yaml': `version: 1\nrules:\n  floor: { check: coverage, report: [${Object.keys(reports).join(', ')}], minimum: { ${metric}: 100 } }\n`,
    ...reports,
    ...files,
  });
  return violations.flatMap(({ brief = '', fix }) => [brief.replace(/^.*uncovered: /, ''), ...(fix?.steps ?? [])]);
}

const code = `export function tax(net: number) {
  if (net < 0) {
    throw new RangeError('net');
  }
  return [net].map((x) => x * 19);
}
export const free = () => {
  return 0;
};
`;
const lines = (counts: readonly (readonly [line: number, hits: number])[]): string =>
  counts.map(([line, hits]) => `DA:${line},${hits}\n`).join('');
const none = lines([
  [2, 0],
  [3, 0],
  [5, 0],
  [7, 1],
  [8, 0],
]);

describe('functions', () => {
  it('are named with their ranges, without the functions inside of them', () => {
    const report = `SF:src/a.ts\nFN:1,tax\nFN:5,(anonymous_1)\nFN:7,free\nFNDA:0,tax\nFNDA:0,(anonymous_1)\nFNDA:0,free\n${none}`;
    expect(said('lines', { 'lcov.info': report }, { 'src/a.ts': code })).toEqual([
      '`tax` (1-6), `free` (7-9)',
      'write a test of `tax` (1-6)',
    ]);
  });

  it('are known from the source if the report lists none', () => {
    expect(said('lines', { 'lcov.info': `SF:src/a.ts\n${none}` }, { 'src/a.ts': code })).toEqual([
      '`tax` (1-6), `free` (7-9)',
      'write a test of `tax` (1-6)',
    ]);
  });

  it('are not to be tested if they have no name', () => {
    const text = 'run(() => {\n  stop();\n});\n';
    expect(said('lines', { 'lcov.info': 'SF:src/a.ts\nDA:1,1\nDA:2,0\n' }, { 'src/a.ts': text })).toEqual([
      '`function in run()` (1-3)',
      'write a test that imports `src/a.ts`',
    ]);
  });

  it('are listed up to the third', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const text = names.map((name) => `export function ${name}() {\n  return 1;\n}\n`).join('');
    const hits = names.map((_, i) => `DA:${i * 3 + 2},0\n`).join('');
    expect(said('lines', { 'lcov.info': `SF:src/a.ts\n${hits}` }, { 'src/a.ts': text })[0]).toBe(
      '`a` (1-3), `b` (4-6), `c` (7-9) and 2 more',
    );
  });

  it('are to be tested where a test imports the file', () => {
    const test = "import { tax } from './a.ts';\nexport const tested = tax;\n";
    const typed = "import type { tax } from './a.ts';\nexport type T = typeof tax;\n";
    const report = `SF:src/a.ts\n${none.replace('DA:2,0', 'DA:2,1')}`;
    const files = { 'src/a.ts': code, 'src/a.test.ts': test, 'src/b.test.ts': typed };
    expect(said('lines', { 'lcov.info': report }, files)).toEqual([
      '`free` (7-9), lines 3-5',
      'test `free` (7-9) in `src/a.test.ts`',
    ]);
    expect(said('lines', { 'lcov.info': report }, { ...files, 'src/c.test.ts': test })[1]).toBe(
      'test `free` (7-9) in `src/a.test.ts` (1 more import it)',
    );
  });
});

describe('branches', () => {
  const branchy = `export function f(user, low = 7) {
  if (user.admin && low) return 1;
  switch (low) { case 'x': return 2; default: return user ? 3 : \`4\`; }
}
`;
  const branches = (hits: string): string =>
    [
      [1, 0, 0],
      [2, 1, 0],
      [2, 1, 1],
      [2, 2, 0],
      [2, 2, 1],
      [3, 3, 0],
      [3, 3, 1],
      [3, 4, 0],
      [3, 4, 1],
    ]
      .map(([line, block, branch], i) => `BRDA:${line},${block},${branch},${hits[i]}\n`)
      .join('');

  it.each<[hits: string, found: string]>([
    ['011111111', 'the default `low = 7` (1)'],
    ['101111111', '`if (user.admin && low)` (2)'],
    ['110111111', 'the else of `if (user.admin && low)` (2)'],
    ['111101111', '`low` of `user.admin && low` (2)'],
    ['111110111', "`case 'x'` of `switch (low)` (3)"],
    ['111111011', '`default` of `switch (low)` (3)'],
    ['111111110', '`4` of `user ?` (3)'],
  ])('%s is %s', (hits, found) => {
    const report = `SF:src/a.ts\n${branches(hits)}`;
    expect(said('branches', { 'lcov.info': report }, { 'src/a.ts': branchy })[0]).toBe(found);
  });

  it('are counted by line if the report counts them otherwise than the source has them', () => {
    const byBytes = 'SF:src/a.ts\nBRDA:2,0,0,1\nBRDA:2,1,0,0\nBRDA:2,2,0,0\n';
    const figures =
      '<coverage><packages><package><classes><class filename="src/a.ts"><lines><line number="2" hits="1" branch="true" condition-coverage="50% (2/4)"/></lines></class></classes></package></packages></coverage>';
    expect(said('branches', { 'lcov.info': byBytes }, { 'src/a.ts': branchy })[0]).toBe('2 of 3 branches in line 2');
    expect(said('branches', { 'c.xml': figures }, { 'src/a.ts': branchy })[0]).toBe('2 of 4 branches in line 2');
  });
});
