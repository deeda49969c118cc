import { anyOf, globOf } from '../core/glob.ts';
import type { Path } from '../core/location.ts';
import type { Scope } from './proposal.ts';

/** Folders and files that hold code which nobody keeps to rules: inputs of tests, copies, and what programs write. */
const foreign = [
  '**/fixtures/**',
  '**/__fixtures__/**',
  '**/__testfixtures__/**',
  '**/test-fixtures/**',
  '**/__snapshots__/**',
  '**/vendor/**',
  '**/third_party/**',
  '**/generated/**',
  '**/__generated__/**',
  '**/*.{generated,gen}.*',
  '**/create-*/template*/**',
  '.yarn/**',
];

/** Where else repositories have their tests. */
const otherTests = [
  '**/test/**',
  '**/{e2e,cypress,playwright}/**',
  '**/*-{tests,e2e}/**',
  '**/{integration-tests,integration_tests,test-utils,dts-test}/**',
  '**/*.{e2e,e2e-spec,cy,test-d,bench,stories}.*',
  '**/*[-_]{test,spec}.*',
  '**/{bench,benchmark,benchmarks}/**',
  '**/{vitest,jest,playwright,cypress}.{config,setup,preset}.*',
];

/** What is known of paths by the languages. */
export interface Habits {
  isCode(path: Path): boolean;
  /** Globs of the predefined zone `tests`. */
  readonly tests: readonly string[];
}

/** What belongs to the project, going by paths. Nothing is ignored where that would leave no code. */
export function scopeOf(paths: readonly Path[], { isCode, tests }: Habits): Scope {
  const files = paths.filter(isCode);
  const ignore = foreign.filter((glob) => files.some(matcherOf([glob])));
  const isIgnored = matcherOf(ignore);
  const kept = files.filter((file) => !isIgnored(file));
  if (kept.length === 0) return { ignore: [], tests: null };
  const isUsual = matcherOf(tests);
  const more = otherTests.filter((glob) => {
    const matches = matcherOf([glob]);
    return kept.some((file) => matches(file) && !isUsual(file));
  });
  // A repository of nothing but tests is the tests' own project.
  const all = matcherOf([...tests, ...more]);
  const isUseful = more.length > 0 && kept.some((file) => !all(file));
  return { ignore, tests: isUseful ? [...tests, ...more] : null };
}

/** Is a path a test of the project? */
export function testsIn({ tests }: Scope, usual: readonly string[]): (path: Path) => boolean {
  return matcherOf(tests ?? usual);
}

/** Is a path left out? */
export function ignoredIn({ ignore }: Scope): (path: Path) => boolean {
  return matcherOf(ignore);
}

/** One test for several globs, which must be right. */
export function matcherOf(globs: readonly string[]): (path: Path) => boolean {
  const match = anyOf(
    globs.map((text) => {
      const glob = globOf(text);
      if ('fault' in glob) throw new Error(`${text}: ${glob.fault}`);
      return glob.match;
    }),
  );
  return (path) => match(path).length > 0;
}
