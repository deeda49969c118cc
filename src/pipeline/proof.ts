import type { Edit, Fix } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import type { ReportedFix } from '../core/report.ts';
import type { Violation } from '../core/violation.ts';
import { groupBy } from '../core/group.ts';
import type { FileChange } from '../fixes/change-set.ts';
import { filesOf, merge } from '../fixes/merge.ts';
import type { Trial } from './trial.ts';
import type { Verdict } from './verdict.ts';

/** A fix with known edits, and the violation that it should remove. */
export interface Candidate {
  readonly violation: Violation;
  readonly fix: Fix;
}

/** How many times a project of so many files and violations is examined for the sake of proof: a count, so that the result does not depend on speed. */
export function trialsOf({ files, violations }: { readonly files: number; readonly violations: number }): number {
  return Math.max(16, Math.min(100, Math.floor(100_000 / (files + violations))));
}

export interface Proof {
  /** Proves as many as it can. */
  run(candidates: readonly Candidate[]): void;
  holds(fix: Fix | null | undefined): boolean;
  report(fix: Fix, violation: Violation): ReportedFix;
}

/** Tries fixes in batches; a failing batch is split. `most`: trials. */
export function createProof(trialOf: (touched: ReadonlySet<Path>) => Trial, most: number): Proof {
  const proven = new Map<Fix, readonly string[]>();
  const reasons = new Map<Fix, string>();
  /** Moves that would leave the configuration wrong, or a rule without work, and advised ones that bring violations. */
  const misfits = new Map<Fix, string>();
  let left = most;
  const refuse = (candidate: Candidate, outcome: Outcome): void => {
    const { reason, isMisfit } = refusalOf(candidate, outcome);
    (isMisfit ? misfits : reasons).set(candidate.fix, reason);
  };
  /** Of twins, some violations may go and others stay. */
  const conclude = (tried: readonly Change[], outcome: Outcome): void => {
    const { broken, came, gone } = outcome;
    const isClean = broken === null && came.length === 0;
    const works = ({ violation }: Candidate): boolean => isClean && gone.has(violation.id);
    const working = tried.map((one) => ({ ...one, twins: one.twins.filter(works) }));
    for (const [fix, ids] of resolutions(working, outcome)) proven.set(fix, ids);
    for (const one of tried.flatMap(({ twins }) => twins)) if (!works(one)) refuse(one, outcome);
  };
  const runBatches = (candidates: readonly Candidate[]): void => {
    const all = distinct(candidates);
    const trial = trialOf(touchedBy(all.flatMap(({ edits }) => edits)));
    const batches: (readonly Change[])[] = [all];
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      if (batch.length === 0) continue;
      if (left === 0) {
        for (const { fix } of batch.flatMap(({ twins }) => twins))
          reasons.set(fix, `not tried: the limit of ${String(most)} trials was reached`);
        continue;
      }
      left--;
      // Those that meet another in the same place have a batch of their own.
      const { changes, taken, waiting, invalid } = merge(batch.map(({ edits }) => edits));
      const members = batch;
      for (const { fix } of invalid.flatMap((index) => members[index]?.twins ?? []))
        reasons.set(fix, 'its edits conflict with each other');
      const tried = taken.flatMap((index) => members[index] ?? []);
      batches.push(waiting.flatMap((index) => members[index] ?? []));
      if (tried.length === 0) continue;
      const outcome = tryOut(trial, tried, changes);
      if (outcome.reason !== null && tried.length > 1) batches.push(...split(tried, outcome));
      else conclude(tried, outcome);
    }
  };
  return {
    run(candidates) {
      if (candidates.length > 0) runBatches(candidates);
    },
    holds: (fix) => fix !== null && fix !== undefined && proven.has(fix),
    report(fix, violation) {
      const resolves = proven.get(fix);
      if (resolves) return { ...fix, resolves, proven: true };
      const misfit = misfits.get(fix);
      if (misfit !== undefined) return { ...notOffered(misfit), resolves: [violation.id], proven: false };
      const reason = reasons.get(fix) ?? fix.reason;
      const safety = fix.safety === 'safe' ? 'suggested' : fix.safety;
      return { ...fix, safety, resolves: [violation.id], proven: false, ...(reason === undefined ? {} : { reason }) };
    },
  };
}

/** Why a fix was not proven. A misfit is not offered at all. */
interface Refusal {
  readonly reason: string;
  readonly isMisfit: boolean;
}

function refusalOf({ fix, violation }: Candidate, { broken, came, reason }: Outcome): Refusal {
  const [rest] = came;
  const why = reason ?? '';
  const isRest = fix.partial && broken === null && came.every(({ rule }) => rule === violation.rule);
  if (isRest && rest) return { reason: `the rest is reported in ${rest.at.file}${lineText(rest)}`, isMisfit: false };
  if (rest && broken === null && came.every((one) => isUntested(one, fix)))
    return { reason: `\`${rest.at.file}\` then needs a test: ${rest.rule}`, isMisfit: false };
  if (isMove(fix) && broken !== null) return { reason: `after it, ${firstPart(why)}`, isMisfit: true };
  if (!isAdvised(fix) || came.length === 0) return { reason: why, isMisfit: false };
  const title = fix.title.split(';')[0] ?? fix.title;
  return { reason: `to ${title} ${why.replace(/^it would/, 'would')}`, isMisfit: true };
}

/** Edits that are tried once, with the candidates that have them. */
interface Change {
  readonly edits: readonly Edit[];
  readonly twins: readonly Candidate[];
}

function distinct(candidates: readonly Candidate[]): Change[] {
  const groups = groupBy(candidates, ({ fix }) => JSON.stringify(fix.edits));
  return [...groups.values()].map((twins) => ({ edits: twins[0]?.fix.edits ?? [], twins }));
}

function isMove({ intent }: Fix): boolean {
  return intent?.kind === 'move-file' || intent?.kind === 'move-symbols';
}

/** A move that a search has found, and not the one way to satisfy a rule about paths. */
function isAdvised({ intent }: Fix): boolean {
  return intent?.kind === 'move-symbols' || (intent?.kind === 'move-file' && intent.alone === true);
}

/** Following this advice would make the configuration invalid, or break another rule. */
function notOffered(reason: string): Fix {
  return { title: 'no move fixes this', safety: 'manual', edits: [], steps: [`no move fixes this: ${reason}`] };
}

/** Does it ask for no more than a test of a file that the fix makes? */
function isUntested({ family, at: { file } }: Pick<Violation, 'family' | 'at'>, { edits }: Fix): boolean {
  return family === 'coverage' && edits.some((edit) => edit.kind === 'create' && edit.file === file);
}

/** A message without its location and what follows its first clause. */
function firstPart(message: string): string {
  return /^(?:\S+:\d+:\d+ )?([^;]*)/.exec(message)?.[1] ?? message;
}

interface Outcome extends Verdict {
  /** Why the batch fails; null if it works. */
  readonly reason: string | null;
}

function tryOut(trial: Trial, tried: readonly Change[], changes: readonly FileChange[]): Outcome {
  const verdict = trial.try(changes);
  const [first] = verdict.came;
  const stays = tried.some(({ twins }) => twins.some(({ violation }) => !verdict.gone.has(violation.id)));
  const broken = first && `it would violate ${first.rule} in ${first.at.file}${lineText(first)}`;
  const reason = verdict.broken ?? broken ?? (stays ? 'it would not fix the violation' : null);
  return { ...verdict, reason };
}

function lineText({ at: { place } }: Pick<Violation, 'at'>): string {
  return place ? `:${String(place.line)}` : '';
}

/** What goes with each fix: the violations of its twins, and others that only one change of the batch can have removed. */
function resolutions(tried: readonly Change[], { gone }: Verdict): Map<Fix, string[]> {
  // Null where several changes touch a file.
  const sole = new Map<Path, Change | null>();
  for (const one of tried) for (const file of touchedBy(one.edits)) sole.set(file, sole.has(file) ? null : one);
  const found = new Map(tried.map((one) => [one, one.twins.map(({ violation }) => violation.id).sort()]));
  const targets = new Set([...found.values()].flat());
  for (const [id, { at, evidence }] of gone) {
    if (targets.has(id)) continue;
    const near = new Set([at.file, ...evidence.map(({ file }) => file)].flatMap((file) => sole.get(file) ?? []));
    const [only] = near;
    if (only && near.size === 1) found.get(only)?.push(id);
  }
  return new Map([...found].flatMap(([{ twins }, ids]) => twins.map(({ fix }) => [fix, ids] as const)));
}

/** Those that have to do with what went wrong, by place or else by file, apart from the rest; where that tells nothing, halves. */
function split(tried: readonly Change[], { gone, came, guilty }: Outcome): (readonly Change[])[] {
  const bad = new Set(came.flatMap(({ at, evidence }) => [at.file, ...evidence.map(({ file }) => file)]));
  const signs = [
    (edit: Edit): boolean => edit.kind === 'replace' && guilty.has(edit),
    (edit: Edit): boolean => filesOf(edit).some((file) => bad.has(file)),
  ];
  for (const isBad of signs) {
    const stays = ({ twins }: Change): boolean => twins.some(({ violation }) => !gone.has(violation.id));
    const suspects = new Set(tried.filter((one) => stays(one) || one.edits.some(isBad)));
    if (suspects.size > 0 && suspects.size < tried.length)
      return [[...suspects], tried.filter((one) => !suspects.has(one))];
  }
  const half = Math.ceil(tried.length / 2);
  return [tried.slice(half), tried.slice(0, half)];
}

/** The files that edits touch. */
export function touchedBy(edits: readonly Edit[]): ReadonlySet<Path> {
  return new Set(edits.flatMap(filesOf));
}
