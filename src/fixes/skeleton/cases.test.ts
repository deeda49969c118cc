import { describe, expect, it } from 'vitest';
import { createLanguages, languageOf } from '../../facts/index.ts';
import { subjectsOf } from './cases.ts';

/** The imports of a test of this text, and the titles of its cases. */
function subjectsIn(text: string, file = 'src/price-list.ts'): readonly [string, string] {
  const language = languageOf(createLanguages('oxc'), file);
  if (!language?.idiom) return expect.fail('no language');
  const {
    exports = [],
    declarations = [],
    execution,
  } = language.extract(text, ['exports', 'declarations', 'execution']);
  if (!execution) return expect.fail('no execution');
  const { symbols, cases } = subjectsOf(file, { exports, declarations, execution }, language.idiom);
  return [symbols.map(({ name, local }) => `${name} ${local}`).join(', '), cases.map(({ title }) => title).join(', ')];
}

describe('what a file offers to its test', () => {
  it.each<[kind: string, text: string, symbols: string, titles: string]>([
    ['functions, not types or values', 'export const f = () => 1; export const n = 1; export type T = 1;', 'f f', 'f'],
    ['values where there are no functions', 'export const n = 1; export type T = 1;', 'n n', 'n'],
    ['nothing that it only hands on', "export { f } from './f.js'; export * from './g.js';", '', ''],
    ['a default named after its file', 'export default () => 1;', 'default priceList', 'priceList'],
    [
      'a default beside an export of that name',
      'export default () => 1; export function priceList() {}',
      'default priceListDefault, priceList priceList',
      'priceListDefault, priceList',
    ],
    ['one function under two names once', 'function f() {} export { f, f as g }; export default f;', 'f f', 'f'],
    [
      'an overloaded function once',
      'export function f(a: 1): 1; export function f(a: 2): 2; export function f(a: unknown) { return a; }',
      'f f',
      'f',
    ],
    [
      'a function with the name of a function of the runner',
      'export function test() {}',
      'test testUnderTest',
      'testUnderTest',
    ],
    ['no name that is not an identifier', "function f() {} export { f as 'a-b' };", '', ''],
    [
      'the visible methods of a class, each once',
      'export class A { constructor() {} b(): 1; b() {} private c() {} #d() {} static e() {} get f() { return 1; } }',
      'A A',
      'A.b, A.e',
    ],
    ['a class without methods', 'export class A { b = 1; }', 'A A', 'A'],
  ])('%s', (_, text, symbols, titles) => {
    expect(subjectsIn(text)).toEqual([symbols, titles]);
  });
});
