import { LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { ChangedMeanwhile } from '../core/tree.ts';
import type { Project, UsedIgnore } from '../core/project.ts';
import type { Rule } from '../core/rule.ts';
import type { Details, Raise } from '../core/check.ts';
import type { Problem, Violation } from '../core/violation.ts';
import { type Excuse, excusesEdge, excusesOf } from '../settle/except.ts';
import type { Ignore } from '../settle/ignore.ts';
import { voidExceptions } from '../settle/second.ts';
import { type Grounds, inOrder, type Outcome, settle } from '../settle/settle.ts';
import type { Loaded } from './load.ts';
import { type Base, viewOf } from './project.ts';

/** What a run is asked to look at. */
export interface Scope {
  readonly rules: readonly Rule[];
  /** The files to look at where each is judged alone; null means all. */
  readonly files: ReadonlySet<Path> | null;
  /** The files whose violations are wanted; null means all. */
  readonly shown: ReadonlySet<Path> | null;
  frozen(id: string): boolean;
  /** Is it a rule that is written, but does not run? */
  idle(id: string): boolean;
  /** By what names problems are signed, if not by their own. */
  readonly as?: Grounds['as'];
}

/** What an examination came to. */
export interface Examination {
  readonly standing: readonly Violation[];
  readonly frozen: readonly Violation[];
  readonly errors: readonly LintelError[];
  /** Rules that could not judge now. */
  readonly notRun: readonly NotRun[];
  readonly excuses: readonly { readonly rule: Rule; readonly excuse: Excuse }[];
}

interface NotRun {
  readonly rule: string;
  readonly reason: string;
}

/** Runs the checks, settles what they found, and then judges the excuses themselves. */
export function examine(base: Base, { rules, files, shown, frozen, idle, as }: Scope): Examination {
  const scope = files ? base.sources.filter((file) => files.has(file)) : base.sources;
  const errors: LintelError[] = [];
  const notRun: NotRun[] = [];
  const ignores = ignoresOf(base);
  const grounds: Grounds = {
    as,
    ignoresIn: (file) => ignores.get(file) ?? [],
    frozen,
    reference: (see, file) => base.reference(see, file),
  };

  const [later, first] = [
    rules.filter((rule) => rule.check.reach === 'settled'),
    rules.filter((rule) => rule.check.reach !== 'settled'),
  ];
  const outcomes = first.map((rule) =>
    run(base, rule, { scope, settled: null, errors, notRun, full: !files || rule.check.reach === 'project' }),
  );
  const settled = settle(outcomes, grounds);

  const unknown = (id: string): boolean => first.length + later.length === base.rules.length && !idle(id);
  const used = usedIgnores(ignores, outcomes, { scope: new Set(scope), unknown });
  const afterwards = later.map((rule) =>
    run(base, rule, { scope, settled: { violations: settled.standing, ignores: used }, errors, notRun, full: !files }),
  );
  const unexcused = settle(afterwards, { ...grounds, ignoresIn: () => [] });
  const standing = [
    ...settled.standing,
    ...unexcused.standing,
    ...voidExceptions([...outcomes, ...afterwards], grounds),
  ];
  return {
    standing: inOrder(shown ? standing.filter((violation) => concerns(violation, shown)) : standing),
    frozen: [...settled.frozen, ...unexcused.frozen],
    errors,
    notRun,
    excuses: outcomes.flatMap(({ rule, excuses }) => excuses.map((excuse) => ({ rule, excuse }))),
  };
}

/** Where the configuration has mistakes, any rule may be one that was left out. */
export function idleIn({ notRun, errors }: Loaded): (id: string) => boolean {
  const ids = new Set(notRun.map((one) => one.rule));
  return (id) => errors.length > 0 || ids.has(id);
}

/** A violation is in scope when its place or any of its evidence is. */
function concerns(violation: Violation, files: ReadonlySet<Path>): boolean {
  return files.has(violation.at.file) || violation.evidence.some(({ file }) => files.has(file));
}

interface Turn {
  readonly scope: readonly Path[];
  readonly settled: Project['settled'];
  readonly errors: LintelError[];
  readonly notRun: NotRun[];
  readonly full: boolean;
}

/** An outcome, and whether the check came to its end. */
interface Ran extends Outcome {
  readonly ended: boolean;
}

/** Runs one rule. One that contradicts itself is left out, and a check that fails takes only itself down. */
function run(base: Base, rule: Rule, { scope, settled, errors, notRun, full }: Turn): Ran {
  const kept = base.kept.get(rule);
  if (kept) return { rule, problems: kept.problems, excuses: copied(kept.excuses), full, ended: true };
  const excuses = excusesOf(rule.except, base.today);
  const drop =
    rule.check.excepts === 'edges' && excuses.length > 0
      ? (edge: Parameters<typeof excusesEdge>[1]) => excusesEdge(excuses, edge)
      : null;
  let [isLinked, isDated] = [false, false];
  const project = viewOf(base, rule, {
    scope,
    drop,
    settled,
    linked: () => {
      isLinked = true;
    },
    dated: () => {
      isDated = true;
    },
  });
  const before = errors.length;
  try {
    const mistakes = [...(rule.check.mistakes?.(project, rule.options) ?? [])].map((text) =>
      mistake('contradiction', { rule: rule.id, text }, rule.at),
    );
    errors.push(...mistakes);
    if (mistakes.length > 0) return { rule, problems: [], excuses, full: false, ended: false };
    const reason = undated(project, rule) ?? rule.check.postponed?.(project, rule.options) ?? null;
    if (reason !== null) {
      notRun.push({ rule: rule.id, reason });
      return { rule, problems: [], excuses, full: false, ended: false };
    }
    const problems = [...rule.check.check(project, rule.options, raise)];
    // What stands in a report may age without a word of it changing, and so may what changed.
    if (rule.check.reach === 'project' && !rule.check.documents && !isDated && errors.length === before)
      base.kept.set(rule, { problems, excuses: copied(excuses), linked: isLinked });
    return { rule, problems, excuses, full, ended: true };
  } catch (error) {
    if (error instanceof ChangedMeanwhile) throw error;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    errors.push(
      error instanceof LintelError
        ? new LintelError(error.code, error.message, rule.at)
        : mistake('crash', { rule: rule.id, check: rule.check.name, text }, rule.at),
    );
    return { rule, problems: [], excuses, full: false, ended: false };
  }
}

/** Why a rule that asks what changed has no answer. */
function undated(project: Project, { check, options }: Rule): string | null {
  const since = check.since?.(options) ?? null;
  return since === null || project.changes !== null
    ? null
    : `what changed since ${since} is not asked here, but by lintel check`;
}

/** Settling counts on them. */
function copied(excuses: readonly Excuse[]): Excuse[] {
  return excuses.map((excuse) => ({ ...excuse }));
}

const raise: Raise = (message, data, at, details: Details): Problem => ({
  message,
  data,
  at,
  evidence: [],
  fix: null,
  alternatives: [],
  ...details,
});

function ignoresOf(base: Base): Map<Path, Ignore[]> {
  const found = new Map<Path, Ignore[]>();
  for (const file of base.suppressed()) {
    found.set(
      file,
      base.facts(file, 'suppressions').map((suppression) => ({ file, suppression, excused: 0 })),
    );
  }
  return found;
}

/** Zero excuses mean something only when every rule that the comment names ran in full, or at least on the comment's file, or is none (`unknown`). */
function usedIgnores(
  ignores: ReadonlyMap<Path, readonly Ignore[]>,
  outcomes: readonly Ran[],
  { scope, unknown }: { scope: ReadonlySet<Path>; unknown(id: string): boolean },
): UsedIgnore[] {
  const ran = new Map(outcomes.map((outcome) => [outcome.rule.id, outcome]));
  const isJudged = (id: string, file: Path): boolean => {
    const outcome = ran.get(id);
    return outcome
      ? outcome.full || (outcome.ended && outcome.rule.check.reach === 'file' && scope.has(file))
      : unknown(id);
  };
  return [...ignores.values()]
    .flat()
    .map((ignore) => ({ ...ignore, judged: ignore.suppression.rules.every((id) => isJudged(id, ignore.file)) }));
}
