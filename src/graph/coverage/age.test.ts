import { expect, it } from 'vitest';
import { lintFiles } from '../../testing/index.ts';

const minute = 60_000;

/** Two packages with a report each: that of `a` is of minute 1, that of `b` of another. What is found, and the notes. */
function judge(
  importing: string,
  { changed, reportOfB = 3 }: { readonly changed: string; readonly reportOfB?: number },
): readonly (string | undefined)[] {
  const { violations, summary } = lintFiles(
    {
      'lintel.yaml':
        'version: 1\nrules:\n  floor: { check: coverage, report: "packages/*/lcov.info", not: shared/**, minimum: { lines: 100 } }\n',
      'packages/a/lcov.info': 'SF:a.ts\nDA:2,1\nend_of_record\n',
      'packages/b/lcov.info': 'SF:b.ts\nDA:1,1\nend_of_record\n',
      'packages/a/a.ts': `${importing}\nexport const a = 1;\n`,
      'packages/b/b.ts': 'export const b = 1;\n',
      'shared/between.ts': "export { rate } from './rate';\n",
      'shared/rate.ts': 'export const rate = 1;\nexport interface Rate { rate: number }\n',
    },
    {
      modified: new Map([
        ['packages/a/lcov.info', minute],
        ['packages/b/lcov.info', reportOfB * minute],
        ...['packages/a/a.ts', 'packages/b/b.ts', 'shared/between.ts', 'shared/rate.ts'].map(
          (file) => [file, file === changed ? 2 * minute : 0] as const,
        ),
      ]),
    },
  );
  return [...violations.map(({ at, brief }) => `${at.file} ${brief ?? ''}`), ...summary.notes];
}

const carried =
  'unmatched: floor: packages/a/lcov.info is carried over: neither the files covered there nor what these import changed since';
const plain = "import { rate } from '../../shared/between';\nrate;";

it('carries a report over if nothing that it covers or that this imports has changed, and says so', () => {
  expect(judge(plain, { changed: 'packages/b/b.ts' })).toEqual([carried]);
  expect(judge("import type { Rate } from '../../shared/rate';", { changed: 'shared/rate.ts' })).toEqual([carried]);
});

it('says nothing if no report is newer than the change', () => {
  expect(judge('', { changed: 'shared/rate.ts', reportOfB: 1 })).toEqual([]);
});

it.each([
  ['packages/a/a.ts', 'packages/a/lcov.info is older than 1 file'],
  ['shared/rate.ts', 'packages/a/lcov.info is older than 1 file that its files import'],
])('does not count on a report after a change of %s', (changed, found) => {
  expect(judge(plain, { changed })).toEqual([found]);
});
