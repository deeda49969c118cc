import type { Endpoint, Guard } from '../../../core/endpoint.ts';
import { type DocumentedSecurity, securityOf } from '../../../graph/openapi/security.ts';
import type { OpenDocument } from '../../../graph/openapi/values.ts';
import { type Auth, authOf, mayAsk } from './auth.ts';
import type { Comparison, Served } from './compare.ts';
import { type Difference, manual, nameOf, served, spot } from './words.ts';

/** Routes behind authentication without `security` in the document, and the reverse. */
export function* securityDifferences(
  { served: all, contracts }: Comparison,
  open: OpenDocument,
  auth: Auth | undefined,
): Iterable<Difference<'security'>> {
  const documents = contracts.map(({ document }) => open(document, []));
  const guardOf = ({ handling }: Endpoint): Guard | undefined => (handling ? authOf(handling, auth) : undefined);
  // If no route is seen behind authentication, it may be asked for where nobody sees it.
  const isSeen = all.some(({ routes }) => routes.some(guardOf));
  for (const one of all) {
    const { file, keys } = one.operation.item;
    const own = documents.find((document) => document?.at.file === file) ?? documents[0] ?? null;
    const security = securityOf(open(file, [...keys, one.operation.method]), own);
    const guards = one.routes.map(guardOf);
    const [first] = guards;
    if (security.kind === 'none' && first && guards.every((guard) => guard)) yield undocumented(one, security, first);
    const isBare = one.routes.every(({ handling }, i) => handling && !guards[i] && !mayAsk(handling));
    if (security.kind === 'required' && isSeen && isBare) yield unguarded(one, security);
  }
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

function undocumented(one: Served, security: DocumentedSecurity, guard: Guard): Difference<'security'> {
  const { method, name: path, at } = one.operation;
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
      fix: manual('document it', [
        'add `security` to the operation or to the document',
        `or remove \`${guard.name}\` from the route if anybody may call it`,
      ]),
    },
  };
}
