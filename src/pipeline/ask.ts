import type { Details, Raise } from '../core/check.ts';
import type { Reached } from '../core/coverage.ts';
import { hashOf } from '../core/hash.ts';
import { LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import { ChangedMeanwhile } from '../core/tree.ts';
import type { Judged } from '../core/view.ts';
import type { Problem } from '../core/violation.ts';
import { type Excuse, excusesEdge, excusesOf } from '../settle/except.ts';
import type { Outcome } from '../settle/settle.ts';
import { type Answer, keptAnswer, type Postponed } from './answers.ts';
import type { Inputs, Search } from './inputs.ts';
import { judged } from './load.ts';
import { typesOf, typesUnknown } from './types.ts';
import { fileViewOf, viewOf } from './view.ts';

/** A rule that could not judge now, and why. */
export interface NotRun {
  readonly rule: string;
  readonly reason: string;
}

/** What asking a rule came to. */
export interface Ran extends Outcome {
  /** The check came to its end. */
  readonly ended: boolean;
  /** Each file was judged by itself. */
  readonly each: boolean;
  readonly notes: readonly string[];
  /** The figures whose floor is in the baseline; null where they are not known now. */
  readonly reached: readonly Reached[] | null;
  readonly errors: readonly LintelError[];
  readonly notRun: string | null;
}

/** The input of a rule. */
interface Question {
  /** The files to look at, where each is judged by itself. */
  readonly scope: readonly Path[];
  /** What the first wave came to; null while it runs. */
  readonly settled: Judged | null;
}

/** Asks one rule, or takes the answer that it has given before. A rule that contradicts itself is left out, and a check that fails takes only itself down. */
export function askRule(inputs: Inputs, rule: Rule, question: Question): Ran {
  const { loaded } = inputs;
  const each = rule.check.reads(rule.options).each === 'file';
  const excuses = excusesOf(rule.except, loaded.today);
  const none = { rule, excuses, each, problems: [], notes: [], reached: null, full: false, ended: false, notRun: null };
  try {
    if (each) {
      const { problems, notRun } = ofEachFile(inputs, rule, question.scope);
      const ended = notRun === null;
      const full = ended && question.scope.length === loaded.sources.length;
      return { ...none, full, ended, problems, notRun, errors: [] };
    }
    const answer = keptAnswer(inputs, rule) ?? answerAnew(inputs, rule, question.settled);
    if ('notRun' in answer) return { ...none, errors: [], notRun: answer.notRun };
    if ('mistakes' in answer) return { ...none, errors: answer.mistakes };
    for (const [index, count] of answer.excused.entries()) addTo(excuses[index], count);
    return { ...none, ...answer, full: !answer.partial, ended: true, errors: [] };
  } catch (error) {
    if (error instanceof ChangedMeanwhile) throw error;
    return { ...none, errors: [failureOf(error, rule)] };
  }
}

function addTo(excuse: Excuse | undefined, count: number): void {
  if (excuse) excuse.used += count;
}

export function failureOf(error: unknown, rule: Rule): LintelError {
  if (error instanceof LintelError) return new LintelError(error.code, error.message, rule.at);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return mistake('crash', { rule: rule.id, check: rule.check.name, text }, rule.at);
}

/** Creates problems from the values of a check, and collects the searches for their fixes. */
export function raising(searches: Search[]): Raise {
  return (message, data, at, { fix = null, ...details }: Details): Problem => ({
    message,
    data,
    at,
    evidence: [],
    alternatives: [],
    ...details,
    ...(typeof fix === 'function' ? { fix: null, search: searches.push(fix) - 1 } : { fix }),
  });
}

/** A check that judges each file by itself has no project to search. */
export const raise: Raise = (message, data, at, details) => raising([])(message, data, at, details);

/** What a rule has against each of some files, as each was judged when its text, and what the type checker says of it, was first seen. */
function ofEachFile(inputs: Inputs, rule: Rule, scope: readonly Path[]): Pick<Ran, 'problems' | 'notRun'> {
  const { loaded, memory } = inputs;
  const files = scope === loaded.sources ? loaded.judged(rule).files : judged(rule, scope);
  const types = typesOf(inputs, rule, files);
  const problems = files.flatMap((file) => {
    const told = types.get(file) ?? null;
    const text = loaded.view.texts.hash(file);
    if (text === null) return [];
    const key = told === null ? text : hashOf(`${text}${told.digest}`);
    const known = memory.answers.get(rule, file, key);
    if (known) return known;
    const found = [...rule.check.check(fileViewOf(inputs, rule, file, told), rule.options, raise)];
    memory.answers.put(rule, file, key, found);
    return found;
  });
  return { problems, notRun: typesUnknown(types) };
}

type Asked = Answer | Postponed | { readonly mistakes: readonly LintelError[] };

/** Asks a check that judges the whole project. Its answer, and what could be searched for, is remembered in the run. */
export function answerAnew(inputs: Inputs, rule: Rule, settled: Question['settled'] = null): Asked {
  const counting = excusesOf(rule.except, inputs.loaded.today);
  const drop =
    rule.check.excepts === 'edges' && counting.length > 0
      ? (edge: Parameters<typeof excusesEdge>[1]) => excusesEdge(counting, edge)
      : null;
  const view = viewOf(inputs, rule, { drop, settled });
  const { check, options } = rule;
  const mistakes = [...(check.mistakes?.(view, options) ?? [])];
  if (mistakes.length > 0)
    return { mistakes: mistakes.map((text) => mistake('contradiction', { rule: rule.id, text }, rule.at)) };
  const reason = undated(inputs, rule) ?? check.postponed?.(view, options) ?? null;
  if (reason !== null) {
    const postponed: Postponed = { notRun: reason };
    inputs.fresh.answers.set(rule, postponed);
    return postponed;
  }
  const searches: Search[] = [];
  const problems = [...check.check(view, options, raising(searches))];
  const notes = [...(check.notes?.(view, options) ?? [])];
  const reached = check.reached ? check.reached(view, options) : [];
  const partial = check.partial?.(view, options) ?? false;
  const answer: Answer = { problems, notes, reached, excused: counting.map(({ used }) => used), partial };
  inputs.fresh.answers.set(rule, answer);
  inputs.fresh.searches.set(rule, searches);
  return answer;
}

/** Why a rule on changes has no answer. */
function undated(inputs: Inputs, { check, options }: Rule): string | null {
  const since = check.reads(options).changes?.since ?? null;
  return since === null || inputs.comparisonSince(since) !== null
    ? null
    : `\`since: ${since}\` is evaluated only by \`lintel check\``;
}
