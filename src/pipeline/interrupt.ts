import type { Report } from '../core/report.ts';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import type { Violation } from '../core/violation.ts';
import { keepAnswers } from './answers.ts';
import { examineAll } from './examine.ts';
import { branch, type State } from './follow.ts';
import { inputsOf } from './inputs.ts';
import { lint } from './lint.ts';
import { isCode, type Loaded } from './load.ts';

/** What an agent should be interrupted for: errors, as a report of nothing else. */
export interface Interruption {
  /** Is this violation known to the agent? */
  isKnown(id: string): boolean;
  /** Also what further edits may complete. */
  readonly isAtEnd: boolean;
}

/** Tries texts that are not written yet, and reports the errors that they bring; null if there are none. */
export function reportOfEdit(state: State, overlay: Overlay, interruption: Interruption): Report | null {
  const { loaded, memory } = branch(state, overlay);
  // What a file says alone changes with its own text only; lintel.yaml or a document concerns all.
  const edited = [...overlay.keys()].every((path) => isCode(loaded, path)) ? new Set(overlay.keys()) : null;
  const after = standingIn({ loaded, memory }, edited);
  if (!after.some(({ severity }) => severity === 'error')) return null;
  const before = new Set(standingIn(state, edited).map(({ id }) => id));
  const isOld = (id: string): boolean => before.has(id) || interruption.isKnown(id);
  const news = new Set(after.filter(({ id }) => !isOld(id)).map(({ id }) => id));
  if (news.size === 0) return null;
  const report = lint(loaded, { paths: [], rule: null, shown: () => news }, memory);
  return errorsOf(loaded, report, { ...interruption, isKnown: (id) => !news.has(id) });
}

/** Asks all rules of a project once, so that what an edit does not concern need not be asked again. */
export function rehearse(state: State): void {
  standingIn(state, null);
}

/** What all rules find, of what each file says alone in some files. The answers are kept: the next edit changes few of them. */
function standingIn({ loaded, memory }: State, files: ReadonlySet<Path> | null): readonly Violation[] {
  const inputs = inputsOf(loaded, memory);
  const { standing } = examineAll(inputs, files);
  keepAnswers(inputs);
  return standing;
}

/** The errors of a report that are new to the agent; null if there are none. */
export function errorsOf(loaded: Loaded, report: Report, { isKnown, isAtEnd }: Interruption): Report | null {
  const unfinished = new Set(loaded.rules.filter(({ check }) => check.unfinished).map(({ id }) => id));
  const violations = report.violations.filter(
    ({ id, rule, severity }) => severity === 'error' && !isKnown(id) && (isAtEnd || !unfinished.has(rule)),
  );
  if (violations.length === 0) return null;
  const summary = { ...report.summary, errors: violations.length, warnings: 0, untried: 0, notes: [], notRun: [] };
  return { ...report, violations, known: [], errors: [], summary };
}
