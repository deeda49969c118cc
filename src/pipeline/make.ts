import { baselineFile } from '../core/baseline.ts';
import { errorLine, mistake } from '../core/error.ts';
import type { Edit } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import type { Made } from '../core/made.ts';
import type { Overlay } from '../core/tree.ts';
import { apply } from '../fixes/apply.ts';
import { diffOf } from '../fixes/diff.ts';
import { merge } from '../fixes/merge.ts';
import { baselineText } from '../settle/baseline.ts';
import { whileLocked } from '../world/lock.ts';
import { finishEarlier, markOf, write } from '../world/write.ts';
import type { State } from './follow.ts';
import type { Loaded } from './load.ts';
import { touchedBy } from './proof.ts';
import type { Session } from './session.ts';
import { createTrial } from './trial.ts';

/** A change that somebody asks for by hand, or why it cannot be made. */
export type Plan =
  | {
      readonly edits: readonly Edit[];
      /** Why a person should look at it first. */
      readonly doubts: readonly string[];
      /** What it leaves, and may have to change. */
      readonly notes: readonly string[];
    }
  | { readonly reason: string };

export interface MakeOptions {
  readonly dryRun: boolean;
  /** Also what has doubts, or brings violations. */
  readonly suggested: boolean;
}

/** Makes a change if no rule objects: all files are written or none. */
export function make(session: Session, plan: (state: State) => Plan, options: MakeOptions): Made {
  const { site } = session.loaded.world;
  if (options.dryRun || site === null) return makeOnce(session, plan, options);
  return whileLocked(site.root, () => {
    finishEarlier(site);
    session.refresh(session.loaded.overlay);
    return makeOnce(session, plan, options);
  });
}

interface Draft extends Omit<Made, 'files' | 'diff'> {
  readonly changes: Overlay;
  readonly before: Overlay;
}

function makeOnce(session: Session, plan: (state: State) => Plan, { dryRun, suggested }: MakeOptions): Made {
  const { site } = session.loaded.world;
  const draft = session.read((state) => drafted(state, plan(state), suggested));
  const { changes, before, ...outcome } = draft;
  const read = (file: Path): string | null => before.get(file) ?? null;
  const diff = diffOf(changes, read, (file) => (site === null ? '' : markOf(site.root, file)));
  const made = { ...outcome, files: [...changes.keys()].sort(), diff };
  if (dryRun || site === null || made.refused !== null) return made;
  write(site, changes, read);
  session.refresh(session.loaded.overlay);
  return made;
}

function drafted(state: State, plan: Plan, suggested: boolean): Draft {
  const nothing = { changes: new Map(), before: new Map(), doubts: [], notes: [], came: [] };
  if ('reason' in plan) return { ...nothing, refused: plan.reason };
  const { world, view, errors } = state.loaded;
  const [error] = errors;
  if (error) return { ...nothing, refused: errorLine(error) };
  const touched = touchedBy(plan.edits);
  for (const file of touched) {
    const reason = world.unwritable(file);
    if (reason !== null) return { ...nothing, refused: `${file} cannot be written: ${reason}` };
  }
  const { changes: all, taken } = merge([plan.edits]);
  if (taken.length === 0) throw mistake('stale-edit', { file: [...touched][0] ?? '' });
  const read = (file: Path): string | null => view.texts.read(file);
  const { came, broken, renamed } = createTrial(state, touched).try(all);
  const changes = new Map([...apply(all, read), ...refrozen(state.loaded, renamed)]);
  const [doubt] = plan.doubts;
  const objection = broken ?? (came.length > 0 ? 'it would bring violations' : null) ?? doubt ?? null;
  return {
    changes,
    before: new Map([...changes.keys()].map((file) => [file, read(file)])),
    doubts: plan.doubts,
    notes: plan.notes,
    came,
    refused: suggested && broken === null ? null : objection,
  };
}

/** The baseline, where it freezes violations that have another name now. */
function refrozen({ baseline }: Loaded, renamed: ReadonlyMap<string, string>): Overlay {
  const entries = baseline ?? [];
  if (!entries.some(({ id }) => renamed.has(id))) return new Map();
  return new Map([[baselineFile, baselineText(entries.map((one) => ({ ...one, id: renamed.get(one.id) ?? one.id })))]]);
}
