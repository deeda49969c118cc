import { describe, expect, it } from 'vitest';
import type { Spec } from '../../core/spec.ts';
import { decode, encode } from '../index.ts';
import { readSpec } from './spec.ts';
import { costOf } from '../../../test/cost.ts';

/** A line for each item: place, keys, reference, servers; then its operations. */
function rowsOf({ version, servers, items }: Spec): string[] {
  const at = ({ line, column }: { line: number; column: number }): string => `${line}:${column}`;
  return [
    `${version} ${JSON.stringify(servers)}`,
    ...items.flatMap(({ keys, at: place, ref, servers: own, operations }) => [
      `${at(place)} ${keys.join(' > ')}${ref ? ` -> ${ref.text} ${at(ref.at)}` : ''}${own ? ` ${own.join()}` : ''}`,
      ...operations.map(
        (one) =>
          `  ${at(one.at)} ${one.method}${one.id === null ? '' : ` ${one.id}`}${one.servers ? ` ${one.servers.join()}` : ''}`,
      ),
    ]),
  ];
}

const json =
  '{\n\t"openapi": "3.0.3",\n\t"servers": [{ "url": "https://x.example/api/" }],\n\t"paths": { "/a": { "get": { "operationId": "a" } } }\n}';
const whole = `openapi: 3.1.0
servers:
  - url: https://{host}/{base}
    variables: { host: { default: x.example }, base: { default: v2 } }
  - url: ./v3/
  - url: /
paths:
  x-note: { get: {} }
  /a/{id}:
    servers: [{ url: //y.example/own?q }]
    parameters: []
    get:
      operationId: one
    "post": { servers: [{ url: /post }] }
    put: later
  /b: { $ref: './b.yaml#/x~1y' }
  /c: {}
components:
  pathItems:
    C: { delete: {} }
  schemas:
    get: { get: {} }
`;
const aliases = `openapi: 3.0.0
x: &common
  get: {}
y: &more { <<: *common, post: {} }
paths:
  /a: *common
  /b:
    <<: [*more, *common]
    patch: {}
  /c: { <<: *nowhere }
`;

it.each<[title: string, text: string, rows: string[]]>([
  ['JSON with tabs', json, ['openapi 3.0.3 ["/api"]', '4:13 paths > /a', '  4:21 get a']],
  [
    'every place of servers, references, components',
    whole,
    [
      'openapi 3.1.0 ["/v2","/v3",""]',
      '8:3 paths > x-note',
      '  8:13 get',
      '9:3 paths > /a/{id} /own',
      '  12:5 get one',
      '  14:5 post /post',
      '16:3 paths > /b -> ./b.yaml#/x~1y 16:15',
      '17:3 paths > /c',
      '20:5 components > pathItems > C',
      '  20:10 delete',
    ],
  ],
  [
    'methods of OpenAPI 3.2',
    'openapi: 3.2.0\npaths:\n  /a:\n    query: {}\n    additionalOperations:\n      COPY: { operationId: copy }\n',
    ['openapi 3.2.0 null', '3:3 paths > /a', '  4:5 query', '  6:7 copy copy'],
  ],
  ['a part in a file of its own', 'get: {}\npost: {}\n', ['null null', '1:1 ', '  1:1 get', '  2:1 post']],
  [
    'a map of parts',
    '/a:\n  get: {}\n/b: { $ref: c.json }\n',
    ['null null', '1:1 /a', '  2:3 get', '3:1 /b -> c.json 3:13'],
  ],
  ['Swagger', 'swagger: "2.0"\n', ['swagger 2.0 null']],
  ['the base path of Swagger', 'swagger: 2.0\nhost: x.example\nbasePath: v1/\n', ['swagger 2.0 ["/v1"]']],
  ['something else', '- 1\n- 2\n', ['null null']],
  ['nothing', '', ['null null']],
])('%s', (_, text, rows) => {
  const { spec } = readSpec(text);
  expect(rowsOf(spec)).toEqual(rows);
  expect(decode('spec', encode('spec', spec))).toEqual(spec);
});

it('aliases and merge keys are followed', () => {
  const { items } = readSpec(aliases.replace('  /c: { <<: *nowhere }\n', '')).spec;
  expect(
    items
      .filter(({ keys }) => keys[0] === 'paths')
      .map(({ keys, operations }) => [keys[1], ...operations.map(({ method }) => method)].join(' ')),
  ).toEqual(['/a get', '/b patch post get']);
});

it('a document in one line is as deep as its brackets', () => {
  const paths = Object.fromEntries(
    Array.from({ length: 500 }, (_, i) => [`/a${String(i)}`, { get: { operationId: `a${String(i)}`, responses: {} } }]),
  );
  const found = readSpec(JSON.stringify({ openapi: '3.0.0', paths }));
  expect(found.problems).toEqual([]);
  expect(found.spec.items.filter(({ keys }) => keys[0] === 'paths')).toHaveLength(500);
});

describe('what cannot be read says where', () => {
  const bomb = `a: &a { get: {} }\n${Array.from({ length: 12 }, (_, i) => `${'bcdefghijklm'.charAt(i)}: &${'bcdefghijklm'.charAt(i)} {${Array.from({ length: 60 }, (_, n) => ` k${n}: *${'abcdefghijkl'.charAt(i)}`).join(',')} }`).join('\n')}\npaths: *m\n`;
  it.each<[title: string, text: string, faults: string[]]>([
    ['no YAML', 'a: "b', ['1 Missing closing "quote']],
    ['a key twice', 'paths:\n  /a: {}\n  /a: {}\n', ['3 `/a` appears twice.']],
    ['an alias of nothing', aliases, ['10 No anchor `nowhere` is defined before this.']],
    ['too deep', `${'['.repeat(5000)}${']'.repeat(5000)}`, ['1 Nested too deeply to be read.']],
    [
      'too deep in one line',
      `{${'a: {'.repeat(150)}${'}'.repeat(150)}, ${'- '.repeat(3000)}`,
      ['1 Nested too deeply to be read.'],
    ],
    ['explicit keys in one line', `[${'? '.repeat(3000)}]`, ['1 Nested too deeply to be read.']],
    ['a merge of itself', 'a: &a\n  <<: *a\n', []],
    ['aliases of aliases', bomb, ['1 More than 300000 entries after aliases are expanded.']],
  ])('%s', (_, text, faults) => {
    const found = readSpec(text).problems.map((fault) => `${fault.at.line} ${fault.text}`);
    expect(found).toEqual(faults);
    expect(costOf(() => readSpec(text))).toBeLessThan(8000);
  });
});

describe('contents', () => {
  /** A line for each node: place, index, and what it holds. */
  const rowsIn = (text: string): string[] => {
    const { contents } = readSpec(text);
    expect(decode('contents', encode('contents', contents))).toEqual(contents);
    return contents.map((node, i) => {
      const where = `${node.at.line}:${node.at.column} ${i}`;
      if (node.kind === 'map')
        return `${where} {${node.entries.map(({ key, value }) => `${key}: ${value}`).join(', ')}}`;
      return node.kind === 'list' ? `${where} [${node.items.join()}]` : `${where} ${node.kind} ${node.text}`;
    });
  };

  it('have values of every kind, with aliases written once', () => {
    const rows = rowsIn('a: &x\n  - 1\n  - "1"\n  - true\n  - null\nb: *x\nc:\n');
    expect(rows.sort()).toEqual([
      '1:1 0 {a: 1, b: 1, c: 2}',
      '2:3 1 [3,4,5,6]',
      '2:5 3 number 1',
      '3:5 4 text 1',
      '4:5 5 boolean true',
      '5:5 6 null ',
      '7:3 2 null ',
    ]);
  });

  it('may be a part of themselves', () => {
    expect(rowsIn('a: &x\n  b: *x\n')).toEqual(['1:1 0 {a: 1}', '2:3 1 {b: 1}']);
  });

  it('are empty if a part cannot be read', () => {
    expect(rowsIn('a: *nothing\n')).toEqual([]);
    expect(rowsIn('a: 1\na: 2\n')).toEqual([]);
  });
});
