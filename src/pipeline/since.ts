import type { Changes, Comparison } from '../core/changes.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import type { Violation } from '../core/violation.ts';
import type { Grounds } from '../settle/settle.ts';
import { examine } from './examine.ts';
import { branch } from './follow.ts';
import type { Loaded } from './load.ts';
import { inputsOf, type Memory } from './inputs.ts';
import { movedFolders, renaming } from './renaming.ts';

/** `new`: the base does not have it. `old`: the base has it, in a file that changed. `other`: neither. */
export type News = 'new' | 'old' | 'other';

/** Finds new violations. Both versions are checked with the current rules. */
export function newsOf(loaded: Loaded, { changes, before }: Comparison, run: Run): (violation: Violation) => News {
  const { known, unjudged } = judgedBefore(
    loaded,
    { changes, before: new Map([...before].filter(([path]) => !loaded.written.has(path))) },
    run,
  );
  const isTouched = (file: Path): boolean => changes.added.has(file) || changes.changed.has(file);
  return ({ id, rule, at }) => {
    if (isTouched(at.file)) return known.has(id) ? 'old' : 'new';
    return known.has(id) || unjudged.has(rule) ? 'other' : 'new';
  };
}

/** The current run and its memory. */
interface Run {
  readonly rules: readonly Rule[];
  readonly memory: Memory;
}

interface Past {
  readonly known: ReadonlySet<string>;
  /** Rules that could not check the base, so their earlier violations are unknown. */
  readonly unjudged: ReadonlySet<string>;
}

function judgedBefore(loaded: Loaded, { changes, before }: Comparison, { rules, memory }: Run): Past {
  // What is older than everything makes no report look old.
  const world = { ...loaded.world, view: (overlay?: Comparison['before']) => loaded.world.view(overlay, 0) };
  const { loaded: past, memory: kept } = branch({ loaded, memory }, before, {
    ...loaded,
    world,
    comparison: null,
    compare: null,
  });
  const wanted = new Set(rules.map(({ id }) => id));
  const ran = past.rules.filter(({ id }) => wanted.has(id));
  const { standing, frozen, notRun, errors } = examine(inputsOf(past, kept), {
    rules: ran,
    files: null,
    shown: null,
    frozen: () => false,
    idle: () => true,
    as: namesOfToday(changes, before, loaded.view.tree.files.keys()),
  });
  const failed = ran.filter(({ at }) => errors.some((error) => error.at === at));
  const judged = new Set(ran.map(({ id }) => id));
  return {
    known: new Set([...standing, ...frozen].map(({ id }) => id)),
    unjudged: new Set([
      ...notRun.map(({ rule }) => rule),
      ...failed.map(({ id }) => id),
      ...[...wanted].filter((id) => !judged.has(id)),
    ]),
  };
}

/** The names that a problem of the base would have today, so that a rename keeps ids. `now` are the files of today. */
function namesOfToday({ renamed }: Changes, before: Comparison['before'], now: Iterable<Path>): Grounds['as'] {
  if (renamed.size === 0) return undefined;
  const files = new Map([...renamed].map(([path, old]) => [old, path]));
  const gone = [...before].flatMap(([path, text]) => (text === null ? [] : [path]));
  return renaming({ files, folders: movedFolders(files, gone, now) });
}
