import type { Details } from '../../../core/check.ts';
import type { DocumentChange, Json, JsonMap } from '../../../core/document-change.ts';
import type { RoutePath } from '../../../core/endpoint.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Path } from '../../../core/location.ts';
import { additional, namedMethods } from '../../../core/spec.ts';
import { groupBy } from '../../../core/group.ts';
import type { Evidence } from '../../../core/violation.ts';
import { operationOf } from '../../../graph/openapi/operation.ts';
import { parametersOf } from '../../../graph/openapi/parameters.ts';
import type { OpenDocument } from '../../../graph/openapi/values.ts';
import type { DocumentedPath } from '../../../graph/routes/contract.ts';
import { documentedPath, parameterNames, shapeOf, spell } from '../../../graph/routes/path.ts';
import type { Comparison, Undocumented } from './compare.ts';
import type { Guesses } from './near.ts';
import { ownFile } from './own-file.ts';
import { inDocument } from './repair.ts';
import { manual, nameOf, spot } from './words.ts';

/** What documenting a route asks of the rest. */
export interface Surroundings {
  readonly open: OpenDocument;
  /** Is there such a file? */
  isThere(file: Path): boolean;
  /** The `security` that an operation of these routes needs; null where that of the document is right. */
  securityOf(routes: readonly Undocumented[], document: string): Json | null;
  /** The undocumented routes of the same path. */
  twinsOf(route: Undocumented): readonly Undocumented[];
  readonly guesses: Guesses;
}

/** Finds the undocumented routes of the same path. */
export function twinFinder({ undocumented }: Comparison): Surroundings['twinsOf'] {
  const keyOf = ({ home: { contract, path } }: Undocumented): string => `${contract.document}\0${shapeOf(path)}`;
  const groups = groupBy(undocumented, keyOf);
  return (route) => groups.get(keyOf(route)) ?? [];
}

export function undocumentedDetails(route: Undocumented, comparison: Comparison, around: Surroundings): Details {
  const { method, path, home } = route;
  const {
    contract: { document, paths },
    path: own,
    there,
  } = home;
  const meant = there ? undefined : around.guesses.pathOf(route);
  const documented = there
    ? comparison.contracts
        .flatMap(({ operations }) => operations)
        .filter(({ path: other }) => shapeOf(other) === shapeOf(own))
    : [];
  const evidence: Evidence[] = [
    ...documented.map((one) => ({
      file: one.at.file,
      line: one.at.place?.line ?? null,
      text: `documents ${nameOf(one.method, one.name)}`,
    })),
    ...(meant
      ? [{ file: meant.at.file, line: meant.at.place?.line ?? null, text: `documents \`${meant.name}\`` }]
      : []),
  ];
  const beside = there ? null : besideOf(own, paths);
  const elsewhere = beside ? `beside \`${beside.name}\` (${spot(beside.at)})` : `to \`paths\` of ${document}`;
  const place = there ? `to \`${there.name}\` (${spot(there.at)})` : elsewhere;
  const near = meant ? `; near: \`${meant.name}\` at ${spot(meant.at)}` : '';
  const changes = there ? methodChanges(route, there, around) : pathChanges(route, around);
  const file = there?.at.file ?? document;
  const asked = askedOf(method, there?.name ?? spell(own));
  const title = `document ${there ? 'it' : `\`${spell(own)}\``} in ${file}`;
  return {
    found: `a route ${nameOf(method, spell(path))}`,
    expected: `${nameOf(method, there?.name ?? spell(own))} in ${document}`,
    brief: `${nameOf(method, spell(path))} is not documented${near}`,
    evidence,
    fix: inDocument(meant ? `${title}, or change the path here if \`${meant.name}\` is meant` : title, changes, [
      `add ${asked} ${place}, with its parameters, request and responses`,
      ...(meant ? [`or, if \`${meant.name}\` is meant, change the path here`] : []),
    ]),
  };
}

/** What to do where the document is right. Whether anybody needs the route, no edit can know. */
export function removal({ method, path, at }: Undocumented): Fix {
  const name = nameOf(method, spell(path));
  return manual(`remove the route ${name}, or document it`, [
    `remove the route ${name} in ${spot(at)}, or add it to the document`,
  ]);
}

/** What is to be documented; of a route for all methods, only its author knows which. */
function askedOf(method: string, path: string): string {
  return method === 'all' ? `the methods of \`${path}\`` : nameOf(method, path);
}

/** The path of a document that goes along with this one the furthest; of equals the last, so that what is new comes behind. */
function besideOf(own: RoutePath, paths: readonly DocumentedPath[]): DocumentedPath | null {
  const shared = (path: RoutePath): number => {
    const differs = path.findIndex((segment, i) => segment.shape !== own[i]?.shape);
    return differs < 0 ? path.length : differs;
  };
  return paths.reduce<DocumentedPath | null>(
    (best, one) => (best && shared(best.path) > shared(one.path) ? best : one),
    null,
  );
}

const order = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace', 'query'];

/** All further methods of a path, each behind those that usually come before it. */
function methodChanges(
  route: Undocumented,
  { item: { file, keys }, name }: DocumentedPath,
  around: Surroundings,
): readonly DocumentChange[] {
  const item = around.open(file, keys);
  const names = item?.entries().map(({ key }) => key) ?? [];
  const first = names.findIndex((one) => order.includes(one));
  const declared = parametersOf(null, item).all.filter((one) => one.in === 'path');
  const parameters = parameterNames(documentedPath(name)).filter(
    (one) => !declared.some((parameter) => parameter.name === one),
  );
  return methodsOf(route, around).map((one) => ({
    kind: 'put',
    file,
    keys: [...keys, ...keysOf(one)],
    value: operationFor(one, parameters, around),
    ...(isNamed(one)
      ? { after: [...names.slice(0, Math.max(0, first)), ...order.slice(0, order.indexOf(one.method))] }
      : {}),
  }));
}

/** The undocumented routes of one path, one for each method, in the usual order. Which methods `all` is to have, only its author knows. */
function methodsOf(route: Undocumented, { twinsOf }: Surroundings): readonly Undocumented[] {
  const all = twinsOf(route);
  const others = new Set(all.filter((one) => !isNamed(one) && one.method !== 'all').map(({ method }) => method));
  return [...order, ...others].flatMap((method) => all.find((one) => one.method === method) ?? []);
}

function isNamed({ method }: Undocumented): boolean {
  return namedMethods.includes(method);
}

/** From its path item. */
function keysOf(route: Undocumented): readonly string[] {
  return isNamed(route) ? [route.method] : [additional, route.method.toUpperCase()];
}

/** A new path with all its methods, in the order of the paths if they have one, else beside the nearest; in a file of its own if all others are. */
function pathChanges(route: Undocumented, around: Surroundings): readonly DocumentChange[] {
  const { contract, path } = route.home;
  const name = spell(path);
  const routes = methodsOf(route, around);
  const [first] = routes;
  if (!first) return [];
  const parameters = parameterNames(documentedPath(spell(first.home.path)));
  const operations = (those: readonly Undocumented[]): JsonMap =>
    Object.fromEntries(those.map((one) => [keysOf(one).at(-1), operationFor(one, parameters, around)]));
  const others = routes.filter((one) => !isNamed(one));
  const item: JsonMap = {
    ...operations(routes.filter(isNamed)),
    ...(others.length > 0 ? { [additional]: operations(others) } : {}),
  };
  const paths = around.open(contract.document, ['paths']);
  const names = contract.paths.map((one) => one.name);
  const isSorted = names.length > 1 && names.every((one, i) => i === 0 || (names[i - 1] ?? '') < one);
  const beside = besideOf(path, contract.paths);
  const after = isSorted ? names.filter((one) => one < name) : beside && [beside.name];
  const key = spell(first.home.path);
  const own = ownFile(key, contract, { beside, isThere: around.isThere });
  const entry: DocumentChange = {
    kind: 'put',
    file: paths?.at.file ?? contract.document,
    keys: [...(paths?.keys ?? ['paths']), key],
    value: own ? { $ref: own.reference } : item,
    free: true,
    ...(after ? { after } : {}),
  };
  return own ? [{ kind: 'create', file: own.file, keys: [], value: item, like: own.like }, entry] : [entry];
}

function operationFor(route: Undocumented, parameters: readonly string[], around: Surroundings): JsonMap {
  const { contract } = route.home;
  const routes = around.twinsOf(route).filter(({ method }) => method === route.method);
  return operationOf({
    routes,
    parameters,
    version: contract.version,
    security: around.securityOf(routes, contract.document),
  });
}
