import { errorLine, LintelError } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import type { Violation } from '../core/violation.ts';
import { apply, createShift } from '../fixes/apply.ts';
import type { FileChange } from '../fixes/change-set.ts';
import { branch, type State } from './follow.ts';
import { examine, idleIn } from './examine.ts';
import { inputsOf, type Memory } from './inputs.ts';
import { arrivedBy, type FullVerdict, type Verdict, verdictOf } from './verdict.ts';

/** Tries changes on one state. Before and after are looked at alike. */
export interface Trial {
  try(changes: readonly FileChange[]): Verdict;
}

interface FullTrial extends Trial {
  try(changes: readonly FileChange[]): FullVerdict;
}

interface Look {
  /** The files that were looked at where each is judged alone; null means all. */
  readonly files: ReadonlySet<Path> | null;
  readonly standing: readonly Violation[];
  /** What could not be judged, and why. */
  readonly complaints: ReadonlySet<string>;
}

/**
 * A trial of changes that touch no other files than these. Every rule is asked, whatever was asked of the run. `onTried` is told what was learnt
 * of the project after the changes.
 */
export function createTrial(state: State, touched: ReadonlySet<Path>, onTried?: (after: Memory) => void): FullTrial {
  const { loaded } = state;
  const own = new Set(loaded.sources);
  const reporting = new Set(loaded.rules.filter(({ check, options }) => check.reads(options).age).map(({ id }) => id));
  const documents = new Set([...loaded.documents.values()].flatMap((files) => [...files.keys()]));
  const overall = new Set(
    loaded.rules.filter(({ check, options }) => check.reads(options).each !== 'file').map(({ id }) => id),
  );
  const look = ({ loaded: there, memory }: State, edited: ReadonlySet<Path>): Look => {
    // What a file says alone changes with its own text only; a new file or another configuration concerns all.
    const files = [...edited].every((file) => own.has(file)) ? edited : null;
    const { standing, errors, notRun } = examine(inputsOf(there, memory), {
      rules: there.rules,
      files,
      shown: null,
      frozen: () => false,
      idle: idleIn(there),
    });
    return {
      files,
      standing,
      complaints: new Set([
        ...[...there.errors, ...errors].map(errorLine),
        ...[...there.notRun, ...notRun].map(({ rule, reason }) => `${rule} would not run: ${reason}`),
      ]),
    };
  };
  let before: Look | null = null;
  return {
    try(changes) {
      before ??= look(state, touched);
      const overlay = overlayOf(changes, loaded);
      if (!overlay) return { ...nothing, broken: 'its edits do not fit the text' };
      const after = branch(state, overlay);
      for (const { path, language } of [...overlay.keys()].flatMap(after.loaded.demandOf)) {
        const tried = after.loaded.view.texts.hash(path);
        if (tried !== null) state.memory.spent.push([tried, language.name]);
      }
      const now = look(after, new Set(overlay.keys()));
      onTried?.(after.memory);
      const complaints = before.complaints;
      const read =
        ({ loaded: { view } }: State) =>
        (file: Path) =>
          view.texts.read(file);
      const shift = createShift(changes, { before: read(state), after: read(after) });
      // Of files that these changes leave alone, only rules over the whole project were asked again.
      const seen = now.files
        ? before.standing.filter(({ rule, at }) => overall.has(rule) || overlay.has(at.file))
        : before.standing;
      const arrived = arrivedBy(changes);
      // A report names the paths of before: what it says of a file that has moved is no news.
      const isOld = (file: Path): boolean => arrived.size > 0 && (arrived.has(file) || documents.has(file));
      const judged = now.standing.filter(({ rule, at }) => !reporting.has(rule) || !isOld(at.file));
      const verdict = verdictOf(changes, { before: seen, after: judged, shift });
      const broken = [...now.complaints].find((one) => !complaints.has(one)) ?? null;
      return { ...verdict, broken };
    },
  };
}

const nothing: Omit<FullVerdict, 'broken'> = { gone: new Map(), came: [], guilty: new Set(), renamed: new Map() };

/** Null where a replacement does not find its text. */
function overlayOf(changes: readonly FileChange[], { view }: State['loaded']): Overlay | null {
  try {
    return apply(changes, (file) => view.texts.read(file));
  } catch (error) {
    if (error instanceof LintelError) return null;
    throw error;
  }
}
