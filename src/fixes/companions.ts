import type { Path } from '../core/location.ts';
import { isFoundByEnding } from './meaning.ts';

/** A file that goes where another goes. */
export interface Companion {
  readonly owner: Path;
  readonly file: Path;
  readonly to: Path;
}

/** What moves along with files: their tests, and the companions of both. */
export function companionMoves(
  files: { has(path: Path): boolean },
  moves: ReadonlyMap<Path, Path>,
): readonly Companion[] {
  return [...moves].flatMap(([owner, to]) => {
    const tests = pairsOf(testsOf(owner), testsOf(to)).filter(
      // A test that moves by itself, or whose place is taken, goes its own way.
      (test) => files.has(test.file) && !moves.has(test.file) && !files.has(test.to),
    );
    const others = [{ file: owner, to }, ...tests].flatMap((one) =>
      pairsOf(companionsOf(one.file), companionsOf(one.to)).filter(({ file }) => files.has(file)),
    );
    return [...others, ...tests].map((one) => ({ owner, ...one }));
  });
}

/** The files that moves may take along. */
export function companionsIn(files: { has(path: Path): boolean }, moving: readonly Path[]): readonly Path[] {
  const tests = testsIn(files, moving);
  return [...tests, ...[...moving, ...tests].flatMap(companionsOf)];
}

/** The tests that lie beside files. */
export function testsIn(files: { has(path: Path): boolean }, moving: readonly Path[]): readonly Path[] {
  return moving.flatMap(testsOf).filter((test) => files.has(test));
}

function pairsOf(files: readonly Path[], targets: readonly Path[]): Omit<Companion, 'owner'>[] {
  return files.flatMap((file, i) => {
    const to = targets[i];
    return to === undefined ? [] : [{ file, to }];
  });
}

/** What goes where a file goes: the mock that stands in for it, the snapshot of a test, the declarations of a script. */
function companionsOf(file: Path): readonly Path[] {
  const declarations = file.replace(/\.([cm]?)jsx?$/, '.d.$1ts');
  return [
    beside(file, '__mocks__'),
    `${beside(file, '__snapshots__')}.snap`,
    ...(declarations === file ? [] : [declarations]),
  ];
}

/** Where the tests of a file lie beside it: `a.test.ts`, `__tests__/a.spec.tsx`. Those of two files are in the same order. */
function testsOf(file: Path): readonly Path[] {
  const stem = file.replace(/\.[cm]?[jt]sx?$/, '');
  if (stem === file || isFoundByEnding(file)) return [];
  return [stem, beside(stem, '__tests__')].flatMap((one) =>
    ['.test', '.spec'].flatMap((word) => testEnds.map((each) => `${one}${word}${each}`)),
  );
}

const testEnds = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cts', '.cjs'];

function beside(file: Path, folder: string): Path {
  const at = file.lastIndexOf('/') + 1;
  return `${file.slice(0, at)}${folder}/${file.slice(at)}`;
}
