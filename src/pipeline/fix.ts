import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Report, ReportedFix, ReportedViolation } from '../core/report.ts';
import type { Overlay } from '../core/tree.ts';
import { apply } from '../fixes/apply.ts';
import { diffOf } from '../fixes/diff.ts';
import { merge } from '../fixes/merge.ts';
import type { Renaming } from '../program/index.ts';
import { whileLocked } from '../world/lock.ts';
import { finishEarlier, markOf, type Undo, write } from '../world/write.ts';
import { branch, type State } from './follow.ts';
import { lint, type Request } from './lint.ts';
import { holds } from './prove.ts';
import { createRenameFixes, isForRenaming, type RenameFixes } from './rename-fixes.ts';
import type { Session } from './session.ts';

/** What shall be fixed: all that the request is about, or some violations by the starts of their ids. */
export interface FixRequest extends Request {
  /** None: all. */
  readonly ids: readonly string[];
  /** Also fixes that are not proven. */
  readonly suggested: boolean;
  /** Only fixes that change the text of this file and nothing else. */
  readonly only?: Path;
}

export interface FixOptions {
  /** Write nothing. */
  readonly dryRun: boolean;
  /** Renames names that other files use; without it they keep their names. */
  readonly renaming?: Renaming | undefined;
  /** Called after writing; if it returns false, all changes are undone. */
  verify?(): boolean;
}

/** The result of fixing. */
export interface Fixed {
  /** The violations whose fixes were applied, in the order of the rounds. */
  readonly fixed: readonly ReportedViolation[];
  /** The files that changed, in order of path. */
  readonly files: readonly Path[];
  /** Their new texts; null where a file went. */
  readonly changes: Overlay;
  /** What changed, as a unified diff. */
  readonly diff: string;
  /** The report afterwards; in a dry run, the report that would result. */
  readonly report: Report;
  /** False if `verify` failed. */
  readonly kept: boolean;
}

/** Whether a fix would ask the type checker, which takes long to load. */
export function wantsRenaming(session: Session, request: FixRequest): boolean {
  const { violations } = session.lint({ ...request, thorough: true });
  const { ids } = request;
  const isChosen = (id: string): boolean => ids.length === 0 || ids.some((start) => id.startsWith(start));
  return violations.some((one) => isChosen(one.id) && isForRenaming(one, ids.length > 0));
}

/** A fix may enable others; this limit stops endless cycles. */
const mostRounds = 10;

/** Applies fixes, round by round in memory until none is left, and then writes all of them or none. */
export function fix(session: Session, request: FixRequest, options: FixOptions): Fixed {
  if (request.suggested && request.rule === null && request.ids.length === 0)
    throw mistake('suggested-what', undefined);
  const { site } = session.loaded.world;
  if (options.dryRun || site === null) return fixOnce(session, request, options);
  return whileLocked(site.root, () => {
    finishEarlier(site);
    session.refresh(session.loaded.overlay);
    return fixOnce(session, request, options);
  });
}

function fixOnce(session: Session, request: FixRequest, { dryRun, renaming, verify }: FixOptions): Fixed {
  const { site } = session.loaded.world;
  const renames = renaming ? createRenameFixes(renaming, request.suggested) : null;
  const { fixed, changes, report, before } = session.read((begin) => runRounds(begin, request, renames));
  const explained = (one: Report): Report => renames?.explained(one) ?? one;
  const files = [...changes.keys()].sort();
  const read = (file: Path): string | null => before.get(file) ?? null;
  const found = {
    fixed,
    files,
    changes,
    diff: diffOf(changes, read, (file) => (site === null ? '' : markOf(site.root, file))),
  };
  if (dryRun || site === null || files.length === 0) return { ...found, report: explained(report), kept: true };
  const undo = write(site, changes, read);
  const kept = settled(undo, verify);
  session.refresh(session.loaded.overlay);
  return { ...found, report: explained(session.lint(request)), kept };
}

function settled(undo: Undo, verify: FixOptions['verify']): boolean {
  if (!verify || verify()) return true;
  undo();
  return false;
}

interface Rounds {
  readonly fixed: readonly ReportedViolation[];
  /** The files whose text is another now than at the beginning. */
  readonly changes: Overlay;
  /** Their texts at the beginning. */
  readonly before: Overlay;
  readonly report: Report;
}

function runRounds(begin: State, asked: FixRequest, renames: RenameFixes | null): Rounds {
  const request = { ...asked, thorough: true };
  const fixed: ReportedViolation[] = [];
  const changes = new Map<Path, string | null>();
  let state = begin;
  let report = lint(state.loaded, request, state.memory);
  const ids = new Set(request.ids.map((start) => idOf(report, start, { suggested: request.suggested, renames })));
  for (let round = 0; round < mostRounds; round++) {
    const known = pick(state, wanted(report, ids, request), request.suggested);
    const picked = known.length > 0 ? known : renamed(state, forRenaming(report, ids), renames);
    if (picked.length === 0) break;
    fixed.push(...picked.map(({ violation }) => violation));
    const { view } = state.loaded;
    const overlay = apply(merge(picked.map(({ edits }) => edits)).changes, (file) => view.texts.read(file));
    for (const [file, text] of overlay) changes.set(file, text);
    state = branch(state, overlay);
    report = lint(state.loaded, request, state.memory);
  }
  const unfixed = fixed.length === 0 && report.violations.find(({ id }) => ids.has(id));
  const refusal = unfixed ? renames?.refusal(unfixed) : null;
  if (unfixed && typeof refusal === 'string') throw mistake('no-edits', { id: unfixed.id, steps: refusal });
  const before = new Map([...changes.keys()].map((file) => [file, begin.loaded.view.texts.read(file)]));
  for (const [file, text] of changes) if (before.get(file) === text) changes.delete(file);
  return { fixed, changes, before, report };
}

/** One violation with the edits that remove it. */
interface Pick {
  readonly violation: ReportedViolation;
  readonly id: string;
  readonly edits: ReportedFix['edits'];
}

function wanted({ violations }: Report, ids: ReadonlySet<string>, { suggested, only }: FixRequest): Pick[] {
  return violations.flatMap((violation): Pick[] => {
    const { fix } = violation;
    if (!fix || fix.edits.length === 0 || !isAmong(ids, violation)) return [];
    if (only !== undefined && !fix.edits.every(({ kind, file }) => kind === 'replace' && file === only)) return [];
    return (fix.safety === 'safe' && fix.proven) || suggested
      ? [{ violation, id: violation.id, edits: fix.edits }]
      : [];
  });
}

function forRenaming({ violations }: Report, ids: ReadonlySet<string>): ReportedViolation[] {
  return violations.filter((one) => isAmong(ids, one) && isForRenaming(one, ids.size > 0));
}

/** Without ids, all are meant. */
function isAmong(ids: ReadonlySet<string>, { id }: ReportedViolation): boolean {
  return ids.size === 0 || ids.has(id);
}

function renamed(state: State, violations: readonly ReportedViolation[], renames: RenameFixes | null): Pick[] {
  const found = renames?.next(state, violations) ?? [];
  const picks = found.map(({ violation, fix }) => ({ violation, id: violation.id, edits: fix.edits }));
  return pick(state, picks, false);
}

/** As many as go together: proven again as exactly this set, unless it was asked for what is not proven. */
function pick(state: State, all: readonly Pick[], suggested: boolean): Pick[] {
  let picked = compatible(all);
  while (picked.length > 0 && !suggested && !holds(state, picked))
    picked = picked.slice(0, Math.floor(picked.length / 2));
  return picked;
}

function compatible(all: readonly Pick[]): Pick[] {
  return merge(all.map(({ edits }) => edits)).taken.flatMap((index) => all[index] ?? []);
}

interface Means {
  readonly suggested: boolean;
  readonly renames: RenameFixes | null;
}

/** The full id; throws if it has no applicable fix. */
function idOf({ violations }: Report, start: string, { suggested, renames }: Means): string {
  const found = violations.filter(({ id }) => id.startsWith(start));
  const [violation] = found;
  if (!violation) throw mistake('no-violation', { id: start });
  if (found.length > 1) throw mistake('several-violations', { id: start, ids: found.map(({ id }) => id) });
  const { id, fix } = violation;
  if (renames && isForRenaming(violation, true)) return id;
  if (!fix || fix.edits.length === 0)
    throw mistake('no-edits', { id: start, steps: fix?.steps.join('; ') ?? 'there is no fix' });
  if (!suggested && !(fix.safety === 'safe' && fix.proven))
    throw mistake('only-suggested', { id: start, reason: fix.reason ?? fix.safety });
  return id;
}
