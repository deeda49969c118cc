import { type LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { nearest } from '../core/nearest.ts';
import type { Report, ReportedViolation, RuleHead, Summary } from '../core/report.ts';
import type { Rule } from '../core/rule.ts';
import { ChangedMeanwhile } from '../core/tree.ts';
import { targetName } from '../graph/words.ts';
import { isCode, judged, type Loaded } from './load.ts';
import { examine, type Examination, idleIn } from './examine.ts';
import { type Base, createMemory, type Memory, projectOf, viewOf } from './project.ts';
import { prove } from './prove.ts';
import { newsOf } from './since.ts';

/** What a door asks for. */
export interface Request {
  /** Files and folders whose violations are wanted; none means all. */
  readonly paths: readonly Path[];
  /** Only this rule. */
  readonly rule: string | null;
}

/** Examines what was loaded, and reports. Every section that rules need must be in the store. */
export function lint(loaded: Loaded, request: Request, memory: Memory = createMemory()): Report {
  const base = projectOf(loaded, memory);
  const { files, notes, errors } = chosen(loaded, request);
  const rules = request.rule === null ? loaded.rules : loaded.rules.filter((rule) => rule.id === request.rule);
  const examination = examine(base, { rules, files, shown: files, frozen: () => false, idle: idleIn(loaded) });
  const isNews = loaded.comparison ? newsOf(loaded, loaded.comparison, { rules, memory }) : () => true;
  const violations = prove({ loaded, memory }, examination.standing.filter(isNews));
  const notRun = [
    ...loaded.notRun.filter(({ rule }) => request.rule === null || rule === request.rule),
    ...examination.notRun,
  ];
  return {
    version: 1,
    root: '.',
    summary: summaryOf({ ...loaded, notRun }, rules, violations, [
      ...notes,
      ...notesOf(loaded, base, request, examination),
    ]),
    violations,
    errors: [...loaded.errors, ...errors, ...examination.errors],
    rules: headsOf(rules, violations),
  };
}

/** The wanted files; paths that name nothing to judge are said. */
function chosen(
  loaded: Loaded,
  { paths, rule }: Request,
): { files: ReadonlySet<Path> | null; notes: string[]; errors: LintelError[] } {
  const { sources, rules, view } = loaded;
  const errors = unknownRule(loaded, rule);
  if (paths.length === 0 || paths.includes('')) return { files: null, notes: [], errors };
  const files = new Set<Path>();
  const all = new Set(sources);
  const notes: string[] = [];
  for (const path of paths) {
    const found = [...view.tree.files.keys()].filter((file) => file === path || file.startsWith(`${path}/`));
    for (const file of found) files.add(file);
    const code = found.filter((file) => all.has(file));
    const isIgnored = code.length === 0 && found.some((file) => isCode(loaded, file));
    if (found.length === 0 && !view.texts.exists(path)) notes.push(`unmatched: ${path} is an ignored or empty folder`);
    else if (found.length === 0 || isIgnored) notes.push(`unmatched: ${path} is ignored`);
    else if (code.length === 0 || !rules.some((one) => isWritten(one) && judged(one, code).length > 0))
      notes.push(`unmatched: ${path} is in no rule`);
  }
  return { files, notes, errors };
}

/** A rule that is not run is known. Where the configuration has mistakes, it may hold the rule in spite of all. */
function unknownRule({ rules, notRun, errors }: Loaded, rule: string | null): LintelError[] {
  const ids = [...rules.map((one) => one.id), ...notRun.map((one) => one.rule)];
  return rule === null || errors.length > 0 || ids.includes(rule)
    ? []
    : [mistake('unknown-rule', { rule, nearest: nearest(rule, ids) ?? null, rules: ids })];
}

/** Built-in rules run everywhere, and nobody has written them. */
function isWritten({ own, at }: Rule): boolean {
  return own || !at.file.startsWith('<');
}

function summaryOf(
  { sources, notRun, comparison }: Loaded,
  rules: readonly Rule[],
  violations: readonly ReportedViolation[],
  notes: readonly string[],
): Summary {
  const errors = violations.filter((violation) => violation.severity === 'error').length;
  return {
    files: sources.length,
    rules: rules.filter(isWritten).length,
    errors,
    warnings: violations.length - errors,
    baseline: 0,
    fixable: violations.filter((violation) => violation.fix?.safety === 'safe' && violation.fix.proven).length,
    since: comparison ? comparison.changes.base : null,
    notes,
    notRun,
  };
}

/** What nobody asked about and everybody must know. */
function notesOf(loaded: Loaded, base: Base, { paths, rule }: Request, { excuses }: Examination): string[] {
  const notes: string[] = [];
  const covered = (check: string): boolean =>
    rule !== null || paths.length > 0 || loaded.rules.some((one) => one.check.name === check);
  if (!covered('unresolved')) notes.push(...unresolvedNote(base));
  if (!covered('conventions')) notes.push(...deadLinks(loaded, base));
  for (const { rule: of, excuse } of excuses) {
    if (excuse.used > 0 && !excuse.expired && excuse.exception.until !== null)
      notes.push(
        `excused until ${excuse.exception.until}: ${of.id}, ${excuse.used === 1 ? 'once' : `${excuse.used} times`}: ${excuse.exception.reason}`,
      );
  }
  notes.push(...checkNotes(base, rule));
  for (const fault of base.faults) notes.push(`unmatched: ${fault.file}:${fault.line} cannot be read: ${fault.text}`);
  return [...notes, ...loaded.notes];
}

/** What the checks say beside their problems. One that fails has said so where it was run. */
function checkNotes(base: Base, only: string | null): string[] {
  return base.rules
    .filter(({ id, check }) => check.notes && (only === null || only === id))
    .flatMap((rule) => {
      try {
        const project = viewOf(base, rule, {
          scope: base.sources,
          drop: null,
          settled: null,
          linked: () => undefined,
          dated: () => undefined,
        });
        return [...(rule.check.notes?.(project, rule.options) ?? [])].map((note) => `unmatched: ${rule.id}: ${note}`);
      } catch (error) {
        if (error instanceof ChangedMeanwhile) throw error;
        return [];
      }
    });
}

function unresolvedNote({ graph }: Base): string[] {
  const lost: string[] = [];
  for (let id = 0; id < graph.size; id++) {
    const edge = graph.edge(id);
    if ('missing' in edge.target) lost.push(`${edge.from}:${edge.import.at.line} \`${targetName(edge)}\``);
  }
  return lost.length
    ? [
        `unresolved: ${lost.length} ${lost.length === 1 ? 'import leads' : 'imports lead'} nowhere (first: ${lost[0]}); a rule with \`check: unresolved\` lists them`,
      ]
    : [];
}

function deadLinks({ rules, view }: Loaded, base: Base): string[] {
  return rules.flatMap(({ id, see }) => {
    const reference = see === null ? null : base.reference(see, '');
    const dead =
      reference && (reference.anchor === null ? !view.tree.files.has(reference.file) : reference.line === null);
    if (!dead) return [];
    if (view.tree.files.has(reference.file))
      return [`unmatched: ${id} links to ${see}, which ${reference.file} does not have`];
    return [
      `unmatched: ${id} links to ${see}, but there is no ${reference.file}${reference.anchor === null && !see?.includes('.') ? ` (an anchor begins with #: "#${see}")` : ''}`,
    ];
  });
}

function headsOf(rules: readonly Rule[], violations: readonly ReportedViolation[]): Record<string, RuleHead> {
  const broken = new Set(violations.map((violation) => violation.rule));
  const heads = rules
    .filter((rule) => broken.has(rule.id))
    .map((rule): [string, RuleHead] => [
      rule.id,
      { statement: rule.check.statement(rule.options), summary: rule.check.summary, why: rule.because },
    ]);
  return Object.fromEntries(heads);
}
