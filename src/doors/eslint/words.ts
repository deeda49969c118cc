import type { AST, Rule, SourceCode } from 'eslint';
import type { Edit } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import { pathText } from '../../core/plain.ts';
import type { ReportedFix, ReportedViolation } from '../../core/report.ts';
import { ended, placeText, printable, referenceText, repairText } from '../../reporters/reporter.ts';

/** A violation on one line, as it shows in `file`. */
export function textOf(violation: ReportedViolation, file: Path): string {
  const shown = printable(violation);
  const { text, expected, fix, see, rule, id } = shown;
  const parts = [
    violation.at.file === file ? text : `${placeText(shown)}: ${text}`,
    `Expected: ${ended(expected)}`,
    ...(fix ? [`Fix: ${ended(repairText(fix))}`] : []),
    ...(see ? [`See: ${referenceText(see)}`] : []),
    `[${pathText(rule)} ${id.slice(0, 6)}]`,
  ];
  return parts.join(' ');
}

/** Where it shows in `file`: at its place, at the first evidence there, or at the top. */
export function locationOf(
  { at, evidence }: ReportedViolation,
  file: Path,
): AST.SourceLocation | { line: number; column: number } {
  const { place } = at;
  if (at.file !== file) return { line: evidence.find((one) => one.file === file)?.line ?? 1, column: 0 };
  if (!place) return { line: 1, column: 0 };
  return {
    start: { line: place.line, column: place.column - 1 },
    end: { line: place.endLine, column: place.endColumn - 1 },
  };
}

/** The fixes that change only this file, as ESLint suggestions. */
export function suggestionsOf(
  { fix, alternatives }: ReportedViolation,
  file: Path,
  code: SourceCode,
): Rule.SuggestionReportDescriptor[] {
  return [...(fix ? [fix] : []), ...alternatives].flatMap((one) => suggestion(one, file, code) ?? []);
}

type Replacement = Extract<Edit, { kind: 'replace' }>;

function suggestion(
  { edits, title }: ReportedFix,
  file: Path,
  code: SourceCode,
): Rule.SuggestionReportDescriptor | null {
  const inFile = edits.filter((edit): edit is Replacement => edit.kind === 'replace' && edit.file === file);
  if (inFile.length === 0 || inFile.length < edits.length) return null;
  const ranges = inFile.map((edit) => ({ edit, range: rangeOf(edit, code) }));
  if (ranges.some(({ edit, range }) => code.text.slice(...range) !== edit.old)) return null;
  return {
    messageId: 'repair',
    data: { title },
    fix: (fixer) => ranges.map(({ edit, range }) => fixer.replaceTextRange(range, edit.text)),
  };
}

function rangeOf({ line, column, endLine, endColumn }: Replacement, code: SourceCode): [number, number] {
  return [
    code.getIndexFromLoc({ line, column: column - 1 }),
    code.getIndexFromLoc({ line: endLine, column: endColumn - 1 }),
  ];
}
