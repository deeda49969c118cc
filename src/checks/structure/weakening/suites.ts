import type { Path } from '../../../core/location.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import type { TestCase } from '../../../core/tests.ts';
import { isTest } from '../../../core/view.ts';
import type { Comparing } from './finding.ts';
import { subjectsOf } from './subject.ts';

/** A test and where it is. */
export interface Found {
  readonly file: Path;
  readonly test: TestCase;
  /** Another test of its file keeps it from running. */
  readonly isHeldBack: boolean;
  /** It asserts something, itself or through a function. */
  readonly asserts: boolean;
  /** It may compare any number of values. */
  readonly isOpen: boolean;
}

/** The tests in files that changed, by file. */
export interface Suites {
  readonly earlier: ReadonlyMap<Path, readonly Found[]>;
  readonly now: ReadonlyMap<Path, readonly Found[]>;
  /** The present path of a file of the base; null if it is gone. */
  nameOf(earlier: Path): Path | null;
  /** The names of earlier tests. */
  readonly names: ReadonlySet<string>;
  /** The present assertions, as text. */
  readonly assertions: ReadonlySet<string>;
}

/** The tests of the base in files that changed since, and those that changed files have now. */
export function suitesOf({ project, changes, now, earlier }: Comparing): Suites {
  const names = new Map([...changes.renamed].map(([file, old]) => [old, file]));
  const edited = [...new Set([...changes.changed, ...changes.renamed.keys()])];
  const olds = [...changes.deleted, ...edited.map((file) => changes.renamed.get(file) ?? file)];
  const before = testsIn(earlier, olds, (file) => isTest(project, file));
  const after = testsIn(now, [...changes.added, ...edited], () => true);
  const present = [...after.values()].flat().filter((one) => !isSkipped(one));
  return {
    earlier: before,
    now: after,
    nameOf: (file) => names.get(file) ?? (changes.deleted.has(file) ? null : file),
    names: new Set([...before.values()].flat().map(nameOf)),
    assertions: new Set(present.flatMap(({ test }) => test.assertions)),
  };
}

/** The tests of some files. A function of any of the files may assert for the tests that call it. */
function testsIn(
  snapshot: Snapshot,
  files: readonly Path[],
  isWanted: (file: Path) => boolean,
): ReadonlyMap<Path, readonly Found[]> {
  const facts = files.toSorted().map((file) => [file, snapshot.facts(file, 'tests')] as const);
  const helpers = new Set(facts.flatMap(([, tests]) => tests?.helpers ?? []));
  return new Map(
    facts.flatMap(([file, tests]) => {
      if (!tests || !isWanted(file)) return [];
      const isNarrowed = tests.cases.some(({ run }) => run === 'alone');
      return [[file, tests.cases.map((test) => foundIn(file, test, { helpers, isNarrowed }))] as const];
    }),
  );
}

function foundIn(
  file: Path,
  test: TestCase,
  { helpers, isNarrowed }: { readonly helpers: ReadonlySet<string>; readonly isNarrowed: boolean },
): Found {
  const isHelped = test.calls.some((name) => helpers.has(name));
  return {
    file,
    test,
    isHeldBack: isNarrowed && test.run !== 'alone',
    asserts: test.assertions.length > 0 || isHelped,
    isOpen: test.isOpen || isHelped,
  };
}

export function isSkipped({ test, isHeldBack }: Found): boolean {
  return test.run === 'never' || isHeldBack;
}

/** What an earlier test is now: the test of its name in its file, under the same suites if possible, else in another file. */
export function heirOf({ now }: Suites, earlier: Found, file: Path | null): Found | null {
  const own = file === null ? [] : (now.get(file) ?? []);
  const path = earlier.test.path.join('\0');
  const isSame = (one: Found): boolean => nameOf(one) === nameOf(earlier);
  const others = [...now.values()].flat();
  return own.find(({ test }) => test.path.join('\0') === path) ?? own.find(isSame) ?? others.find(isSame) ?? null;
}

/** Present tests of new names with an assertion that a test had and no longer has. */
export function partsOf({ now: all, names }: Suites, { test: earlier }: Found, { test }: Found): readonly Found[] {
  const moved = new Set(earlier.assertions.filter((text) => !test.assertions.includes(text)));
  return [...all.values()]
    .flat()
    .filter((one) => !isSkipped(one) && !names.has(nameOf(one)) && one.test.assertions.some((text) => moved.has(text)));
}

/** How many assertions of an earlier test no present test has. */
export function lostAssertions({ assertions }: Suites, { test, asserts }: Found): number {
  const lost = test.assertions.filter((text) => !assertions.has(text)).length;
  return test.assertions.length === 0 && asserts ? 1 : lost;
}

/** How many values tests of new names compare: in the file, in files that took over tests of it, and in those that import what it imported. */
export function newValues(
  comparing: Comparing,
  suites: Suites,
  { old, file }: { readonly old: Path; readonly file: Path | null },
): number {
  const names = new Set(suites.earlier.get(old)?.map(nameOf));
  const subjects = subjectsOf(comparing, old);
  const imports = (one: Path): boolean =>
    comparing.project.graph.importsOf(one).some(({ target }) => 'file' in target && subjects.has(target.file));
  const heirs = [...suites.now].filter(
    ([one, tests]) => one === file || tests.some((test) => names.has(nameOf(test))) || imports(one),
  );
  const fresh = heirs.flatMap(([, tests]) => tests.filter((one) => !suites.names.has(nameOf(one)) && !isSkipped(one)));
  if (fresh.some(({ isOpen }) => isOpen)) return Number.POSITIVE_INFINITY;
  return fresh.reduce((total, { test }) => total + test.values, 0);
}

function nameOf({ test }: Found): string {
  return test.path.at(-1) ?? '';
}
