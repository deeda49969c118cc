import { describe, expect, it } from 'vitest';
import type { Frozen } from '../core/baseline.ts';
import { isLower, type Metric } from '../core/coverage.ts';
import { baselineText, readBaseline, staleEntries } from './baseline.ts';
import { entriesOf, figureId, keptFigures, risen, risenNotes } from './figures.ts';

const entry = (scope: string, covered: number, total: number, metric: Metric = 'lines'): Frozen => ({
  id: figureId('coverage/floor', scope, metric),
  rule: 'coverage/floor',
  file: scope,
  figure: { metric, covered, total },
});

const read = (...entries: readonly Frozen[]) => readBaseline(baselineText(entries)).baseline;

describe('an entry of a figure', () => {
  it.each(['src/a.ts', 'all files', 'src/a b lines 1/2', 'modules/{x}/**', 'ä "b"'])('survives: %s', (scope) => {
    const { baseline, errors } = readBaseline(baselineText([entry(scope, 812, 1000)]));
    expect(errors).toEqual([]);
    expect(baseline).toMatchObject([entry(scope, 812, 1000)]);
  });

  it('is one line, whose id stays when the figure rises', () => {
    expect(baselineText([entry('src/a', 812, 1000)])).toBe(
      `{\n  "${figureId('coverage/floor', 'src/a', 'lines')}": "coverage/floor src/a lines 812/1000",\n  "version": 1\n}\n`,
    );
    expect(entry('src/a', 812, 1000).id).toBe(entry('src/a', 1000, 1000).id);
    expect(entry('src/a', 812, 1000).id).not.toBe(entry('src/a', 812, 1000, 'branches').id);
  });

  it('is that of a violation if the id is another', () => {
    const text = '{\n  "0123456789": "naming/files src/a lines 8/10",\n  "version": 1\n}\n';
    expect(readBaseline(text).baseline).toMatchObject([{ file: 'src/a lines 8/10' }]);
    expect(readBaseline(text).baseline?.[0]).not.toHaveProperty('figure');
  });

  it.each([
    ['1001/1000', 'more is covered than there is'],
    ['812/99999999999999999999', 'the number is not safe'],
  ])('is damaged: %s (%s)', (figure) => {
    const text = baselineText([entry('src/a', 812, 1000)]).replace('812/1000', figure);
    expect(readBaseline(text)).toMatchObject({ baseline: [], errors: [{ code: 'baseline-damaged' }] });
  });
});

describe('shares', () => {
  it.each<[one: string, other: string, lower: boolean]>([
    ['812/1000', '203/250', false],
    ['811/1000', '203/250', true],
    ['0/0', '5/5', false],
    ['5/5', '0/0', false],
    ['4/5', '0/0', true],
    ['0/0', '4/5', false],
    // Both are 99.99 % after rounding, and the products are greater than a safe integer.
    ['9007199254740989/9007199254740991', '9007199254740990/9007199254740991', true],
    ['9007199254740990/9007199254740991', '9007199254740990/9007199254740991', false],
    ['33333333/100000000', '1/3', true],
  ])('%s is lower than %s: %s', (one, other, lower) => {
    const [a, b] = [one, other].map((text) => {
      const [covered = 0, total = 0] = text.split('/').map(Number);
      return { covered, total };
    });
    expect(a && b && isLower(a, b)).toBe(lower);
  });
});

describe('what was measured', () => {
  const before = read(entry('a', 5, 10), entry('b', 5, 10), entry('c', 5, 10));
  const now = [entry('a', 6, 10), entry('b', 4, 10), entry('c', 50, 100), entry('d', 1, 10)];

  it('raises entries and adds new ones, and lowers none', () => {
    expect(risen(before, now)).toEqual({ added: [entry('d', 1, 10)], raised: [entry('a', 6, 10)] });
  });

  it('has no entry where the reports do not tell', () => {
    expect(
      entriesOf('coverage/floor', [
        { scope: 'a', metric: 'lines', figure: null },
        { scope: 'b', metric: 'lines', figure: { covered: 1, total: 2 } },
      ]),
    ).toEqual([entry('b', 1, 2)]);
  });

  it('is noted with the command that keeps it', () => {
    const reached = now.map(({ file, figure }) => ({ scope: file, metric: 'lines' as const, figure: figure ?? null }));
    expect(risenNotes('coverage/floor', before, reached)).toEqual([
      'unkept: coverage/floor: the baseline does not have lines of d (1/10) yet; `lintel baseline prune` keeps what was reached',
      'raised: coverage/floor: lines of a (6/10) rose; `lintel baseline prune` keeps it',
    ]);
    expect(risenNotes('coverage/floor', null, reached)).toEqual([
      'unkept: coverage/floor: the baseline does not have lines of a (6/10) and 3 more yet; `lintel baseline create --rule coverage/floor` keeps what was reached',
    ]);
    expect(risenNotes('coverage/floor', before, reached.slice(1, 3))).toEqual([]);
  });
});

describe('an entry that is listed twice, as after a merge', () => {
  const text = baselineText([entry('a', 5, 10)]).replace(/( {2}.*\n)/, (line) => line + line.replace('5/10', '7/10'));

  it('keeps the higher figure', () => {
    const { baseline } = readBaseline(text);
    expect(baseline).toHaveLength(2);
    expect(keptFigures(baseline, 'coverage/floor')('a', 'lines')).toMatchObject({ covered: 7, total: 10 });
    expect(baselineText(baseline ?? [])).toBe(baselineText([entry('a', 7, 10)]));
    const seen = { ids: new Set([entry('a', 1, 1).id]), isJudged: () => true, isUnknown: () => false };
    expect(staleEntries(baseline, seen)).toMatchObject([{ reason: 'repeated', entry: { line: 2 } }]);
  });
});
