import type { Report, ReportedFix, ReportedRule, ReportedViolation } from '../core/report.ts';

/** One violation; tests say what is different. */
export const base: ReportedViolation = {
  id: 'aaaaaaaa01',
  rule: 'layering/oven',
  check: 'layers',
  family: 'layering',
  message: 'upward',
  data: {},
  severity: 'error',
  status: 'new',
  at: { file: 'src/oven/bake.ts', place: { line: 1, column: 8, endLine: 1, endColumn: 14 } },
  text: '`oven` must not import `till`.',
  found: "import '../till'",
  expected: 'an import from oven',
  brief: 'imports `../till`.',
  evidence: [],
  fix: null,
  alternatives: [],
  why: null,
  see: null,
};

/** A place in one line. */
export const at = (file: string, line: number, column: number, endColumn: number): ReportedViolation['at'] => ({
  file,
  place: { line, column, endLine: line, endColumn },
});

/** What somebody must do by hand. */
export const manual = (...steps: string[]): ReportedFix => ({
  title: 'move it',
  safety: 'manual',
  edits: [],
  steps,
  resolves: [],
  proven: false,
});

/** The rule of `base`. */
export const oven: ReportedRule = {
  id: 'layering/oven',
  check: 'layers',
  family: 'layering',
  severity: 'error',
  statement: 'till > oven',
  summary: '',
  why: null,
  see: null,
  docs: 'docs/checks/layers.md',
  outcome: 'broken',
  violations: 1,
  reason: null,
};

/** A report of these violations. */
export const report = (violations: readonly ReportedViolation[], more: Partial<Report> = {}): Report => ({
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
    causes: violations.length,
    baseline: 0,
    gone: null,
    old: 0,
    fixable: 0,
    untried: 0,
    since: null,
    notes: [],
    notRun: [],
  },
  rules: [{ ...oven, violations: violations.length }],
  ...more,
});
