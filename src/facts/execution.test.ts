import { expect, it } from 'vitest';
import { createLanguages, languageOf } from './index.ts';

const languages = createLanguages('oxc');
const executionIn = (text: string) => languageOf(languages, 'a.ts')?.extract(text, ['execution']).execution;

it('lists the lines on which something runs, and no types, comments or declarations', () => {
  const text = `'use strict';
import { a } from './a.js';
// a comment
interface B { b: string }
type C = string;
declare const d: number;
declare namespace N { const x = 1; }
const e: C =
  a();
let f;
function g() {
  return 1;
}
class H {
  i = 1;
  j?: string;
  k() {
    throw a;
  }
}
export const l = () =>
  a();
enum M { N }
const enum O { P }
export default a;
`;
  expect(executionIn(text)?.lines).toEqual([9, 12, 15, 18, 21, 22, 23]);
});

it('lists functions of one line too', () => {
  const text = 'export const price = () => 1;\nclass Bill {\n  total() {\n    return [].map((x) => x);\n  }\n}\n';
  const rows = executionIn(text)?.functions.map(({ name, at }) => `${name} ${at.line}-${at.endLine}`);
  expect(rows).toEqual(['price 1-1', 'total 3-5', 'function in map() 4-4']);
});

it('lists the ways of each branching, the outer one first', () => {
  const text = `function f(a = 1) {
  if (a && b || c) return d ? 1 : 2;
  switch (a) {
    case 'x': break;
    default:
  }
  return e ??
    ${'long'.repeat(20)};
}`;
  const rows = executionIn(text)?.branchings.map(({ kind, line, text, ways }) => [line, kind, text, ways.join(' | ')]);
  expect(rows).toEqual([
    [1, 'default', 'a = 1', '1'],
    [2, 'if', 'a && b || c', 'then | else'],
    [2, 'logical', 'a && b || c', 'a | b | c'],
    [2, 'conditional', 'd', '1 | 2'],
    [3, 'switch', 'a', "case 'x' | default"],
    [7, 'logical', expect.stringMatching(/^e \?\? (long)+.*…$/), expect.stringMatching(/^e \| long/)],
  ]);
});
