import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver/node';
import type { ConfigPlace, LintelError } from '../../core/error.ts';
import { groupBy } from '../../core/group.ts';
import type { Path } from '../../core/location.ts';
import type { Report, ReportedViolation } from '../../core/report.ts';
import { ended, placeText, printable } from '../../reporters/reporter.ts';
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
      spotOf(violation, project).file,
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
    range: spotOf(violation, project).range,
    severity: violation.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: violation.rule,
    ...(docs === null ? {} : { codeDescription: { href: docs } }),
    source,
    message: textOf(violation, project),
    relatedInformation: relatedTo(violation, project),
    data: { id: violation.id },
  };
}

/** Where a violation is shown. */
export interface Spot {
  readonly file: Path;
  readonly range: Range;
}

/** A violation of a whole file is shown on its first line, and one of a missing file at its rule. */
export function spotOf({ at: { file, place }, rule: id }: ReportedViolation, project: Project): Spot {
  if (!project.has(file)) return spotOfConfig(project.session.loaded.rules.find((rule) => rule.id === id)?.at, project);
  const document = project.document(file);
  return { file, range: place ? rangeOf(place, document) : rangeOfLine(1, document) };
}

/** A place in the configuration; the first line of lintel.yaml if it is in none of the project's files. */
function spotOfConfig(at: ConfigPlace | null | undefined, project: Project): Spot {
  if (!at || !project.has(at.file))
    return { file: project.file, range: rangeOfLine(1, project.document(project.file)) };
  return { file: at.file, range: rangeOfWord(at.line, at.column, project.document(at.file)) };
}

function textOf(violation: ReportedViolation, project: Project): string {
  const shown = printable(violation);
  const { text, expected, why, id } = shown;
  const parts = [
    project.has(violation.at.file) ? text : `${placeText(shown)}: ${text}`,
    `Expected: ${ended(expected)}`,
    ...(why === null ? [] : [`Why: ${ended(why)}`]),
  ];
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

function diagnosticOfError({ at, message, code }: LintelError, project: Project): [Path, Diagnostic] {
  const { file, range } = spotOfConfig(at, project);
  return [file, { range, severity: DiagnosticSeverity.Error, code, source, message }];
}
