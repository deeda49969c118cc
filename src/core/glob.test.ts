import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { type Glob, globOf, literally, nameMatcher, nameTest, pathTest } from './glob.ts';
import { expandBraces } from './segment.ts';
import { costOf } from '../../test/cost.ts';

function made(text: string): Glob {
  const glob = globOf(text);
  if ('fault' in glob) throw new Error(`${text}: ${glob.fault}`);
  return glob;
}

const holds = (text: string, path: string): boolean => made(text).match(path).length > 0;

describe('captures', () => {
  it.each([
    [
      'src/use-{x}-{y}.ts',
      'src/use-a-b-c.ts',
      [
        { x: 'a', y: 'b-c' },
        { x: 'a-b', y: 'c' },
      ],
    ],
    ['{x}.test.ts', '.test.ts', []],
    ['{x}.test.ts', 'a.test.ts', [{ x: 'a' }]],
    ['*-{x}', 'a-b-c', [{ x: 'b-c' }, { x: 'c' }]],
    ['{x}.!(test|spec).ts', 'a.b.ts', [{ x: 'a' }]],
    ['{x}.!(test|spec).ts', 'a.spec.ts', []],
    ['{x}[0-9].ts', 'a12.ts', [{ x: 'a1' }]],
    ['{x}-{x}.ts', 'a-b-a-b.ts', [{ x: 'a-b' }]],
    ['{x}-{x}.ts', 'a-b.ts', []],
    ['**/{x}/**/{x}.ts', 'a/b/c/b.ts', [{ x: 'b' }]],
    ['**/{x}/**', 'a/a/b', [{ x: 'a' }]],
    ['{a...}/x/**', 'x/x/x/y', [{ a: 'x' }, { a: 'x/x' }]],
    ['{x,{x}-y}.ts', 'b-y.ts', [{ x: 'b' }]],
  ])('%s binds %s', (text, path, bindings) => {
    expect(made(text).match(path)).toEqual(bindings);
  });

  it('considers at most 256 matches of a path', () => {
    expect(made('**/{x}/**/{y}/**').match(Array.from({ length: 200 }, (_, i) => i).join('/')).length).toBe(256);
  });
});

it.each([
  ['+(a)', '+(a) repeats without limit, which is not supported: write * or {a,b} instead'],
  ['*(a|b)x', '*(a|b)x repeats without limit, which is not supported: write * or {a,b} instead'],
  ['!(a', '!( is not closed, or contains another group, a capture or a slash: split it into a list of globs'],
  ['!(a/b)', '!( is not closed, or contains another group, a capture or a slash: split it into a list of globs'],
  ['!({x})', '!( is not closed, or contains another group, a capture or a slash: split it into a list of globs'],
  ['@(a|@(b|c))', '@( is not closed, or contains another group, a capture or a slash: split it into a list of globs'],
  ['a/{', 'a { is not closed, or does not contain a capture or a list of alternatives'],
  ['*!(a)*.*', '*!(a)*.* has more than two * next to its !(…): split it into a list of globs'],
  ['!(a)!(b)', '!(a)!(b) has more than two * next to its !(…): split it into a list of globs'],
  ['{x}*', 'it is ambiguous where {x} ends and * begins: put a character between them, or list the alternatives'],
  ['a{x...}', '{x...} matches whole segments: put nothing else between its slashes'],
  ['{a b}', '{a b} is not a valid capture: use letters, digits, - and _'],
  ['{toString}', '{toString} cannot be the name of a capture'],
  ['{a,b}'.repeat(7), 'its {a,b} expand to more than 64 globs: split it into a list'],
  ['{a}/{b}/{c}/{d}/{e}', 'it has 5 captures; the limit is 4'],
  ['{a}-{a}-{a}-{a}-{a}/{b}/{a}/{c}/{a}', 'it uses captures in 9 places; the limit is 8'],
  ['./', 'it has no segments'],
])('%s is no glob', (text, fault) => {
  expect(globOf(text)).toEqual({ fault });
});

describe('without captures, a glob means what it means to picomatch', () => {
  const same = (text: string, path: string): void => {
    expect([text, path, holds(text, path)]).toEqual([
      text,
      path,
      picomatch(text, { dot: true, posix: true, literalBrackets: false })(path),
    ]);
  };
  const globs = [
    '**/*.ts',
    'src/**/x.ts',
    '*.{test,spec}.*',
    '**/*.{test,spec}.*',
    '{a,b/c}/*.ts',
    '@(a|b)*',
    '?(a)b.ts',
    'a?c',
    '[a-c]x',
    '[!a]x',
    '[^a]x',
    '[]]',
    '[[:alpha:]]x',
    '!(a)',
    '!(a|b*)',
    '*.!(test).ts',
    '!(*.d).ts',
    '!(*.test|*.spec).ts',
    'a*b*c',
    '.*',
    'a.b',
    '\\*',
    '\\!a',
    '@a/*',
    'a+b',
    '$x',
    'a,b',
    '*-*-*.ts',
    '**/a/**/b/**/c',
    '**/__tests__/*.ts',
    '{a,{b,c}}/x',
    'a{,b}c',
    '**/@(a|b)/?(c)d',
  ];
  const paths = [
    'a',
    'b',
    'ab',
    'abc',
    'a.b',
    'b.ts',
    'ab.ts',
    'x.ts',
    '.ts',
    '.x',
    'a.test.ts',
    'a.testing.ts',
    'a.spec.tsx',
    'a.d.ts',
    'bx',
    'ax',
    '1x',
    ']',
    '*',
    '!a',
    'a/x.ts',
    'b/c/x.ts',
    'b/x',
    'c/x',
    '(shop)/a',
    '@a/b',
    'a+b',
    '$x',
    'a,b',
    'aab',
    'src/x.ts',
    'src/a/b/x.ts',
    'x-y-z.ts',
    'x-y.ts',
    'a/b/c',
    'a/x/b/x/c',
    'x/__tests__/a.ts',
    'acb',
    'ac',
    'x/a/cd',
    'b/d',
    'abcabc',
    'a\n.ts',
  ];
  it.each(globs)('%s', (text) => {
    for (const path of paths) same(text, path);
  });

  it('in what is made up, too', () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', '.', '-'), { minLength: 1, maxLength: 5 })
      .map((c) => c.join(''))
      .filter((n) => !/^\.+$/.test(n));
    const piece = fc.oneof(
      name,
      fc.constantFrom(
        '*',
        '?',
        '*a',
        'a*',
        '*.b',
        '{a,b}',
        '[ab]*',
        '[^a]b',
        'a*b',
        '*a*b',
        '*[ab]?',
        '@(a|ab)*b',
        '?(a)b',
        '!(a)',
        '!(*a|b)',
        'a{b,-*}',
        '*b*a*-',
      ),
    );
    const glob = fc
      .array(fc.oneof({ weight: 3, arbitrary: piece }, { weight: 1, arbitrary: fc.constant('**') }), {
        minLength: 1,
        maxLength: 4,
      })
      .map((s) => s.join('/'))
      .filter((g) => !/\*\*$|\*\*\/!\(|!\(.*\//.test(g));
    fc.assert(
      fc.property(
        glob,
        fc.array(name, { minLength: 1, maxLength: 4 }).map((s) => s.join('/')),
        same,
      ),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['a last ** stands for what lies below, and not for the folder', 'a/**', 'a', false],
    ['what + would repeat in a regular expression is itself', '[a]+', 'aa', false],
    ['parentheses and bars are themselves', '(a|b)', 'a', false],
    ['quotes are themselves', '"a"', 'a', false],
    ['a ! at the start is itself, the list having one of its own', '!a', 'b', false],
    ['parentheses are themselves in the name of a folder', '(shop)/*', '(shop)/a', true],
    ['two stars beside other text are one', '**.ts', 'a/x.ts', false],
    ['!(…) looks at a whole name, also in the middle of a path', '!(ui)/x', 'uikit/x', true],
    ['no name is empty', '*/**/!(a|b)', 'a', false],
    ['what !(…) leaves out before more text is as in picomatch, though', '!(test).ts', 'testing.ts', null],
  ])('differs from picomatch: %s', (_, text, path, expected) => {
    expect([holds(text, path), picomatch(text, { dot: true })(path)]).toEqual(
      expected === null ? [false, false] : [expected, !expected],
    );
  });
});

it('a path spelled literally is matched by itself alone', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/[/\0\\]|^\.+$|^\s*$|^[A-Za-z]:/.test(text)),
      (path) => {
        const glob = made(literally(path));
        expect([glob.match(path), glob.match(`${path}x`), pathTest(literally(path))(path)]).toEqual([[{}], [], true]);
      },
    ),
  );
});

describe('the languages of repositories', () => {
  it.each([
    ['a', ['a'], ['b', 'aa']],
    ['*', ['', 'a'], []],
    ['*.ts', ['.ts', 'a.ts'], ['a.tsx']],
    ['a*c', ['ac', 'abc'], ['ab']],
    ['a?c', ['abc'], ['ac']],
    ['{a,b}', ['{a,b}'], ['a']],
    ['@(a)', ['@(a)'], ['a']],
    ['[a-c]x', ['ax', 'cx'], ['dx']],
    ['[!a]', ['b'], ['a']],
    ['[]]', [']'], ['a']],
    ['\\*', ['*'], ['a']],
    ['[a', [], ['[a', 'a']],
    ['a*b*c', ['aXbYc', 'abbc'], ['acb']],
    ['[\\d]', ['d'], ['1']],
    ['[z-a]', [], ['z', 'a']],
    ['a*/*c', ['a/b/c'], ['a/b']],
  ])('name %s', (glob, yes, no) => {
    const test = nameTest(glob);
    expect([yes.filter(test), no.filter(test)]).toEqual([yes, []]);
  });

  it.each([
    ['a/b', ['a/b'], ['a', 'a/b/c']],
    ['a/*', ['a/b'], ['a/b/c', 'a']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a']],
    ['**/c', ['c', 'a/c', 'a/b/c'], ['c/a']],
    ['a/[x', [], ['a/[x', 'a/x']],
    ['a/**/c', ['a/c', 'a/b/c', 'a/b/b/c'], ['a/c/b']],
    ['**/*.ts', ['x.ts', 'a/x.ts'], ['x.js']],
    ['**/b/**/d', ['b/d', 'a/b/c/d', 'b/c/b/d'], ['b', 'd']],
    ['**/*[!x]/?', ['a/b', 'z/a/b'], ['x/b', 'a/bc']],
  ])('path %s', (glob, yes, no) => {
    const test = pathTest(glob);
    expect([yes.filter(test), no.filter(test)]).toEqual([yes, []]);
  });

  it('writes braces out, up to a limit', () => {
    const many = '{a,b}'.repeat(20);
    expect([
      [...expandBraces('{a,b}/{c,d{e,f}}')].sort(),
      expandBraces('{a}'),
      expandBraces(many),
      expandBraces('{,'.repeat(5000)).length,
    ]).toEqual([['a/c', 'a/de', 'a/df', 'b/c', 'b/de', 'b/df'], ['{a}'], [many], 1]);
  });

  it.each([
    ['@acme/*', '@acme/a/b', true],
    ['@acme/*', '@other/a', false],
    ['{react,react-*}', 'react-dom', true],
    ['./*?raw', './a/b?raw', true],
    ['*/internal/*', '../internal/x', true],
    ['*[ab]*', '..', false],
    ['*[ab]/?', './a/x', true],
    ['*/x*y/*', 'a/b/xcy/d', true],
    ['node:*', 'fs', false],
  ])('%s and the name %s', (glob, name, expected) => {
    expect(nameMatcher(glob)(name)).toBe(expected);
  });
});

it('no text is too strange', () => {
  const sign = fc.constantFrom(
    '[',
    ']',
    '!',
    '^',
    '-',
    '\\',
    '*',
    '?',
    '/',
    '.',
    ':',
    'alpha',
    'a',
    'z',
    '(',
    ')',
    '|',
    '+',
    '@',
    '"',
    '$',
    '{',
    '}',
    ',',
    ';',
    '&',
    ' ',
    '\n',
    '😀',
    '0',
  );
  fc.assert(
    fc.property(
      fc.array(sign, { maxLength: 12 }).map((all) => all.join('')),
      fc.array(sign, { maxLength: 4 }).map((all) => all.join('')),
      (text, path) => {
        for (const test of [pathTest(text), nameTest(text)]) expect(typeof test(path)).toBe('boolean');
        const glob = globOf(text);
        if (!('fault' in glob)) expect(Array.isArray(glob.match(path))).toBe(true);
      },
    ),
    { numRuns: 5000 },
  );
});

describe('nothing hostile takes time', () => {
  const names = ['a'.repeat(250), 'ab'.repeat(120), 'x', 'a'];
  const paths = [
    'a/'.repeat(2000) + 'b',
    'a'.repeat(4000),
    `${'a'.repeat(255)}/`.repeat(15) + 'a',
    Array.from({ length: 900 }, (_, i) => i.toString(36))
      .join('/')
      .slice(0, 4000),
    Array.from({ length: 60 }, (_, i) => names[i % 4])
      .join('/')
      .slice(0, 4000),
    `${'a-'.repeat(120)}/`.repeat(16) + 'b',
  ];
  it.each([
    `${'*a'.repeat(100)}b`,
    `**/${'*a'.repeat(100)}b/**/?`,
    `${'**/a/'.repeat(100)}?`,
    `${'**/*a*/'.repeat(40)}[b]`,
    '**/*a!(b)*[cd]/?',
    '*a!(b)*[cd]',
    '**/!(*a*b)c/**/?',
    `**/${'?'.repeat(200)}*[ab]*/**/[x]`,
    `**/${'*[ab]?'.repeat(50)}-/?`,
    `@(${'a|'.repeat(60)}b)*!(a)*?`,
    `**/${'?(a)'.repeat(6)}${'a'.repeat(6)}/[b]`,
    '**/{x}/**/{y}/?',
    '**/{x}/**/{x}/?',
    '{x...}/{y...}/{z...}',
    '{x}a{y}a{z}a',
    '**/{w}a{x}a{y}a{z}[a]/**',
    `**/${'{x}a'.repeat(8)}[a]/**`,
    '**/*a{x}a*a{y}-/**',
  ])('%s', (text) => {
    const glob = made(text);
    for (const path of paths) {
      expect([path.slice(0, 20), costOf(() => glob.match(path)) < 200]).toEqual([path.slice(0, 20), true]);
    }
  });

  it.each([
    `${'*a'.repeat(2000)}b`,
    `${'**/*a'.repeat(600)}b`,
    '['.repeat(100_000),
    '\\'.repeat(4000),
    '[a'.repeat(2000),
  ])('no glob of .gitignore or a workspace list takes time: %#', (glob) => {
    const cost = costOf(() => {
      const tests = [pathTest(glob), nameTest(glob)];
      for (const path of paths) for (const test of tests) test(path);
    });
    expect(cost).toBeLessThan(1000);
  });
});
