import { at } from '../../core/at.ts';
import type { Path } from '../../core/location.ts';
import { isTest, type Linked, type Lists } from '../../core/view.ts';
import { waysTo } from '../walk.ts';
import { bestToTest, functionText, type UntestedFunction } from './untested.ts';

/** The tests that import a file as written, for what it does at run time. */
export function testsImporting(project: Linked & Lists, file: Path): Path[] {
  const importers = project.graph
    .importersOf(file)
    .filter(({ from, kind }) => kind !== 'type' && kind !== 'mock' && isTest(project, from));
  return [...new Set(importers.map(({ from }) => from))];
}

/** The tests from which one of some files can be reached at run time, the nearest first. */
export function nearestTests(project: Linked & Lists, files: readonly Path[]): Path[] {
  const { graph } = project;
  const goals = files.flatMap((file) => graph.id(file) ?? []);
  const isRun = (edge: number): boolean => !['type', 'mock'].includes(graph.edge(edge).kind);
  const { steps } = waysTo(graph, goals, isRun, () => true);
  const near = graph.files.map((file, id) => ({ file, distance: at(steps, id) }));
  return near
    .filter(({ file, distance }) => distance > 0 && isTest(project, file))
    .sort((a, b) => a.distance - b.distance)
    .map(({ file }) => file);
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
