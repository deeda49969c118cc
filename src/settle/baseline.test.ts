import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { errorLine } from '../core/error.ts';
import { baselineText, readBaseline, staleEntries } from './baseline.ts';

const entry = fc.record({
  id: fc.stringMatching(/^[0-9a-f]{10}$/),
  rule: fc.stringMatching(/^[a-z][a-z/-]{0,20}$/),
  file: fc.string({
    minLength: 1,
    unit: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('\n', '\u2028', '"', '\\', ' ')),
  }),
});
const two = [
  { id: 'bbbbbbbbbb', rule: 'z', file: 'a.ts' },
  { id: 'aaaaaaaaaa', rule: 'a/b', file: 'src/a "quoted" name.ts' },
];
const text = `{
  "aaaaaaaaaa": "a/b src/a \\"quoted\\" name.ts",
  "bbbbbbbbbb": "z a.ts",
  "version": 1
}
`;

it('writes one entry a line, in order of rule, file and id, as valid JSON', () => {
  expect(baselineText(two)).toBe(text);
  expect(JSON.parse(text)).toEqual({ aaaaaaaaaa: 'a/b src/a "quoted" name.ts', bbbbbbbbbb: 'z a.ts', version: 1 });
});

it('reads what it writes, whatever files are called, and however lines end', () => {
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ id }) => id }), fc.boolean(), (entries, isWindows) => {
      const written = baselineText(entries);
      const { baseline, errors } = readBaseline(isWindows ? written.replaceAll('\n', '\r\n') : written);
      expect(errors).toEqual([]);
      expect(new Set(baseline?.map(({ id, rule, file }) => [id, rule, file].join()))).toEqual(
        new Set(entries.map(({ id, rule, file }) => [id, rule, file].join())),
      );
    }),
  );
});

it('stays valid when any entries are deleted by line', () => {
  const lines = text.split('\n');
  for (const gone of [[1], [2], [1, 2]])
    expect(readBaseline(lines.filter((_, i) => !gone.includes(i)).join('\n')).errors).toEqual([]);
});

describe('damage is an error with its line, and entries above it still count', () => {
  test.each<[title: string, text: string, error: string, entries: number]>([
    ['an empty file', '', 'lintel-baseline.json:1:1 cannot read its end', 0],
    ['no JSON', 'hello\n', 'lintel-baseline.json:1:1 cannot read hello', 0],
    [
      'its end is missing',
      text.slice(0, -2),
      'lintel-baseline.json:4:1 cannot read "version": 1'.replace('"', '  "'),
      2,
    ],
    [
      'a merge conflict',
      text.replace('  "bbbbbbbbbb"', '<<<<<<< HEAD\n  "bbbbbbbbbb"'),
      'lintel-baseline.json:3:1 cannot read <<<<<<< HEAD',
      1,
    ],
    [
      'an id that is too short',
      text.replace('bbbbbbbbbb', 'bbb'),
      'lintel-baseline.json:3:1 cannot read   "bbb": "z a.ts",',
      1,
    ],
    [
      'an entry without its comma',
      text.replace('.ts",\n  "v', '.ts"\n  "v'),
      'lintel-baseline.json:3:1 cannot read   "bbbbbbbbbb": "z a.ts"',
      1,
    ],
    ['no version', text.replace('  "version": 1\n', ''), 'lintel-baseline.json:4:1 cannot read its end', 2],
    ['a newer version', text.replace('1\n', '2\n'), 'lintel-baseline.json:1:1 the baseline has version 2', 0],
  ])('%s', (_, damaged, error, entries) => {
    const { baseline, errors } = readBaseline(damaged);
    expect(errors.map(errorLine)).toEqual([expect.stringContaining(error.trim())]);
    expect(baseline).toHaveLength(entries);
  });

  it('or nothing is left of a text but its beginning', () => {
    for (let end = 0; end < text.length - 1; end++) expect(readBaseline(text.slice(0, end)).errors).toHaveLength(1);
  });
});

it('reports obsolete entries, except those of rules that did not check their files', () => {
  const { baseline } = readBaseline(
    baselineText(['kept', 'gone', 'off', 'none'].map((rule, i) => ({ id: `${String(i)}aaaaaaaaa`, rule, file: 'a' }))),
  );
  const stale = staleEntries([...(baseline ?? []), ...(baseline ?? []).slice(0, 1)], {
    ids: new Set(baseline?.filter(({ rule }) => rule === 'kept').map(({ id }) => id)),
    isJudged: ({ rule }) => rule !== 'off',
    isUnknown: (rule) => rule === 'none',
  });
  expect(stale.map(({ entry: { rule }, reason }) => [rule, reason])).toEqual([
    ['gone', 'gone'],
    ['none', 'unknown-rule'],
    ['gone', 'repeated'],
  ]);
});
