import { describe, expect, it } from 'vitest';
import { lintFiles } from '../../../testing/index.ts';

const source = 'export const a = (x: boolean) =>\n  x ? 1 : 2;\nexport const b = () => 3;\nexport const c = 4;\n';

/**
 * What a run says of one report: figures that are too low and faults of the report, each with file and line; what it could not check only where
 * there is nothing else. A row without any would be a silent pass.
 */
function said(name: string, text: string): string[] {
  const { violations, errors, summary } = lintFiles({
    'lintel.yaml': `version: 1\nrules:\n  floor: { check: coverage, report: ${name}, per: file, minimum: { lines: 100, branches: 100, functions: 100 } }\n`,
    'src/a.ts': source,
    [name]: text,
  });
  const found = [
    ...errors.map(({ code }) => code),
    ...violations.map(({ at, found: what }) => `${at.file}:${at.place?.line ?? '-'} ${what}`),
  ];
  return found.length > 0 ? found : [...summary.notRun.map(({ reason }) => reason), ...summary.notes];
}

type Row = readonly [title: string, text: string, expected: readonly string[]];

const lcov: readonly Row[] = [
  [
    'in full',
    'TN:\nSF:src/a.ts\nFN:1,a\nFNDA:1,a\nDA:1,1\nDA:2,0\nBRDA:2,0,0,1\nBRDA:2,0,1,0\nend_of_record\n',
    ['src/a.ts:2 1 of 2 branches (50 %)', 'src/a.ts:2 1 of 2 lines (50 %)'],
  ],
  ['empty', '', ['lcov.info:1 The report has no file']],
  ['blank', ' \n\n', ['lcov.info:1 The report has no file']],
  ['of a test that ran nothing', 'TN:\n', ['lcov.info:1 The report has no file']],
  ['of another file alone', 'SF:src/b.ts\nDA:1,1\nend_of_record\n', ['lcov.info:1 `src/b.ts`', 'src/a.ts:- no record']],
  ['with line ends of Windows', 'SF:src\\a.ts\r\nDA:1,0\r\nend_of_record\r\n', ['src/a.ts:1 0 of 1 lines (0 %)']],
  ['with a byte order mark', '\ufeffSF:src/a.ts\nDA:1,0\n', ['src/a.ts:1 0 of 1 lines (0 %)']],
  ['without the end of a record', 'SF:src/a.ts\nDA:1,0\nSF:src/a.ts\nDA:2,1\n', ['src/a.ts:1 1 of 2 lines (50 %)']],
  [
    'with a file twice',
    'SF:src/a.ts\nDA:1,0\nend_of_record\nSF:src/a.ts\nDA:1,2\nDA:2,0\nend_of_record\n',
    ['src/a.ts:2 1 of 2 lines (50 %)'],
  ],
  ['with a line twice', 'SF:src/a.ts\nDA:1,0\nDA:1,3\nDA:2,0\n', ['src/a.ts:2 1 of 2 lines (50 %)']],
  ['with a negative count', 'SF:src/a.ts\nDA:1,-1\n', ['src/a.ts:1 0 of 1 lines (0 %)']],
  [
    'with a count of 64 bits that wrapped',
    'SF:src/a.ts\nDA:1,18446744073709551615\n',
    ['src/a.ts:1 0 of 1 lines (0 %)'],
  ],
  ['with checksums', 'SF:src/a.ts\nDA:1,0,Zm9v==\nDA:2,1,YmFy\n', ['src/a.ts:1 1 of 2 lines (50 %)']],
  [
    'with a count that is text',
    'SF:src/a.ts\nDA:1,many\n',
    ['lcov.info:2 Not a valid line of an lcov report: DA:1,many'],
  ],
  ['without a count', 'SF:src/a.ts\nDA:1\n', ['lcov.info:2 Not a valid line of an lcov report: DA:1']],
  ['with a line of text', 'SF:src/a.ts\nDA:one,1\n', ['lcov.info:2 Not a valid line of an lcov report: DA:one,1']],
  ['with a line past the end', 'SF:src/a.ts\nDA:99,1\n', ['lcov.info:- it has lines past the end of src/a.ts']],
  [
    'with a function that is not there',
    'SF:src/a.ts\nFN:4,gone\nFNDA:1,gone\n',
    ['lcov.info:- it has functions that are not in src/a.ts'],
  ],
  [
    'with a count before any file',
    'DA:1,1\nSF:src/a.ts\nDA:1,0\n',
    ['lcov.info:1 Not a valid line of an lcov report: DA:1,1', 'src/a.ts:1 0 of 1 lines (0 %)'],
  ],
  ['with a file without a name', 'SF:\nDA:1,1\n', ['lcov.info:1 Not a valid line of an lcov report: SF: (and 1 more)']],
  [
    'with a branch that was never evaluated',
    'SF:src/a.ts\nBRDA:2,0,0,-\nBRDA:2,0,1,1\n',
    ['src/a.ts:2 1 of 2 branches (50 %)'],
  ],
  [
    'with an exceptional branch and one that cannot be reached',
    'SF:src/a.ts\nBRDA:2,e0,0,0\nBRDA:2,U0,1,0\n',
    ['src/a.ts:2 0 of 1 branches (0 %)'],
  ],
  [
    'with commas in the name of a branch',
    'SF:src/a.ts\nBRDA:2,0,(a, b),0\nBRDA:2,0,c,1\n',
    ['src/a.ts:2 1 of 2 branches (50 %)'],
  ],
  [
    'with a branch of two fields',
    'SF:src/a.ts\nBRDA:2,0\n',
    ['lcov.info:2 Not a valid line of an lcov report: BRDA:2,0'],
  ],
  [
    'with commas in the name of a function',
    'SF:src/a.ts\nFN:1,f<a, b>\nFNDA:0,f<a, b>\nFN:3,b\nFNDA:1,b\n',
    ['src/a.ts:1 1 of 2 functions (50 %)'],
  ],
  [
    'with functions of one name',
    'SF:src/a.ts\nFN:1,(anonymous)\nFN:3,(anonymous)\nFNDA:1,(anonymous)\nFNDA:0,(anonymous)\n',
    ['src/a.ts:3 1 of 2 functions (50 %)'],
  ],
  ['with a function that has no count', 'SF:src/a.ts\nFN:1,a\n', ['src/a.ts:1 0 of 1 functions (0 %)']],
  [
    'with functions of lcov 2.2',
    'SF:src/a.ts\nFNL:0,1,2\nFNA:0,0,a\nFNL:1,3\nFNA:1,2,b\n',
    ['src/a.ts:1 1 of 2 functions (50 %)'],
  ],
  ['with totals that are not true', 'SF:src/a.ts\nDA:1,1\nDA:2,0\nLF:2\nLH:2\n', ['src/a.ts:2 1 of 2 lines (50 %)']],
  [
    'with records that nobody knows',
    'SF:src/a.ts\nVER:1\nMCDC:1,2,t,1,0,x\nXYZ:9\nDA:1,0\n',
    ['src/a.ts:1 0 of 1 lines (0 %)'],
  ],
  [
    'with a conflict',
    '<<<<<<< ours\nSF:src/a.ts\nDA:1,1\n=======\n>>>>>>> theirs\n',
    ['lcov.info:1 Not valid XML: disallowed character in tag name'],
  ],
  ['that is cut off', 'SF:src/a.ts\nDA:1,1\nDA:2', ['lcov.info:3 Not a valid line of an lcov report: DA:2']],
  ['of a path that leads out', 'SF:../../src/a.ts\nDA:1,1\n', ['lcov.info:1 `../../src/a.ts`', 'src/a.ts:- no record']],
  ['of another machine', 'SF:/home/ci/shop/src/a.ts\nDA:1,0\n', ['src/a.ts:1 0 of 1 lines (0 %)']],
];

const at = (line: unknown, column = 0): object => ({ start: { line, column }, end: { line, column: column + 9 } });
const file = (more: object = {}): object => ({
  ...{ path: '/ci/src/a.ts', statementMap: { 0: at(1), 1: at(2) }, s: { 0: 1, 1: 0 } },
  ...{ fnMap: { 0: { name: 'a', decl: at(1), loc: at(1) } }, f: { 0: 1 } },
  ...{ branchMap: { 0: { type: 'cond-expr', loc: at(2), locations: [at(2), at(2)] } }, b: { 0: [1, 0] } },
  ...more,
});
const final = (more: object = {}): string => JSON.stringify({ '/ci/src/a.ts': file(more) }, null, 1);
const part = (total: unknown, covered: unknown): object => ({ total, covered, skipped: 0, pct: 100 });
const totals = (lines: unknown): string =>
  JSON.stringify(
    { total: {}, '/ci/src/a.ts': { lines, branches: part(0, 0), functions: part(0, 0), statements: part(0, 0) } },
    null,
    1,
  );

const json: readonly Row[] = [
  ['of istanbul in full', final(), ['src/a.ts:2 1 of 2 branches (50 %)', 'src/a.ts:2 1 of 2 lines (50 %)']],
  [
    'of istanbul in a wrapper',
    JSON.stringify({ '/ci/src/a.ts': { data: file() } }),
    ['src/a.ts:2 1 of 2 branches (50 %)', 'src/a.ts:2 1 of 2 lines (50 %)'],
  ],
  [
    'of istanbul without a path',
    final({ path: undefined }),
    ['src/a.ts:2 1 of 2 branches (50 %)', 'src/a.ts:2 1 of 2 lines (50 %)'],
  ],
  [
    'of istanbul with a branch that never ran',
    final({ b: { 0: [1, null] } }),
    ['src/a.ts:2 1 of 2 branches (50 %)', 'src/a.ts:2 1 of 2 lines (50 %)'],
  ],
  [
    'of istanbul with an older branch',
    final({ branchMap: { 0: { line: 2, locations: [] } } }),
    ['src/a.ts:2 1 of 2 branches (50 %)', 'src/a.ts:2 1 of 2 lines (50 %)'],
  ],
  [
    'of istanbul without counts',
    final({ s: undefined }),
    ['coverage.json:2 /ci/src/a.ts: `s` is missing', 'src/a.ts:2 1 of 2 branches (50 %)'],
  ],
  [
    'of istanbul without a map',
    final({ fnMap: undefined }),
    [
      'coverage.json:2 /ci/src/a.ts: `fnMap` is missing',
      'src/a.ts:2 1 of 2 branches (50 %)',
      'src/a.ts:2 1 of 2 lines (50 %)',
    ],
  ],
  [
    'of istanbul with a statement without a count',
    final({ s: { 0: 1 } }),
    ['coverage.json:2 /ci/src/a.ts: statement 1 has no count', 'src/a.ts:2 1 of 2 branches (50 %)'],
  ],
  [
    'of istanbul with a count of nothing',
    final({ s: { 0: 1, 1: 0, 2: 1 } }),
    [
      'coverage.json:2 /ci/src/a.ts: `s` counts 2, which `statementMap` does not have',
      'src/a.ts:2 1 of 2 branches (50 %)',
      'src/a.ts:2 1 of 2 lines (50 %)',
    ],
  ],
  [
    'of istanbul with a count that is text',
    final({ s: { 0: 1, 1: '0' } }),
    ['coverage.json:2 /ci/src/a.ts: statement 1 has no count', 'src/a.ts:2 1 of 2 branches (50 %)'],
  ],
  [
    'of istanbul with a line that is none',
    final({ statementMap: { 0: at(1), 1: at('2') } }),
    ['coverage.json:2 /ci/src/a.ts: statement 1 has no line', 'src/a.ts:2 1 of 2 branches (50 %)'],
  ],
  [
    'of istanbul with a line past the end',
    final({ statementMap: { 0: at(1), 1: at(99) } }),
    ['coverage.json:- it has lines past the end of src/a.ts'],
  ],
  [
    'of istanbul with branches that are no list',
    final({ b: { 0: 1 } }),
    ['coverage.json:2 /ci/src/a.ts: branch 0 has no counts', 'src/a.ts:2 1 of 2 lines (50 %)'],
  ],
  [
    'of istanbul that lists a file twice',
    `${final().slice(0, -2)},${final().slice(1)}`,
    [
      'coverage.json:102 Duplicate key /ci/src/a.ts',
      'src/a.ts:2 1 of 2 branches (50 %)',
      'src/a.ts:2 1 of 2 lines (50 %)',
    ],
  ],
  ['of no file', '{}', ['coverage.json:1 The report has no file']],
  [
    'of a file that is none',
    '{"/ci/src/a.ts": []}',
    ['coverage.json:1 /ci/src/a.ts: not a file of an istanbul report'],
  ],
  ['that is a list', '[]', ['coverage.json:1 Not a JSON object']],
  ['that is cut off', final().slice(0, 90), ['coverage.json:6 Not valid JSON']],
  ['that is something else', '{"openapi": "3.1.0"}', ['coverage.json:1 openapi: not a file of an istanbul report']],
  ['with a comma too many', '{"a": 1,}', ['coverage.json:1 Not valid JSON']],
  ['of a summary', totals(part(10, 7)), ['src/a.ts:- 7 of 10 lines (70 %)']],
  [
    'of a summary that covers more than there is',
    totals(part(7, 10)),
    ['coverage.json:3 /ci/src/a.ts: `lines` needs a `total`, and a `covered` that is not greater'],
  ],
  [
    'of a summary of text',
    totals(part('7', '3')),
    ['coverage.json:3 /ci/src/a.ts: `lines` needs a `total`, and a `covered` that is not greater'],
  ],
  [
    'of a summary with a total alone',
    '{"total": {"lines": {"total": 1, "covered": 1}}}',
    ['coverage.json:1 The report has no file'],
  ],
];

const range = (startOffset: unknown, endOffset: unknown, count: unknown): object => ({ startOffset, endOffset, count });
const v8 = (...functions: readonly object[]): string =>
  JSON.stringify({ result: [{ url: 'file:///src/a.ts', functions }] });
const whole = { functionName: '', isBlockCoverage: true, ranges: [range(0, source.length, 1)] };

const ofV8: readonly Row[] = [
  [
    'in full',
    v8(whole, { functionName: 'b', isBlockCoverage: false, ranges: [range(65, 72, 0)] }),
    ['src/a.ts:3 0 of 1 functions (0 %)'],
  ],
  [
    'of another project',
    JSON.stringify({ result: [{ url: 'file:///other/a.ts', functions: [whole] }] }),
    ['src/a.ts:- no record'],
  ],
  ['of no script', '{"result":[]}', ['src/a.ts:- no record']],
  ['without a URL', '{"result":[{}]}', ['v8.json:1 result: script 0 has no `url`']],
  [
    'without ranges',
    v8({ functionName: 'a', ranges: [] }),
    ['v8.json:1 result: file:///src/a.ts has no functions with ranges, one inside the other'],
  ],
  [
    'with ranges that cross',
    v8({ functionName: 'a', ranges: [range(0, 9, 1), range(1, 5, 0), range(3, 7, 0)] }),
    ['v8.json:1 result: file:///src/a.ts has no functions with ranges, one inside the other'],
  ],
  [
    'with a negative offset',
    v8({ functionName: 'a', ranges: [range(-1, 9, 1)] }),
    ['v8.json:1 result: file:///src/a.ts has no functions with ranges, one inside the other'],
  ],
  [
    'with a source map that is none',
    JSON.stringify({
      result: [{ url: 'file:///src/a.ts', functions: [whole] }],
      'source-map-cache': { 'file:///src/a.ts': { lineLengths: [1], data: {} } },
    }),
    ['v8.json:1 result: file:///src/a.ts has a source map without mappings for its lines'],
  ],
];

const cobertura = (lines: string, methods = '', name = 'filename="src/a.ts"'): string =>
  `<?xml version="1.0"?>\n<coverage line-rate="1"><packages><package><classes>\n<class ${name}><methods>${methods}</methods><lines>\n${lines}\n</lines></class></classes></package></packages></coverage>\n`;
const clover = (lines: string, name = 'path="/ci/src/a.ts"'): string =>
  `<coverage clover="3"><project>\n<file ${name}>\n${lines}\n</file></project></coverage>\n`;

const xml: readonly Row[] = [
  [
    'of Cobertura in full',
    cobertura(
      '<line number="1" hits="1"/><line number="2" hits="0" branch="true" condition-coverage="50% (1/2)"/>',
      '<method name="b" hits="0"><lines/></method>',
    ),
    ['src/a.ts:2 1 of 2 branches (50 %)', 'src/a.ts:2 0 of 1 functions (0 %)', 'src/a.ts:2 1 of 2 lines (50 %)'],
  ],
  [
    'of Cobertura with lines of methods',
    cobertura('<line number="1" hits="0"/>', '<method name="a"><lines><line number="1" hits="3"/></lines></method>'),
    ['src/a.ts:1 0 of 1 lines (0 %)'],
  ],
  [
    'of Cobertura with a class without a file',
    cobertura('', '', 'name="A"'),
    ['coverage.xml:3 Not valid: a class without a file name'],
  ],
  [
    'of Cobertura with a line without hits',
    cobertura('<line number="1"/>'),
    ['coverage.xml:4 Not valid: line 1 has no count'],
  ],
  [
    'of Cobertura with a line zero',
    cobertura('<line number="0" hits="1"/>'),
    ['coverage.xml:4 Not valid: a line without a number'],
  ],
  [
    'of Cobertura with hits of text',
    cobertura('<line number="1" hits="x"/>'),
    ['coverage.xml:4 Not valid: line 1 has no count'],
  ],
  [
    'of Cobertura with branches that cannot be',
    cobertura('<line number="2" hits="1" branch="true" condition-coverage="150% (3/2)"/>'),
    ['coverage.xml:4 Not valid: the branches of line 2 cannot be read'],
  ],
  [
    'of Cobertura with a line past the end',
    cobertura('<line number="99" hits="1"/>'),
    ['coverage.xml:- it has lines past the end of src/a.ts'],
  ],
  [
    'of Clover in full',
    clover('<line num="1" count="1" type="stmt"/>\n<line num="2" count="1" type="cond" truecount="1" falsecount="1"/>'),
    ['src/a.ts:2 1 of 2 branches (50 %)'],
  ],
  [
    'of Clover with a method that did not run',
    clover('<line num="3" type="method" name="b" count="0"/>'),
    ['src/a.ts:3 0 of 1 functions (0 %)'],
  ],
  ['of Clover with a file without a path', clover('', ''), ['coverage.xml:2 Not valid: a file without a path']],
  [
    'of Clover with a line without a count',
    clover('<line num="1" type="stmt"/>'),
    ['coverage.xml:3 Not valid: line 1 has no count'],
  ],
  [
    'of Clover with a method of nothing',
    clover('<line type="method"/>'),
    ['coverage.xml:3 Not valid: a method without a line and a count'],
  ],
  ['of no class', '<coverage/>', ['coverage.xml:1 The report has no file']],
  ['that is a page', '<html><body/></html>', ['coverage.xml:1 Not a Cobertura or Clover report: <html>']],
  ['that is cut off', cobertura('').slice(0, 90), ['coverage.xml:3 Not valid XML: unclosed tag: classes']],
  [
    'with an entity of its own',
    '<!DOCTYPE coverage [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<coverage>&x;</coverage>',
    ['coverage.xml:2 Not valid XML: undefined entity'],
  ],
  [
    'with tags that cross',
    '<coverage>\n<packages></coverage></packages>',
    ['coverage.xml:2 Not valid XML: unexpected close tag'],
  ],
];

describe.each<[kind: string, name: string, rows: readonly Row[]]>([
  ['an lcov report', 'lcov.info', lcov],
  ['a report in JSON', 'coverage.json', json],
  ['a report of V8', 'v8.json', ofV8],
  ['a report in XML', 'coverage.xml', xml],
])('%s', (_, name, rows) => {
  it.each(rows)('%s', (_, text, expected) => {
    expect(said(name, text)).toEqual(expected);
  });
});

it('is said something of each, and there are eighty', () => {
  const all = [lcov, json, ofV8, xml].flat();
  expect(all.length).toBeGreaterThanOrEqual(80);
  expect(all.filter(([, , expected]) => expected.length === 0)).toEqual([]);
});
