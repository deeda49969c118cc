import { describe, expect, it } from 'vitest';
import { growthOf, linear } from '../../../../test/cost.ts';
import { lintFiles } from '../../../testing/index.ts';
import { createCanvas } from './canvas.ts';
import { originalsOf } from './source-map.ts';

const source = 'export const a = () => 1;\nexport const b = () => 2;\n';

/** What is found of files of which V8 reports these scripts. */
function found(reports: Readonly<Record<string, object>>, files: Readonly<Record<string, string>>): string[] {
  const { violations, errors } = lintFiles({
    'lintel.yaml':
      'version: 1\nrules:\n  floor: { check: coverage, report: coverage/tmp, per: file, minimum: { lines: 100, branches: 100, functions: 100 } }\n',
    ...Object.fromEntries(Object.entries(reports).map(([name, report]) => [name, JSON.stringify(report)])),
    ...files,
  });
  return [...errors.map(String), ...violations.map(({ at, message, found: said }) => `${at.file} ${message} ${said}`)];
}

const whole = (count: number) => ({ startOffset: 0, endOffset: source.length, count });
const ofB = (count: number) => ({ startOffset: 44, endOffset: 51, count });
const script = (url: string, b = 0) => ({
  url,
  functions: [
    { functionName: '', isBlockCoverage: true, ranges: [whole(1)] },
    { functionName: 'b', isBlockCoverage: true, ranges: [ofB(b)] },
  ],
});

describe('a folder of reports', () => {
  const files = { 'src/a.js': source };

  it('is read where it is, and adds up', () => {
    const report = (b: number): object => ({ result: [script('file:///src/a.js', b)] });
    expect(found({ 'coverage/tmp/coverage-1.json': report(0) }, files)).toEqual([
      'src/a.js below 1 of 2 branches (50 %)',
      'src/a.js below 0 of 1 functions (0 %)',
    ]);
    expect(
      found({ 'coverage/tmp/coverage-1.json': report(0), 'coverage/tmp/coverage-2.json': report(3) }, files),
    ).toEqual([]);
  });

  it('is missing without a JSON file', () => {
    expect(found({}, files)).toEqual(['coverage/tmp missing no such report']);
  });

  it('passes over what is outside of the root, ignored by the rule, or gone', () => {
    const urls = ['file:///elsewhere/a.js', 'file:///src/../../src/a.js', 'file:///src/gone.js', 'node:fs'];
    expect(found({ 'coverage/tmp/coverage-1.json': { result: urls.map((url) => script(url)) } }, files)).toEqual([
      'src/a.js absent no record',
    ]);
  });
});

describe('a source map', () => {
  const mapped = (data: object): object => ({
    result: [script('file:///dist/a.js')],
    'source-map-cache': { 'file:///dist/a.js': { lineLengths: [25, 25], data: { version: 3, ...data } } },
  });
  const of = (data: object): string[] =>
    found({ 'coverage/tmp/coverage-1.json': mapped(data) }, { 'src/a.ts': source, 'src/b.ts': source });
  const lineByLine = 'AAAA;AACA';
  const absent = (...names: string[]): string[] => names.map((name) => `src/${name}.ts absent no record`);

  it('leads to the source', () => {
    expect(of({ sources: ['../src/a.ts'], mappings: lineByLine })).toEqual([
      'src/a.ts below 1 of 2 branches (50 %)',
      'src/a.ts below 0 of 1 functions (0 %)',
      'src/a.ts below 1 of 2 lines (50 %)',
      ...absent('b'),
    ]);
  });

  it.each<[title: string, data: object]>([
    ['leads out of the root', { sources: ['../../../../../src/a.ts', '/../src/a.ts'], mappings: lineByLine }],
    ['leads to another file of the disk', { sources: ['file:///etc/passwd', '/etc/passwd'], mappings: lineByLine }],
    ['has no source', { sources: [], mappings: lineByLine }],
  ])('that %s is of no file', (_, data) => {
    expect(of(data)).toEqual(absent('a', 'b'));
  });

  it.each<[title: string, mappings: string]>([
    ['of sources that it does not have', 'AEAA;AECA'],
    ['of negative lines', 'AADD;AADD'],
    ['that are not in the alphabet', '%%%%;\u0000'],
    ['that end in the middle', 'AAAA;AAg'],
  ])('with mappings %s ends with what it tells', (_, mappings) => {
    expect(of({ sources: ['../src/a.ts'], mappings })).toEqual(expect.arrayContaining(absent('b')));
  });

  it('is read in linear time', () => {
    const mapOf = (size: number) => ({
      lineLengths: Array.from({ length: size }, () => 9),
      sources: ['a'],
      mappings: 'AAAA,CAAC,CAAC;'.repeat(size).slice(0, -1),
    });
    const growth = growthOf(mapOf, 5000, (map) => {
      const originalOf = originalsOf(map);
      for (let at = 0; at < map.lineLengths.length * 10; at += 10) originalOf(at, at + 9);
    });
    expect(growth).toBeLessThan(linear);
  });
});

it('puts many ranges to many lines in linear time', () => {
  const sizeOf = (size: number): number => size;
  const growth = growthOf(sizeOf, 20_000, (size) => {
    const starts = Array.from({ length: size }, (_, i) => 2 * i);
    const canvas = createCanvas({ starts, ends: starts.map((start) => start + 1), ignored: [] });
    const of = { name: '', isBlock: true, ranges: [] };
    for (let i = 0; i < size; i++) canvas.put({ start: i, end: 2 * size - i, count: i }, of, false);
    return canvas.finish();
  });
  expect(growth).toBeLessThan(linear);
});
