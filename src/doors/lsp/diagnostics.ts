import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { LintelError } from '../../core/error.ts';
import { groupBy } from '../../core/group.ts';
import type { Path } from '../../core/location.ts';
import type { Report, ReportedViolation } from '../../core/report.ts';
import { ended, printable } from '../../reporters/reporter.ts';
import { addressOf } from '../../world/packs.ts';
import { rangeOf, rangeOfLine, rangeOfWord } from './places.ts';
import type { Project } from './project.ts';

/** The name under which editors show Lintel's diagnostics. */
export const source = 'lintel';

/** The diagnostics of a report, by file. */
export function diagnosticsOf(report: Report, project: Project): ReadonlyMap<Path, Diagnostic[]> {
  const docs = new Map(report.rules.map((rule) => [rule.id, rule.docs === null ? null : addressOf(rule.docs)]));
  const found: [Path, Diagnostic][] = [
    ...report.violations.map((violation): [Path, Diagnostic] => [
      violation.at.file,
      diagnosticOf(violation, docs.get(violation.rule) ?? null, project),
    ]),
    ...report.errors.map((error) => diagnosticOfError(error, project)),
  ];
  return new Map(
    [...groupBy(found, ([file]) => file)].map(([file, list]) => [file, list.map(([, diagnostic]) => diagnostic)]),
  );
}

function diagnosticOf(violation: ReportedViolation, docs: string | null, project: Project): Diagnostic {
  return {
    range: rangeOfViolation(violation, project),
    severity: violation.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: violation.rule,
    ...(docs === null ? {} : { codeDescription: { href: docs } }),
    source,
    message: textOf(violation),
    relatedInformation: relatedTo(violation, project),
    data: { id: violation.id },
  };
}

/** Where a violation is shown: a violation of a whole file on its first line. */
export function rangeOfViolation({ at }: ReportedViolation, project: Project): Diagnostic['range'] {
  const document = project.document(at.file);
  return at.place ? rangeOf(at.place, document) : rangeOfLine(1, document);
}

function textOf(violation: ReportedViolation): string {
  const { text, expected, why, id } = printable(violation);
  const parts = [text, `Expected: ${ended(expected)}`, ...(why === null ? [] : [`Why: ${ended(why)}`])];
  return `${parts.join('\n')} [${id.slice(0, 6)}]`;
}

/** The evidence, and the section of the conventions. */
function relatedTo(violation: ReportedViolation, project: Project): NonNullable<Diagnostic['relatedInformation']> {
  const { see, evidence } = violation;
  const shown = printable(violation);
  const places = evidence.map(({ file, line }, index) => ({
    file,
    line: line ?? 1,
    message: shown.evidence[index]?.text ?? '',
  }));
  const section = see?.line ? [{ file: see.file, line: see.line, message: shown.see?.heading ?? see.file }] : [];
  return [...places, ...section].map(({ file, line, message }) => ({
    location: { uri: project.uriOf(file), range: rangeOfLine(line, project.document(file)) },
    message,
  }));
}

/** An error without a place in a file of the project is shown at the top of the configuration. */
function diagnosticOfError({ at, message, code }: LintelError, project: Project): [Path, Diagnostic] {
  const isInProject = at !== null && project.session.loaded.view.texts.exists(at.file);
  const file = isInProject ? at.file : project.file;
  const document = project.document(file);
  const range = isInProject ? rangeOfWord(at.line, at.column, document) : rangeOfLine(1, document);
  return [file, { range, severity: DiagnosticSeverity.Error, code, source, message }];
}
