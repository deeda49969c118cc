import type { LintelError } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import type { UsedIgnore } from '../core/view.ts';
import type { Violation } from '../core/violation.ts';
import type { Excuse } from '../settle/except.ts';
import type { Ignore } from '../settle/ignore.ts';
import { voidExceptions } from '../settle/second.ts';
import { type Grounds, inOrder, settle } from '../settle/settle.ts';
import { keepQuestions } from './answers.ts';
import { askRule, type NotRun, type Ran } from './ask.ts';
import type { Inputs } from './inputs.ts';
import type { Loaded } from './load.ts';

/** What a run is asked to look at. */
export interface Scope {
  readonly rules: readonly Rule[];
  /** The files to look at where each is judged by itself; null means all. */
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
  /** What rules say beside their violations. */
  readonly notes: readonly string[];
  readonly excuses: readonly { readonly rule: Rule; readonly excuse: Excuse }[];
}

/** Asks the rules, settles what they found, and then judges the excuses themselves. */
export function examine(inputs: Inputs, { rules, files, shown, frozen, idle, as }: Scope): Examination {
  const { sources, rules: all, today } = inputs.loaded;
  const scope = files ? sources.filter((file) => files.has(file)) : sources;
  const ignores = ignoresOf(inputs);
  const grounds: Grounds = { as, ignoresIn: (file) => ignores.get(file) ?? [], frozen, reference: inputs.reference };

  const isLater = ({ check, options }: Rule): boolean => check.reads(options).settled === true;
  const [first, later] = [rules.filter((rule) => !isLater(rule)), rules.filter(isLater)];
  const outcomes = first.map((rule) => askRule(inputs, rule, { scope, settled: null }));
  const settled = settle(outcomes, grounds);

  const isUnknown = (id: string): boolean => rules.length === all.length && !idle(id);
  const used = usedIgnores(ignores, outcomes, { scope: new Set(scope), isUnknown });
  const firstWave = { ignores: used, standing: settled.standing, today };
  const afterwards = later.map((rule) => askRule(inputs, rule, { scope, settled: firstWave }));
  const unexcused = settle(afterwards, { ...grounds, ignoresIn: () => [] });
  const asked = [...outcomes, ...afterwards];
  const standing = [...settled.standing, ...unexcused.standing, ...voidExceptions(asked, grounds)];
  keepQuestions(inputs);
  return {
    standing: inOrder(shown ? standing.filter((violation) => concerns(violation, shown)) : standing),
    frozen: [...settled.frozen, ...unexcused.frozen],
    errors: asked.flatMap(({ errors }) => errors),
    notRun: asked.flatMap(({ rule, notRun }) => (notRun === null ? [] : [{ rule: rule.id, reason: notRun }])),
    notes: asked.flatMap(({ rule, notes }) => notes.map((note) => `unmatched: ${rule.id}: ${note}`)),
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
