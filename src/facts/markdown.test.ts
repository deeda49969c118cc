import { expect, it } from 'vitest';
import { headingsOf } from './markdown.ts';
import { growthOf, linear } from '../../test/cost.ts';

const rows = (text: string): string[] =>
  headingsOf(text).map(({ line, level, text, anchor }) => `${line} ${level} ${text} #${anchor}`);

it.each<[title: string, text: string, expected: string[]]>([
  [
    'levels and closing marks',
    '# A\n## B ##\n###### F#\n####### no\n#no\n#',
    ['1 1 A #a', '2 2 B #b', '3 6 F# #f', '6 1  #'],
  ],
  [
    'equal texts are numbered',
    '# API Design\n# API Design\n# Api-design',
    ['1 1 API Design #api-design', '2 1 API Design #api-design-1', '3 1 Api-design #api-design-2'],
  ],
  [
    'underlined headings',
    'Title\n===\n\nTwo\nlines\n---\n\n- item\n---\n\n---',
    ['1 1 Title #title', '4 2 Two lines #two-lines'],
  ],
  ['code is none', '```md\n# no\n````\n# yes\n~~~\n```\n# no\n~~~\n    # no\n`` ` `` # no', ['4 1 yes #yes']],
  [
    'comments are none',
    '<!-- # no\n# no --># no\n# a <!-- b --> c\n# `<!--` d\n# e',
    ['3 1 a  c #a--c', '4 1 <!-- d #---d', '5 1 e #e'],
  ],
  ['front matter is none', '---\ntitle: x\n# no\n---\n# yes', ['5 1 yes #yes']],
  [
    'marks are not text',
    '# **Bold** _it_ snake_case_x `co*d*e` [link](x.md) ![img](y) <b>t</b> \\* ~~s~~',
    ['1 1 Bold it snake_case_x co*d*e link  t * s #bold-it-snake_case_x-code-link--t--s'],
  ],
  [
    'punctuation and letters',
    '## Authentication & Authorization\n## Größe: 1.2 — «x» 🎉',
    ['1 2 Authentication & Authorization #authentication--authorization', '2 2 Größe: 1.2 — «x» 🎉 #größe-12--x-'],
  ],
  [
    'explicit anchors',
    '# A\n<a id="x"></a>\n<a href="y" name=\'z\'> `<a id="no">`',
    ['1 1 A #a', '2 1 A #x', '3 1 A #z'],
  ],
  ['Windows lines', '# A\r\n\r\nB\r\n-\r\n', ['1 1 A #a', '3 2 B #b']],
])('%s', (_, text, expected) => {
  expect(rows(text)).toEqual(expected);
});

it.each<[title: string, text: string, quotes: (string | null)[]]>([
  ['the first sentence', '# A\nMoney is counted in cents. Nobody rounds.', ['Money is counted in cents.']],
  [
    'the first that says what must be',
    '# A\nWe have rooms.\n\nRooms must not meet. They never do.',
    ['Rooms must not meet.'],
  ],
  [
    'items of a list',
    '# A\nIn short:\n- files are short\n- Use `kebab-case` (e.g. `a-b`).\n',
    ['Use kebab-case (e.g. a-b).'],
  ],
  ['lines that go on', '# A\n1. Only **doors**\n   print.\n2. Never log.', ['Only doors print.']],
  [
    'no code, table, block quote or comment',
    '# A\n```\nnever\n```\n| must |\n> always\n<!-- use -->\n\n    only\n',
    [null],
  ],
  [
    'no example',
    '# A\nEvery import resolves.\n\n- **Good**: never log.\n- Bad: `x.ts` cannot be resolved. It must not.\n',
    ['Every import resolves.'],
  ],
  ['at most 25 words', `# A\n${'must '.repeat(30)}.`, [`${'must '.repeat(25)}…`]],
  ['the section of each heading', '# A\n## B\nb\n\nC\n---\nc', [null, 'b', 'c']],
  [
    'the paragraph of an anchor',
    '# A\na\n\n<a id="x"></a>Use x.\n\n<a id="y"></a>\n## B\n<a id="z"></a>\nUse b.',
    ['a', 'Use x.', 'Use b.', 'Use b.', 'Use b.'],
  ],
])('quotes %s', (_, text, quotes) => {
  expect(headingsOf(text).map(({ quote }) => quote)).toEqual(quotes);
});

it.each([
  'e.g. ',
  '. a',
  '. A',
  '- ',
  'a\n',
  '# a\n',
  '<a id="x">\n',
  '`',
  '<a ',
  '*a',
  '_a ',
  '[',
  '](',
  '<!--',
  '#',
  '~',
  '\\',
  '<b',
])('reads a long line of %s in linear time', (part) => {
  const growth = growthOf((size) => `# ${part.repeat(size)}\n${part.repeat(size)} x \``, 10_000, headingsOf);
  expect(growth).toBeLessThan(linear);
});
