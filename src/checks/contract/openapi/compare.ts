import type { Endpoint, Endpoints, LostEndpoint, RoutePath } from '../../../core/endpoint.ts';
import type { Path } from '../../../core/location.ts';
import type { Documented as Documents, Facts, Lists, Routed } from '../../../core/view.ts';
import { agree, type Binding, type Where } from '../../../core/zone.ts';
import {
  canDescribe,
  type Contract,
  contractOf,
  type Documented,
  type DocumentedPath,
  isSupported,
} from '../../../graph/routes/contract.ts';
import { covers, documentedPath, shapeOf } from '../../../graph/routes/path.ts';
import { type Promised, promisedBy, type Served, servedBy } from '../../../graph/routes/served.ts';

/** Documents, and the routes that they are to speak of. */
export interface Pair {
  readonly contracts: readonly Contract[];
  readonly known: readonly Endpoint[];
  readonly lost: readonly LostEndpoint[];
}

/** What one pair came to. */
export interface Comparison extends Pair {
  readonly undocumented: readonly Undocumented[];
  readonly unimplemented: readonly Promised[];
  readonly served: readonly Served[];
  /** How many operations the documents have. */
  readonly operations: number;
  /** Routes below none of the servers. */
  readonly outside: number;
}

/** A route that no document has. */
export interface Undocumented extends Endpoint {
  readonly home: Home;
}

/** Where a route would be documented: in which document, and its path as that document would spell it. */
export interface Home {
  readonly contract: Contract;
  readonly path: RoutePath;
  readonly there: DocumentedPath | null;
}

/** What is held to each other. */
export type Contracted = Lists & Routed & Documents & Facts<'spec' | 'contents' | 'problems'>;

interface Wanted {
  readonly spec: Where;
  readonly base: string | null;
  readonly routes: Endpoints;
}

/** Why a document is no OpenAPI document that can be read; null when it is one. */
export function versionFault(version: string | null): string | null {
  if (version === null)
    return 'The version is missing: an OpenAPI document begins with `openapi: 3.1.0`, or with `swagger: "2.0"`.';
  return isSupported(version)
    ? null
    : `The version is \`${version.replace(' ', ': ')}\`, but only 2.0, 3.0, 3.1 and 3.2 are supported.`;
}

/** The documents of a rule. What a glob takes along is left out where others are whole: parts of them, schemas, other YAML. */
export function documentsOf({ documents, facts }: Contracted, spec: Where): readonly Path[] {
  const written = [...documents].filter((path) => spec.match(path).length > 0);
  const isWhole = (path: Path): boolean => facts(path, 'spec').version !== null;
  const isMeant = (path: Path): boolean =>
    facts(path, 'problems').length > 0 || facts(path, 'spec').items.some(({ keys }) => keys[0] === 'paths');
  return written.some(isWhole) ? written.filter((path) => isWhole(path) || isMeant(path)) : written;
}

/** Pairs each document with the files that have the same values of captures; those of one pair are one contract. */
export function pairsOf(project: Contracted, { spec, base, routes }: Wanted): readonly Pair[] {
  const groups = new Map<string, { readonly binding: Binding; readonly documents: Path[] }>();
  for (const document of documentsOf(project, spec)) {
    if (versionFault(project.facts(document, 'spec').version) !== null) continue;
    for (const binding of spec.match(document)) {
      const key = JSON.stringify(Object.entries(binding).sort());
      const group = groups.get(key) ?? { binding, documents: [] };
      groups.set(key, group);
      group.documents.push(document);
    }
  }
  const { known, lost } = withBase(routes, base);
  return [...groups.values()].map(({ binding, documents }) => {
    const isMine = ({ at: { file } }: Endpoint): boolean =>
      project.judges(file) && (project.in?.match(file).some((one) => agree(one, binding)) ?? true);
    return {
      contracts: documents.map((document) => contractOf(project, document, base)),
      known: known.filter(isMine),
      lost: lost.filter(isMine),
    };
  });
}

/** What stands before the last part that cannot be known is taken to be the base path. */
function withBase(
  { known, lost }: { readonly known: readonly Endpoint[]; readonly lost: readonly LostEndpoint[] },
  base: string | null,
) {
  if (base === null) return { known, lost };
  const start = documentedPath(base);
  const isPrefixed = ({ adrift, path, method }: LostEndpoint): boolean =>
    !adrift && method !== 'use' && path.at(-1)?.kind !== 'opaque';
  const found = lost.filter(isPrefixed).map(({ method, path, at, handling, form }): Endpoint => ({
    ...{ method, at, handling, form },
    path: [...start, ...path.slice(path.findLastIndex(({ kind }) => kind === 'opaque') + 1)],
  }));
  return { known: [...known, ...found], lost: lost.filter((one) => !isPrefixed(one)) };
}

/** Holds the operations and the routes of a pair to each other. */
export function compare(pair: Pair): Comparison {
  const { contracts, known, lost } = pair;
  const promised = promisedBy(contracts);
  const keys = new Set(promised.map(({ operation, full }) => `${operation.method} ${shapeOf(full)}`));
  const hidden = new Set(
    contracts.flatMap(({ paths, bases }) =>
      paths
        .filter((one) => one.lost)
        .flatMap((one) => bases.map((base) => shapeOf([...documentedPath(base), ...one.path]))),
    ),
  );
  const homes = contracts.flatMap((contract) =>
    [...new Set([...contract.bases, ...contract.operations.flatMap(({ bases }) => bases)])].map((base) => ({
      contract,
      base: documentedPath(base),
    })),
  );
  const judged = known.filter(({ path }) => homes.some(({ base }) => begins(path, base)));
  const documented = new Set(promised.map(({ full }) => shapeOf(full)));
  const answered = new Set(known.filter(({ method }) => method !== 'all').map(({ path }) => shapeOf(path)));
  const isMissing = ({ method, path, handling }: Endpoint): boolean => {
    const shape = shapeOf(path);
    // Which methods it answers is not known, or others answer there, too.
    const isThere = method === 'all' ? documented.has(shape) || answered.has(shape) : keys.has(`${method} ${shape}`);
    // A document cannot speak of a wildcard, and nobody documents what browsers ask before a request.
    const isMeant = method !== 'options' && path.every(({ kind }) => kind !== 'wildcard') && !handling?.isHidden;
    return isMeant && !isThere && !hidden.has(shape);
  };
  return {
    ...pair,
    undocumented: judged.filter(isMissing).flatMap((route) => {
      const home = homeOf(route.path, homes);
      return home && canDescribe(home.contract, route.method) ? [{ ...route, home }] : [];
    }),
    served: servedBy(promised, judged),
    unimplemented: missing(promised, [...judged, ...lost.map(reaching)]),
    operations: new Set(promised.map(({ operation }) => operation)).size,
    outside: known.length - judged.length,
  };
}

function begins(path: RoutePath, base: RoutePath): boolean {
  return base.every((segment, i) => path[i]?.shape === segment.shape);
}

/** The document that has the path already, else the first below whose servers it lies. */
function homeOf(
  path: RoutePath,
  homes: readonly { readonly contract: Contract; readonly base: RoutePath }[],
): Home | null {
  const found = homes
    .filter(({ base }) => begins(path, base))
    .map(({ contract, base }): Home => {
      const own = path.slice(base.length);
      return { contract, path: own, there: contract.paths.find((one) => shapeOf(one.path) === shapeOf(own)) ?? null };
    });
  return found.find(({ there }) => there) ?? found[0] ?? null;
}

/** Of what is mounted and not known, anything may lie below. */
function reaching({ method, path, at, handling }: LostEndpoint): Endpoint {
  return method === 'use'
    ? { method: 'all', at, handling, path: [...path, { kind: 'opaque', text: '', shape: '' }] }
    : { method, path, at, handling };
}

/** An operation with several servers is there when one of them has it. */
function missing(promised: readonly Promised[], routes: readonly Endpoint[]): readonly Promised[] {
  const plain = new Map<string, Set<string>>();
  const wide: Endpoint[] = [];
  for (const route of routes) {
    if (route.path.some(({ kind }) => kind === 'wildcard' || kind === 'opaque')) wide.push(route);
    else plain.set(shapeOf(route.path), (plain.get(shapeOf(route.path)) ?? new Set<string>()).add(route.method));
  }
  const isThere = ({ operation: { method }, full }: Promised): boolean => {
    const answers = (one: string): boolean =>
      one === method || one === 'all' || (method === 'head' && one === 'get') || method === 'options';
    return (
      [...(plain.get(shapeOf(full)) ?? [])].some(answers) ||
      wide.some((route) => answers(route.method) && covers(route.path, full))
    );
  };
  const there = new Set(promised.filter(isThere).map(({ operation }) => operation));
  const told = new Set<Documented>();
  return promised.filter(({ operation }) => {
    if (there.has(operation) || told.has(operation)) return false;
    told.add(operation);
    return true;
  });
}
