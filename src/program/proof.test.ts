import { ts } from 'ts-morph';
import { expect, it } from 'vitest';
import { newError } from './proof.ts';

const code = 2322;

function errorsOf(start: number, messageText: string): { errors(): readonly ts.Diagnostic[] } {
  const error = { category: ts.DiagnosticCategory.Error, code, file: undefined, start, length: 1, messageText };
  return { errors: () => [error] };
}

/** `bake` at offset 10 becomes `bakeBread`, so that what follows moves by five. */
const changes = new Map([['oven.ts', [{ start: 10, end: 14, text: 'bakeBread' }]]]);
const names = ['bake', 'bakeBread'] as const;

type Spoken = [start: number, text: string];

it.each<[string, Spoken, Spoken, boolean]>([
  ['the same words in another order', [50, "Type 'a | b'"], [90, "Type 'b | a'"], true],
  [
    'a similar name that is offered for one of them',
    [50, "Cannot find name 'Bufer'. Did you mean 'Buffer'?"],
    [90, "Cannot find name 'Bufer'."],
    true,
  ],
  [
    'other members of a long type in the same place',
    [50, "Type '{ a; b; ... 9 more }'"],
    [55, "Type '{ c; ... 10 more }'"],
    true,
  ],
  ['other members in another place', [50, "Type '{ a; b; ... 9 more }'"], [56, "Type '{ c; ... 10 more }'"], false],
  ['the new name in the same place', [50, "Type '{ a }'"], [55, "Property 'bakeBread' is missing"], false],
])('compares errors: %s', (_, before, after, isSame) => {
  const states = { before: errorsOf(...before), after: errorsOf(...after), changes, names };
  expect(newError(['oven.ts'], states) === null).toBe(isSame);
});
