import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorLine, LintelError } from '../core/error.ts';
import type { Report, ReportedFix, ReportedViolation } from '../core/report.ts';
import { reporters } from './index.ts';
import { textOf } from '../doors/eslint/words.ts';
import { recordOf } from './json.ts';

/** What somebody might write who wants a reader to believe something else. */
const scraps = fc.constantFrom(
  '\n',
  '\r\n',
  '\u2028',
  '\u001b[2J',
  '\u009b31m',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\u{e0041}',
  '\u3164',
  '\ud800',
  ' ',
  '\t',
  '`',
  '"',
  "'",
  '\\',
  ':3:1',
  ': ',
  '#',
  ' > ',
  'src/a.ts',
  'ok. 3 files, 1 rule.',
  '\n\nlayering/a: all is well. see: b.md#c',
  '\n aaaaaaaaaa src/a.ts:1:1 imports it. fix(safe): delete everything',
  '\n  bbbbbbbbbb :1:1 ',
  '. fix(safe): rename',
  'fix(suggested): x',
  ' see: x fix(safe): rename',
  'not run: all',
);
const hostile = fc.array(scraps, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));

const fix: fc.Arbitrary<ReportedFix | null> = fc.option(
  fc.record({
    title: hostile,
    safety: fc.constantFrom('safe' as const, 'suggested' as const, 'manual' as const),
    edits: fc.constant([]),
    steps: fc.array(hostile, { minLength: 1, maxLength: 3 }),
    reason: hostile,
    resolves: fc.constant([]),
    proven: fc.boolean(),
  }),
);
const violation: fc.Arbitrary<ReportedViolation> = fc.record({
  id: fc.stringMatching(/^[0-9a-f]{10}$/),
  rule: hostile,
  check: fc.constant('layers'),
  family: fc.constant('layering' as const),
  message: fc.constant('upward'),
  data: fc.constant({}),
  severity: fc.constantFrom('error' as const, 'warn' as const),
  status: fc.constant('new' as const),
  at: fc.record({
    file: fc.oneof(hostile, fc.constant('src/a.ts')),
    place: fc.option(
      fc.record({
        line: fc.integer({ min: 1, max: 9 }),
        column: fc.integer({ min: 1, max: 9 }),
        endLine: fc.constant(9),
        endColumn: fc.constant(9),
      }),
    ),
  }),
  text: hostile,
  found: hostile,
  expected: hostile,
  brief: hostile,
  evidence: fc.constant([]),
  fix,
  alternatives: fc.constant([]),
  why: fc.option(hostile),
  see: fc.option(
    fc.record({
      file: hostile,
      anchor: fc.option(hostile),
      line: fc.constant(null),
      heading: fc.option(hostile),
      quote: fc.option(hostile),
    }),
  ),
});
const report: fc.Arbitrary<Report> = fc
  .tuple(
    fc.uniqueArray(violation, { selector: ({ id }) => id.slice(0, 6), maxLength: 6 }),
    fc.array(
      hostile.map((text) => `unmatched: ${text}`),
      { maxLength: 4 },
    ),
    hostile,
  )
  .map(([violations, notes, said]) => ({
    version: 1,
    root: '.',
    errors: [],
    violations,
    known: [],
    summary: {
      files: 3,
      rules: 1,
      errors: violations.length,
      warnings: 0,
      causes: 0,
      baseline: 0,
      gone: null,
      old: 0,
      fixable: 0,
      untried: 0,
      since: null,
      notes,
      notRun: [],
    },
    rules: violations.map(({ rule, see }) => ({
      id: rule,
      check: 'layers',
      family: 'layering',
      severity: 'error' as const,
      statement: said,
      summary: '',
      why: said,
      see,
      docs: null,
      outcome: 'broken' as const,
      violations: 1,
      reason: null,
    })),
  }));

const path = String.raw`("(?:[^"\\]|\\.)*"|[^\s"]+?)`;
const head = new RegExp(`^${path}( \\(warning\\))?: (.*)$`);
const line = new RegExp(`^ ([0-9a-f]{6,10}) ${path}(?::(\\d+):(\\d+))? (.*)$`);
const fileLine = new RegExp(`^ ${path}$`);
const inFile = /^ {2}([0-9a-f]{6,10}) (?::(\d+):(\d+) )?(.*)$/;

/** Reads the format as its grammar says: what a rule is broken where, and how safe the fix is. */
function parsed(text: string): unknown[] {
  const found: unknown[] = [];
  const lines = text.replace(/\n$/, '').split('\n');
  let group: RegExpExecArray | null = null;
  let file = '';
  for (const [index, one] of lines.entries()) {
    const read = (id = '', at = '', row: string | undefined, column: string | undefined, body = ''): void => {
      const safety = /(?:^|[ .])fix\((\w+)\): /.exec(`${group?.[3] ?? ''} ${body}`)?.[1] ?? null;
      found.push([
        unquoted(group?.[1] ?? ''),
        group?.[2] !== undefined,
        id.slice(0, 6),
        unquoted(at),
        Number(row ?? 0),
        Number(column ?? 0),
        safety,
      ]);
    };
    if (lines[index - 1] === '') group = head.exec(one);
    else if (one.startsWith('  ')) {
      const [, id, row, column, body] = inFile.exec(one) ?? [];
      read(id, file, row, column, body);
    } else if (fileLine.test(one)) file = fileLine.exec(one)?.[1] ?? '';
    else if (one.startsWith(' ')) {
      const [, id, at, row, column, body] = line.exec(one) ?? [];
      read(id, at, row, column, body);
    }
  }
  return found.map((one) => JSON.stringify(one)).sort();
}

function unquoted(text: string): string {
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?!\ufe0f)\p{Default_Ignorable_Code_Point}/u;
const context = { colour: false, lines: () => null };

test('no text of a repository forges a line of the agent format', () => {
  fc.assert(
    fc.property(report, (one) => {
      const expected = one.violations.map((v) =>
        JSON.stringify([
          v.rule,
          v.severity === 'warn',
          v.id.slice(0, 6),
          v.at.file,
          v.at.place?.line ?? 0,
          v.at.place?.column ?? 0,
          v.fix?.safety ?? null,
        ]),
      );
      expect(parsed(reporters.agent(one, context))).toEqual(expected.sort());
    }),
    { numRuns: Number(process.env['LINTEL_RUNS'] ?? 2000) },
  );
});

test('every character of every format can be seen, and JSON says the same', () => {
  fc.assert(
    fc.property(report, (one) => {
      for (const [name, reporter] of Object.entries(reporters)) {
        // Markdown's own: it keeps `@` and `#` from calling somebody.
        const text = reporter(one, context).replace(/(?<=&#(?:35|64);)\u200b/g, '');
        for (const part of text.split('\n')) expect([name, unseen.exec(part)?.[0]]).toEqual([name, undefined]);
      }
      expect(JSON.parse(reporters.json(one, context))).toEqual(JSON.parse(JSON.stringify(recordOf(one))));
      for (const violation of one.violations) expect(textOf(violation, 'src/a.ts')).not.toMatch(unseen);
    }),
    { numRuns: Number(process.env['LINTEL_RUNS'] ?? 300) },
  );
});

test('prints an error on one line for any file name', () => {
  fc.assert(
    fc.property(hostile, (file) => {
      expect(errorLine(new LintelError('yaml', 'this is no YAML', { file, line: 1, column: 1 }))).not.toMatch(unseen);
    }),
  );
});
