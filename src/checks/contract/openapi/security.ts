import type { Json } from '../../../core/document-change.ts';
import type { Endpoint, Guard } from '../../../core/endpoint.ts';
import type { Path } from '../../../core/location.ts';
import { describedBy } from '../../../graph/openapi/described.ts';
import { type DocumentedSecurity, securityOf } from '../../../graph/openapi/security.ts';
import type { DocumentValue, OpenDocument } from '../../../graph/openapi/values.ts';
import { type Auth, authOf, mayAsk } from './auth.ts';
import type { Served } from '../../../graph/routes/served.ts';
import type { Comparison } from './compare.ts';
import { inDocument, put } from './repair.ts';
import { type Difference, manual, nameOf, served, spot } from './words.ts';

/** Routes behind authentication without `security` in the document, and the reverse. */
export function* securityDifferences(
  { served: all, contracts }: Comparison,
  open: OpenDocument,
  auth: Auth | undefined,
): Iterable<Difference<'security'>> {
  const documents = contracts.map(({ document }) => open(document, []));
  const guardOf = guardFinder(auth);
  const isSeen = all.some(({ routes }) => routes.some(guardOf));
  for (const one of all) {
    const { item } = one.operation;
    const own = documents.find((document) => document?.at.file === item.file) ?? documents[0] ?? null;
    const security = securityOf(describedBy(open, one).operation, own);
    const guards = one.routes.map(guardOf);
    const [first] = guards;
    if (security.kind === 'none' && first && guards.every((guard) => guard))
      yield undocumented(one, { security, guard: first, scheme: onlyScheme(own), open });
    if (security.kind === 'required' && isSeen && one.routes.every((route) => isBare(route, guardOf)))
      yield unguarded(one, security);
  }
}

type GuardFinder = (route: Endpoint) => Guard | undefined;

function guardFinder(auth: Auth | undefined): GuardFinder {
  return ({ handling }) => (handling ? authOf(handling, auth) : undefined);
}

function isBare(route: Endpoint, guardOf: GuardFinder): boolean {
  return route.handling !== null && !guardOf(route) && !mayAsk(route.handling);
}

/** The security scheme of a document that has only one. */
function onlyScheme(document: DocumentValue | null): string | null {
  const schemes = document?.get('components')?.get('securitySchemes') ?? document?.get('securityDefinitions');
  const [scheme, ...others] = schemes?.entries() ?? [];
  return scheme && others.length === 0 ? scheme.key : null;
}

/** Finds the `security` that routes need which a document does not have yet; null where its own is right, or no scheme is known. */
export function neededSecurity(
  { served: all, undocumented: missing }: Comparison,
  open: OpenDocument,
  auth: Auth | undefined,
): (routes: readonly Endpoint[], document: Path) => Json | null {
  const guardOf = guardFinder(auth);
  const isSeen = [...all.flatMap(({ routes }) => routes), ...missing].some(guardOf);
  return (routes, document) => {
    const root = open(document, []);
    const { kind } = securityOf(null, root);
    const scheme = onlyScheme(root);
    if (kind === 'none' && scheme !== null && routes.every(guardOf)) return [{ [scheme]: [] }];
    return kind === 'required' && isSeen && routes.every((route) => isBare(route, guardOf)) ? [] : null;
  };
}

function unguarded(one: Served, { at: documented }: DocumentedSecurity): Difference<'security'> {
  const { method, name: path, at } = one.operation;
  const [{ at: route }] = one.routes;
  return {
    message: 'security',
    data: { method, path, name: 'none' },
    at: route,
    details: {
      found: `a route of ${nameOf(method, path)} without authentication`,
      expected: `authentication, as documented${documented ? ` (${spot(documented)})` : ''}`,
      brief: `${nameOf(method, path)} is documented with \`security\` (${spot(documented ?? at)}), but nothing guards its route`,
      evidence: [{ file: at.file, line: at.place?.line ?? null, text: `documents ${nameOf(method, path)}` }],
      fix: manual('guard the route', [
        'put the middleware for authentication before the handler',
        'or add `security: []` to the operation if anybody may call it',
      ]),
    },
  };
}

interface Undocumented {
  readonly security: DocumentedSecurity;
  readonly guard: Guard;
  readonly scheme: string | null;
  readonly open: OpenDocument;
}

function undocumented(one: Served, { security, guard, scheme, open }: Undocumented): Difference<'security'> {
  const { method, name: path, at } = one.operation;
  const { operation } = describedBy(open, one);
  const changes = operation && scheme !== null ? [put(operation, ['security'], [{ [scheme]: [] }])] : [];
  const found = security.at === null ? 'no `security`' : `\`security: []\` (${spot(security.at)})`;
  return {
    message: 'security',
    data: { method, path, name: guard.name },
    at,
    details: {
      found: `${nameOf(method, path)} with ${found}`,
      expected: `\`security\`, since \`${guard.name}\` guards the route`,
      brief: `${nameOf(method, path)} has ${found}, but its route is behind \`${guard.name}\` (${spot(one.routes[0].at)})`,
      evidence: served(one),
      fix: inDocument(`add \`security\` to ${nameOf(method, path)} in ${at.file}`, changes, [
        'add `security` to the operation or to the document',
        `or remove \`${guard.name}\` from the route if anybody may call it`,
      ]),
    },
  };
}
