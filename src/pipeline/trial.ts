import { errorLine, LintelError } from '../core/error.ts';
import type { Edit } from '../core/fix.ts';
import type { Path, Place } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import type { Violation } from '../core/violation.ts';
import { apply, createShift } from '../fixes/apply.ts';
import { filesOf } from '../fixes/merge.ts';
import { branch, type State } from './follow.ts';
import { examine, idleIn } from './examine.ts';
import { inputsOf } from './inputs.ts';

/** What came of trying edits on an overlay. */
export interface Verdict {
  /** The violations that go, by id. */
  readonly gone: ReadonlyMap<string, Violation>;
  /** What stands afterwards and did not before. */
  readonly came: readonly Violation[];
  /** The edits that stand where something came. */
  readonly guilty: ReadonlySet<Edit>;
  /** A mistake of the configuration, or a rule that stops judging; null when there is none. */
  readonly broken: string | null;
}

/** Tries edits on one state. Before and after are looked at alike. */
export interface Trial {
  try(edits: readonly Edit[]): Verdict;
}

interface Look {
  /** The files that were looked at where each is judged alone; null means all. */
  readonly files: ReadonlySet<Path> | null;
  readonly standing: readonly Violation[];
  /** What could not be judged, and why. */
  readonly complaints: ReadonlySet<string>;
}

/** A trial of edits that touch no other files than these. Every rule is asked, whatever was asked of the run. */
export function createTrial(state: State, touched: ReadonlySet<Path>): Trial {
  const { loaded } = state;
  const own = new Set(loaded.sources);
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
    try(edits) {
      before ??= look(state, touched);
      const overlay = overlayOf(edits, loaded);
      if (!overlay) return { gone: new Map(), came: [], guilty: new Set(), broken: 'its edits do not fit the text' };
      const after = branch(state, overlay);
      for (const tried of overlay) state.memory.tried.push(tried);
      const now = look(after, new Set(overlay.keys()));
      const complaints = before.complaints;
      const moves = movesOf(state, after, edits);
      // Of files that these edits leave alone, only rules over the whole project were asked again.
      const seen = now.files
        ? before.standing.filter(({ rule, at }) => overall.has(rule) || overlay.has(at.file))
        : before.standing;
      const { gone, came } = compare(seen, now.standing, moves);
      const spots = new Set(came.map(({ at }) => spotOf(at.file, at.place)));
      const guilty = new Set(
        spots.size === 0 ? [] : edits.filter((edit) => edit.kind === 'replace' && spots.has(moves(edit.file, edit))),
      );
      return { gone, came, guilty, broken: [...now.complaints].find((one) => !complaints.has(one)) ?? null };
    },
  };
}

/** Null where an edit does not find its text. */
function overlayOf(edits: readonly Edit[], { view }: State['loaded']): Overlay | null {
  try {
    return apply(edits, (file) => view.texts.read(file));
  } catch (error) {
    if (error instanceof LintelError) return null;
    throw error;
  }
}

/** Where a place has come to lie, its file in front. */
type Moves = (file: Path, place: Pick<Place, 'line' | 'column'> | null) => string;

function movesOf(before: State, after: State, edits: readonly Edit[]): Moves {
  const moved = new Map(edits.flatMap((edit) => (edit.kind === 'move' ? [[edit.file, edit.to] as const] : [])));
  const byFile = groupByFile(edits);
  const shifts = new Map<Path, ReturnType<typeof createShift>>();
  return (file, place) => {
    const inFile = byFile.get(file);
    if (!inFile || !place) return spotOf(moved.get(file) ?? file, place);
    const shift =
      shifts.get(file) ??
      createShift(inFile, before.loaded.view.texts.read(file) ?? '', after.loaded.view.texts.read(file) ?? '');
    shifts.set(file, shift);
    return `${file}\0${shift(place.line, place.column)}`;
  };
}

function spotOf(file: Path, place: Pick<Place, 'line' | 'column'> | null): string {
  return place ? `${file}\0${String(place.line)}:${String(place.column)}` : file;
}

function groupByFile(edits: readonly Edit[]): ReadonlyMap<Path, readonly Edit[]> {
  const groups = new Map<Path, Edit[]>();
  for (const edit of edits) {
    for (const file of filesOf(edit)) {
      const known = groups.get(file);
      if (known) known.push(edit);
      else groups.set(file, [edit]);
    }
  }
  return groups;
}

/** What makes a violation the same before and after: its id may be another, since names and order are in it. */
function keyOf({ rule, message, data, at }: Violation, spot: string): string {
  return [rule, message, spot, at.place ? '' : JSON.stringify(data)].join('\0');
}

/** Pairs what stood with what stands: by place, then by id. What finds no partner has gone, or has come. */
function compare(
  before: readonly Violation[],
  after: readonly Violation[],
  moves: Moves,
): Pick<Verdict, 'gone' | 'came'> {
  const there = new Map<string, Violation[]>();
  for (const violation of after) {
    const key = keyOf(violation, spotOf(violation.at.file, violation.at.place));
    const known = there.get(key);
    if (known) known.push(violation);
    else there.set(key, [violation]);
  }
  const missing = before.filter(
    (violation) => !there.get(keyOf(violation, moves(violation.at.file, violation.at.place)))?.shift(),
  );
  const unpaired = [...there.values()].flat();
  const left = new Map(unpaired.map((violation) => [violation.id, violation]));
  const gone = new Map(
    missing.flatMap((violation) => (left.delete(violation.id) ? [] : [[violation.id, violation] as const])),
  );
  return { gone, came: unpaired.filter(({ id }) => left.has(id)) };
}
