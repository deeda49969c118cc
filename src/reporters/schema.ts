import { z } from 'zod';
import { safeties } from '../core/fix.ts';

const line = z.int().min(1);
const path = z.string().describe('From the root, with /.');

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

export const fixSchema = z.strictObject({
  title: z.string(),
  safety: z.enum(safeties),
  edits: z.array(editSchema),
  steps: z.array(z.string()).describe('What to do, in order, where no edit can say it.'),
  resolves: z.array(z.string()).describe('Ids of the violations that it removes.'),
  reason: z.string().optional().describe('Why no machine may apply it unasked, where one could have.'),
  proven: z.boolean().describe('Tried on an overlay: its violations went, and none came.'),
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
  id: z.string().describe('Outlives line shifts and reformatting; every command takes any unique prefix of it.'),
  rule: z.string(),
  check: z.string(),
  message: z.string().describe("A key of the check's messages."),
  data: z.record(z.string(), z.string()).describe('Names and paths.'),
  family: z.string(),
  severity: z.enum(['error', 'warn']),
  file: path,
  line: line.nullable().describe('Null where the whole file is meant.'),
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
  cause: z
    .string()
    .nullable()
    .describe('What one change may end together with all violations of the rule that have the same cause.'),
  status: z
    .enum(['new', 'baseline', 'old'])
    .describe('new: it fails the gate. baseline: it is frozen. old: a file that changed had it before.'),
});

const ruleSchema = z.strictObject({
  id: z.string(),
  check: z.string(),
  family: z.string(),
  severity: z.enum(['error', 'warn']),
  statement: z.string().describe('What is allowed here, in one clause.'),
  summary: z.string().describe('What the check demands, whatever its options say.'),
  why: z.string().nullable(),
  see: referenceSchema.nullable(),
  docs: z.string().nullable().describe("The page of its check in the package; null for a check of one's own."),
  outcome: z.enum(['passed', 'broken', 'not-run']),
  violations: z.int().describe('How many of the reported violations are its own.'),
  reason: z.string().nullable().describe('Why it did not run, or not to its end.'),
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
    causes: z.int().describe('Violations of one rule that share a cause count as one.'),
    baseline: z.int().describe('Violations that the baseline freezes.'),
    gone: z.int().nullable().describe('Entries of the baseline that freeze nothing; null without a baseline.'),
    old: z.int().describe('Violations that files which changed had before.'),
    fixable: z.int().describe('Violations with a fix that is safe.'),
    untried: z.int().describe('Violations with a fix that was not tried.'),
    since: z
      .strictObject({ ref: z.string(), commit: z.string() })
      .nullable()
      .describe(
        'What was asked for, and the commit at which it and the present parted; null when everything was reported.',
      ),
    notes: z.array(z.string()),
    notRun: z.array(z.strictObject({ rule: z.string(), reason: z.string() })),
  }),
  rules: z.array(ruleSchema).describe('Every rule that was to run, in order of id.'),
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
    .describe('Mistakes of the configuration, and checks that failed.'),
});
