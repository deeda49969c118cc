import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { errorLine } from '../src/core/error.ts';
import { reportOf, type ReadmeCase, readmeCases } from '../src/testing/readme.ts';

const home = join(import.meta.dirname, '../src/checks');
const readmes = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('README.md'));
const cases = readmes.flatMap((path) => readmeCases(readFileSync(join(home, path), 'utf8')));

/** What stands where something else belongs. */
const values = [
  '/src/ui/**',
  'src/{x}/**',
  'src/{a,b}/**',
  '{x...}',
  '!src/**',
  '?(a)*(b)',
  '#nowhere',
  '__proto__',
  'constructor',
  '(',
  '',
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  [],
  ['src/**', 5],
  {},
  { packages: ['*'] },
  { zone: 'src/**', same: 'x' },
];
const keys = ['constructor', 'in', 'not', 'except', 'within', 'from', 'since', 'level', 'zone', 'check', ' '];

/** Replaces the value, or the key, at one place of the document. */
function broken(text: string, at: number, value: unknown, key: string | null): string {
  const document = parseDocument(text);
  let index = 0;
  visit(document, {
    Pair(_, pair) {
      if (index++ === at) {
        if (key === null) pair.value = document.createNode(value);
        else pair.key = document.createNode(key);
      }
    },
    Seq(_, list) {
      if (index++ === at) list.items.splice(0, 1, document.createNode(value));
    },
  });
  return String(document);
}

function placesIn(text: string): number {
  let count = 0;
  visit(parseDocument(text), { Node: (_, node) => void (isMap(node) || isSeq(node) || isScalar(node) ? count++ : 0) });
  return count;
}

/** The mistakes of a configuration that no user could repair. */
function failures(one: ReadmeCase, text: string): string[] {
  const { errors } = reportOf({ ...one, files: { ...one.files, 'lintel.yaml': text } });
  return errors.filter(({ code }) => code === 'crash').map(errorLine);
}

const mutation = fc.record({
  one: fc.constantFrom(...cases.filter(({ files }) => files['lintel.yaml'] !== undefined)),
  at: fc.nat(60),
  value: fc.constantFrom(...values),
  key: fc.option(fc.constantFrom(...keys), { freq: 4 }),
});

test('no value in lintel.yaml crashes Lintel', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(mutation, ({ one, at, value, key }) => {
      const text = one.files['lintel.yaml'] ?? '';
      expect(failures(one, broken(text, at % placesIn(text), value, key))).toEqual([]);
    }),
    { numRuns: Number(process.env['LINTEL_RUNS'] ?? 400) },
  );
});

test('a script that the pattern for reports matches too is no crash', () => {
  const one = cases.find(({ files }) => 'coverage/tmp/coverage-1-1792022400000-0.json' in files);
  expect(one).toBeDefined();
  const text = one?.files['lintel.yaml']?.replace('report: coverage/tmp', 'report: ["coverage/tmp", "src/**"]') ?? '';
  expect(text).toContain('src/**');
  expect(one && failures(one, text)).toEqual([]);
});
