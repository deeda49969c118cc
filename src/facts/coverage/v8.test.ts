import { expect, it } from 'vitest';
import { growthOf, linear } from '../../../test/cost.ts';
import { decode, encode } from '../encode.ts';
import { layoutOf } from '../layout.ts';
import { readCoverage } from './coverage.ts';

const range = (startOffset: unknown, endOffset: unknown, count: unknown = 1): object => ({
  startOffset,
  endOffset,
  count,
});
const go = (...ranges: readonly object[]): object => ({ functionName: 'go', isBlockCoverage: true, ranges });
const script = (more: object = {}): object => ({
  ...{ scriptId: '1', url: 'file:///r/a.js', functions: [go(range(0, 9))] },
  ...more,
});
const report = (scripts: unknown, more: object = {}): string => JSON.stringify({ result: scripts, ...more });
const mapped = (data: unknown, lineLengths: unknown = [3, 4]): string =>
  report([script()], { 'source-map-cache': { 'file:///r/a.js': { lineLengths, data, url: 'a.js.map' } } });
const good = { version: 3, sources: ['a.ts'], mappings: 'AAAA;AACA' };

/** Scripts with their functions and sources, then what cannot be read. */
const rows = (text: string): string[] => {
  const { scripts = [], problems } = readCoverage(text);
  return [
    ...scripts.map(({ path, functions, map }) =>
      [
        path,
        ...functions.map(
          ({ name, isBlock, ranges }) =>
            `${name}${isBlock ? '' : '?'} ${ranges.map(({ start, end, count }) => `${start}-${end}=${count}`).join(' ')}`,
        ),
        ...(map ? [`from ${map.sources.join()}`] : []),
      ].join(' | '),
    ),
    ...problems.map(({ text: said, at }) => `${at.line}:${at.column}: ${said}`),
  ];
};

const a = '/r/a.js | go 0-9=1';
const fault = (text: string): string => `1:2: result: ${text}`;
const noRanges = fault('file:///r/a.js has no functions with ranges, one inside the other');
const noMap = fault('file:///r/a.js has a source map without mappings for its lines');

it.each<[title: string, text: string, expected: string[]]>([
  ['a script', report([script()]), [a]],
  [
    'functions and blocks',
    report([
      script({
        functions: [
          { functionName: '', isBlockCoverage: true, ranges: [range(0, 9), range(1, 5, 0), range(2, 3, 7)] },
          { functionName: 'lazy', isBlockCoverage: false, ranges: [range(5, 9, 0)] },
        ],
      }),
    ]),
    ['/r/a.js |  0-9=1 1-5=0 2-3=7 | lazy? 5-9=0'],
  ],
  ['a path', report([script({ url: '/r/a.js' })]), [a]],
  ['a path with blanks', report([script({ url: 'file:///r/a%20b.js?x=1#y' })]), ['/r/a b.js | go 0-9=1']],
  ['a path of Windows', report([script({ url: 'file:///C:/r/a.js' })]), ['C:/r/a.js | go 0-9=1']],
  ['a URL that cannot be decoded', report([script({ url: 'file:///r/%E0.js' })]), []],
  [
    'what is no file of the project',
    report([
      script({ url: 'node:internal/url' }),
      script({ url: 'evalmachine.<anonymous>' }),
      script({ url: 'https://x.example/a.js' }),
      script({ url: 'file:///r/node_modules/b/a.js' }),
      script({ url: '' }),
    ]),
    [],
  ],
  ['no script at all, as of a process that ran only packages', report([]), []],
  ['scripts that are no list', report({}), ['1:2: result: not a file of an istanbul report']],
  ['a script that is none', report([script(), 7]), [a, fault('script 1 has no `url`')]],
  ['a URL that is none', report([script({ url: 7 })]), [fault('script 0 has no `url`')]],
  ['no functions', report([script({ functions: undefined })]), [noRanges]],
  ['a function that is none', report([script({ functions: [null] })]), [noRanges]],
  ['a function without ranges', report([script({ functions: [go()] })]), [noRanges]],
  ['a range without an end', report([script({ functions: [go({ startOffset: 0, count: 1 })] })]), [noRanges]],
  ['a range that ends before it starts', report([script({ functions: [go(range(9, 3))] })]), [noRanges]],
  ['a negative offset', report([script({ functions: [go(range(-1, 3))] })]), [noRanges]],
  ['a part of an offset', report([script({ functions: [go(range(0.5, 3))] })]), [noRanges]],
  ['a negative count', report([script({ functions: [go(range(0, 3, -1))] })]), [noRanges]],
  ['a count that is text', report([script({ functions: [go(range(0, 3, '1'))] })]), [noRanges]],
  ['ranges that cross', report([script({ functions: [go(range(0, 9), range(1, 5), range(3, 7))] })]), [noRanges]],
  ['a range outside of its function', report([script({ functions: [go(range(2, 5), range(7, 8))] })]), [noRanges]],
  [
    'ranges nested deeper than any code',
    report([script({ functions: [go(...Array.from({ length: 5000 }, (_, i) => range(i, 20_000 - i)))] })]),
    [noRanges],
  ],
  [
    'ranges one after the other, however many',
    report([
      script({ functions: [go(range(0, 9000), ...Array.from({ length: 4000 }, (_, i) => range(i, i + 1, 0)))] }),
    ]),
    [expect.stringMatching(/^\/r\/a\.js \| go 0-9000=1 0-1=0 1-2=0 /) as unknown as string],
  ],
  ['a source map', mapped(good), [`${a} | from a.ts`]],
  ['a source map with a root', mapped({ ...good, sourceRoot: '../src/' }), [`${a} | from ../src/a.ts`]],
  ['a source map of a bundler', mapped({ ...good, sources: ['webpack:///./a.ts'] }), [`${a} | from /./a.ts`]],
  ['a source without a name', mapped({ ...good, sources: [null] }), [`${a} | from `]],
  ['a source map that Node could not read', mapped(null), [a]],
  ['mappings that are no text', mapped({ ...good, mappings: [] }), [noMap]],
  ['no sources', mapped({ ...good, sources: undefined }), [noMap]],
  ['no lengths', mapped(good, null), [noMap]],
  ['a negative length', mapped(good, [3, -1]), [noMap]],
  ['more lines than the script has', mapped({ ...good, mappings: ';'.repeat(1000) }), [noMap]],
  ['a map of maps', mapped({ version: 3, sections: [] }), [noMap]],
  ['cut off', report([script()]).slice(0, -3), [expect.stringMatching(/^1:\d+: Not valid JSON$/) as unknown as string]],
])('%s', (_, text, expected) => {
  expect(rows(text)).toEqual(expected);
  const { scripts = [] } = readCoverage(text);
  expect(decode('scripts', encode('scripts', scripts))).toEqual(scripts);
});

it('reads a report in linear time', () => {
  const textOf = (size: number): string =>
    report([
      script({ functions: [go(range(0, 9e9), ...Array.from({ length: 4 * size }, (_, i) => range(i, i + 1)))] }),
    ]);
  expect(growthOf(textOf, 2500, readCoverage)).toBeLessThan(linear);
});

it.each<[title: string, text: string, lines: string, ignored: number[]]>([
  ['nothing', '', '0-0', []],
  ['a line', 'abc', '0-3', []],
  ['line ends', 'a\n\nb\r\nc\n\n  ', '0-1 2-2 3-4 6-7', []],
  ['UTF-16 units', '"🔥"\nb', '0-4 5-6', []],
  ['the next line', '/* c8 ignore next */\na\nb', '0-20 21-22 23-24', [1, 2]],
  ['several lines', '  /* v8 ignore next 2 */\na\nb\nc', '0-24 25-26 27-28 29-30', [1, 2, 3]],
  ['its own line', 'a; /* node:coverage ignore next */\nb', '0-34 35-36', [1]],
  ['a stretch', '/* c8 ignore start */\na\n/* c8 ignore stop */\nb', '0-21 22-23 24-44 45-46', [1, 2, 3]],
  [
    'a stretch of Node',
    '/* node:coverage disable */\na\n/* node:coverage enable */\nb',
    '0-27 28-29 30-56 57-58',
    [1, 2, 3],
  ],
  ['another comment', '/* ignore next */\nb', '0-17 18-19', []],
])('lays out %s', (_, text, lines, ignored) => {
  const layout = layoutOf(text);
  expect(layout.starts.map((start, i) => `${start}-${layout.ends[i]}`).join(' ')).toBe(lines);
  expect(layout.ignored).toEqual(ignored);
  expect(decode('layout', encode('layout', layout))).toEqual(layout);
});
