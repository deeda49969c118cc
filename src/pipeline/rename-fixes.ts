import type { Fix } from '../core/fix.ts';
import type { Report, ReportedViolation } from '../core/report.ts';
import type { Renaming, RenameWish } from '../program/index.ts';
import type { State } from './follow.ts';
import type { Plan } from './make.ts';
import { createNameReader } from './named.ts';
import { insisting } from './public-names.ts';
import { type Candidate, createProof, trialsOf } from './proof.ts';
import { createRenamer } from './rename.ts';
import { createTrial } from './trial.ts';

export interface RenameFix extends Candidate {
  readonly violation: ReportedViolation;
}

/** Finds fixes for names that other files use, as `lintel rename` does. */
export interface RenameFixes {
  /** Violations with fixes that can be applied together. */
  next(state: State, violations: readonly ReportedViolation[]): readonly RenameFix[];
  /** Why a violation has none; null if nothing was refused. */
  refusal(violation: ReportedViolation): string | null;
  /** The report, in which names that were refused say why. */
  explained(report: Report): Report;
}

/** How many names `lintel fix` asks the type checker about: each takes about a second in a large project. */
const most = 200;

/** `suggested`: also what has doubts. What was refused is not asked about again. */
export function createRenameFixes(renaming: Renaming, suggested: boolean): RenameFixes {
  const refusals = new Map<string, string>();
  let left = most;
  const doubted = ({ id, fix }: ReportedViolation, doubt: string): void => {
    const command = insisting(fix?.steps[0] ?? 'use --suggested');
    refusals.set(id, `${command} (${doubt})`);
  };
  const candidate = (violation: ReportedViolation, plan: Plan): RenameFix[] => {
    const doubt = 'reason' in plan ? undefined : (plan.doubts[0] ?? plan.notes[0]);
    if ('reason' in plan) refusals.set(violation.id, byHand(plan.reason));
    else if (suggested || doubt === undefined)
      return [{ violation, fix: { ...(violation.fix ?? noFix), edits: plan.edits } }];
    else doubted(violation, doubt);
    return [];
  };
  const refusal = ({ id }: ReportedViolation): string | null => refusals.get(id) ?? null;
  return {
    refusal,
    explained: (report) => ({
      ...report,
      violations: report.violations.map((violation) => {
        const [{ fix }, reason] = [violation, refusal(violation)];
        return fix && reason !== null ? { ...violation, fix: { ...fix, steps: [reason] } } : violation;
      }),
    }),
    next(state, violations) {
      const plan = createRenamer(state, renaming);
      const readerOf = createNameReader(state);
      // Renames without a common name cannot meet: each was proven for all occurrences of its own two.
      const taken = new Set<string>();
      const candidates: RenameFix[] = [];
      for (const violation of violations) {
        const wish = refusals.has(violation.id) ? null : wishOf(violation, suggested);
        const names = wish ? [wish.symbol.at(-1) ?? '', wish.to] : [];
        if (!wish || names.some((name) => taken.has(name))) continue;
        // What is in doubt anyway need not be planned.
        const doubt = suggested ? null : (doubtOf(violation) ?? readerOf(wish.file, wish.symbol[0]));
        if (doubt !== null) doubted(violation, doubt);
        if (doubt !== null || left-- <= 0) continue;
        for (const name of names) taken.add(name);
        candidates.push(...candidate(violation, plan(wish)));
      }
      const proof = createProof(
        (touched) => createTrial(state, touched),
        trialsOf({ files: state.loaded.sources.length, violations: violations.length }),
      );
      proof.run(candidates);
      for (const { violation, fix } of candidates)
        if (!proof.holds(fix))
          refusals.set(violation.id, byHand(proof.report(fix, violation).reason ?? 'it would not fix the violation'));
      return candidates.filter(({ fix }) => proof.holds(fix));
    },
  };
}

/** Why the check itself leaves the rename to a person. */
function doubtOf({ fix }: ReportedViolation): string | null {
  const intent = fix?.intent;
  return intent?.kind === 'rename' ? (intent.doubt ?? null) : null;
}

function byHand(reason: string): string {
  return `rename it by hand: ${reason}`;
}

const noFix: Fix = { title: '', safety: 'manual', edits: [], steps: [] };

/**
 * Whether a violation names something that the type checker may rename. A member needs the types of all files around it, which takes a minute in a
 * large project: it is renamed only for a violation that somebody has `chosen`.
 */
export function isForRenaming(violation: ReportedViolation, chosen: boolean): boolean {
  const wish = wishOf(violation, false);
  return wish !== null && (chosen || wish.symbol.length === 1);
}

/** What `lintel rename` would be asked; null for a violation with another fix. */
function wishOf({ fix }: ReportedViolation, suggested: boolean): RenameWish | null {
  const intent = fix?.intent;
  if (fix?.edits.length !== 0 || intent?.kind !== 'rename' || intent.symbol === undefined) return null;
  const [name = '', member] = intent.symbol.split('.');
  return {
    file: intent.file,
    symbol: member === undefined ? [name] : [name, member],
    to: intent.to,
    suggested,
  };
}
