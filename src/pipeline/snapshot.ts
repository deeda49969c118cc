import { baselineFile } from '../core/baseline.ts';
import type { Comparison } from '../core/changes.ts';
import { hashOf } from '../core/hash.ts';
import { once } from '../core/once.ts';
import type { Compared, Snapshot } from '../core/snapshot.ts';
import type { Inputs } from './inputs.ts';
import { lateFactsOf } from './late.ts';
import { load, type Loaded } from './load.ts';
import { ownersOf } from './owners.ts';

/** The present project beside that of the base, which is loaded when a check first looks at it. */
export function comparedOf({ loaded }: Inputs, comparison: Comparison | null): Compared {
  const base = once(() => comparison && baseOf(loaded, comparison));
  const earlier = once(() => {
    const found = base();
    return found && snapshotOf(found);
  });
  const owners = once(() => ownersOf((path) => base()?.view.texts.read(path) ?? null));
  return {
    now: snapshotOf(loaded),
    get earlier() {
      return earlier();
    },
    commits: () => comparison?.commits() ?? [],
    owners: (file) => owners()(file),
  };
}

/** The project as it was in the base, with its own configuration. */
export function baseOf(loaded: Loaded, { before }: Pick<Comparison, 'before'>): Loaded {
  return load({ ...loaded, comparison: null, compare: null }, new Map([...loaded.overlay, ...before]));
}

function snapshotOf(loaded: Loaded): Snapshot {
  return {
    config: loaded.config,
    configuration: hashOf(JSON.stringify([...loaded.written].filter(([path]) => path !== baselineFile).sort())),
    isSound: loaded.errors.length === 0,
    baseline: loaded.baseline,
    has: (file) => loaded.view.tree.files.has(file),
    facts: (file, section) => lateFactsOf(loaded, file, section),
  };
}
