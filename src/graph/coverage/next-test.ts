import type { Path } from '../../core/location.ts';
import { isTest, type Linked, type Lists } from '../../core/view.ts';
import { bestToTest, functionText, type UntestedFunction } from './untested.ts';

/** The tests that import a file as written, for what it does at run time. */
export function testsImporting(project: Linked & Lists, file: Path): Path[] {
  const importers = project.graph
    .importersOf(file)
    .filter(({ from, kind }) => kind !== 'type' && kind !== 'mock' && isTest(project, from));
  return [...new Set(importers.map(({ from }) => from))];
}

/** What to test next in a file, and where: the function whose test covers most, in a test that has the file at hand. */
export function nextTest(project: Linked & Lists, file: Path, functions: readonly UntestedFunction[]): string {
  const best = bestToTest(functions);
  const [test, ...others] = testsImporting(project, file);
  if (test === undefined)
    return best ? `write a test of ${functionText(best)}` : `write a test that imports \`${file}\``;
  const place = `\`${test}\`${others.length > 0 ? ` (${others.length} more import it)` : ''}`;
  return best ? `test ${functionText(best)} in ${place}` : `test the uncovered code in ${place}`;
}
