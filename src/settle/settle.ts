import type { Fix } from '../core/fix.ts';
import { groupBy } from '../core/group.ts';
import { inOrder } from '../core/order.ts';
import type { Rule } from '../core/rule.ts';
import type { Path } from '../core/location.ts';
import type { Problem, Reference, Severity, Violation } from '../core/violation.ts';
import { type Excuse, excusesProblem } from './except.ts';
import { type Ignore, ignored } from './ignore.ts';
import { type Named, sign } from './sign.ts';

/** What one rule came to, before anything is excused. */
export interface Outcome {
  readonly rule: Rule;
  readonly problems: readonly Problem[];
  readonly excuses: readonly Excuse[];
  /** The rule judged everything that it would judge in a whole run. */
  readonly full: boolean;
}

/** What excuses may come from beside the rules themselves. */
export interface Grounds {
  ignoresIn(file: Path): readonly Ignore[];
  /** Is this violation frozen? */
  frozen(id: string): boolean;
  reference(see: string, file: Path): Reference;
  /** By what names problems are signed, if not by their own. */
  as?: ((problem: Problem) => Named) | undefined;
}

/** What stands, and what is frozen. Everything else was excused by an exception or a comment, and those count it. */
export interface Settlement {
  readonly standing: readonly Violation[];
  readonly frozen: readonly Violation[];
}

/** Signs problems and takes away what is excused: exceptions first, then comments, then the baseline. */
export function settle(outcomes: readonly Outcome[], grounds: Grounds): Settlement {
  const standing: Violation[] = [];
  const frozen: Violation[] = [];
  for (const { rule, problems, excuses } of outcomes) {
    const signed = sign(rule.id, problems, grounds.as).filter(({ problem }) => !excusesProblem(excuses, problem));
    const covered = ignoredOf(
      rule,
      signed.map(({ problem }) => problem),
      grounds,
    );
    for (const { id, problem } of signed) {
      if (covered.has(problem)) continue;
      (grounds.frozen(id) ? frozen : standing).push(violationOf(rule, id, problem, grounds));
    }
  }
  return { standing: inOrder(standing), frozen: inOrder(frozen) };
}

/** Those of a rule's problems that comments in their files cover. */
function ignoredOf(
  { id }: Rule,
  problems: readonly Problem[],
  { ignoresIn }: Pick<Grounds, 'ignoresIn'>,
): ReadonlySet<Problem> {
  const byFile = [...groupBy(problems, ({ at }) => at.file)];
  return new Set(byFile.flatMap(([file, inFile]) => [...ignored(ignoresIn(file), id, inFile)]));
}

/** A problem signed by its rule: the rule's own words on repair take the place of generic steps. */
export function violationOf(rule: Rule, id: string, problem: Problem, grounds: Pick<Grounds, 'reference'>): Violation {
  const text = rule.check.messages[problem.message];
  if (!text) throw new Error(`check ${rule.check.name} has no message "${problem.message}"`);
  return {
    ...problem,
    ...(problem.search === undefined ? repairs(problem, rule.fix) : {}),
    id,
    rule: rule.id,
    check: rule.check.name,
    family: rule.check.family,
    severity: severityAt(rule, problem.at.file),
    text: text(problem.data),
    why: rule.because,
    see: referenceOf(rule, problem.at.file, grounds),
  };
}

/** The paragraph that a rule links to, as files read it; it is not quoted where the rule itself says the same. */
export function referenceOf(
  { see, because, fix, check, options }: Rule,
  file: Path,
  { reference }: Pick<Grounds, 'reference'>,
): Reference | null {
  if (see === null) return null;
  const found = reference(see, file);
  const { quote } = found;
  const isSaid =
    quote !== null && [because, fix, check.statement(options)].some((text) => text !== null && saysAll(text, quote));
  return isSaid ? { ...found, quote: null } : found;
}

/** Whether a text has most of the words of a quotation. */
function saysAll(text: string, quote: string): boolean {
  const said = new Set(wordsIn(text));
  const words = wordsIn(quote);
  return words.filter((word) => said.has(word)).length >= words.length * 0.7;
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function severityAt({ severity, raised = [] }: Rule, file: Path): Severity {
  return raised.find(({ folder }) => file.startsWith(folder))?.severity ?? severity;
}

/** The repairs of a violation by its rule: what this says of them comes first, before a move of which only the graph knows that it is allowed. */
export function repairs(
  { fix, alternatives }: Pick<Problem, 'fix' | 'alternatives'>,
  words: string | null,
): Pick<Problem, 'fix' | 'alternatives'> {
  const isMove = fix?.intent?.kind === 'move-file' || fix?.intent?.kind === 'move-symbols';
  if (words === null || !fix || !isMove) return { fix: ownWords(fix, words), alternatives };
  return { fix: ownWords(null, words), alternatives: [fix, ...alternatives] };
}

/** A machine's repair stays what it is. */
function ownWords(fix: Fix | null, words: string | null): Fix | null {
  if (words === null || (fix !== null && fix.safety !== 'manual')) return fix;
  return { title: words, safety: 'manual', edits: [], steps: [words], ...(fix?.intent ? { intent: fix.intent } : {}) };
}
