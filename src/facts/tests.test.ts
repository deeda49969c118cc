import { expect, it } from 'vitest';
import type { Sections } from '../core/fact.ts';
import { createLanguages, decode, encode, languageOf } from './index.ts';

const sections = ['tests', 'disables'] as const;

function read(text: string, parser: 'oxc' | 'typescript-eslint' = 'oxc'): Pick<Sections, 'tests' | 'disables'> {
  const language = languageOf(createLanguages(parser), 'a.test.ts') ?? expect.fail();
  return language.extract(text, sections) as Sections;
}

/** Each test: its names, when it runs unless always, its assertions, values, and whether these may be more. */
const rows = (text: string): string[] =>
  read(text).tests.cases.map(
    ({ path, run, assertions, values, isOpen }) =>
      `${path.join(' > ')}${run === 'always' ? '' : ` ${run}`}: ${assertions.length} of ${values}${isOpen ? '+' : ''}`,
  );

it.each<[title: string, text: string, expected: string[]]>([
  [
    'suites, tests and their modifiers',
    `describe('a', () => { it('b', () => { expect(1).toBe(1); }); describe.skip('c', () => { test('d', () => {}); }); });
xit('e', () => {}); it.todo('f'); test.only('g', () => {}); it('h', { skip: true }, () => {}); it('i', { skip: '' }, () => {});
it.concurrent('j', async () => { await expect(f()).resolves.toBe(1); });`,
    [
      'a > b: 1 of 1',
      'a > c > d never: 0 of 0',
      'e never: 0 of 0',
      'f never: 0 of 0',
      'g alone: 0 of 0',
      'h never: 0 of 0',
      'i: 0 of 0',
      'j: 1 of 1',
    ],
  ],
  [
    'names that imports give, and names that a file takes',
    `import { test as scenario } from '@playwright/test';
import { it } from 'node:test';
function test() {}
scenario('a', () => {}); test('b', () => {}); it('c', () => {}); /x/.test('d'); pattern.test('e');`,
    ['a: 0 of 0', 'c: 0 of 0'],
  ],
  [
    'hooks are no tests',
    `test.beforeEach(() => { expect(1).toBe(1); }); test.describe('a', () => { test.use({}); });`,
    [],
  ],
  [
    'the forms of assertions',
    `it('a', () => { expect(1).toBe(1); expect.soft(2).toBe(2); assert(x); assert.equal(a, b); x.should.equal(1); request(app).get('/').expect(200); expectTypeOf(a); });
it('b', () => { expect.assertions(2); expect(a).toEqual({ b: expect.any(String) }); });
it('c', (t) => { t.plan(2); t.is(1, 1); t.deepEqual(a, b); other.is(1); });`,
    ['a: 7 of 7+', 'b: 1 of 1', 'c: 2 of 2'],
  ],
  [
    'the values that assertions compare',
    `it('a', () => { expect([a, b]).toEqual([1, 2]); });
it('b', () => { expect(a).toMatchObject({ c: 1, d: { e: 2, f: 3 } }); });
it('c', () => { expect(a).toMatchSnapshot(); });
it('d', () => { for (const a of list) expect(a).toBe(1); });
it('e', () => { list.forEach((a) => { expect(a).toBe(1); }); });
it.each([[1], [2]])('f %i', (a) => { expect(a).toBe(1); });
it.each\`a\\n\${1}\`('g', ({ a }) => { expect(a).toBe(1); });
for (const a of list) it(\`h \${a}\`, () => { expect(a).toBe(1); });`,
    [
      'a: 1 of 2',
      'b: 1 of 3',
      'c: 1 of 1+',
      'd: 1 of 1+',
      'e: 1 of 1+',
      'f %i: 1 of 1+',
      'g: 1 of 1+',
      '`h ${a}`: 1 of 1',
    ],
  ],
])('reads %s', (_, text, expected) => {
  expect(rows(text)).toEqual(expected);
});

it('reads functions that assert, directly or through others', () => {
  const { tests } = read(`const check = (a) => { expect(a).toBe(1); };
function both(a) { check(a); }
const other = (a) => a;
it('a', () => { both(1); other(2); });`);
  expect(tests.helpers).toEqual(['both', 'check']);
  expect(tests.cases[0]?.calls).toEqual(['both', 'other']);
});

it('reads assertions as text that no formatter changes', () => {
  const textsIn = (text: string): unknown => read(`it('a', () => { ${text}; });`).tests.cases[0]?.assertions;
  expect(textsIn('expect(a)\n  .not\n  .toBe(\n "b c",\n)')).toEqual(["expect(a).not.toBe('bc')"]);
});

it('reads comments that disable rules of Lintel in ESLint', () => {
  const { disables } = read(`/* eslint-disable lintel/check, no-undef -- why */
// eslint-disable-next-line lintel/check
// eslint-disable-line no-console
/* eslint-disable */
// text: eslint-disable lintel/check`);
  expect(disables.map(({ rules, at }) => `${at.line} ${rules.join()}`)).toEqual(['1 lintel/check', '2 lintel/check']);
});

it('reads the same with both parsers, and writes what it reads', () => {
  const text =
    "describe('a', () => { it.skip('b', (t) => { t.is(1, 1); check(); }); }); // eslint-disable-line lintel/check\n";
  const found = read(text);
  expect(read(text, 'typescript-eslint')).toEqual(found);
  for (const section of sections) expect(decode(section, encode(section, found[section]))).toEqual(found[section]);
});
