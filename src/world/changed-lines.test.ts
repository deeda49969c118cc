import { expect, it } from 'vitest';
import { allLines, changedLines } from './changed-lines.ts';

it.each<[before: string, now: string, lines: [number, number][]]>([
  ['a\nb\n', 'a\nb\n', []],
  ['a\nb\n', 'a\nx\nb\n', [[2, 2]]],
  ['a\nb\nc\n', 'x\nb\ny\nz\n', [[1, 1], [3, 4]]], // prettier-ignore
  ['a\nb\nc\n', 'a\nc\n', []],
  ['a\nb', 'a\nb\n', []],
  ['a\r\nb\r\n', 'a\nb\nc', [[3, 3]]],
  ['', 'a\nb', [[1, 2]]],
  ['a\n', '', []],
])('%j to %j changes %j', (before, now, lines) => {
  expect(changedLines(before, now)).toEqual(lines);
});

it('counts a text that was written anew as a whole', () => {
  const text = (word: string): string =>
    Array.from({ length: 5000 }, (_, i) => `${i % 7 === 0 ? '' : word}${i}\n`).join('');
  expect(changedLines(text('a'), text('b'))).toEqual([[1, 5000]]);
});

it('counts the lines of a new file', () => {
  expect([allLines(''), allLines('a'), allLines('a\nb\n')]).toEqual([[], [[1, 1]], [[1, 2]]]);
});
