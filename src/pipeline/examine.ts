import type { StaleEntry } from '../core/baseline.ts';
import type { Comparison } from '../core/changes.ts';
import type { Reached } from '../core/coverage.ts';
import type { LintelError } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { inOrder } from '../core/order.ts';
import type { Rule } from '../core/rule.ts';
import type { Judged, Past, UsedIgnore } from '../core/view.ts';
import type { Violation } from '../core/violation.ts';
import { staleEntries } from '../settle/baseline.ts';
import { figureId, risenNotes } from '../settle/figures.ts';
import type { Excuse } from '../settle/except.ts';
import type { Ignore } from '../settle/ignore.ts';
import { voidExceptions } from '../settle/second.ts';
import { type Grounds, settle } from '../settle/settle.ts';
import { askRule, type NotRun, type Ran } from './ask.ts';
import type { Inputs } from './inputs.ts';
import type { Loaded } from './load.ts';

/** The input of an examination. */
export interface Scope {
  /** The rules that are asked. */
  readonly rules: readonly Rule[];
  /** Those whose findings are wanted; by default all. */
  readonly wanted?: readonly Rule[];
  /** The files to look at where each is judged by itself; null means all. */
  readonly files: ReadonlySet<Path> | null;
  /** The files whose violations are wanted; null means all. */
  readonly shown: ReadonlySet<Path> | null;
  frozen(id: string): boolean;
  /** Is it a rule that is written, but does not run? */
  idle(id: string): boolean;
  /** By what names problems are signed, if not by their own. */
  readonly as?: Grounds['as'];
  /** What is known of a base, for rules that compare. */
  past?(comparison: Comparison): Past;
}

/** What an examination came to. */
export interface Examination {
  readonly standing: readonly Violation[];
  readonly frozen: readonly Violation[];
  readonly errors: readonly LintelError[];
  /** Rules that could not judge now. */
  readonly notRun: readonly NotRun[];
  /** What rules say beside their violations. */
  readonly notes: readonly string[];
  /** What rules with a floor in the baseline measured, by rule. */
  readonly reached: ReadonlyMap<string, readonly Reached[]>;
  readonly excuses: readonly { readonly rule: Rule; readonly excuse: Excuse }[];
}

/** Asks the rules, settles what they found, and then judges the excuses themselves. Fixes that take a search are left to `advise`. */
export function examine(
  inputs: Inputs,
  { rules, wanted = rules, files, shown, frozen, idle, as, past }: Scope,
): Examination {
  const { sources, rules: all, today } = inputs.loaded;
  const scope = files ? sources.filter((file) => files.has(file)) : sources;
  const ignores = ignoresOf(inputs);
  const grounds: Grounds = { as, ignoresIn: (file) => ignores.get(file) ?? [], frozen, reference: inputs.reference };
  const unexcused: Grounds = { ...grounds, ignoresIn: () => [] };
  const isUnknown = (id: string): boolean => rules.length === all.length && !idle(id);

  const [first, second, last] = wavesOf(rules);
  const outcomes = first.map((rule) => askRule(inputs, rule, { scope, settled: null }));
  const settled = settle(outcomes, grounds);

  const used = usedIgnores(ignores, outcomes, { scope: new Set(scope), isUnknown });
  const firstWave: Judged = {
    ignores: used,
    standing: settled.standing,
    frozen: settled.frozen,
    today,
    stale: [],
    reached: new Map(),
    past: null,
  };
  const afterwards = second.map((rule) => askRule(inputs, rule, { scope, settled: firstWave }));
  const settledNext = settle(afterwards, unexcused);

  const kept = [settled, settledNext].flatMap(({ standing, frozen }) => [...standing, ...frozen]);
  const stale = staleIn(inputs, { kept, outcomes: [...outcomes, ...afterwards], isUnknown });
  const reached = reachedIn([...outcomes, ...afterwards]);
  const lastly = last.map((rule) => {
    const comparison = comparisonFor(inputs, rule);
    return askRule(inputs, rule, {
      scope,
      settled: { ...firstWave, stale, reached, past: (comparison && past?.(comparison)) ?? null },
    });
  });
  const settledLast = settle(lastly, { ...unexcused, frozen: () => false });

  const asked = [...outcomes, ...afterwards, ...lastly];
  const told = asked.filter(({ rule }) => wanted.includes(rule));
  const standing = [
    ...[settled, settledNext, settledLast].flatMap((one) => one.standing),
    ...voidExceptions(told, inputs),
  ];
  const ids = new Set(wanted.map(({ id }) => id));
  const isShown = (violation: Violation): boolean =>
    ids.has(violation.rule) && (shown === null || concerns(violation, shown));
  return {
    standing: inOrder(standing.filter(isShown)),
    frozen: inOrder([...settled.frozen, ...settledNext.frozen].filter(isShown)),
    errors: asked.flatMap(({ errors }) => errors),
    notRun: told.flatMap(({ rule, notRun }) => (notRun === null ? [] : [{ rule: rule.id, reason: notRun }])),
    notes: [
      ...told.flatMap(({ rule, notes }) => notes.map((note) => `unmatched: ${rule.id}: ${note}`)),
      ...[...reachedIn(told)].flatMap(([rule, figures]) => risenNotes(rule, inputs.loaded.baseline, figures)),
    ],
    reached,
    excuses: told.flatMap(({ rule, excuses }) => excuses.map((excuse) => ({ rule, excuse }))),
  };
}

/** What a rule compares the present with. */
function comparisonFor(inputs: Inputs, { check, options }: Rule): Comparison | null {
  const { earlier, changes } = check.reads(options);
  return earlier ? inputs.comparisonSince(changes?.since ?? null) : null;
}

/** What all rules find as if nothing were frozen: in the whole project, or, where each file is judged by itself, in some files. */
export function examineAll(inputs: Inputs, files: ReadonlySet<Path> | null = null): Examination {
  const { loaded } = inputs;
  return examine(inputs, {
    rules: loaded.rules,
    files,
    shown: null,
    frozen: () => false,
    idle: idleIn(loaded),
  });
}

/** Rules that judge the code, those that judge what the first came to, and those that judge what all others did. */
function wavesOf(rules: readonly Rule[]): readonly [first: Rule[], second: Rule[], last: Rule[]] {
  const waves: readonly [Rule[], Rule[], Rule[]] = [[], [], []];
  for (const rule of rules) {
    const { settled } = rule.check.reads(rule.options);
    if (settled === undefined) waves[0].push(rule);
    else waves[settled === 'all' ? 2 : 1].push(rule);
  }
  return waves;
}

function reachedIn(outcomes: readonly Ran[]): Examination['reached'] {
  return new Map(outcomes.flatMap(({ rule, reached }) => (reached?.length ? [[rule.id, reached] as const] : [])));
}

/** What was settled before the baseline is judged. */
interface Settled {
  readonly kept: readonly Violation[];
  readonly outcomes: readonly Ran[];
  isUnknown(id: string): boolean;
}

function staleIn(inputs: Inputs, { kept, outcomes, isUnknown }: Settled): StaleEntry[] {
  let unread: ReadonlySet<Path> | null = null;
  const isUnread = (file: Path): boolean => (unread ??= new Set(inputs.unread)).has(file);
  const ran = new Map(outcomes.map((outcome) => [outcome.rule.id, outcome]));
  return staleEntries(inputs.loaded.baseline, {
    ids: new Set([...kept.map(({ id }) => id), ...outcomes.flatMap(idsOfFigures)]),
    isJudged({ rule, file, figure }) {
      const outcome = ran.get(rule);
      return outcome?.full === true && (figure ? outcome.reached !== null : !isUnread(file));
    },
    isUnknown: (id) => !ran.has(id) && isUnknown(id),
  });
}

function idsOfFigures({ rule, reached }: Ran): string[] {
  return (reached ?? []).map(({ scope, metric }) => figureId(rule.id, scope, metric));
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

function ignoresOf(inputs: Inputs): Map<Path, Ignore[]> {
  const found = new Map<Path, Ignore[]>();
  for (const file of inputs.suppressed) {
    const suppressions = inputs.facts(file, 'suppressions');
    found.set(
      file,
      suppressions.map((suppression) => ({ file, suppression, excused: 0 })),
    );
  }
  return found;
}

/** What zero excuses of a comment mean. */
interface Coverage {
  readonly scope: ReadonlySet<Path>;
  /** Is there no such rule? */
  isUnknown(id: string): boolean;
}

/** A comment counts as unused only where every rule that it names ran in full, or at least on the comment's file, or does not exist. */
function usedIgnores(
  ignores: ReadonlyMap<Path, readonly Ignore[]>,
  outcomes: readonly Ran[],
  { scope, isUnknown }: Coverage,
): UsedIgnore[] {
  const ran = new Map(outcomes.map((outcome) => [outcome.rule.id, outcome]));
  const isJudged = (id: string, file: Path): boolean => {
    const outcome = ran.get(id);
    if (!outcome) return isUnknown(id);
    return outcome.full || (outcome.ended && outcome.each && scope.has(file));
  };
  return [...ignores.values()].flat().map((ignore) => ({
    ...ignore,
    judged: ignore.suppression.rules.every((id) => isJudged(id, ignore.file)),
  }));
}
