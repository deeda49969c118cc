import type { Details } from '../../../core/check.ts';
import type { LostEndpoint } from '../../../core/endpoint.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Location } from '../../../core/location.ts';
import type { Data, Evidence } from '../../../core/violation.ts';
import { shapeOf, spell } from '../../../graph/routes/path.ts';
import type { Served } from '../../../graph/routes/served.ts';
import type { Demand } from './code-fixes.ts';
import type { Comparison } from './compare.ts';
import { type Guesses, nextTo } from './near.ts';

/** How a route and its operation differ. */
export interface Difference<M extends string = string> {
  readonly message: M;
  readonly data: Data;
  readonly at: Location;
  readonly details: Details;
  /** What to do if the document is right; absent where that repairs the document itself. */
  readonly code?: Demand;
}

/** The routes of an operation, as evidence. */
export function served({ routes }: Served): readonly Evidence[] {
  return routes.slice(0, 3).map(({ method, path, at }) => ({
    file: at.file,
    line: at.place?.line ?? null,
    text: `serves ${nameOf(method, spell(path))}`,
  }));
}

/** A method with its path: `GET /pets/{id}`. */
export function nameOf(method: string, path: string): string {
  return `\`${method.toUpperCase()} ${path}\``;
}

export const spot = ({ file, place }: Location): string => (place ? `${file}:${place.line}` : file);

export function unimplementedDetails(
  { operation, full }: Comparison['unimplemented'][number],
  { known }: Comparison,
  guesses: Guesses,
): Details {
  const same = known.filter(({ path }) => shapeOf(path) === shapeOf(full));
  const near = same.length > 0 ? undefined : guesses.routeOf(full);
  const beside = same.length > 0 || near ? undefined : nextTo(full, full.length - operation.path.length, known);
  const others = beside ? [beside] : same;
  const shown = (near ? known.filter(({ path }) => shapeOf(path) === shapeOf(near.path)) : others).slice(0, 4);
  const evidence = shown.map((one) => ({
    file: one.at.file,
    line: one.at.place?.line ?? null,
    text: `serves ${nameOf(one.method, spell(one.path))}`,
  }));
  const [first] = shown;
  const relation = beside ? 'nearest' : 'same path';
  const where = first
    ? `; ${near ? 'near' : relation}: ${nameOf(first.method, spell(first.path))} at ${spot(first.at)}`
    : '';
  const id = operation.id === null ? '' : ` (\`${operation.id}\`)`;
  return {
    found: `an operation ${nameOf(operation.method, operation.name)}${id} without a route`,
    expected: `a route ${nameOf(operation.method, spell(full))}`,
    brief: `${nameOf(operation.method, spell(full))} has no route${where}`,
    evidence,
    fix: manual('implement it, or delete the operation', [
      `implement it${first ? ' next to that route' : ''}`,
      ...(near === undefined ? [] : ['or make the two paths equal if that route is meant']),
      'or delete the operation if no proxy, rewrite or code that Lintel does not read serves it',
    ]),
  };
}

export function unresolvedDetails({ method, path, reason, adrift }: LostEndpoint): Details {
  const name = method === 'use' ? `the mount at \`${spell(path)}\`` : nameOf(method, spell(path));
  return {
    found: `${name}: ${reason}`,
    expected: 'a literal path',
    brief: `${name} cannot be compared: ${reason}`,
    fix: adrift ? mounting : spelling(method !== 'use' && path.at(-1)?.kind !== 'opaque'),
  };
}

/** All routes below what is not known, at once: one repair makes them known. */
export function unresolvedBelow(routes: readonly [LostEndpoint, ...LostEndpoint[]]): Details {
  const [{ method, path, reason, adrift }] = routes;
  const evidence = routes.slice(0, 3).map((one) => ({
    file: one.at.file,
    line: one.at.place?.line ?? null,
    text: `answers ${nameOf(one.method, spell(one.path))}`,
  }));
  const name = method === 'use' ? `a mount at \`${spell(path)}\`` : nameOf(method, spell(path));
  const brief = `${routes.length === 1 ? name : `${routes.length} routes, such as ${name},`} cannot be compared: ${reason}`;
  return {
    found: `${routes.length === 1 ? 'a route' : `${routes.length} routes`} below: ${reason}`,
    expected: adrift ? 'an app that mounts it' : 'a literal path',
    brief,
    evidence,
    fix: adrift ? mounting : spelling(true),
  };
}

const mounting = manual('mount it', [
  'mount the router in an app of this project, or delete it',
  'or leave its file out with `not`, if it belongs to no app',
]);

function spelling(isPrefix: boolean): Fix {
  return manual('use a literal path', [
    'write the path as a string literal or a constant of this repository',
    ...(isPrefix ? ['or set `base-path` in the rule if the unknown part is the base path'] : []),
    'or excuse it under `except`, by `path` and a reason',
  ]);
}

export function manual(title: string, steps: readonly string[]): Fix {
  return { title, safety: 'manual', edits: [], steps };
}
