import { plainJson } from '../core/plain.ts';
import type { Edit } from '../core/fix.ts';
import type { Place } from '../core/location.ts';
import type { ReportedViolation } from '../core/report.ts';
import { type Context, messageOf, pathOf, printable, type Reporter } from './reporter.ts';

/** The diagnostics of reviewdog, with what one replacement repairs as a suggestion. */
export const rdjson: Reporter = ({ violations }, context) => {
  const diagnostics = violations.map((violation) => ({
    message: messageOf(printable(violation)),
    location: {
      path: pathOf(violation, context.prefix ?? ''),
      ...(violation.at.place ? { range: rangeOf(violation.at.place, violation.at.file, context) } : {}),
    },
    severity: violation.severity === 'error' ? 'ERROR' : 'WARNING',
    code: { value: violation.rule },
    ...suggestionsOf(violation, context),
  }));
  return `${plainJson(JSON.stringify({ source: { name: 'lintel' }, diagnostics }, null, 2))}\n`;
};

type Replacement = Extract<Edit, { kind: 'replace' }>;

/** A suggestion is applied by itself: a fix of several edits would be applied in part. */
function suggestionsOf({ fix, at }: ReportedViolation, context: Context): object {
  const [edit, ...more] = fix?.edits ?? [];
  if (!isReplacement(edit) || more.length > 0 || edit.file !== at.file) return {};
  return { suggestions: [{ range: rangeOf(edit, edit.file, context), text: edit.text }] };
}

function isReplacement(edit: Edit | undefined): edit is Replacement {
  return edit?.kind === 'replace';
}

/** Its columns count bytes of UTF-8. */
function rangeOf({ line, column, endLine, endColumn }: Place, file: string, { lines }: Context): object {
  const texts = lines(file);
  const bytes = (inLine: number, units: number): number => {
    const before = texts?.[inLine - 1]?.slice(0, units - 1);
    return before === undefined ? units : Buffer.byteLength(before) + 1;
  };
  return {
    start: { line, column: bytes(line, column) },
    end: { line: endLine, column: bytes(endLine, endColumn) },
  };
}
