import type { Comparison } from '../core/changes.ts';
import { causesOf } from '../core/cause.ts';
import { type LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { nearest } from '../core/nearest.ts';
import type { Report, Summary } from '../core/report.ts';
import { isWritten, type Rule } from '../core/rule.ts';
import type { Violation } from '../core/violation.ts';
import { targetName } from '../graph/words.ts';
import { advise } from './advise.ts';
import { keepAnswers, keyOfReads } from './answers.ts';
import { baselineRule } from './carry.ts';
import { catalogueOf } from './catalogue.ts';
import { isCode, judged, type Loaded } from './load.ts';
import { examine, type Examination, idleIn } from './examine.ts';
import type { State } from './follow.ts';
import { createMemory, type Inputs, inputsOf, type Memory } from './inputs.ts';
import { type Examined, pastOf } from './past.ts';
import { tell, type Told } from './status.ts';

/** The request of a door. */
export interface Request {
  /** Files and folders whose violations are wanted; none means all. */
  readonly paths: readonly Path[];
  /** Only this rule. */
  readonly rule: string | null;
  /** Try every fix, however many files would move. */
  readonly thorough?: boolean;
  /** The violations that the reader will be shown, by id, or some more: only their fixes are tried. By default all are. */
  readonly shown?: (violations: readonly Violation[]) => ReadonlySet<string>;
  /** Where the run is compared with a base: also fail what the base has in files that changed. */
  readonly sinceFiles?: boolean;
}

/** Examines what was loaded, and reports. Every section that rules need must be in the store. */
export function lint(loaded: Loaded, request: Request, memory: Memory = createMemory(loaded.store)): Report {
  const inputs = inputsOf(loaded, memory);
  const { files, notes, errors } = chosen(loaded, request);
  const rules = request.rule === null ? loaded.rules : loaded.rules.filter((rule) => rule.id === request.rule);
  // What judges the results of others needs them all.
  const asked = rules.some(judgesOthers) ? loaded.rules : rules;
  const frozen = new Set(loaded.baseline?.map(({ id }) => id));
  const past = pastIn({ loaded, memory }, asked);
  const examination = examine(inputs, {
    rules: asked,
    wanted: rules,
    files,
    shown: files,
    frozen: (id) => frozen.has(id),
    idle: idleIn(loaded),
    past,
  });
  const { sinceFiles: strict = false, thorough = false, shown } = request;
  const told = tell({ loaded, memory }, examination, {
    rules,
    strict,
    thorough,
    shown,
    past,
    advise: (violations) => {
      const advised = advise(inputs, violations);
      // Proofs ask again what holds before their changes.
      keepAnswers(inputs);
      return advised;
    },
  });
  const notRun = [
    ...loaded.notRun.filter(({ rule }) => request.rule === null || rule === request.rule),
    ...examination.notRun,
  ];
  const report: Report = {
    version: 1,
    root: '.',
    summary: summaryOf({ ...loaded, notRun }, rules, told, [...notes, ...notesOf(inputs, request, examination)]),
    violations: told.violations,
    known: told.known,
    errors: [...unfinishedErrors(loaded), ...loaded.errors, ...errors, ...examination.errors, ...inputs.fresh.errors],
    rules: catalogueOf(
      [...rules, ...idleRules(loaded, request)],
      {
        violations: told.violations,
        notRun,
        failed: failuresOf(rules, [...examination.errors, ...inputs.fresh.errors]),
      },
      inputs.reference,
    ),
  };
  keepAnswers(inputs);
  return report;
}

function judgesOthers({ check, options }: Rule): boolean {
  return check.reads(options).settled !== undefined;
}

/** What is known of each base, found once. */
function pastIn(state: State, rules: readonly Rule[]): (comparison: Comparison) => Examined {
  const known = new Map<Comparison, Examined>();
  return (comparison) => {
    const found = known.get(comparison) ?? pastOf(state, comparison, rules);
    known.set(comparison, found);
    return found;
  };
}

/** The requested files; paths without checked files are noted. */
function chosen(
  loaded: Loaded,
  { paths, rule }: Request,
): { files: ReadonlySet<Path> | null; notes: string[]; errors: LintelError[] } {
  const { config, rules, view } = loaded;
  const errors = unknownRule(loaded, rule);
  if (paths.length === 0 || paths.includes('')) return { files: null, notes: [], errors };
  const files = new Set<Path>();
  const notes: string[] = [];
  for (const path of paths) {
    const { files: listed } = view.tree;
    const found = listed.has(path) ? [path] : [...listed.keys()].filter((file) => file.startsWith(`${path}/`));
    for (const file of found) files.add(file);
    const code = found.filter((file) => isCode(loaded, file));
    const sources = code.filter((file) => config?.includes(file) ?? true);
    const isIgnored = sources.length === 0 && code.length > 0;
    if (found.length === 0 && !view.texts.exists(path)) notes.push(`unmatched: ${path} is an ignored or empty folder`);
    else if (found.length === 0 || isIgnored) notes.push(`unmatched: ${path} is ignored`);
    else if (sources.length === 0 || !rules.some((one) => isWritten(one) && judged(one, sources).length > 0))
      notes.push(`unmatched: no rule checks ${path}`);
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

function summaryOf(
  { sources, notRun, comparison, baseline }: Loaded,
  rules: readonly Rule[],
  { violations, known, untried }: Told,
  notes: readonly string[],
): Summary {
  const errors = violations.filter((violation) => violation.severity === 'error').length;
  return {
    files: sources.length,
    rules: rules.filter(isWritten).length,
    errors,
    warnings: violations.length - errors,
    causes: causesOf(violations).length,
    baseline: known.filter(({ status }) => status === 'baseline').length,
    gone: baseline && violations.filter(({ rule }) => rule === baselineRule).length,
    old: known.filter(({ status }) => status === 'old').length,
    fixable: violations.filter((violation) => violation.fix?.safety === 'safe' && violation.fix.proven).length,
    untried,
    since: comparison ? comparison.changes.base : null,
    notes,
    notRun,
  };
}

/** Notes that are always shown. */
function notesOf(inputs: Inputs, { paths, rule }: Request, { excuses, notes: said }: Examination): string[] {
  const { loaded } = inputs;
  const notes: string[] = [];
  const covered = (check: string): boolean =>
    rule !== null || paths.length > 0 || loaded.rules.some((one) => one.check.name === check);
  const { unresolved, faults } = graphNotes(inputs);
  if (!covered('unresolved')) notes.push(...unresolved);
  if (!covered('conventions')) notes.push(...deadLinks(inputs));
  for (const { rule: of, excuse } of excuses) {
    if (excuse.used > 0 && !excuse.expired && excuse.exception.until !== null)
      notes.push(
        `excused until ${excuse.exception.until}: ${of.id}, ${excuse.used === 1 ? 'once' : `${excuse.used} times`}: ${excuse.exception.reason}`,
      );
  }
  return [...loaded.view.notes, ...notes, ...said, ...faults, ...loaded.notes];
}

/** Files may be half as an earlier fix wanted them, so no answer can be trusted. */
function unfinishedErrors({ world }: Loaded): LintelError[] {
  if (world.unfinished === null) return [];
  return [world.unfinished === 'own' ? mistake('cut-short', undefined) : mistake('foreign-journal', undefined)];
}

interface GraphNotes {
  readonly unresolved: readonly string[];
  readonly faults: readonly string[];
}

/** What the graph tells whether or not a rule asks for it; kept as a rule's answer is. */
function graphNotes(inputs: Inputs): GraphNotes {
  const { store } = inputs.loaded;
  const reads = { graph: 'edges' } as const;
  const key = keyOfReads(inputs, reads);
  const kept = key === null ? undefined : store.answer('graph notes', key);
  if (kept !== undefined) return JSON.parse(kept) as GraphNotes;
  const unresolved = unresolvedNote(inputs);
  const faults = inputs.faults().map(({ file, line, text }) => `unmatched: cannot read ${file}:${line}: ${text}`);
  const now = keyOfReads(inputs, reads);
  if (now !== null) store.keepAnswer('graph notes', now, JSON.stringify({ unresolved, faults } satisfies GraphNotes));
  return { unresolved, faults };
}

function unresolvedNote({ graph }: Inputs): string[] {
  const lost: string[] = [];
  for (let id = 0; id < graph.size; id++) {
    const edge = graph.edge(id);
    if ('missing' in edge.target) lost.push(`${edge.from}:${edge.import.at.line} \`${targetName(edge)}\``);
  }
  return lost.length
    ? [
        `unresolved: ${lost.length} ${lost.length === 1 ? 'import' : 'imports'} (first: ${lost[0]}); \`check: unresolved\` lists them`,
      ]
    : [];
}

function deadLinks({ loaded: { rules, view }, reference: find }: Inputs): string[] {
  const isThere = (file: Path): boolean => view.tree.files.has(file) || view.links.has(file);
  return rules.flatMap(({ id, see }) => {
    const reference = see === null ? null : find(see, '');
    const dead = reference && (reference.anchor === null ? !isThere(reference.file) : reference.line === null);
    if (!dead) return [];
    if (isThere(reference.file)) return [`unmatched: ${id} links to ${see}, but ${reference.file} has no such section`];
    return [
      `unmatched: ${id} links to ${see}, but ${reference.file} does not exist${reference.anchor === null && !see?.includes('.') ? ` (an anchor begins with #: "#${see}")` : ''}`,
    ];
  });
}

/** Rules that are written, but of which nothing is left to judge. */
function idleRules({ config, rules }: Loaded, { rule }: Request): readonly Rule[] {
  const running = new Set(rules.map(({ id }) => id));
  return (config?.rules ?? []).filter(({ id }) => !running.has(id) && (rule === null || id === rule));
}

/** Errors of a rule are reported at the rule. */
function failuresOf(rules: readonly Rule[], errors: readonly LintelError[]): ReadonlyMap<Rule, string> {
  const failed = new Map<Rule, string>();
  for (const rule of rules) {
    const error = errors.find(({ at }) => at === rule.at);
    if (error) failed.set(rule, error.message);
  }
  return failed;
}
