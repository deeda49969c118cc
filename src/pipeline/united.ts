import { separateNote } from '../config/index.ts';
import { LintelError, mistake } from '../core/error.ts';
import type { Edit } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import { nearest } from '../core/nearest.ts';
import { compare, inOrder } from '../core/order.ts';
import { join } from '../core/path.ts';
import type { Report, ReportedFix, ReportedRoot, ReportedViolation, Summary } from '../core/report.ts';
import { ruleIn } from '../core/root.ts';
import { isWritten } from '../core/rule.ts';
import type { Reference } from '../core/violation.ts';
import type { Loaded } from './load.ts';

/** What one of several roots came to. */
export interface Part {
  readonly folder: Path;
  /** Null if it could not be opened. */
  readonly loaded: Loaded | null;
  readonly report: Report | LintelError;
}

/**
 * One report of several roots: paths and rules are named from the working directory, texts and ids are those of each root. `rule` is the only one that
 * was asked for, if any.
 */
export function unite(parts: readonly Part[], rule: string | null): Report {
  const reports = parts.flatMap(({ folder, report }) => (report instanceof LintelError ? [] : [{ folder, report }]));
  const moved = reports.map(({ folder, report }) => relocated(report, folder));
  const roots = parts.map((part) => rootOf(part, parts));
  return {
    version: 1,
    root: '.',
    summary: {
      ...summed(moved.map(({ summary }) => summary)),
      files: new Set(parts.flatMap(({ folder, loaded }) => (loaded?.sources ?? []).map((file) => join(folder, file))))
        .size,
      notes: [...moved.flatMap(({ summary }) => summary.notes).filter(isTold(parts)), ...inheritedNotes(roots)],
    },
    violations: inOrder(moved.flatMap(({ violations }) => violations)),
    known: inOrder(moved.flatMap(({ known }) => known)),
    errors: errorsOf(parts, rule),
    rules: moved.flatMap(({ rules }) => rules).sort((a, b) => compare(a.id, b.id)),
    roots,
  };
}

/** That the rules of another root do not run is not true here. */
function isTold(parts: readonly Part[]): (note: string) => boolean {
  const untrue = new Set(
    parts.flatMap((above) =>
      parts.map(({ folder }) =>
        noteIn(above.folder, separateNote(join(folderFrom(above.folder, folder), 'lintel.yaml'))),
      ),
    ),
  );
  return (note) => !untrue.has(note);
}

function folderFrom(above: Path, folder: Path): Path {
  return above === '' ? folder : folder.slice(above.length + 1);
}

function relocated(report: Report, folder: Path): Report {
  const violation = (one: ReportedViolation): ReportedViolation => violationIn(folder, one);
  return {
    ...report,
    summary: {
      ...report.summary,
      notes: report.summary.notes.map((note) => noteIn(folder, note)),
      notRun: report.summary.notRun.map(({ rule, reason }) => ({ rule: ruleIn(folder, rule), reason })),
    },
    violations: report.violations.map(violation),
    known: report.known.map(violation),
    rules: report.rules.map((rule) => ({
      ...rule,
      id: ruleIn(folder, rule.id),
      root: nameOf(folder),
      see: rule.see && referenceIn(folder, rule.see),
    })),
  };
}

function nameOf(folder: Path): string {
  return folder === '' ? '.' : folder;
}

/** The kind of a note comes first, so the folder goes behind it. */
function noteIn(folder: Path, note: string): string {
  return folder === '' ? note : note.replace(/^[^:]*: /, (kind) => `${kind}${folder}: `);
}

function violationIn(folder: Path, violation: ReportedViolation): ReportedViolation {
  const { rule, at, evidence, see, fix, alternatives } = violation;
  return {
    ...violation,
    root: nameOf(folder),
    rule: ruleIn(folder, rule),
    at: { ...at, file: join(folder, at.file) },
    evidence: evidence.map((one) => ({ ...one, file: join(folder, one.file) })),
    see: see && referenceIn(folder, see),
    fix: fix && fixIn(folder, fix),
    alternatives: alternatives.map((one) => fixIn(folder, one)),
  };
}

function referenceIn(folder: Path, reference: Reference): Reference {
  return { ...reference, file: join(folder, reference.file) };
}

function fixIn(folder: Path, fix: ReportedFix): ReportedFix {
  return { ...fix, edits: fix.edits.map((edit) => editIn(folder, edit)) };
}

function editIn(folder: Path, edit: Edit): Edit {
  const file = join(folder, edit.file);
  return edit.kind === 'move' ? { ...edit, file, to: join(folder, edit.to) } : { ...edit, file };
}

function summed(summaries: readonly Summary[]): Summary {
  const sum = (of: (summary: Summary) => number): number => summaries.reduce((total, one) => total + of(one), 0);
  const baselines = summaries.flatMap(({ gone }) => gone ?? []);
  return {
    files: sum(({ files }) => files),
    rules: sum(({ rules }) => rules),
    errors: sum(({ errors }) => errors),
    warnings: sum(({ warnings }) => warnings),
    causes: sum(({ causes }) => causes),
    baseline: sum(({ baseline }) => baseline),
    gone: baselines.length > 0 ? baselines.reduce((total, gone) => total + gone, 0) : null,
    old: sum(({ old }) => old),
    fixable: sum(({ fixable }) => fixable),
    untried: sum(({ untried }) => untried),
    since: summaries.find(({ since }) => since !== null)?.since ?? null,
    notes: [],
    notRun: summaries.flatMap(({ notRun }) => notRun),
  };
}

/** The errors of all roots. A rule that was asked for need not be in each of them, but in one. */
function errorsOf(parts: readonly Part[], rule: string | null): LintelError[] {
  const told = parts.map(({ folder, report }) => ({
    folder,
    errors: report instanceof LintelError ? [report] : report.errors,
  }));
  const isNowhere = told.every(({ errors }) => errors.some(isUnknownRule));
  const rules = parts.flatMap(({ folder, loaded }) =>
    (loaded?.rules.filter(isWritten) ?? []).map(({ id }) => ruleIn(folder, id)),
  );
  return [
    ...(rule !== null && isNowhere
      ? [mistake('unknown-rule', { rule, nearest: nearest(rule, rules) ?? null, rules: [...new Set(rules)] })]
      : []),
    ...told.flatMap(({ folder, errors }) =>
      errors.filter((error) => !isUnknownRule(error)).map((error) => errorIn(folder, error)),
    ),
  ];
}

function isUnknownRule({ code }: LintelError): boolean {
  return code === 'unknown-rule';
}

function errorIn(folder: Path, { code, message, at }: LintelError): LintelError {
  if (at) return new LintelError(code, message, { ...at, file: join(folder, at.file) });
  return new LintelError(code, folder === '' ? message : `${folder}: ${message}`, null);
}

function rootOf({ folder, report }: Part, parts: readonly Part[]): ReportedRoot {
  const summary = report instanceof LintelError ? summed([]) : report.summary;
  const { files, rules, errors, warnings } = summary;
  const inherits = parts.flatMap((above) => rulesOver(folder, above));
  return { path: nameOf(folder), files, rules, errors, warnings, inherits };
}

/** The rules of a root that judge files of a root below it. */
function rulesOver(folder: Path, above: Part): string[] {
  const { loaded } = above;
  if (loaded === null || folder === above.folder || !`${folder}/`.startsWith(above.folder && `${above.folder}/`))
    return [];
  const below = `${folderFrom(above.folder, folder)}/`;
  return loaded.rules
    .filter((rule) => isWritten(rule) && loaded.judged(rule).files.some((file) => file.startsWith(below)))
    .map(({ id }) => ruleIn(above.folder, id));
}

/** So many roots, or rules, are named in a note. */
const mostNamed = 3;

/** What roots inherit, those with the same rules in one note. */
function inheritedNotes(roots: readonly ReportedRoot[]): string[] {
  const groups = new Map<string, ReportedRoot[]>();
  for (const root of roots.filter(({ inherits }) => inherits.length > 0)) {
    const key = JSON.stringify(root.inherits);
    groups.set(key, [...(groups.get(key) ?? []), root]);
  }
  return [...groups.values()].map((group) => {
    const names = named(group.map(({ path }) => path));
    return `inherited: rules of roots above also check ${names}: ${named(group[0]?.inherits ?? [])}`;
  });
}

function named(names: readonly string[]): string {
  const more = names.length > mostNamed ? ` and ${String(names.length - mostNamed)} more` : '';
  return names.slice(0, mostNamed).join(', ') + more;
}
