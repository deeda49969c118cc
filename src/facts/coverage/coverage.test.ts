import { expect, it } from 'vitest';
import { growthOf, linear } from '../../../test/cost.ts';
import type { Covered, CoveredPart } from '../../core/coverage.ts';
import { addUp, metrics } from '../../core/coverage.ts';
import { decode, encode } from '../encode.ts';
import { readCoverage } from './coverage.ts';

/** The parts of a record: lines, branches, functions and statements, each with its hits. */
const row = (one: Pick<Covered, 'lines' | 'branches' | 'functions' | 'statements' | 'totals'>): string => {
  const partsOf = (parts: readonly CoveredPart[]): string => parts.map(({ line, hits }) => `${line}=${hits}`).join(' ');
  const { totals } = one;
  if (totals) return metrics.map((metric) => `${totals[metric].covered}/${totals[metric].total}`).join(' ');
  return [
    one.lines.map(({ line, hits }) => `${line}=${hits}`).join(' '),
    partsOf(one.branches),
    one.functions.map(({ name, line, hits }) => `${name}@${line}=${hits}`).join(' '),
    partsOf(one.statements),
  ].join(' | ');
};
const rows = (text: string): string[] => {
  const { coverage, problems } = readCoverage(text);
  return [
    ...coverage.map((one) => `${one.path}:${one.at} ${row(one)}`),
    ...problems.map(({ text: said, at }) => `${at.line}:${at.column}: ${said}`),
  ];
};

const at = (line: number, column = 0): object => ({ start: { line, column }, end: { line, column: column + 1 } });
const file = (more: object = {}): object => ({
  ...{ path: '/r/a.ts', statementMap: { 0: at(1), 1: at(1, 9), 2: at(3) }, s: { 0: 0, 1: 2, 2: 0 } },
  ...{ fnMap: { 0: { name: 'go', decl: at(1), loc: at(2) } }, f: { 0: 1 } },
  ...{ branchMap: { 0: { type: 'if', loc: at(3), locations: [at(3), {}] } }, b: { 0: [1, 0] } },
  ...more,
});
const final = (more: object = {}): string => JSON.stringify({ '/r/a.ts': file(more) });
const good = '1=2 3=0 | 3=1 3=0 | go@1=1 | 1=0 1=2 3=0';
const amount = (total: unknown, covered: unknown): object => ({ total, covered, skipped: 0, pct: 'Unknown' });
const summary = (lines: object, more: object = {}): string =>
  `{"total": {"lines": ${JSON.stringify(amount(9, 9))}},\n"/r/a.ts": ${JSON.stringify({
    ...{ lines, statements: amount(4, 1), functions: amount(0, 0), branches: amount(2, 2) },
    ...more,
  })}}`;
const needs = '`lines` needs a `total`, and a `covered` that is not greater';

it.each<[title: string, text: string, expected: string[]]>([
  ['a file of istanbul', final(), [`/r/a.ts:1 ${good}`]],
  ['a byte order mark', `\ufeff${final()}`, [`/r/a.ts:1 ${good}`]],
  [
    'two files, each on its line',
    `{"a": ${JSON.stringify(file({ path: '' }))}\n,"b": {"data": ${JSON.stringify(file({ path: 'c' }))}}}`,
    [`a:1 ${good}`, `c:2 ${good}`],
  ],
  [
    'an older branch, and a function without a declaration',
    final({ branchMap: { 0: { line: 7, locations: [] } }, fnMap: { 0: { loc: at(2) } } }),
    ['/r/a.ts:1 1=2 3=0 | 7=1 7=0 | @2=1 | 1=0 1=2 3=0'],
  ],
  [
    'a branch that only its locations place',
    final({ branchMap: { 0: { locations: [at(8)] } }, b: { 0: [null, 3, 1] } }),
    ['/r/a.ts:1 1=2 3=0 | 8=0 8=3 8=1 | go@1=1 | 1=0 1=2 3=0'],
  ],
  [
    'counts out of bounds',
    final({ s: { 0: -1, 1: 1e300, 2: 2 ** 60 } }),
    ['/r/a.ts:1 1=0 3=9007199254740991 | 3=1 3=0 | go@1=1 | 1=0 1=0 3=9007199254740991'],
  ],
  ['an infinite count', final().replace('"2":0}', '"2":1e999}'), [`/r/a.ts:1 ${good}`]],
  [
    'a missing count',
    final({ s: { 0: 0, 1: 2 } }),
    ['/r/a.ts:1 1=2 | 3=1 3=0 | go@1=1 | 1=0 1=2', '1:2: /r/a.ts: statement 2 has no count'],
  ],
  [
    'a count that is text',
    final({ f: { 0: '1' } }),
    ['/r/a.ts:1 1=2 3=0 | 3=1 3=0 |  | 1=0 1=2 3=0', '1:2: /r/a.ts: function 0 has no count'],
  ],
  [
    'a count of nothing',
    final({ f: { 0: 1, 7: 0 } }),
    [`/r/a.ts:1 ${good}`, '1:2: /r/a.ts: `f` counts 7, which `fnMap` does not have'],
  ],
  [
    'branches without a list',
    final({ b: { 0: 1 } }),
    ['/r/a.ts:1 1=2 3=0 |  | go@1=1 | 1=0 1=2 3=0', '1:2: /r/a.ts: branch 0 has no counts'],
  ],
  [
    'a branch counted in text',
    final({ b: { 0: [1, 'x'] } }),
    ['/r/a.ts:1 1=2 3=0 | 3=1 | go@1=1 | 1=0 1=2 3=0', '1:2: /r/a.ts: branch 0 has a count that is not a number'],
  ],
  [
    'no counts',
    final({ f: undefined }),
    ['/r/a.ts:1 1=2 3=0 | 3=1 3=0 |  | 1=0 1=2 3=0', '1:2: /r/a.ts: `f` is missing'],
  ],
  [
    'no map',
    final({ branchMap: [] }),
    ['/r/a.ts:1 1=2 3=0 |  | go@1=1 | 1=0 1=2 3=0', '1:2: /r/a.ts: `branchMap` is missing'],
  ],
  [
    'a line that is not one',
    final({ statementMap: { 0: at(0), 1: at(1.5), 2: at(2 ** 60) } }),
    ['/r/a.ts:1  | 3=1 3=0 | go@1=1 | ', ...[0, 1, 2].map((id) => `1:2: /r/a.ts: statement ${id} has no line`)],
  ],
  [
    'a statement that is not an object',
    final({ statementMap: { 0: null, 1: at(1), 2: at(3) } }),
    ['/r/a.ts:1 1=2 3=0 | 3=1 3=0 | go@1=1 | 1=2 3=0', '1:2: /r/a.ts: 0 of `statementMap` is not an object'],
  ],
  [
    'names of Object',
    `{"__proto__": ${JSON.stringify(file({ path: '__proto__' }))}, "constructor": ${JSON.stringify(file({ path: 7 }))}}`,
    [`__proto__:1 ${good}`, `constructor:1 ${good}`],
  ],
  [
    'counts below the names of Object',
    `{"a":{"statementMap":{"__proto__":${JSON.stringify(at(1))},"valueOf":${JSON.stringify(at(2))}},"s":{"__proto__":1},"fnMap":{},"f":{},"branchMap":{},"b":{}}}`,
    ['a:1 1=1 |  |  | 1=1', '1:2: a: statement valueOf has no count'],
  ],
  [
    'a file twice',
    `${final().slice(0, -1)},\n${final().slice(1)}`,
    [`/r/a.ts:1 ${good}`, '2:1: Duplicate key /r/a.ts'],
  ],
  [
    'a file that is none',
    '{"a": 1, "b": {"statementMap": 3}}',
    ['1:2: a: not a file of an istanbul report', '1:10: b: not a file of an istanbul report'],
  ],
  ['other JSON', '{"openapi": "3.1.0"}', ['1:2: openapi: not a file of an istanbul report']],
  ['a list', '[1]', ['1:1: Not a JSON object']],
  ['nothing', '', ['1:1: The report has no file']],
  ['blanks', ' \n\t', ['1:1: The report has no file']],
  ['an empty object', ' {}\n', ['1:1: The report has no file']],
  ['cut off in a text', '{\n "a": {"path', ['2:8: Not valid JSON']],
  ['cut off behind a comma', '{\n "a": {},', ['2:10: Not valid JSON']],
  ['no comma', '{"a": {}\n "b": {}}', ['2:2: Not valid JSON']],
  ['a comma at the end', '{"a": {},}', ['1:10: Not valid JSON']],
  ['a comment', '{"a": {} // b\n}', ['1:10: Not valid JSON']],
  ['no colon', '{"a" {}}', ['1:6: Not valid JSON']],
  ['a key without quotes', '{a: 1}', ['1:2: Not valid JSON']],
  ['a number that is none', '{"a": 01}', ['1:7: Not valid JSON']],
  ['a word', '{"a": undefined}', ['1:7: Not valid JSON']],
  ['an escape that is none', '{"a": "\\\\\\x"}', ['1:7: Not valid JSON']],
  ['the wrong bracket', '{"a": [1}}', ['1:9: Not valid JSON']],
  ['something behind the end', '{"a": 1} {', ['1:10: Not valid JSON']],
  ['deep nesting', `{"a": ${'['.repeat(200_000)}`, ['1:200007: Not valid JSON']],
  [
    'deep nesting that is closed',
    `{"a": ${'[{"b":'.repeat(50_000)}1${'}]'.repeat(50_000)}}`,
    ['1:2: a: not a file of an istanbul report'],
  ],
  ['a summary', summary(amount(10, 7)), ['/r/a.ts:2 7/10 2/2 0/0 1/4']],
  ['a summary with more than all', summary(amount(1, 7)), ['/r/a.ts:2 0/0 2/2 0/0 1/4', `2:1: /r/a.ts: ${needs}`]],
  ['a summary below zero', summary(amount(1, -1)), ['/r/a.ts:2 0/0 2/2 0/0 1/4', `2:1: /r/a.ts: ${needs}`]],
  ['a summary of nothing', summary({}), ['/r/a.ts:2 0/0 2/2 0/0 1/4', `2:1: /r/a.ts: ${needs}`]],
  ['a summary of parts', summary(amount(1.5, 1)), ['/r/a.ts:2 0/0 2/2 0/0 1/4', `2:1: /r/a.ts: ${needs}`]],
  ['only a total', '{"total": {"lines": {"total": 9, "covered": 9}}}', ['1:1: The report has no file']],
])('%s', (_, text, expected) => {
  expect(rows(text)).toEqual(expected);
  const { coverage } = readCoverage(text);
  expect(decode('coverage', encode('coverage', coverage))).toEqual(coverage);
});

const cobertura = (classes: string, sources = ''): string =>
  `<?xml version="1.0"?>\n<coverage lines-valid="99"><sources>${sources}</sources><packages><package><classes>\n${classes}</classes></package></packages></coverage>`;
const oneClass = (lines: string, methods = ''): string =>
  cobertura(`<class filename="a.ts"><methods>${methods}</methods><lines>${lines}</lines></class>`);
const clover = (files: string, metrics = ''): string =>
  `<coverage clover="3.2.0"><project><metrics ${metrics}/><package>\n${files}</package></project><testproject><file path="t.ts"/></testproject></coverage>`;
const oneFile = (lines: string): string => clover(`<file name="a.ts" path="/r/a.ts">${lines}</file>`);
const laughs = `<!DOCTYPE coverage [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`).join('')}]>\n<coverage><sources><source>&a30;</source></sources></coverage>`;

it.each<[title: string, text: string, expected: string[]]>([
  [
    'a class, the lines of its methods only once',
    oneClass(
      '<line number="2" hits="1" branch="false"/><line number="1" hits="0"/>',
      '<method name="go"><lines><line number="2" hits="3"/></lines></method>',
    ),
    ['a.ts:3 1=0 2=1 |  | go@2=3 | '],
  ],
  [
    'the hits of a method',
    oneClass(
      '',
      '<method name="go" hits="7"><lines><line number="2" hits="3"/></lines></method><method name="no" hits="0"/>',
    ),
    ['a.ts:3  |  | go@2=7 no@0=0 | '],
  ],
  [
    'branches',
    oneClass('<line number="1" hits="1" branch="true" condition-coverage="66.66666666666667% (2/3)"/>'),
    ['a.ts:3 1=1 | 1=1 1=1 1=0 |  | '],
  ],
  [
    'a line twice',
    oneClass(
      '<line number="1" hits="1" branch="TRUE" condition-coverage="50% (1/2)"/><line number="1" hits="2" branch="true" condition-coverage="0% (0/3)"/>',
    ),
    ['a.ts:3 1=3 | 1=1 1=0 1=0 |  | '],
  ],
  [
    'classes of one file',
    cobertura(
      '<class filename="a.ts"><lines><line number="1" hits="0"/></lines></class>\n<class filename="a.ts"><lines><line number="2" hits="1"/></lines></class>',
    ),
    ['a.ts:3 1=0 |  |  | ', 'a.ts:4 2=1 |  |  | '],
  ],
  [
    'counts out of bounds in XML',
    oneClass(
      '<line number="1" hits="-5"/><line number="2" hits="18446744073709551615"/><line number="3" hits="9223372036854770000"/>',
    ),
    ['a.ts:3 1=0 2=0 3=9007199254740991 |  |  | '],
  ],
  ['a class without a file', cobertura('<class name="A"/>'), ['3:1: Not valid: a class without a file name']],
  [
    'a line without a number',
    oneClass('<line hits="1"/>'),
    ['a.ts:3  |  |  | ', '3:1: Not valid: a line without a number'],
  ],
  [
    'a line zero',
    oneClass('<line number="0" hits="1"/>'),
    ['a.ts:3  |  |  | ', '3:1: Not valid: a line without a number'],
  ],
  [
    'a line without a count',
    oneClass('<line number="4"/>'),
    ['a.ts:3  |  |  | ', '3:1: Not valid: line 4 has no count'],
  ],
  [
    'hits that are no number',
    oneClass('<line number="4" hits="many"/>'),
    ['a.ts:3  |  |  | ', '3:1: Not valid: line 4 has no count'],
  ],
  [
    'branches without a figure',
    oneClass('<line number="4" hits="1" branch="true"/>'),
    ['a.ts:3 4=1 |  |  | ', '3:1: Not valid: the branches of line 4 cannot be read'],
  ],
  [
    'more branches taken than there are',
    oneClass('<line number="4" hits="1" branch="true" condition-coverage="150% (3/2)"/>'),
    ['a.ts:3 4=1 |  |  | ', '3:1: Not valid: the branches of line 4 cannot be read'],
  ],
  [
    'more branches than memory',
    oneClass('<line number="4" hits="1" branch="true" condition-coverage="0% (0/99999999999)"/>'),
    ['a.ts:3 4=1 |  |  | ', '3:1: Not valid: the branches of line 4 cannot be read'],
  ],
  [
    'a method without a count',
    oneClass('', '<method name="go"/>'),
    ['a.ts:3  |  |  | ', '3:1: Not valid: a method without a count'],
  ],
  ['entities of XML', cobertura('<class filename="&lt;a&amp;b&gt;&#x2e;ts"/>'), ['<a&b>.ts:3  |  |  | ']],
  [
    'names of Object in XML',
    cobertura('<class filename="__proto__" __proto__="1" constructor="2"><constructor/></class>'),
    ['__proto__:3  |  |  | '],
  ],
  [
    'an entity of its own',
    '<!DOCTYPE coverage [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<coverage>&a;</coverage>',
    ['2:13: Not valid XML: undefined entity'],
  ],
  ['a billion laughs', laughs, ['2:32: Not valid XML: undefined entity']],
  ['cut-off XML', oneClass('').slice(0, -20), ['3:87: Not valid XML: unclosed tag: packages']],
  ['cut off in an attribute', '<coverage>\n<sources a="', ['2:12: Not valid XML: unclosed tag: coverage']],
  ['tags that cross', '<coverage>\n<a></b></coverage>', ['2:7: Not valid XML: unexpected close tag']],
  ['two roots', '<coverage/>\n<coverage/>', ['2:10: Not valid XML: documents may contain only one root']],
  ['no root', '<?xml version="1.0"?>', ['1:21: Not valid XML: document must contain a root element']],
  ['an attribute twice', '<coverage a="1" a="2"/>', ['1:23: Not valid XML: duplicate attribute: a']],
  ['text around it', '<coverage/>\nabc', ['2:4: Not valid XML: text data outside of root node']],
  ['other XML', '<html/>', ['1:1: Not a Cobertura or Clover report: <html>']],
  ['an empty report', '<coverage/>', ['1:1: The report has no file']],
  ['deep XML', '<coverage>'.repeat(50_000), ['1:500000: Not valid XML: unclosed tag: coverage']],
  [
    'Clover of istanbul',
    oneFile('<line num="1" count="3" type="cond" truecount="1" falsecount="2"/><line num="2" count="0" type="stmt"/>'),
    ['/r/a.ts:2 1=3 2=0 | 1=1 1=0 1=0 |  | '],
  ],
  [
    'Clover itself',
    oneFile(
      '<line num="1" type="method" signature="go()" count="2"/><line num="2" type="cond" truecount="5" falsecount="0"/>',
    ),
    ['/r/a.ts:2 2=5 | 2=1 2=0 | go()@1=2 | '],
  ],
  [
    'Clover without a path',
    clover('<file name="/x/a.ts"/><file/>'),
    ['/x/a.ts:2  |  |  | ', '2:1: Not valid: a file without a path'],
  ],
  [
    'Clover with a condition of nothing',
    oneFile('<line num="1" type="cond"/>'),
    ['/r/a.ts:2  |  |  | ', '2:1: Not valid: line 1 has no count'],
  ],
  [
    'Clover with a method of nothing',
    oneFile('<line type="method"/>'),
    ['/r/a.ts:2  |  |  | ', '2:1: Not valid: a method without a line and a count'],
  ],
  [
    'Clover with branches below zero',
    oneFile('<line num="1" count="1" type="cond" truecount="-1" falsecount="2"/>'),
    ['/r/a.ts:2 1=1 |  |  | ', '2:1: Not valid: the branches of line 1 cannot be read'],
  ],
])('%s', (_, text, expected) => {
  expect(rows(text)).toEqual(expected);
  const { coverage } = readCoverage(text);
  expect(decode('coverage', encode('coverage', coverage))).toEqual(coverage);
});

it('takes the sources of Cobertura for roots of its paths', () => {
  const { coverage } = readCoverage(
    cobertura(
      '<class filename="a.ts"/>',
      '<source>/r</source><source>.</source><source/><source><![CDATA[ C:\\b ]]></source>',
    ),
  );
  expect(coverage.map(({ roots }) => roots)).toEqual([['/r', 'C:\\b']]);
});

it.each<[title: string, text: string, expected: string[]]>([
  ['lcov', 'SF:a\nDA:1,1\n', ['lines']],
  ['lcov that has no branches and no functions', 'SF:a\nDA:1,1\nFNF:0\nBRF:0\n', ['lines', 'branches', 'functions']],
  ['lcov that does not list its functions', 'SF:a\nDA:1,1\nFNF:0\nend_of_record\nSF:b\nFNF:2\n', ['lines']],
  ['istanbul', final(), ['lines', 'branches', 'functions', 'statements']],
  ['a summary', summary(amount(1, 1)), ['lines', 'branches', 'functions', 'statements']],
  ['Cobertura', oneClass('<line number="1" hits="1"/>'), ['lines']],
  ['Cobertura with branches in mind', oneClass('<line number="1" hits="1" branch="false"/>'), ['lines', 'branches']],
  ['Cobertura with methods', oneClass('', '<method hits="0"/>'), ['functions']],
  ['Clover of istanbul', oneFile('<line num="1" count="1" type="stmt"/>'), ['lines']],
  ['Clover that has no branches', clover('<file path="a"/>', 'conditionals="0" methods="3"'), ['branches']],
])('%s counts', (_, text, expected) => {
  expect(readCoverage(text).coverage[0]?.counts).toEqual(expected);
});

it.each<[title: string, texts: string[], expected: string]>([
  [
    'two reports of istanbul',
    [final(), final({ s: { 0: 1, 1: 0, 2: 3 }, b: { 0: [0, 5] } })],
    '1=3 3=3 | 3=1 3=5 | go@1=2 | 1=1 1=2 3=3',
  ],
  [
    'lcov: which branch it took is not known',
    [final(), 'SF:a\nFN:1,go\nFNDA:4,go\nDA:3,1\nBRDA:3,0,0,0\nBRDA:3,0,1,2\n'],
    '1=2 3=1 | 3=3 3=0 | go@1=5 | 1=0 1=2 3=0',
  ],
  [
    'Cobertura: which branch it took is not known',
    [
      final(),
      oneClass(
        '<line number="3" hits="1" branch="true" condition-coverage="50% (1/2)"/>',
        '<method name="go" hits="0"><lines><line number="1"/></lines></method>',
      ),
    ],
    '1=2 3=1 | 3=2 3=0 | go@1=1 | 1=0 1=2 3=0',
  ],
])('adds up %s', (_, texts, expected) => {
  expect(row(addUp(texts.flatMap((text) => readCoverage(text).coverage)))).toBe(expected);
});

it.each<[title: string, textOf: (size: number) => string]>([
  [
    'many files',
    (size) => `{${Array.from({ length: size }, (_, i) => `"${i}":${JSON.stringify(file())}`).join(',\n')}}`,
  ],
  ['escapes', (size) => `{"a":"${'\\\\'.repeat(20 * size)}`],
  ['brackets', (size) => `{"a":${'['.repeat(20 * size)}`],
  ['one key', (size) => `{${'"a":1,'.repeat(10 * size)}"b":1}`],
  [
    'many classes',
    (size) => cobertura('<class filename="a.ts"><lines><line number="1" hits="1"/></lines></class>\n'.repeat(size)),
  ],
  ['deep tags', (size) => '<coverage>'.repeat(10 * size)],
  ['many entities', (size) => `<coverage>${'&a;'.repeat(10 * size)}</coverage>`],
  ['a long text', (size) => `<coverage><sources><source>${'a&amp;\n'.repeat(10 * size)}`],
])('reads %s in linear time', (_, textOf) => {
  expect(growthOf(textOf, 2500, readCoverage)).toBeLessThan(linear);
});
