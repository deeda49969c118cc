import { type Hash, hashOf } from '../core/hash.ts';
import type { Violation } from '../core/violation.ts';
import { keyOfReads } from './answers.ts';
import type { State } from './follow.ts';
import { inputsOf } from './inputs.ts';
import { typesKey } from './types.ts';

const column = 'unchanged';

/** What was found of these violations in a run over the same files, whatever it asked of them; else finds it, and keeps it. */
export function unlessUnchanged<T>(
  state: State,
  violations: readonly Violation[],
  find: () => readonly T[],
): readonly T[] {
  if (violations.every(({ fix, alternatives }) => fix === null && alternatives.length === 0)) return find();
  const { store } = state.loaded;
  const key = keyOf(state, violations);
  const kept = key === null ? undefined : store.answer(column, key);
  if (kept !== undefined) return JSON.parse(kept) as readonly T[];
  const found = find();
  // What was asked on the way is part of the key.
  const now = keyOf(state, violations);
  if (now !== null) store.keepAnswer(column, now, JSON.stringify(found));
  return found;
}

/** Every file of the tree by its stamp, or by its text where that is only laid over it; what is asked beside the tree; and the violations. */
function keyOf({ loaded, memory }: State, violations: readonly Violation[]): Hash | null {
  const { view, today, rules } = loaded;
  const inputs = inputsOf(loaded, memory);
  const beside = keyOfReads(inputs, { graph: 'origins', headings: true });
  if (beside === null) return null;
  const asked = violations.map(({ id, rule, fix, alternatives }) => [id, rule, fix, alternatives]);
  return hashOf(
    JSON.stringify([beside, typesKey(inputs), today, rules.map(({ fingerprint }) => fingerprint), view.state(), asked]),
  );
}
