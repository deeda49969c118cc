import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Covered } from '../../core/coverage.ts';
import { addUp } from '../../core/coverage.ts';
import { decode, encode } from '../encode.ts';
import { readLcov } from './lcov.ts';
import { growthOf, linear } from '../../../test/cost.ts';

const row = ({ lines, functions, branches }: Pick<Covered, 'lines' | 'functions' | 'branches'>): string =>
  [
    lines.map(({ line, hits }) => `${line}=${hits}`).join(' '),
    functions.map(({ name, line, hits }) => `${name}@${line}=${hits}`).join(' '),
    branches.map(({ line, key, hits }) => `${line}/${key}=${hits}`).join(' '),
  ].join(' | ');
const rows = (text: string): string[] => {
  const { coverage, problems } = readLcov(text);
  return [
    ...coverage.map((one) => `${one.path}:${one.at} ${row(one)}`),
    ...problems.map(({ text: said, at }) => `${at.line}: ${said.replace(/^.*: /, '')}`),
  ];
};

it.each<[title: string, text: string, expected: string[]]>([
  [
    'a record of istanbul',
    'TN:\nSF:src/a.ts\nFN:1,go\nFN:5,(anonymous_1)\nFNF:2\nFNH:1\nFNDA:3,go\nFNDA:0,(anonymous_1)\nDA:1,3\nDA:6,0\nLF:2\nLH:1\nBRDA:2,0,0,1\nBRDA:2,0,1,0\nBRF:2\nBRH:1\nend_of_record\n',
    ['src/a.ts:2 1=3 6=0 | go@1=3 (anonymous_1)@5=0 | 2/0,0=1 2/0,1=0'],
  ],
  [
    'Windows, and nothing at its end',
    'SF:src\\a.ts\r\nDA:1,1\r\nend_of_record\r\nSF:b.ts\r\nDA:2,0',
    ['src\\a.ts:1 1=1 |  | ', 'b.ts:4 2=0 |  | '],
  ],
  ['no end of a record', 'SF:a\nDA:1,1\nSF:b\nDA:2,2\n', ['a:1 1=1 |  | ', 'b:3 2=2 |  | ']],
  [
    'lines twice, checksums, and counts out of bounds',
    'SF:a\nDA:7,1\nDA:3,1,abc==\nDA:7,2\nDA:8,-1\nDA:9,18446744073709551615\nDA:10,9223372036854770000\n',
    ['a:1 3=1 7=3 8=0 9=0 10=9007199254740991 |  | '],
  ],
  [
    'branches: never run, exceptional, unreachable, with commas',
    'SF:a\nBRDA:1,0,0,-\nBRDA:1,e0,1,2\nBRDA:1,U0,2,0\nBRDA:2,0,x < y, z,1\nBRDA:2,0,x < y, z,1\n',
    ['a:1  |  | 1/0,0=0 1/e0,1=2 2/0,x < y, z=2'],
  ],
  [
    'functions with ends, of one name, without a count, without a line',
    'SF:a\nFN:1,4,f,g\nFN:5,constructor\nFN:9,constructor\nFN:12,lost\nFNDA:2,f,g\nFNDA:1,constructor\nFNDA:0,constructor\nFNDA:1,late\n',
    ['a:1  | f,g@1=2 constructor@5=1 constructor@9=0 lost@12=0 late@0=1 | '],
  ],
  [
    'functions by number, some of several names',
    'SF:a\nFNL:0,3,9\nFNA:0,2,one\nFNA:0,1,two\nFNL:1,20\nFNA:1,0,three, four\n',
    ['a:1  | one@3=3 three, four@20=0 | '],
  ],
  ['what else there is', '# made by hand\nSF:a\nVER:1\nMCDC:1,2,t,1,0,x\n\nDA:1,1\nend_of_record\n', ['a:2 1=1 |  | ']],
  [
    'what is wrong',
    'DA:1,1\nSF:\nSF:a\nDA:x,1\nDA:1\nBRDA:1,1\nFN:f\n<xml/>\nend_of_record\nBRDA:1,0,0,1\n',
    [
      'a:3  |  | ',
      '1: DA:1,1',
      '2: SF:',
      '4: DA:x,1',
      '5: DA:1',
      '6: BRDA:1,1',
      '7: FN:f',
      '8: <xml/>',
      '10: BRDA:1,0,0,1',
    ],
  ],
  [
    'lines out of order, with blanks and with many digits',
    'SF:a\nDA:9,1\nDA:3,2 \nDA:3,1\nDA:4,999999999999999\nDA:5,0000000000000000001\nDA:6,\nDA:,1\nDA:7,1,\nend_of_record\nDA:8,1\n',
    ['a:1 3=3 4=999999999999999 5=1 7=1 9=1 |  | ', '7: DA:6,', '8: DA:,1', '11: DA:8,1'],
  ],
  ['nothing', '', []],
])('%s', (_, text, expected) => {
  expect(rows(text)).toEqual(expected);
  const { coverage } = readLcov(text);
  expect(decode('coverage', encode('coverage', coverage))).toEqual(coverage);
});

it('records of one file add up, each branch and function to its like', () => {
  const once = 'FN:1,f\nFN:1,f\nFNDA:0,f\nFNDA:1,f\nDA:4,1\nDA:2,0\nBRDA:1,0,0,-\n';
  const { coverage } = readLcov(
    `SF:a\n${once}end_of_record\nSF:a\n${once}DA:3,9007199254740991\nDA:4,9007199254740991\nBRDA:1,0,0,2\n`,
  );
  expect(row(addUp(coverage))).toBe('2=0 3=9007199254740991 4=9007199254740991 | f@1=0 f@1=2 | 1/0,0=2');
});

it('reads a report of 10,000 files in no time', () => {
  const body = Array.from({ length: 80 }, (_, i) => `DA:${i + 1},${i % 7}`).join('\n');
  const reportOf = (files: number): string =>
    Array.from(
      { length: files },
      (_, i) => `SF:src/${i}.ts\nFN:1,run\nFNDA:1,run\n${body}\nBRDA:1,0,0,-\nend_of_record\n`,
    ).join('');
  expect(readLcov(reportOf(10_000)).coverage.length).toBe(10_000);
  expect(growthOf(reportOf, 2500, readLcov)).toBeLessThan(linear);
  for (const part of ['DA:', '1,', 'BRDA:1,', 'FN:1,1,', ',']) {
    const hostileOf = (size: number): string =>
      `SF:a\n${part.repeat(size)}\nDA:${'1'.repeat(size)}x\nBRDA:1,${part.repeat(size)}x\n`;
    expect([part, growthOf(hostileOf, 50_000, readLcov) < linear]).toEqual([part, true]);
  }
});

it('adds up what a record repeats, in whatever order it comes', () => {
  const part = fc.record({ line: fc.integer({ min: 1, max: 4 }), branch: fc.nat(25), hits: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 90 }), (parts) => {
      const expected = new Map<string, number>();
      for (const { line, branch, hits } of parts) {
        const name = `${line}:0,${branch}`;
        expected.set(name, (expected.get(name) ?? 0) + hits);
      }
      const text = parts.map(({ line, branch, hits }) => `BRDA:${line},0,${branch},${hits}\n`).join('');
      const [record] = readLcov(`SF:a\n${text}`).coverage;
      const found = record?.branches.map(({ line, key, hits }) => [`${line}:${key}`, hits] as const) ?? [];
      expect(found).toHaveLength(expected.size);
      expect(new Map(found)).toEqual(expected);
    }),
  );
});
