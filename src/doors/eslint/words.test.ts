import { Linter, type Rule } from 'eslint';
import { expect, test } from 'vitest';
import type { Edit } from '../../core/fix.ts';
import type { ReportedFix, ReportedViolation } from '../../core/report.ts';
import { locationOf, suggestionsOf, textOf } from './words.ts';

const place = { line: 2, column: 7, endLine: 2, endColumn: 10 };
const rename: Edit = { kind: 'replace', file: 'a.ts', old: 'bad', text: 'good', ...place };
const fixOf = (...edits: readonly Edit[]): ReportedFix => ({
  title: 'rename `bad` to `good`',
  safety: 'safe',
  edits,
  steps: [],
  resolves: ['0123456789'],
  proven: true,
});
const violation: ReportedViolation = {
  id: '0123456789',
  rule: 'naming/x',
  check: 'naming',
  family: 'naming',
  severity: 'error',
  status: 'new',
  message: 'm',
  data: {},
  text: 'No.\nNever.',
  at: { file: 'a.ts', place },
  found: 'bad',
  expected: 'good',
  why: null,
  see: { file: 'C.md', anchor: 'names', line: 3, heading: 'Names', quote: null },
  evidence: [
    { file: 'b.ts', line: null, text: 'here' },
    { file: 'c.ts', line: 4, text: 'there' },
  ],
  fix: fixOf(rename),
  alternatives: [],
};

test('one line, and the place where it shows', () => {
  const rest = 'Expected: good. Fix: rename `bad` to `good`. See: C.md#names [naming/x 012345]';
  expect(['a.ts', 'b.ts', 'c.ts'].map((file) => [textOf(violation, file), locationOf(violation, file)])).toEqual([
    [`No. Never. ${rest}`, { start: { line: 2, column: 6 }, end: { line: 2, column: 9 } }],
    [`a.ts:2:7: No. Never. ${rest}`, { line: 1, column: 0 }],
    [`a.ts:2:7: No. Never. ${rest}`, { line: 4, column: 0 }],
  ]);
  expect(locationOf({ ...violation, at: { file: 'a.ts', place: null } }, 'a.ts')).toEqual({ line: 1, column: 0 });
});

const text = '// bad\nconst bad = 1;\nexport { bad };\n';
const second: Edit = { ...rename, line: 3, column: 10, endLine: 3, endColumn: 13 };

test.each<readonly [string, Pick<ReportedViolation, 'fix' | 'alternatives'>, readonly string[]]>([
  [
    'edits of this file',
    { fix: fixOf(rename, second), alternatives: [] },
    ['// bad\nconst good = 1;\nexport { good };\n'],
  ],
  ['an alternative', { fix: null, alternatives: [fixOf(second)] }, ['// bad\nconst bad = 1;\nexport { good };\n']],
  ['an edit elsewhere', { fix: fixOf(rename, { ...second, file: 'b.ts' }), alternatives: [] }, []],
  ['a new file', { fix: fixOf(rename, { kind: 'create', file: 'b.ts', text: '' }), alternatives: [] }, []],
  ['another text than the edit means', { fix: fixOf({ ...rename, old: 'worse' }), alternatives: [] }, []],
  ['no edit at all', { fix: fixOf(), alternatives: [] }, []],
])('suggests %s', (_, repair, expected) => {
  const rule: Rule.RuleModule = {
    meta: { hasSuggestions: true, messages: { m: 'm', repair: '{{title}}' } },
    create: (context) => ({
      Program() {
        context.report({
          loc: { line: 1, column: 0 },
          messageId: 'm',
          suggest: suggestionsOf({ ...violation, ...repair }, 'a.ts', context.sourceCode),
        });
      },
    }),
  };
  const [message] = new Linter().verify(text, [{ plugins: { t: { rules: { r: rule } } }, rules: { 't/r': 'error' } }]);
  const applied = (message?.suggestions ?? []).map(
    ({ fix }) => text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]),
  );
  expect(applied).toEqual(expected);
});
