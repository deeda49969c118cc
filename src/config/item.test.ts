import { expect, test } from 'vitest';
import { createItemFinder } from './item.ts';

const block =
  'a: # why\n  list:\n    # first\n    - { n: 1 } # one\n    - n: 2\n      m: 2\n\n    # last\n    - n: 3\n  more: x\n';

/** Takes the item out that begins at a text; null where it cannot be. */
function without(text: string, item: string, list = false): string | null {
  const before = text.slice(0, text.indexOf(item)).split('\n');
  const stretch = createItemFinder()(text, { line: before.length, column: (before.at(-1) ?? '').length + 1, list });
  return stretch && text.slice(0, stretch.start) + text.slice(stretch.end);
}

test.each<[title: string, text: string, item: string, list: boolean, after: string | null]>([
  ['the first of a block', block, '{ n: 1 }', false, block.replace('    - { n: 1 } # one\n', '')],
  ['one of several lines', block, 'n: 2', false, block.replace('    - n: 2\n      m: 2\n', '')],
  ['the last of a block', block, 'n: 3', false, block.replace('    - n: 3\n', '')],
  ['the list', block, '{ n: 1 }', true, 'a: # why\n  more: x\n'],
  ['the only item takes its list along', 'a:\n  list:\n    - x\n  more: x\n', 'x', false, 'a:\n  more: x\n'],
  [
    'the only item takes each parent along that would be empty',
    'a:\n  b:\n    list: [x]\n  c: d\n',
    'x]',
    false,
    'a:\n  c: d\n',
  ],
  [
    'line ends of Windows',
    'a:\r\n  list:\r\n    - x\r\n    - y\r\n  more: x\r\n',
    'x\r',
    false,
    'a:\r\n  list:\r\n    - y\r\n  more: x\r\n',
  ],
  ['the first in brackets', 'list: [{ n: 1 }, { n: 2 }]\nb: c\n', '{ n: 1 }', false, 'list: [{ n: 2 }]\nb: c\n'],
  ['the last in brackets', 'list: [{ n: 1 }, { n: 2 }]\nb: c\n', '{ n: 2 }', false, 'list: [{ n: 1 }]\nb: c\n'],
  [
    'the last in brackets over lines',
    'list: [\n  { n: 1 },\n  { n: 2 },\n]\nb: c\n',
    '{ n: 2 }',
    false,
    'list: [\n  { n: 1 },\n]\nb: c\n',
  ],
  ['the list in braces', 'a: { b: c, list: [{ n: 1 }], d: e }\n', '{ n: 1 }', false, 'a: { b: c, d: e }\n'],
  ['the last in braces', 'a: { b: c, list: [{ n: 1 }] }\n', '{ n: 1 }', true, 'a: { b: c }\n'],
  ['nothing there', 'a: b\n', 'b', false, null],
  ['the whole file', 'list: [x]\n', 'x', false, null],
  ['an anchor', 'list:\n  - &one { n: 1 }\n  - x\n', '{ n: 1 }', false, null],
])('%s', (_, text, item, list, after) => {
  expect(without(text, item, list)).toBe(after);
});
