import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regexOf } from '../core/regex.ts';
import { configured, files } from './checks.fixture.ts';
import { vacuities } from './index.ts';

const valid = `version: 1
extends: [lintel/p, ./rules/*.yaml]
files: ["**"]
ignore: ["**/*.generated.ts"]
defaults: { not: tests, because: "x" }
see: { layering: "#layering" }
zones:
  module: ["modules/{module}/**", "!modules/legacy/**"]
  ui: "modules/{module}/src/ui/**"
rules:
  layering/domain:
    check: layers
    within: module
    layers: [ui, { open: ["./src/a/**", "./src/b/**"] }, ["modules/{module}/x", src]]
    except:
      - { from: ui, to: lodash, reason: "later", until: 2027-03-31 }
  imports: { check: imports, from: &a ui, deny: [{ packages: [react] }, { zone: module, other: module }, *a] }
  naming: { check: naming, names: { default: null, function: { style: camelCase, not-match: "^I[A-Z]" } } }
  a: off
`;
const tree = {
  ...files('modules/billing/src/ui/view.ts', 'src/a.ts'),
  'rules/a.yaml': 'rules: { a: { check: cycles } }',
  'lintel/p': 'rules: { p: { check: conventions } }',
};

/** Every mistake must have a place that exists in its text. */
function examine(text: string): void {
  const made = configured({ ...tree, 'lintel.yaml': text });
  const lines = text.split('\n');
  for (const { at, message } of made.errors) {
    expect(message).not.toMatch(/[\n\r]|undefined|\[object/);
    if (at?.file !== 'lintel.yaml') continue;
    expect(at.line).toBeLessThanOrEqual(lines.length);
    expect(at.column).toBeLessThanOrEqual((lines[at.line - 1] ?? '').length + 1);
    expect(Math.min(at.line, at.column)).toBeGreaterThanOrEqual(1);
  }
  if (!made.config) expect(made.errors.length).toBeGreaterThan(0);
  else vacuities(made.config, ['src/a.ts'], Object.keys(tree).sort());
}

describe('no text makes the configuration throw', () => {
  test('arbitrary text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), examine), { numRuns: 500 });
  });

  const scrap = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '*',
    '&',
    '!',
    '"',
    "'",
    '\n',
    '\t',
    ': ',
    '- ',
    '#',
    '|',
    '>',
    '?',
    '%',
    '@',
    '`',
    '..',
    '/',
    '**',
    '{module}',
    '<<: ',
    '\u0000',
    '5',
    'true',
    '~',
    '\r\n',
    '(',
    '\\',
    '  ',
  );
  const mutation = fc.record({ at: fc.nat(valid.length), drop: fc.nat(12), put: scrap });
  test('valid text with random insertions and deletions', () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 5 }), (all) => {
        examine(all.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), valid));
      }),
      { numRuns: 600 },
    );
  });

  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('ui', 'src/**', '{x}', 'layers', 'off', '', null, 1, true),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('check', 'layers', 'in', 'from', 'deny', 'zone', 'open', 'except', 'names', 'reason'),
        tie('any'),
        { maxKeys: 4 },
      ),
    ),
  })).any;
  test('random values anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('rules', 'zones', 'defaults', 'see', 'extends', 'files'),
        value,
        fc.constantFrom('layers', 'imports', 'naming', 'packages'),
        (key, any, check) => {
          examine(`version: 1\n${key}: ${JSON.stringify(any)}\n`);
          examine(`version: 1\nrules:\n  r: ${JSON.stringify({ ...(typeof any === 'object' ? any : {}), check })}\n`);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('matches a hostile regular expression in linear time', () => {
  const regex = regexOf('^(a+)+$');
  expect('test' in regex && [regex.test(`${'a'.repeat(5000)}b`), regex.test('aaa')]).toEqual([false, true]);
});
