import { expect, it } from 'vitest';
import { versionEight } from './path-to-regexp/eight.ts';
import { versionZero } from './path-to-regexp/zero.ts';
import { grammar as hono } from './frameworks/hono/grammar.ts';
import { covers, documentedPath, type Grammar, pathsOf, shapeOf, spell } from './path.ts';

const spelled = (text: string, grammar: Grammar): string[] =>
  pathsOf({ kind: 'text', text }, grammar).map((path) =>
    path.some(({ kind }) => kind === 'opaque') ? `lost: ${path.map((one) => one.text).join('/')}` : spell(path),
  );

it.each<[text: string, four: string[], five: string[]]>([
  ['/', ['/'], ['/']],
  ['', ['/'], ['/']],
  ['/a//b/', ['/a/b'], ['/a/b']],
  ['/:id', ['/{id}'], ['/{id}']],
  ['/:a-:b', ['/{a}-{b}'], ['/{a}-{b}']],
  ['/:file.png', ['/{file}.png'], ['/{file}.png']],
  ['/a/:id?', ['/a', '/a/{id}'], ['lost: `/a/:id?`, which is not a path of Express 5']],
  ['/:id(\\d+)', ['/{id}'], ['lost: `/:id(\\d+)`, which is not a path of Express 5']],
  ['/:id(\\d+)?/x', ['/x', '/{id}/x'], ['lost: `/:id(\\d+)?/x`, which is not a path of Express 5']],
  ['/a/:rest*', ['/a/*'], ['lost: `/a/:rest*`, which is not a path of Express 5']],
  ['/*', ['/*'], ['lost: `/*`, which is not a path of Express 5']],
  ['*', ['/*'], ['lost: `*`, which is not a path of Express 5']],
  ['/api*', ['/api*'], ['lost: `/api*`, which is not a path of Express 5']],
  ['/(api/)?x', ['/x', '/api/x'], ['lost: `/(api/)?x`, which is not a path of Express 5']],
  ['/(a|b)', ['/a', '/b'], ['lost: `/(a|b)`, which is not a path of Express 5']],
  ['/ab?c', ['/ac', '/abc'], ['lost: `/ab?c`, which is not a path of Express 5']],
  ['/ab+c', ['lost: `/ab+c`, which is not a path of Express 4'], ['lost: `/ab+c`, which is not a path of Express 5']],
  ['/[ab]', ['lost: `/[ab]`, which is not a path of Express 4'], ['lost: `/[ab]`, which is not a path of Express 5']],
  ['/a{/:id}', ['/a{/{id}}'], ['/a', '/a/{id}']],
  ['/*rest', ['/*'], ['/*']],
  ['/a{/*rest}', ['/a{/*'], ['/a', '/a/*']],
  ['/:"na-me"', ['/:"na-me"'], ['/{na-me}']],
  ['/a\\:b', ['/a:b'], ['/a:b']],
  [
    '{/a}{/b}{/c}{/d}{/e}{/f}',
    ['lost: it does not begin with `/`, so Express 4 never matches it'],
    ['lost: a path with more than 32 variants'],
  ],
  [
    'users/:id',
    ['lost: it does not begin with `/`, so Express 4 never matches it'],
    ['lost: it does not begin with `/`, so Express 5 never matches it'],
  ],
])('%s', (text, ofFour, ofFive) => {
  expect([spelled(text, versionZero), spelled(text, versionEight)]).toEqual([ofFour, ofFive]);
});

it('names of parameters and case do not count', () => {
  expect(['/Pets/{a}', '/pets/{b}.png', '/{a}-{b}'].map((path) => shapeOf(documentedPath(path)))).toEqual([
    '/pets/{}',
    '/pets/{}.png',
    '/{}-{}',
  ]);
});

it.each<[route: string, path: string, yes: boolean]>([
  ['/a/*rest', '/a/b/c', true],
  ['/a/*rest', '/b', false],
  ['/*rest', '/', true],
  ['/a/:id', '/a/{x}', true],
  ['/a/:id', '/a/b', false],
  ['/a*', '/abc/d', true],
  ['/a*', '/b', false],
])('%s covers %s: %s', (route, path, yes) => {
  expect(
    pathsOf({ kind: 'text', text: route }, route.includes('rest') ? versionEight : versionZero).some((one) =>
      covers(one, documentedPath(path)),
    ),
  ).toBe(yes);
});

it('unknown parts match everything', () => {
  const [path = []] = pathsOf(
    {
      kind: 'template',
      items: [
        { kind: 'unknown', text: 'process.env.PREFIX' },
        { kind: 'text', text: '/users' },
      ],
    },
    versionEight,
  );
  expect([
    spell(path),
    ...['/users', '/v1/users', '/v1/a/users', '/v1/user'].map((one) => covers(path, documentedPath(one))),
  ]).toEqual(['/…/users', true, true, true, false]);
});

it.each<[text: string, paths: string[]]>([
  ['', ['/']],
  ['/', ['/']],
  ['users/:id', ['/users/{id}']],
  ['/a/:id?', ['/a', '/a/{id}']],
  ['/:id{[0-9]{2}/x}/b', ['/{id}/b']],
  ['/a/*', ['/a/*']],
  ['/v:id', ['/v:id']],
])('Hono reads %s', (text, paths) => {
  expect(spelled(text, hono)).toEqual(paths);
});
