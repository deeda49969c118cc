import { matchesName } from '../core/glob.ts';
import type { Edge } from '../core/graph.ts';
import type { Exception } from '../core/rule.ts';
import type { Problem } from '../core/violation.ts';
import { inside, type Where } from '../core/zone.ts';

/** An exception, how often it was used, and whether it has expired. */
export interface Excuse {
  readonly exception: Exception;
  readonly expired: boolean;
  used: number;
}

/** The exceptions of a rule on the current day. */
export function excusesOf(exceptions: readonly Exception[], today: string): Excuse[] {
  return exceptions.map((exception) => ({
    exception,
    expired: exception.until !== null && exception.until < today,
    used: 0,
  }));
}

/** Is an edge excused? Every exception that matches it counts as used, so that overlapping ones are fine. */
export function excusesEdge(excuses: readonly Excuse[], edge: Edge): boolean {
  let excused = false;
  for (const excuse of excuses) {
    const { exception } = excuse;
    if (speaksOfProblems(exception)) continue;
    if (!holds(exception.from, edge.from) || !holds(exception.file, edge.from) || !reaches(exception.to, edge))
      continue;
    if (
      !Object.entries(exception.keys).every(
        ([key, glob]) => key === 'specifier' && matchesName(glob, edge.import.specifier),
      )
    )
      continue;
    excuse.used++;
    if (!excuse.expired) excused = true;
  }
  return excused;
}

/** Is a problem excused by an exception of its rule? */
export function excusesProblem(excuses: readonly Excuse[], problem: Problem): boolean {
  let excused = false;
  for (const excuse of excuses) {
    if (!matches(excuse.exception, problem)) continue;
    excuse.used++;
    if (!excuse.expired) excused = true;
  }
  return excused;
}

/** May an exception be needed for something in a file of which nothing is known? */
export function mayConcern({ from, file }: Exception, unread: string): boolean {
  return holds(from, unread) && holds(file, unread);
}

/** A name can only be judged once there is a problem. */
function speaksOfProblems(exception: Exception): boolean {
  return exception.name !== null;
}

function matches(exception: Exception, problem: Problem): boolean {
  const { data, at } = problem;
  const to = data['to'];
  return (
    holds(exception.from, at.file) &&
    holds(exception.file, at.file) &&
    (exception.to === null || (to !== undefined && (inside(exception.to, to) || named(exception.to.text, to)))) &&
    (exception.name === null || named(exception.name, data['name'])) &&
    Object.entries(exception.keys).every(([key, glob]) => named(glob, data[key]))
  );
}

function holds(where: Where | null, file: string): boolean {
  return where === null || inside(where, file);
}

function reaches(where: Where | null, edge: Edge): boolean {
  if (where === null) return true;
  if ('file' in edge.target) return inside(where, edge.target.file);
  return 'package' in edge.target && named(where.text, edge.target.package);
}

function named(glob: string, name: string | undefined): boolean {
  return name !== undefined && matchesName(glob, name);
}
