import { expect, it } from 'vitest';
import { isAsStrict, strictIfTrue } from './strictness.ts';
import type { Where } from './zone.ts';

const files = ['a/1', 'a/2', 'b/1'];
const where = (...matched: string[]): Where => ({
  text: matched.join(),
  captures: ['x'],
  match: (path) => (matched.includes(path) ? [{ x: path.split('/')[0] ?? '' }] : []),
  roots: () => [],
});
type Case = [title: string, strictness: Parameters<typeof isAsStrict>[0], earlier: unknown, now: unknown, is: boolean];

it.each<Case>([
  ['an option of which nothing is known may not change', undefined, 1, 2, false],
  ['but may be written in another way', undefined, [where('a/1')], [{ ...where('a/1'), text: 'other' }], true],
  ['captures may have other names', undefined, where('a/1'), { ...where('a/1'), match: where('a/1').match }, true],
  [
    'captures must tell the same files apart',
    undefined,
    where('a/1', 'b/1'),
    { ...where('a/1', 'b/1'), match: () => [{}] },
    false,
  ],
  ['more files', 'more', where('a/1'), where('a/1', 'b/1'), true],
  ['not more files', 'more', where('a/1', 'b/1'), where('a/1'), false],
  ['fewer files', 'fewer', where('a/1', 'b/1'), where('a/1'), true],
  ['none were given before', 'more', undefined, where('a/1'), true],
  ['none are given now', 'more', where('a/1'), undefined, false],
  ['more items', 'more', ['x'], ['y', 'x'], true],
  ['other items', 'more', ['x'], ['y'], false],
  ['a larger number', 'more', 80, 90, true],
  ['a smaller number', 'more', 90, 80, false],
  ['a smaller number where fewer is stricter', 'fewer', 2, 1, true],
  ['fewer may be missing', 'more', -5, -3, true],
  ['a count and a share', 'more', -5, 0, false],
  ['each number of a map', 'more', { lines: 80, branches: 60 }, { lines: 80, branches: 50 }, false],
  ['one more number', 'more', { lines: 80 }, { lines: 80, branches: 10 }, true],
  ['a value that does not matter', 'free', 'a', 'b', true],
  ['a stricter value of a list', strictIfTrue, false, true, true],
  ['a looser value of a list', strictIfTrue, true, undefined, false],
  ['a value that is not in the list', strictIfTrue, true, 'perhaps', false],
  ['no value where that means all', { stricter: 'more', without: 'all' }, where('a/1'), undefined, true],
  ['a value where none meant all', { stricter: 'more', without: 'all' }, undefined, where('a/1'), false],
  ['no limit where fewer is stricter', { stricter: 'fewer', without: 'all' }, 3, undefined, false],
  ['a limit where there was none', { stricter: 'fewer', without: 'all' }, undefined, 3, true],
  ['a value where none means another thing', { stricter: 'fewer', without: 'another' }, undefined, where(), false],
])('%s', (_, strictness, earlier, now, is) => {
  expect(isAsStrict(strictness, earlier, now, files)).toBe(is);
});
