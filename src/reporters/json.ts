import type { z } from 'zod';
import type { Delta } from '../core/delta.ts';
import { inOrder } from '../core/order.ts';
import { plainJson } from '../core/plain.ts';
import type { Report, ReportedFix, ReportedViolation } from '../core/report.ts';
import type { deltaSchema, fixSchema, reportSchema, violationSchema } from './schema.ts';
import type { Reporter } from './reporter.ts';

/** The complete published record. */
export const json: Reporter = (report) => `${plainJson(JSON.stringify(recordOf(report), null, 2))}\n`;

/** One violation on each line; a last line holds the summary. */
export const jsonl: Reporter = (report) => {
  const { violations, ...rest } = recordOf(report);
  return `${[...violations, rest].map((one) => plainJson(JSON.stringify(one))).join('\n')}\n`;
};

/** The record as lintel.report.schema.json publishes it. */
export function recordOf(report: Report): z.infer<typeof reportSchema> {
  const { version, root, summary, violations, known, errors, rules, delta, roots } = report;
  return {
    version,
    root,
    summary: {
      ...summary,
      since: summary.since && { ...summary.since },
      notes: [...summary.notes],
      notRun: summary.notRun.map((one) => ({ ...one })),
    },
    rules: rules.map(({ see, ...rule }) => ({ ...rule, see: see && { ...see } })),
    violations: inOrder([...violations, ...known]).map(violationRecord),
    errors: errors.map(({ code, message, at }) => ({
      code,
      text: message,
      file: at?.file ?? null,
      line: at?.line ?? null,
      column: at?.column ?? null,
    })),
    ...(delta ? { delta: deltaRecord(delta) } : {}),
    ...(roots ? { roots: roots.map((one) => ({ ...one, inherits: [...one.inherits] })) } : {}),
  };
}

function deltaRecord({ first, fixed, still, new: fresh, returned }: Delta): z.infer<typeof deltaSchema> {
  return {
    first,
    fixed: [...fixed],
    still: [...still],
    new: [...fresh],
    returned: returned.map((one) => ({ ...one, against: [...one.against] })),
  };
}

function violationRecord(violation: ReportedViolation): z.infer<typeof violationSchema> {
  const { at, see, evidence, fix, alternatives } = violation;
  const { id, rule, check, message, data, family, severity, text, found, expected, why, status } = violation;
  return {
    id,
    ...(violation.root === undefined ? {} : { root: violation.root }),
    rule,
    check,
    message,
    data: { ...data },
    family,
    severity,
    file: at.file,
    line: at.place?.line ?? null,
    column: at.place?.column ?? null,
    endLine: at.place?.endLine ?? null,
    endColumn: at.place?.endColumn ?? null,
    text,
    found,
    expected,
    why,
    see: see && { ...see },
    evidence: evidence.map((one) => ({ ...one })),
    fix: fix && fixRecord(fix),
    alternatives: alternatives.map(fixRecord),
    cause: violation.cause ?? null,
    status,
  };
}

function fixRecord({ title, safety, edits, steps, resolves, reason, proven }: ReportedFix): z.infer<typeof fixSchema> {
  return {
    title,
    safety,
    edits: edits.map((edit) => ({ ...edit })),
    steps: [...steps],
    resolves: [...resolves],
    ...(reason === undefined ? {} : { reason }),
    proven,
  };
}
