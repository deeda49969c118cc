import { branchOf } from './inputs.ts';
import { follow, type State } from './follow.ts';
import { load } from './load.ts';
import { comparing } from './open.ts';
import { setupOf } from './setup.ts';

/** The same project as a run compares it with a commit: with the rules that compare, and in a memory of its own. */
export function comparedWith({ loaded, memory }: State, ref: string): State {
  const { world, store, languages, file, overlay } = loaded;
  const compare = comparing(world);
  const setup = setupOf({ world, store, languages, file, mode: 'loop', comparison: compare(ref), compare });
  const compared = load(setup, overlay);
  const own = branchOf(memory);
  follow(own, loaded, compared);
  return { loaded: compared, memory: own };
}

/** The same project with what changed since commits that rules name, which a session by itself does not look up. */
export function withChanges({ loaded, memory }: State): State {
  return { loaded: { ...loaded, compare: comparing(loaded.world) }, memory };
}
