import { expect, it } from 'vitest';
import { lintFiles } from '../../testing/index.ts';

const source = `export enum Level { Low }
export class Bill {
  total = 1;
}
export const price = () => 1;
const table = { tax: { net() { return 1; } } };
export default table;
`;

it.each<[record: string, found: string[]]>([
  ['DA:7,1', []],
  ['DA:8,1', ['lcov.info:3 line 8 of src/a.ts, which has 7 lines']],
  ['FN:5,price\nFNDA:1,price', []],
  ['FN:5,prices\nFNDA:1,prices', []],
  ['FN:6,table.tax.net\nFNDA:1,table.tax.net', []],
  ['FN:2,Bill\nFNDA:1,Bill', []],
  ['FN:2,<instance_members_initializer>\nFNDA:1,<instance_members_initializer>', []],
  ['FN:1,(anonymous_1)\nFNDA:1,(anonymous_1)', []],
  ['FN:1,__decorate\nFNDA:1,__decorate', []],
  ['FN:4,old\nFNDA:1,old', ['lcov.info:3 function `old` in line 4 of src/a.ts, which has none there']],
])('%s', (record, found) => {
  const { violations } = lintFiles({
    'lintel.yaml': 'version: 1\nrules:\n  floor: { check: coverage, report: lcov.info, minimum: { lines: 0 } }\n',
    'lcov.info': `TN:\n# a comment\nSF:src/a.ts\n${record}\n`,
    'src/a.ts': source,
  });
  expect(
    violations.flatMap(({ evidence }) => evidence.map(({ file, line, text }) => `${file}:${line} ${text}`)),
  ).toEqual(found);
});
