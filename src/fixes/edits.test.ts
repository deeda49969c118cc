import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import type { Edit } from '../core/fix.ts';
import { lineStarts, placeAt } from '../core/lines.ts';
import { apply, createShift } from './apply.ts';
import { changesOf, type FileChange } from './change-set.ts';
import { diffOf } from './diff.ts';
import { merge } from './merge.ts';
import { commentStretch } from './remove.ts';

const text = 'one two\r\nthree\nfour';
const at = (start: number, end: number, by: string, file = 'a.ts', of = text): Edit => ({
  kind: 'replace',
  file,
  ...placeAt(lineStarts(of), start, end),
  old: of.slice(start, end),
  text: by,
});
const create = (by: string, file = 'a.ts'): Edit => ({ kind: 'create', file, text: by });
const gone: Edit = { kind: 'delete', file: 'a.ts' };
const move = (to: string, file = 'a.ts'): Edit => ({ kind: 'move', file, to });
const changes = (...edits: readonly Edit[]): readonly FileChange[] =>
  changesOf(edits) ?? expect.fail('a contradiction');

/** How many edits a merge has kept. */
const count = (all: readonly FileChange[]): number =>
  all
    .map(({ from, to, replacements }) => replacements.length + Number(from !== null && from !== to))
    .reduce((sum, one) => sum + one, 0);

test.each<[title: string, fixes: readonly (readonly Edit[])[], taken: readonly number[], edits: number]>([
  ['apart', [[at(0, 3, '1')], [at(4, 7, '2')]], [0, 1], 2],
  ['side by side', [[at(0, 3, '1')], [at(3, 7, '2')]], [0, 1], 2],
  ['the same twice', [[at(0, 3, '1')], [at(0, 3, '1'), at(4, 7, '2')]], [0, 1], 2],
  ['the same twice in one', [[at(0, 3, '1'), at(0, 3, '1')]], [0], 1],
  ['another text for the same', [[at(0, 3, '1')], [at(0, 3, '2')]], [0], 1],
  ['one inside the other', [[at(0, 7, '1')], [at(1, 2, '2')]], [0], 1],
  ['one around the other', [[at(1, 2, '1')], [at(0, 7, '2')]], [0], 1],
  ['all or nothing of a fix', [[at(0, 3, '1')], [at(9, 14, '2'), at(1, 2, '2')], [at(9, 14, '3')]], [0, 2], 2],
  ['two insertions in one place', [[at(3, 3, '1')], [at(3, 3, '2')]], [0, 1], 2],
  ['the same insertion twice', [[at(3, 3, '1')], [at(3, 3, '2'), at(3, 3, '1')]], [0, 1], 2],
  ['an insertion inside a replacement', [[at(0, 7, '1')], [at(3, 3, '2')]], [0], 1],
  ['other files', [[at(0, 3, '1')], [at(0, 3, '2', 'b.ts')]], [0, 1], 2],
  ['made alike', [[create('x')], [create('x')]], [0, 1], 1],
  ['made in two ways', [[create('x')], [create('y')]], [0], 1],
  ['changed and gone', [[at(0, 3, '1')], [gone]], [0], 1],
  ['gone twice', [[gone], [gone]], [0, 1], 1],
  ['moved onto', [[move('b.ts')], [create('x', 'b.ts')], [move('b.ts')]], [0, 2], 1],
  ['moved and changed in one', [[move('b.ts'), at(0, 3, '1')]], [0], 2],
  ['moved by one, changed by another', [[at(0, 3, '1')], [move('b.ts')], [at(4, 7, '2')]], [0, 1, 2], 3],
  ['moved to two places', [[move('b.ts')], [move('c.ts')]], [0], 1],
  ['two moved to one place', [[move('c.ts')], [move('c.ts', 'b.ts')]], [0], 1],
  ['moved and gone', [[move('b.ts')], [gone]], [0], 1],
  ['moved onto a file that stays', [[at(0, 3, '1', 'b.ts')], [move('b.ts')]], [0], 1],
  ['moved onto a file that makes way', [[move('c.ts', 'b.ts')], [move('b.ts')]], [0, 1], 2],
  ['swapped', [[move('b.ts'), move('a.ts', 'b.ts')], [at(0, 3, '1', 'b.ts')]], [0, 1], 3],
  ['moved where the same fix makes way', [[at(0, 3, '1', 'b.ts')], [move('b.ts'), move('c.ts', 'b.ts')]], [0, 1], 3],
  ['made in place of one that is gone', [[gone], [create('x')]], [0, 1], 2],
  ['made and changed', [[at(0, 3, '1')], [create('x')]], [0], 1],
])('merge: %s', (_, fixes, taken, edits) => {
  const merged = merge(fixes);
  expect([merged.taken, count(merged.changes), merged.waiting, merged.invalid]).toEqual([
    taken,
    edits,
    fixes.map((__, i) => i).filter((i) => !taken.includes(i)),
    [],
  ]);
});

test.each<[title: string, fix: readonly Edit[]]>([
  ['changed and gone', [at(0, 3, '1'), gone]],
  ['changed in two ways', [at(0, 3, '1'), at(1, 2, '2')]],
  ['moved to two places', [move('b.ts'), move('c.ts')]],
  ['moved and gone', [move('b.ts'), gone]],
  ['two moved to one place', [move('c.ts'), move('c.ts', 'b.ts')]],
  ['made in two ways', [create('x'), create('y')]],
  ['made where it stays', [create('x'), at(0, 3, '1')]],
])('merge refuses a fix that contradicts itself: %s', (_, fix) => {
  const { taken, waiting, invalid } = merge([fix, [at(0, 3, '!', 'other.ts')]]);
  expect([taken, waiting, invalid]).toEqual([[1], [], [0]]);
});

it('applies every kind of edit, and only to the text that is meant', () => {
  const read = (file: string): string | null => ({ 'a.ts': text, 'old.ts': 'o' })[file] ?? null;
  const edits = [at(9, 14, '3'), at(0, 3, ''), at(19, 19, '!'), create('n', 'n.ts'), move('new.ts', 'old.ts')];
  expect([...apply(changes(...edits), read)]).toEqual([
    ['old.ts', null],
    ['a.ts', ' two\r\n3\nfour!'],
    ['n.ts', 'n'],
    ['new.ts', 'o'],
  ]);
  expect([...apply(changes(gone), read)]).toEqual([['a.ts', null]]);
  const wrong: readonly Edit[] = [
    { ...at(0, 3, '1'), old: 'two' } as Edit,
    { ...at(0, 3, '1'), line: 9, endLine: 9 } as Edit,
    at(0, 3, '1', 'none.ts'),
    create('x'),
    move('a.ts', 'old.ts'),
  ];
  for (const edit of wrong) expect(() => apply(changes(edit), read)).toThrow('changed while fixes were computed');
});

it('applies a move and the replacements in the file that moves as one', () => {
  const read = (file: string): string | null => ({ 'a.ts': text, 'b.ts': 'b' })[file] ?? null;
  expect([...apply(changes(at(0, 3, '1'), move('c.ts')), read)]).toEqual([
    ['a.ts', null],
    ['c.ts', `1${text.slice(3)}`],
  ]);
  expect([...apply(changes(move('b.ts'), at(0, 3, '1'), move('a.ts', 'b.ts')), read)]).toEqual([
    ['b.ts', `1${text.slice(3)}`],
    ['a.ts', 'b'],
  ]);
});

it('shifts a point by the replacements before it, and into the new path of its file', () => {
  const all = changes(at(0, 3, 'a\nb'), at(9, 14, 'longer'), move('b.ts'));
  const shift = createShift(all, {
    before: () => text,
    after: (file) => apply(all, (path) => (path === 'a.ts' ? text : null)).get(file) ?? null,
  });
  const points = [
    [1, 1],
    [1, 5],
    [2, 1],
    [3, 1],
    [3, 5],
  ].map(([line = 0, column = 0]) => shift({ file: 'a.ts', point: { line, column } }));
  expect(points.map(({ file, point }) => `${file}:${point?.line}:${point?.column}`)).toEqual([
    'b.ts:1:1',
    'b.ts:2:3',
    'b.ts:3:1',
    'b.ts:4:1',
    'b.ts:4:5',
  ]);
  expect([shift({ file: 'a.ts', point: null }), shift({ file: 'c.ts', point: null })]).toEqual([
    { file: 'b.ts', point: null },
    { file: 'c.ts', point: null },
  ]);
});

test.each([
  ['a line of its own', 'a;\n  // x\nb;', '// x', 'a;\nb;'],
  ['the first line', '// x\r\nb;', '// x', 'b;'],
  ['the last line', 'a;\n// x', '// x', 'a;\n'],
  ['at the end of a line', 'a; // x\nb;', '// x', 'a;\nb;'],
  ['inside a line', 'a(/* x */ b);', '/* x */', 'a( b);'],
  ['between words', 'return /* x */ b;', '/* x */', 'return b;'],
  ['at the beginning of a line', '  /* x */ b;', '/* x */', '  b;'],
])('a comment goes: %s', (_, before, comment, after) => {
  const start = before.indexOf(comment);
  const lines = { text: before, starts: lineStarts(before) };
  const stretch = commentStretch(lines, placeAt(lines.starts, start, start + comment.length));
  expect(before.slice(0, stretch.start) + before.slice(stretch.end)).toBe(after);
});

it('git applies a diff to what it was made of', () => {
  const root = mkdtempSync(join(tmpdir(), 'lintel-diff-'));
  const lines = fc
    .array(fc.constantFrom('a', 'b', 'c', '', 'ä'), { maxLength: 30 })
    .chain((all) => fc.constantFrom('', '\n').map((end) => all.join('\n') + end));
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffOf(new Map([['a.ts', after]]), () => before);
      expect(diff === '').toBe(before === after);
      if (diff === '') return;
      writeFileSync(join(root, 'a.ts'), before);
      const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
        cwd: root,
        input: diff,
        encoding: 'utf8',
      });
      expect([status, stderr, readFileSync(join(root, 'a.ts'), 'utf8')]).toEqual([0, '', after]);
    }),
    { numRuns: 60, seed: 1 },
  );
  rmSync(root, { recursive: true, force: true });
  expect(
    diffOf(
      new Map([
        ['new.ts', 'n\n'],
        ['a.ts', null],
      ]),
      (file) => (file === 'a.ts' ? 'a\n' : null),
    ),
  ).toBe('--- a/a.ts\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n--- /dev/null\n+++ b/new.ts\n@@ -0,0 +1,1 @@\n+n\n');
});
