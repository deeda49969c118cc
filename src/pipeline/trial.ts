import { errorLine, LintelError } from '../core/error.ts';
import type { Replacement } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import type { Violation } from '../core/violation.ts';
import { apply, createShift, type Spot } from '../fixes/apply.ts';
import type { FileChange } from '../fixes/change-set.ts';
import { branch, type State } from './follow.ts';
import { examine, idleIn } from './examine.ts';
import { inputsOf } from './inputs.ts';

/** What came of trying edits on an overlay. */
export interface Verdict {
  /** The violations that go, by id. */
  readonly gone: ReadonlyMap<string, Violation>;
  /** What stands afterwards and did not before. */
  readonly came: readonly Violation[];
  /** The replacements that stand where something came. */
  readonly guilty: ReadonlySet<Replacement>;
  /** A mistake of the configuration, or a rule that stops judging; null when there is none. */
  readonly broken: string | null;
}

/** Tries changes on one state. Before and after are looked at alike. */
export interface Trial {
  try(changes: readonly FileChange[]): Verdict;
}

interface Look {
  /** The files that were looked at where each is judged alone; null means all. */
  readonly files: ReadonlySet<Path> | null;
  readonly standing: readonly Violation[];
  /** What could not be judged, and why. */
  readonly complaints: ReadonlySet<string>;
}

/** A trial of changes that touch no other files than these. Every rule is asked, whatever was asked of the run. */
export function createTrial(state: State, touched: ReadonlySet<Path>): Trial {
  const { loaded } = state;
  const own = new Set(loaded.sources);
  const reporting = new Set(loaded.rules.filter(({ check }) => check.postponed).map(({ id }) => id));
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
      if (!overlay) return { gone: new Map(), came: [], guilty: new Set(), broken: 'its edits do not fit the text' };
      const after = branch(state, overlay);
      for (const tried of overlay) state.memory.tried.push(tried);
      const now = look(after, new Set(overlay.keys()));
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
      const arrived = new Set(changes.flatMap(({ from, to }) => (from === to || to === null ? [] : [to])));
      // A report names the paths of before: what it says of a file that has moved is no news.
      const isOld = (file: Path): boolean => arrived.size > 0 && (arrived.has(file) || documents.has(file));
      const judged = now.standing.filter(({ rule, at }) => !reporting.has(rule) || !isOld(at.file));
      const { gone, came } = compare(seen, judged, { shift, arrived });
      const keys = new Set(came.map(({ at }) => keyOfSpot({ file: at.file, point: at.place })));
      const guilty = new Set(
        came.length === 0
          ? []
          : changes.flatMap(({ replacements }) =>
              replacements.filter((one) => keys.has(keyOfSpot(shift({ file: one.file, point: one })))),
            ),
      );
      return { gone, came, guilty, broken: [...now.complaints].find((one) => !complaints.has(one)) ?? null };
    },
  };
}

/** Null where a replacement does not find its text. */
function overlayOf(changes: readonly FileChange[], { view }: State['loaded']): Overlay | null {
  try {
    return apply(changes, (file) => view.texts.read(file));
  } catch (error) {
    if (error instanceof LintelError) return null;
    throw error;
  }
}

function keyOfSpot({ file, point }: Spot): string {
  return point ? `${file}\0${String(point.line)}:${String(point.column)}` : file;
}

interface Moves {
  shift(spot: Spot): Spot;
  /** The new paths of files that have moved. */
  readonly arrived: ReadonlySet<Path>;
}

/** What makes a violation the same before and after: its id may be another, since names and order are in it. The data of a file that moves tells its path. */
function keyOf({ rule, message, data }: Violation, spot: Spot, { arrived }: Moves): string {
  const said = spot.point || arrived.has(spot.file) ? '' : JSON.stringify(data);
  return [rule, message, keyOfSpot(spot), said].join('\0');
}

/** Pairs what stood with what stands: by place, then by id. What finds no partner has gone, or has come. */
function compare(
  before: readonly Violation[],
  after: readonly Violation[],
  moves: Moves,
): Pick<Verdict, 'gone' | 'came'> {
  const there = new Map<string, Violation[]>();
  for (const violation of after) {
    const key = keyOf(violation, { file: violation.at.file, point: violation.at.place }, moves);
    const known = there.get(key);
    if (known) known.push(violation);
    else there.set(key, [violation]);
  }
  const missing = before.filter((violation) => {
    const spot = moves.shift({ file: violation.at.file, point: violation.at.place });
    return !there.get(keyOf(violation, spot, moves))?.shift();
  });
  const unpaired = [...there.values()].flat();
  const left = new Map(unpaired.map((violation) => [violation.id, violation]));
  const gone = new Map(
    missing.flatMap((violation) => (left.delete(violation.id) ? [] : [[violation.id, violation] as const])),
  );
  return { gone, came: unpaired.filter(({ id }) => left.has(id)) };
}
