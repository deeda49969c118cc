import { expect, it } from 'vitest';
import { figureOf, lastLine } from '../../graph/coverage/figures.ts';
import { metrics } from '../../core/coverage.ts';
import { readLcov } from './lcov.ts';

const report = `SF:a.ts
FN:9,last
FNDA:0,last
DA:3,1
DA:1,0
DA:3,2
BRDA:3,0,a,b,1
BRDA:3,0,a,b,1
BRDA:3,0,1,-
end_of_record
`;

it('counts the parts of a packed record as they are listed', () => {
  const [record] = readLcov(report).coverage;
  if (!record) throw new Error('no record');
  // A copy has lists, and nothing that was counted before.
  const listed = { ...record };
  expect([listed.lines, listed.branches, listed.functions]).toEqual([
    [
      { line: 1, hits: 0 },
      { line: 3, hits: 3 },
    ],
    [
      { line: 3, key: '0,a,b', hits: 2 },
      { line: 3, key: '0,1', hits: 0 },
    ],
    [{ name: 'last', line: 9, hits: 0 }],
  ]);
  expect(listed.tally).toBeUndefined();
  for (const metric of metrics) expect(figureOf([record], metric)).toEqual(figureOf([listed], metric));
  expect([lastLine(record), lastLine(listed)]).toEqual([9, 9]);
});
