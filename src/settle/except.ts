import { nameMatcher } from '../core/glob.ts';
import type { Edge } from '../core/graph.ts';
import type { Exception } from '../core/rule.ts';
import type { Problem } from '../core/violation.ts';
import { inside, type Where } from '../core/zone.ts';

/** An exception, how often it was used, and whether it has expired. */
export interface Excuse {
  readonly exception: Exception;
  readonly expired: boolean;
  readonly names: Names;
  used: number;
}

type NameTest = (name: string) => boolean;

/** The globs of an exception that may match a name. */
interface Names {
  /** What `to` means where it is the name of a package. */
  readonly to: NameTest | null;
  readonly name: NameTest | null;
  readonly keys: readonly (readonly [key: string, matches: NameTest])[];
}

/** The exceptions of a rule on the current day. */
export function excusesOf(exceptions: readonly Exception[], today: string): Excuse[] {
  return exceptions.map((exception) => ({
    exception,
    expired: exception.until !== null && exception.until < today,
    names: namesOf(exception),
    used: 0,
  }));
}

function namesOf({ to, name, keys }: Exception): Names {
  return {
    to: to && nameMatcher(to.text),
    name: name === null ? null : nameMatcher(name),
    keys: Object.entries(keys).map(([key, glob]) => [key, nameMatcher(glob)] as const),
  };
}

/** Is an edge excused? Every exception that matches it counts as used, so that overlapping ones are fine. */
export function excusesEdge(excuses: readonly Excuse[], edge: Edge): boolean {
  let excused = false;
  for (const excuse of excuses) {
    const { exception, names } = excuse;
    if (speaksOfProblems(exception)) continue;
    if (!holds(exception.from, edge.from) || !holds(exception.file, edge.from) || !reaches(excuse, edge)) continue;
    if (!names.keys.every(([key, matches]) => key === 'specifier' && matches(edge.import.specifier))) continue;
    excuse.used++;
    if (!excuse.expired) excused = true;
  }
  return excused;
}

/** Is a problem excused by an exception of its rule? */
export function excusesProblem(excuses: readonly Excuse[], problem: Problem): boolean {
  let excused = false;
  for (const excuse of excuses) {
    if (!matches(excuse, problem)) continue;
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

function matches({ exception, names }: Excuse, problem: Problem): boolean {
  const { data, at } = problem;
  const to = data['to'];
  return (
    holds(exception.from, at.file) &&
    holds(exception.file, at.file) &&
    (exception.to === null || (to !== undefined && (inside(exception.to, to) || named(names.to, to)))) &&
    (names.name === null || named(names.name, data['name'])) &&
    names.keys.every(([key, test]) => named(test, data[key]))
  );
}

function holds(where: Where | null, file: string): boolean {
  return where === null || inside(where, file);
}

function reaches({ exception: { to }, names }: Excuse, edge: Edge): boolean {
  if (to === null) return true;
  if ('file' in edge.target) return inside(to, edge.target.file);
  return 'package' in edge.target && named(names.to, edge.target.package);
}

function named(test: NameTest | null, name: string | undefined): boolean {
  return name !== undefined && test !== null && test(name);
}
