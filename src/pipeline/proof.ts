import type { Edit, Fix } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import type { ReportedFix } from '../core/report.ts';
import type { Violation } from '../core/violation.ts';
import { addTo } from '../core/group.ts';
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
  const refuse = ({ fix, violation }: Candidate, { broken, came }: Outcome, reason: string): void => {
    const [rest] = came;
    const isRest = fix.partial && broken === null && came.every(({ rule }) => rule === violation.rule);
    if (isRest && rest) reasons.set(fix, `the rest is reported in ${rest.at.file}${lineText(rest)}`);
    else if (rest && broken === null && came.every((one) => isUntested(one, fix)))
      reasons.set(fix, `\`${rest.at.file}\` then needs a test: ${rest.rule}`);
    else if (isMove(fix) && broken !== null) misfits.set(fix, `after it, ${firstPart(reason)}`);
    else if (isAdvised(fix) && came.length > 0)
      misfits.set(fix, `to ${fix.title.split(';')[0] ?? fix.title} ${reason.replace(/^it would/, 'would')}`);
    else reasons.set(fix, reason);
  };
  const runBatches = (candidates: readonly Candidate[]): void => {
    const trial = trialOf(touchedBy(candidates.flatMap(({ fix }) => fix.edits)));
    const batches: (readonly Candidate[])[] = [candidates];
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      if (batch.length === 0) continue;
      if (left === 0) {
        for (const { fix } of batch) reasons.set(fix, `not tried: the limit of ${String(most)} trials was reached`);
        continue;
      }
      left--;
      // Those that meet another in the same place have a batch of their own.
      const { changes, taken, waiting, invalid } = merge(batch.map(({ fix }) => fix.edits));
      const members = batch;
      for (const { fix } of invalid.flatMap((index) => members[index] ?? []))
        reasons.set(fix, 'its edits conflict with each other');
      const tried = taken.flatMap((index) => members[index] ?? []);
      batches.push(waiting.flatMap((index) => members[index] ?? []));
      if (tried.length === 0) continue;
      const outcome = tryOut(trial, tried, changes);
      if (outcome.reason === null) for (const [fix, ids] of resolutions(tried, outcome)) proven.set(fix, ids);
      else if (tried.length === 1 && tried[0]) refuse(tried[0], outcome, outcome.reason);
      else batches.push(...split(tried, outcome));
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

function tryOut(trial: Trial, tried: readonly Candidate[], changes: readonly FileChange[]): Outcome {
  const verdict = trial.try(changes);
  const [first] = verdict.came;
  const stays = tried.find(({ violation }) => !verdict.gone.has(violation.id));
  const broken = first && `it would violate ${first.rule} in ${first.at.file}${lineText(first)}`;
  const reason = verdict.broken ?? broken ?? (stays ? 'it would not fix the violation' : null);
  return { ...verdict, reason };
}

function lineText({ at: { place } }: Pick<Violation, 'at'>): string {
  return place ? `:${String(place.line)}` : '';
}

/** What goes with each fix: violations that have the same edits, and others that only one fix of the batch can have removed. */
function resolutions(tried: readonly Candidate[], { gone }: Verdict): Map<Fix, string[]> {
  const equal = new Map<string, Candidate[]>();
  // Null where several fixes touch a file.
  const sole = new Map<Path, Candidate | null>();
  for (const one of tried) {
    addTo(equal, keyOf(one.fix.edits), one);
    for (const file of touchedBy(one.fix.edits)) sole.set(file, sole.has(file) ? null : one);
  }
  const found = new Map<Fix, string[]>();
  for (const twins of equal.values()) {
    const ids = twins.map(({ violation }) => violation.id).sort();
    for (const { fix } of twins) found.set(fix, ids);
  }
  const targets = new Set(tried.map(({ violation }) => violation.id));
  for (const [id, { at, evidence }] of gone) {
    if (targets.has(id)) continue;
    const near = new Set([at.file, ...evidence.map(({ file }) => file)].flatMap((file) => sole.get(file) ?? []));
    const [only] = near;
    if (only && near.size === 1) found.get(only.fix)?.push(id);
  }
  return found;
}

function keyOf(edits: readonly Edit[]): string {
  return edits
    .map((edit) =>
      edit.kind === 'replace'
        ? `${edit.file}:${String(edit.line)}:${String(edit.column)}:${edit.text}`
        : `${edit.kind}:${edit.file}`,
    )
    .join('\0');
}

/** Those that have to do with what went wrong, by place or else by file, apart from the rest; where that tells nothing, halves. */
function split(tried: readonly Candidate[], { gone, came, guilty }: Outcome): (readonly Candidate[])[] {
  const bad = new Set(came.flatMap(({ at, evidence }) => [at.file, ...evidence.map(({ file }) => file)]));
  const signs = [
    (edit: Edit): boolean => edit.kind === 'replace' && guilty.has(edit),
    (edit: Edit): boolean => filesOf(edit).some((file) => bad.has(file)),
  ];
  for (const isBad of signs) {
    const suspects = new Set(tried.filter(({ violation, fix }) => !gone.has(violation.id) || fix.edits.some(isBad)));
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
