import type { Details } from '../../../core/check.ts';
import type { Endpoint, LostEndpoint, RoutePath } from '../../../core/endpoint.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Location } from '../../../core/location.ts';
import { editDistance } from '../../../core/nearest.ts';
import type { Data, Evidence } from '../../../core/violation.ts';
import { shapeOf, spell } from '../../../graph/routes/path.ts';
import type { Comparison, Served } from './compare.ts';

/** How a route and its operation differ. */
export interface Difference<M extends string = string> {
  readonly message: M;
  readonly data: Data;
  readonly at: Location;
  readonly details: Details;
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
): Details {
  const same = known.filter(({ path }) => shapeOf(path) === shapeOf(full));
  const near = same.length > 0 ? undefined : known.find(({ path }) => isNear(path, full));
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

/** The route that goes along with a path the furthest, beyond the base. */
function nextTo(full: RoutePath, base: number, known: readonly Endpoint[]): Endpoint | undefined {
  let best: Endpoint | undefined;
  let length = base;
  for (const route of known) {
    const differs = full.findIndex((segment, i) => segment.shape !== route.path[i]?.shape);
    if ((differs < 0 ? full.length : differs) <= length) continue;
    best = route;
    length = differs < 0 ? full.length : differs;
  }
  return best;
}

/** The same but for a slip in one segment, or for what stands before it. */
export function isNear(a: RoutePath, b: RoutePath): boolean {
  if (a.length !== b.length) {
    const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
    return (
      shorter.some(({ kind }) => kind === 'static') &&
      shorter.every((segment, i) => segment.shape === longer[longer.length - shorter.length + i]?.shape)
    );
  }
  const differing = a.flatMap((segment, i) =>
    segment.shape === b[i]?.shape ? [] : [[segment.shape, b[i]?.shape ?? ''] as const],
  );
  const [first] = differing;
  return (
    differing.length === 1 &&
    first !== undefined &&
    editDistance(first[0], first[1], 4) <= Math.min(3, Math.floor(first[0].length / 3))
  );
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
