import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Problem } from '../core/violation.ts';
import { type Ignore, ignored } from './ignore.ts';

const line = fc.integer({ min: 1, max: 12 });
const covers = fc.option(fc.tuple(line, line).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]));

const ignoreOf = (stretch: readonly [number, number] | null, rule: string): Ignore => ({
  file: 'a.ts',
  suppression: {
    rules: [rule, 'other'],
    reason: null,
    covers: stretch,
    at: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  },
  excused: 0,
});
const problemAt = (at: number | null): Problem => ({
  message: 'm',
  data: {},
  at: { file: 'a.ts', place: at === null ? null : { line: at, column: 1, endLine: at, endColumn: 2 } },
  found: '',
  expected: '',
  evidence: [],
  fix: null,
  alternatives: [],
});

it('covers what some comment covers, and counts every comment that does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(covers, fc.constantFrom('r', 's'))),
      fc.array(fc.option(line)),
      (comments, places) => {
        const ignores = comments.map(([stretch, rule]) => ignoreOf(stretch, rule));
        const problems = places.map(problemAt);
        const found = ignored(ignores, 'r', problems);
        const isCovered = ({ suppression }: Ignore, { at }: Problem): boolean =>
          suppression.rules.includes('r') &&
          (suppression.covers === null ||
            (at.place !== null && suppression.covers[0] <= at.place.line && at.place.line <= suppression.covers[1]));
        expect(found).toEqual(new Set(problems.filter((one) => ignores.some((ignore) => isCovered(ignore, one)))));
        expect(ignores.map(({ excused }) => excused)).toEqual(
          ignores.map((ignore) => problems.filter((one) => isCovered(ignore, one)).length),
        );
      },
    ),
    { numRuns: 2000 },
  );
});
