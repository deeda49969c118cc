import { LintelError } from '../core/error.ts';
import type { Section } from '../core/fact.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import { type Reads, sectionsOf } from '../core/reads.ts';
import type { FileChange } from '../fixes/change-set.ts';
import { keyOfReads } from './answers.ts';
import type { State } from './follow.ts';
import { type Inputs, inputsOf, type Memory } from './inputs.ts';
import { isCode, type Loaded } from './load.ts';
import { answerToLate, type LateQuestion } from './late.ts';
import { answered, askAgain, groundOf, type LookupQuestion } from './lookups.ts';
import { createTrial, type Trial } from './trial.ts';
import { typesKey } from './types.ts';
import type { Seen, Verdict } from './verdict.ts';

const column = 'verdicts';

/** A verdict as it is kept, with what only the tried project asked: it holds while these questions have the same answers. */
interface Kept {
  readonly late: readonly (readonly [LateQuestion, string])[];
  readonly lookups: readonly (readonly [LookupQuestion, string])[];
  readonly gone: readonly (readonly [string, Seen])[];
  readonly came: Verdict['came'];
  /** Positions in the list of all replacements. */
  readonly guilty: readonly number[];
  readonly broken: string | null;
}

/**
 * A trial whose verdicts are kept between runs. Of a file that the changes leave alone, a verdict depends on the sections that rules over the whole project
 * read, not on its text: so an edit in a function's body elsewhere does not ask for the proof of every fix again.
 */
export function createKeptTrial(state: State, touched: ReadonlySet<Path>): Trial {
  const { loaded } = state;
  let after: Memory | null = null;
  const onTried = (memory: Memory): void => {
    after = memory;
  };
  const trial = once(() => createTrial(state, touched, onTried));
  const isKeepable = isKeepableIn(state);
  return {
    try(changes) {
      const key = isKeepable(changes) ? keyOf(state, changes) : null;
      const kept = key === null ? undefined : loaded.store.answer(column, key);
      const known = kept === undefined ? null : (JSON.parse(kept) as Kept);
      if (known && isUpToDate(state, known)) return verdictIn(known, changes);
      const verdict = trial().try(changes);
      const now = key === null ? null : keyOf(state, changes);
      if (now !== null && after !== null)
        loaded.store.keepAnswer(column, now, JSON.stringify(keptOf(state, after, { verdict, changes })));
      return verdict;
    },
  };
}

/** Changes of code alone: another configuration or document may change what any file comes to. Ages of files have no key. */
function isKeepableIn({ loaded }: State): (changes: readonly FileChange[]) => boolean {
  const own = new Set(loaded.sources);
  const isDated = readsOfAll(loaded).some(({ age }) => age);
  const isKeepable = ({ from, to }: FileChange): boolean =>
    (from === null || own.has(from)) && (to === null || isCode(loaded, to));
  return (changes) => !isDated && changes.every(isKeepable);
}

function keyOf({ loaded, memory }: State, changes: readonly FileChange[]): Hash | null {
  const inputs = inputsOf(loaded, memory);
  const grounds = keyOfReads(inputs, sharedReads(loaded));
  if (grounds === null) return null;
  const { texts } = loaded.view;
  return hashOf(
    JSON.stringify([
      grounds,
      // Types in a file follow from the texts of others.
      typesKey(inputs),
      loaded.today,
      loaded.mode,
      loaded.rules.map(({ id, fingerprint }) => [id, fingerprint]),
      loaded.baseline?.map(({ text }) => text),
      readsOfAll(loaded).map(({ changes }) => changes && changesOf(inputs, changes.since)),
      // Whether an ignore comment is used may depend on all of its file.
      inputs.suppressed.map((file) => texts.hash(file)),
      changes.map((change) => [change, change.from && texts.hash(change.from)]),
    ]),
  );
}

function readsOfAll({ rules }: Loaded): readonly Reads[] {
  return rules.map(({ check, options }) => check.reads(options));
}

/** What rules over the whole project read, together. */
function sharedReads(loaded: Loaded): Reads {
  const shared = readsOfAll(loaded).filter(({ each }) => each !== 'file');
  return {
    facts: [...new Set<Section>(['suppressions', 'problems', ...shared.flatMap(sectionsOf)])].sort(),
    graph: 'origins',
    documents: shared.flatMap(({ documents = [] }) => documents),
    headings: true,
    rules: true,
  };
}

/** The rule itself reports a commit that is unknown. */
function changesOf(inputs: Inputs, since: string | null): unknown {
  try {
    const changes = inputs.comparisonSince(since)?.changes;
    if (!changes) return null;
    const { base, added, changed, deleted, renamed } = changes;
    return [base.commit, [...added], [...changed], [...deleted], [...renamed]];
  } catch (error) {
    if (error instanceof LintelError) return error.message;
    throw error;
  }
}

/** Whether what the tried project alone asked has the same answers. */
function isUpToDate({ loaded }: State, { late, lookups }: Kept): boolean {
  return (
    late.every(([question, answer]) => answerToLate(question, loaded) === answer) &&
    askAgain({ answers: new Map(lookups) }, groundOf(loaded))
  );
}

interface Tried {
  readonly verdict: Verdict;
  readonly changes: readonly FileChange[];
}

function keptOf({ loaded, memory }: State, after: Memory, { verdict, changes }: Tried): Kept {
  const asked = new Set(memory.late.questions);
  const late = after.late.questions.filter((question) => !asked.has(question));
  const lookups = [...(after.resolution?.lookups.answers.keys() ?? [])].filter(
    (question) => !memory.resolution?.lookups.answers.has(question),
  );
  const replacements = changes.flatMap((change) => change.replacements);
  return {
    late: late.map((question) => [question, answerToLate(question, loaded)]),
    lookups: [...answered(lookups, groundOf(loaded))],
    gone: [...verdict.gone].map(([id, { at, evidence }]) => [id, { at, evidence }]),
    came: verdict.came.map(({ rule, family, at, evidence }) => ({ rule, family, at, evidence })),
    guilty: replacements.flatMap((one, index) => (verdict.guilty.has(one) ? [index] : [])),
    broken: verdict.broken,
  };
}

function verdictIn({ gone, came, guilty, broken }: Kept, changes: readonly FileChange[]): Verdict {
  const replacements = changes.flatMap((change) => change.replacements);
  return { gone: new Map(gone), came, guilty: new Set(guilty.flatMap((index) => replacements[index] ?? [])), broken };
}
