import { expect, it } from 'vitest';
import type { Violation } from '../core/violation.ts';
import { type Candidate, createProof, trialsOf } from './proof.ts';

const place = { line: 1, column: 1, endLine: 1, endColumn: 2 };

/** A rename in a file of its own. */
function renameIn(file: string, id = file): Candidate {
  const violation = {
    id,
    rule: 'naming/names',
    at: { file, place },
    evidence: [],
    data: {},
  } as unknown as Violation;
  const edit = { kind: 'replace', file, ...place, old: 'a', text: 'b' } as const;
  return { violation, fix: { title: 'Rename to `b`', safety: 'suggested', steps: [], edits: [edit] } };
}

it('tries a project less often the more files and violations it has', () => {
  const none = [10, 1000, 2000, 5000, 100_000].map((files) => trialsOf({ files, violations: 0 }));
  expect(none).toEqual([100, 100, 50, 20, 16]);
  expect(trialsOf({ files: 1, violations: 3999 })).toBe(25);
});

it('says which fixes it did not try', () => {
  const fixes = ['a.ts', 'b.ts', 'c.ts', 'd.ts'].map((file) => renameIn(file));
  const tried: number[] = [];
  const proof = createProof(
    () => ({
      try(changes) {
        tried.push(changes.length);
        return { gone: new Map(), came: [], guilty: new Set(), broken: 'it fails' };
      },
    }),
    3,
  );
  proof.run(fixes);
  // All of them, one half, and half of that.
  expect(tried).toEqual([4, 2, 1]);
  expect(fixes.map(({ fix, violation }) => proof.report(fix, violation).reason)).toEqual([
    'it fails',
    'not tried: the limit of 3 trials was reached',
    'not tried: the limit of 3 trials was reached',
    'not tried: the limit of 3 trials was reached',
  ]);
});

it('tries edits once, however many violations have them, and tells apart which of these they fix', () => {
  const fixes = ['fixed', 'fixed too', 'left'].map((id) => renameIn('a.ts', id));
  let trials = 0;
  const proof = createProof(
    () => ({
      try() {
        trials++;
        const seen = { at: { file: 'a.ts', place }, evidence: [] };
        return {
          gone: new Map([
            ['fixed', seen],
            ['fixed too', seen],
          ]),
          came: [],
          guilty: new Set(),
          broken: null,
        };
      },
    }),
    3,
  );
  proof.run(fixes);
  expect(trials).toBe(1);
  expect(
    fixes
      .map(({ fix, violation }) => proof.report(fix, violation))
      .map((one) => [one.proven, one.resolves, one.reason]),
  ).toEqual([
    [true, ['fixed', 'fixed too'], undefined],
    [true, ['fixed', 'fixed too'], undefined],
    [false, ['left'], 'it would not fix the violation'],
  ]);
});
