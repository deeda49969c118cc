import { expect, it } from 'vitest';
import { compareTexts } from './compare.ts';
import { type Moved, renamesOf } from './renames.ts';
import { growthOf, linear } from '../../test/cost.ts';

const lines = (...numbers: number[]): string => numbers.map((n) => `line number ${String(n)}\n`).join('');
const filesOf = (texts: Readonly<Record<string, string>>): Moved[] =>
  Object.entries(texts).map(([path, text]) => ({ path, text, blob: text }));

it.each<[title: string, gone: Record<string, string>, come: Record<string, string>, found: Record<string, string>]>([
  ['equal texts', { 'a.ts': 'a', 'b.ts': 'b' }, { 'x.ts': 'b', 'y.ts': 'a' }, { 'x.ts': 'b.ts', 'y.ts': 'a.ts' }],
  [
    'of equal texts the equal names',
    { 'a/one.ts': 'x', 'a/two.ts': 'x' },
    { 'b/two.ts': 'x', 'b/three.ts': 'x' },
    { 'b/two.ts': 'a/two.ts', 'b/three.ts': 'a/one.ts' },
  ],
  ['empty texts are no one', { 'a.ts': '' }, { 'b.ts': '' }, {}],
  ['half of the lines', { 'a.ts': lines(1, 2, 3, 4) }, { 'b.ts': lines(1, 2, 8, 9) }, { 'b.ts': 'a.ts' }],
  ['less than half of the lines', { 'a.ts': lines(1, 2, 3, 4) }, { 'b.ts': lines(1, 7, 8, 9) }, {}],
  ['a small part of a large text', { 'a.ts': lines(1, 2) }, { 'b.ts': lines(1, 2, 3, 4, 5) }, {}],
  [
    'the most alike',
    { 'a.ts': lines(1, 2, 3, 4), 'b.ts': lines(1, 2, 3, 5) },
    { 'c.ts': lines(1, 2, 3, 5, 6), 'd.ts': lines(1, 2, 3, 7) },
    { 'c.ts': 'b.ts', 'd.ts': 'a.ts' },
  ],
  [
    'other line ends',
    { 'a.ts': lines(1, 2, 3) },
    { 'b.ts': lines(1, 2, 3).replaceAll('\n', '\r\n') },
    { 'b.ts': 'a.ts' },
  ],
  ['a line as often as it stands there', { 'a.ts': lines(1, 1, 1, 1) }, { 'b.ts': lines(1, 2, 3, 4) }, {}],
  [
    'a name like any other',
    { constructor: lines(1), __proto__x: lines(2) },
    { toString: lines(1) },
    { toString: 'constructor' },
  ],
])('pairs %s', (_, gone, come, found) => {
  expect(Object.fromEntries(renamesOf(filesOf(gone), filesOf(come)))).toEqual(found);
});

it('pairs pictures by their contents', () => {
  expect(
    renamesOf(
      [
        { path: 'a.png', blob: '1', text: '' },
        { path: 'b.png', blob: '2', text: '' },
      ],
      [
        { path: 'c.png', blob: '2', text: '' },
        { path: 'd.png', blob: '3', text: '' },
      ],
    ),
  ).toEqual(new Map([['c.png', 'b.png']]));
});

it('work grows linearly with the number of files', () => {
  const many = (count: number, folder: string, more: string): Moved[] =>
    Array.from({ length: count }, (_, i) => {
      const text = `${more}import a from 'a';\nimport b from 'b';\nconst own${String(i)} = 1;\nexport default own${String(i)};\n// ${String(i)}\n`;
      return { path: `${folder}/${String(i)}.ts`, text, blob: text };
    });
  const pairOf = (count: number) => [many(count, 'old', ''), many(count, 'new', '// moved\n')] as const;
  const found = renamesOf(...pairOf(3000));
  expect(growthOf(pairOf, 750, ([before, after]) => renamesOf(before, after))).toBeLessThan(linear);
  expect([found.size, found.get('new/7.ts')]).toEqual([3000, 'old/7.ts']);
});

it('lists added, deleted, changed and renamed files, with their earlier contents', () => {
  const before = new Map([
    ['same.ts', 'x'],
    ['edited.ts', 'one'],
    ['gone.ts', 'y'],
    ['old.ts', lines(1, 2, 3, 4)],
    ['from.ts', lines(5, 6)],
  ]);
  const now = new Map([
    ['same.ts', 'x'],
    ['edited.ts', 'two'],
    ['new.ts', 'z'],
    ['moved.ts', lines(1, 2, 3, 9)],
    ['to.ts', lines(5, 6)],
  ]);
  const base = { ref: 'main', commit: 'c0ffee' };
  expect(compareTexts(base, before, now)).toEqual({
    changes: {
      base,
      added: new Set(['new.ts']),
      changed: new Set(['edited.ts', 'moved.ts']),
      deleted: new Set(['gone.ts']),
      renamed: new Map([
        ['to.ts', 'from.ts'],
        ['moved.ts', 'old.ts'],
      ]),
    },
    before: new Map<string, string | null>([
      ['new.ts', null],
      ['moved.ts', null],
      ['to.ts', null],
      ['gone.ts', 'y'],
      ['old.ts', lines(1, 2, 3, 4)],
      ['from.ts', lines(5, 6)],
      ['edited.ts', 'one'],
    ]),
    commits: expect.any(Function) as () => never[],
  });
});
