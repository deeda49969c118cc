import { describe, expect, it } from 'vitest';
import { compilePath, compileSegment, expandBraces } from './path-glob.ts';

describe('globs', () => {
  it.each([
    ['a', ['a'], ['b', 'aa']], ['*', ['', 'a'], []], ['*.ts', ['.ts', 'a.ts'], ['a.tsx']], ['a*c', ['ac', 'abc'], ['ab']], ['a?c', ['abc'], ['ac']],
    ['[a-c]x', ['ax', 'cx'], ['dx']], ['[!a]', ['b'], ['a']], ['[]]', [']'], ['a']], ['\\*', ['*'], ['a']], ['[a', [], ['[a', 'a']], ['a*b*c', ['aXbYc', 'abbc'], ['acb']],
  ])('segment %s', (glob, yes, no) => {
    const test = compileSegment(glob);
    expect([yes.filter(test), no.filter(test)]).toEqual([yes, []]);
  });

  it.each([
    ['a/b', ['a/b'], ['a', 'a/b/c']], ['a/*', ['a/b'], ['a/b/c', 'a']], ['a/**', ['a', 'a/b', 'a/b/c'], ['b/a']], ['**/c', ['c', 'a/c', 'a/b/c'], ['c/a']],
    ['a/**/c', ['a/c', 'a/b/c', 'a/b/b/c'], ['a/c/b']], ['**/*.ts', ['x.ts', 'a/x.ts'], ['x.js']], ['**/b/**/d', ['b/d', 'a/b/c/d', 'b/c/b/d'], ['b', 'd']],
  ])('path %s', (glob, yes, no) => {
    const test = compilePath(glob);
    expect([yes.filter(test), no.filter(test)]).toEqual([yes, []]);
  });

  it('writes braces out, up to a limit', () => {
    expect([[...expandBraces('{a,b}/{c,d{e,f}}')].sort(), expandBraces('{a}'), expandBraces('{a,b}'.repeat(20)).length <= 256, expandBraces('{,'.repeat(5000)).length]).toEqual([
      ['a/c', 'a/de', 'a/df', 'b/c', 'b/de', 'b/df'], ['{a}'], true, 1,
    ]);
  });
});
