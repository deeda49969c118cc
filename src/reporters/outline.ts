import { z } from 'zod';
import { plainJson } from '../core/plain.ts';
import type { Report, ReportedViolation } from '../core/report.ts';
import { tokensIn } from '../core/tokens.ts';

/** What a program needs of a report beside its text: which violations there are, where, and whether a machine can repair them. */
export const outlineSchema = z.looseObject({
  version: z.literal(1),
  summary: z.looseObject({ errors: z.number(), warnings: z.number() }),
  violations: z.array(
    z.looseObject({
      id: z.string(),
      rule: z.string(),
      file: z.string(),
      line: z.number().nullable(),
      column: z.number().nullable(),
    }),
  ),
  cut: z.number().optional().describe('How many violations are omitted: set `full`, or ask for fewer `paths`.'),
});

/** So much may an outline always cost, however short the text is. */
const least = 400;

/** The outline of a report, which costs no more tokens than the text that it stands beside: hosts may show either to the model. */
export function outlineOf({ version, summary, violations }: Report, text: string): z.infer<typeof outlineSchema> {
  const { errors, warnings, causes, baseline, gone, old, fixable, notRun } = summary;
  const head = {
    version,
    summary: {
      errors,
      warnings,
      ...(causes < violations.length ? { causes } : {}),
      ...(gone === null ? {} : { baseline, gone }),
      ...(old === 0 ? {} : { old }),
      fixable,
      notRun: notRun.map((one) => ({ ...one })),
    },
  };
  let left =
    Math.max(least, tokensIn(text)) - tokensIn(JSON.stringify({ ...head, violations: [], cut: violations.length }));
  const shown = violations.map(placed).filter((one) => {
    left -= tokensIn(`${plainJson(JSON.stringify(one))},`);
    return left >= 0;
  });
  const cut = violations.length - shown.length;
  return { ...head, violations: shown, ...(cut === 0 ? {} : { cut }) };
}

function placed({ id, rule, at, fix }: ReportedViolation) {
  const { line = null, column = null } = at.place ?? {};
  return { id, rule, file: at.file, line, column, ...(fix && fix.safety !== 'manual' ? { safety: fix.safety } : {}) };
}
