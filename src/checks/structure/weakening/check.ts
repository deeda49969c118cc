import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Allowance } from '../../../core/config.ts';
import type { Path } from '../../../core/location.ts';
import { mayAllow, permitOf, widenedAllowance } from './allowance.ts';
import { type Comparing, messages, type Project, type Weakening } from './finding.ts';
import { addedComments, addedEntries } from './excuses.ts';
import { loweredFigures } from './figures.ts';
import { disguisedImports, movedFiles } from './moves.ts';
import { weakenedRules } from './rules.ts';
import { ignoredFiles } from './scope.ts';
import { removedSections } from './sections.ts';
import { weakenedTests } from './tests.ts';

const options = z.strictObject({
  since: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The commit that the gate is compared with, such as `origin/main`. With `--since`, a built-in rule runs.',
    ),
});

export const weakening = defineCheck({
  name: 'weakening',
  family: 'structure',
  summary: 'A change does not weaken the rules, their exceptions, or the tests.',
  options,
  strictness: { since: 'free' },
  reads: (o) => ({
    graph: 'edges',
    headings: true,
    changes: { since: o.since ?? null },
    earlier: true,
    settled: 'all',
  }),
  alsoCalled: { ratchet: '', 'no-weakening': '' },
  messages,
  postponed(project) {
    if (project.changes === null)
      return 'there is no commit to compare with; run `lintel check --since origin/main`, or set `since: origin/main`';
    if (!project.now.isSound) return 'lintel.yaml has errors';
    return project.earlier?.config ? null : 'the base has no lintel.yaml that can be read';
  },
  *notes(project) {
    const comparing = comparingOf(project);
    if (!comparing || !mayAllow(comparing.earlier.config.allowance)) return;
    const permit = permitOf(comparing);
    for (const one of weakeningsIn(comparing)) {
      const reason = permit(one);
      if (reason !== null) yield `allowed: ${messages[one.message](one.data)} (${reason})`;
    }
  },
  statement: (o) => `nothing is weakened since ${o.since ?? 'the commit of `--since`'}`,
  *check(project, _, problem) {
    const comparing = comparingOf(project);
    if (!comparing) return;
    const permit = permitOf(comparing);
    const waiver = waiverOf(comparing.earlier.config.allowance);
    for (const one of weakeningsIn(comparing)) {
      if (permit(one) !== null) continue;
      const subject = one.data['rule'] ?? one.message;
      yield problem(one.message, one.data, one.at, {
        found: one.found,
        expected: one.expected,
        brief: `${messages[one.message](one.data)} Found: ${one.found}`,
        fix: { title: 'take it back', safety: 'manual', edits: [], steps: [one.step, waiver(subject)] },
      });
    }
  },
});

/** How a person allows it. */
function waiverOf({ trailer, owners }: Allowance): (subject: string) => string {
  if (trailer !== null)
    return (subject) => `or ask a person to commit with the trailer \`${trailer}: ${subject} -- the reason\``;
  if (owners.length > 0)
    return () => `or leave it to ${owners.join(', ')}, who may weaken files that they own in CODEOWNERS`;
  return () =>
    'or ask a person to add `allow-weakening: { trailer: Lintel-Allow }` to lintel.yaml in an earlier change: nobody may allow this yet';
}

function comparingOf(project: Project): Comparing | null {
  const { changes, earlier, now } = project;
  if (!changes || !earlier?.config || !now.config) return null;
  return {
    project,
    changes,
    now: { ...now, config: now.config },
    earlier: { ...earlier, config: earlier.config },
    earlierPath: (file: Path) => changes.renamed.get(file) ?? (changes.added.has(file) ? null : file),
  };
}

function* weakeningsIn(comparing: Comparing): Generator<Weakening> {
  if (comparing.now.configuration !== comparing.earlier.configuration) {
    yield* weakenedRules(comparing);
    yield* ignoredFiles(comparing);
    yield* widenedAllowance(comparing);
  }
  yield* addedComments(comparing);
  yield* addedEntries(comparing);
  yield* loweredFigures(comparing);
  yield* movedFiles(comparing);
  yield* disguisedImports(comparing);
  yield* removedSections(comparing);
  yield* weakenedTests(comparing);
}
