import type { TestCase } from '../../../core/tests.ts';
import type { Path } from '../../../core/location.ts';
import { type Comparing, type Weakening, wholeFile } from './finding.ts';
import { hasShrunk } from './subject.ts';
import { type Found, heirOf, isSkipped, lostAssertions, newValues, partsOf, type Suites, suitesOf } from './suites.ts';

/** Tests that were deleted, skipped or emptied although what they test is as it was. */
export function* weakenedTests(comparing: Comparing): Generator<Weakening> {
  const suites = suitesOf(comparing);
  for (const [old, tests] of suites.earlier) {
    const file = suites.nameOf(old);
    const pairs = tests.map((earlier) => ({ earlier, now: heirOf(suites, earlier, file) }));
    yield* deletedTests(pairs, { comparing, suites, old, file });
    for (const { earlier, now } of pairs) if (now) yield* changedTest(earlier, now, { comparing, suites, old });
  }
}

interface Pair {
  readonly earlier: Found;
  readonly now: Found | null;
}

interface Context {
  readonly comparing: Comparing;
  readonly suites: Suites;
  /** The test file in the base. */
  readonly old: Path;
}

/** Tests without an heir, of which the assertions are gone as well. */
function* deletedTests(
  pairs: readonly Pair[],
  { comparing, suites, old, file }: Context & { readonly file: Path | null },
): Generator<Weakening> {
  const lost = pairs.flatMap(({ earlier, now }) =>
    now === null && isWhole(earlier) && lostAssertions(suites, earlier) > 0 ? [earlier] : [],
  );
  const missing = lost.reduce((total, one) => total + lostAssertions(suites, one), 0);
  if (missing === 0 || newValues(comparing, suites, { old, file }) >= missing || hasShrunk(comparing, old)) return;
  if (file === null) {
    yield deletedFile(old, lost.length);
    return;
  }
  for (const { test } of lost) yield deleted(test, file);
}

function* changedTest(earlier: Found, now: Found, { comparing, suites, old }: Context): Generator<Weakening> {
  if (isSkipped(earlier)) return;
  if (isSkipped(now)) yield skipped(now);
  else if (earlier.asserts && !now.asserts) yield emptied(now);
  else if (isFewer(suites, earlier, now) && lostAssertions(suites, earlier) > 0 && !hasShrunk(comparing, old))
    yield weakened(earlier, now);
}

function isWhole(one: Found): boolean {
  return !isSkipped(one) && one.asserts;
}

/** Does a test compare less, with the tests that were split off from it? */
function isFewer(suites: Suites, earlier: Found, now: Found): boolean {
  const all = [now, ...partsOf(suites, earlier, now)];
  if (all.some(({ isOpen }) => isOpen)) return false;
  return all.reduce((total, { test }) => total + test.values, 0) < earlier.test.assertions.length;
}

function deletedFile(file: Path, count: number): Weakening {
  return {
    message: 'test-file-deleted',
    data: { file },
    at: wholeFile(file),
    found: `${count} ${count === 1 ? 'test' : 'tests'} fewer`,
    expected: 'the tests, here or in another file',
    step: `restore ${file}`,
  };
}

function deleted(test: TestCase, file: Path): Weakening {
  return {
    message: 'test-deleted',
    data: { test: nameOf(test), file },
    at: wholeFile(file),
    found: `no test "${nameOf(test)}", and no other with its assertions`,
    expected: 'the test, here or in another file',
    step: `restore the test "${nameOf(test)}"`,
  };
}

function skipped({ test, file }: Found): Weakening {
  return {
    message: 'test-skipped',
    data: { test: nameOf(test), file },
    at: { file, place: test.at },
    found: test.run === 'never' ? 'a test that is skipped' : 'a test that does not run beside one with `only`',
    expected: 'a test that runs',
    step: 'let the test run, and fix what it finds',
  };
}

function emptied({ test, file }: Found): Weakening {
  return {
    message: 'test-emptied',
    data: { test: nameOf(test), file },
    at: { file, place: test.at },
    found: 'no assertion',
    expected: 'the assertions that it had',
    step: 'restore the assertions, and fix what they find',
  };
}

function weakened({ test: earlier }: Found, { test, file }: Found): Weakening {
  return {
    message: 'assertions-removed',
    data: { test: nameOf(test), file },
    at: { file, place: test.at },
    found: `${test.assertions.length} of ${earlier.assertions.length} assertions`,
    expected: 'the assertions that it had',
    step: 'restore the assertions, and fix what they find',
  };
}

function nameOf({ path }: TestCase): string {
  return path.join(' > ');
}
