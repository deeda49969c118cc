import { z } from 'zod';
import { safeties } from '../core/fix.ts';

const line = z.int().min(1);
const path = z.string().describe('Relative to the root, with /; with `--all`, to the working directory.');

const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('replace'),
    file: path,
    line,
    column: line,
    endLine: line,
    endColumn: line,
    old: z.string(),
    text: z.string(),
  }),
  z.strictObject({ kind: z.literal('create'), file: path, text: z.string() }),
  z.strictObject({ kind: z.literal('delete'), file: path }),
  z.strictObject({ kind: z.literal('move'), file: path, to: path }),
]);

export const deltaSchema = z
  .strictObject({
    first: z.boolean().describe('There was no earlier run under this name.'),
    fixed: z.array(z.string()),
    still: z.array(z.string()),
    new: z.array(z.string()),
    returned: z
      .array(z.strictObject({ id: z.string(), rule: z.string(), against: z.array(z.string()) }))
      .describe(
        'Violations that were fixed twice or more and are back, with the rules that were violated in their place.',
      ),
  })
  .describe('Ids of violations, compared with the last run under the name of `--delta`.');

export const fixSchema = z.strictObject({
  title: z.string(),
  safety: z.enum(safeties),
  edits: z.array(editSchema),
  steps: z.array(z.string()).describe('What to do, in order, when no edits exist.'),
  resolves: z.array(z.string()).describe('Ids of the violations that the fix removes.'),
  reason: z.string().optional().describe('Why the fix is not safe to apply automatically.'),
  proven: z.boolean().describe('Tried in memory: it removes its violations and adds none.'),
});

const referenceSchema = z.strictObject({
  file: path,
  anchor: z.string().nullable(),
  line: line.nullable(),
  heading: z.string().nullable(),
  quote: z
    .string()
    .nullable()
    .describe('The sentence of the paragraph that decides; null where the rule itself says the same.'),
});

export const violationSchema = z.strictObject({
  id: z.string().describe('Stable when lines shift or code is reformatted; every command accepts a unique prefix.'),
  root: z
    .string()
    .optional()
    .describe('With `--all`: the folder of its root. Its id, data and texts are those of a run there.'),
  rule: z
    .string()
    .describe('With `--all`, a rule of a root below begins with the folder: `apps/shop:layering/domain`.'),
  check: z.string(),
  message: z.string().describe("A key of the check's messages."),
  data: z.record(z.string(), z.string()).describe('Names and paths.'),
  family: z.string(),
  severity: z.enum(['error', 'warn']),
  file: path,
  line: line.nullable().describe('Null when the violation is about the whole file.'),
  column: line.nullable(),
  endLine: line.nullable(),
  endColumn: line.nullable().describe('Exclusive.'),
  text: z.string(),
  found: z.string(),
  expected: z.string(),
  why: z.string().nullable(),
  see: referenceSchema.nullable(),
  evidence: z.array(z.strictObject({ file: path, line: line.nullable(), text: z.string() })),
  fix: fixSchema.nullable(),
  alternatives: z.array(fixSchema),
  cause: z.string().nullable().describe('Violations of the rule with the same cause may need only one change.'),
  status: z
    .enum(['new', 'baseline', 'old'])
    .describe('new: fails the run. baseline: frozen in the baseline. old: in a changed file, from before the change.'),
});

const ruleSchema = z.strictObject({
  id: z.string(),
  root: z.string().optional().describe('With `--all`: the folder of its root.'),
  check: z.string(),
  family: z.string(),
  severity: z.enum(['error', 'warn']),
  statement: z.string().describe('What the rule requires, in one clause.'),
  summary: z.string().describe('What the check requires, independent of its options.'),
  why: z.string().nullable(),
  see: referenceSchema.nullable(),
  docs: z.string().nullable().describe('The page of its check in the package; null for a custom check.'),
  outcome: z.enum(['passed', 'broken', 'not-run']),
  violations: z.int().describe('The number of reported violations of this rule.'),
  reason: z.string().nullable().describe('Why the rule did not run or did not finish.'),
});

/** The published record: one definition for the type, the JSON Schema and the tests. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  root: z.string(),
  summary: z.strictObject({
    files: z.int(),
    rules: z.int(),
    errors: z.int(),
    warnings: z.int(),
    causes: z.int().describe('Violations of one rule with the same cause count as one.'),
    baseline: z.int().describe('Violations frozen in the baseline.'),
    gone: z.int().nullable().describe('Baseline entries without a violation; null without a baseline.'),
    old: z.int().describe('Violations in changed files from before the change.'),
    fixable: z.int().describe('Violations with a safe fix.'),
    untried: z.int().describe('Violations whose fix was not tried.'),
    since: z
      .strictObject({ ref: z.string(), commit: z.string() })
      .nullable()
      .describe('The requested commit and its merge base with HEAD; null when everything is reported.'),
    notes: z.array(z.string()),
    notRun: z.array(z.strictObject({ rule: z.string(), reason: z.string() })),
  }),
  rules: z.array(ruleSchema).describe('Every enabled rule, sorted by id.'),
  violations: z.array(violationSchema),
  errors: z
    .array(
      z.strictObject({
        code: z.string(),
        text: z.string(),
        file: path.nullable(),
        line: line.nullable(),
        column: line.nullable(),
      }),
    )
    .describe('Configuration errors and checks that crashed.'),
  delta: deltaSchema.optional(),
  roots: z
    .array(
      z.strictObject({
        path: z.string(),
        files: z.int(),
        rules: z.int(),
        errors: z.int(),
        warnings: z.int(),
        inherits: z.array(z.string()).describe('Rules of roots above that check its files, too.'),
      }),
    )
    .optional()
    .describe('With `--all`: the roots that were checked, in order of path.'),
});
