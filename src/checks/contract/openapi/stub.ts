import type { Details } from '../../../core/check.ts';
import type { Endpoint, Neighbour, RoutePath } from '../../../core/endpoint.ts';
import type { Fix } from '../../../core/fix.ts';
import { describedBy } from '../../../graph/openapi/described.ts';
import { responsesOf } from '../../../graph/openapi/responses.ts';
import type { OpenDocument } from '../../../graph/openapi/values.ts';
import { shapeOf, spell } from '../../../graph/routes/path.ts';
import type { Promised } from '../../../graph/routes/served.ts';
import { type Side, sided } from './code-side.ts';
import type { Comparison } from './compare.ts';
import { nameOf } from './words.ts';

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);
const most = 8;

/** A route that throws until somebody writes it; null where nobody can tell where it belongs. */
export function stubOf(promised: Promised, { known }: Comparison, open: OpenDocument): Fix | null {
  const { operation, full } = promised;
  const { method } = operation;
  const near = known
    .map((route) => ({ route, shared: sharedLength(full, route.path) }))
    .filter(({ route, shared }) => shared > 0 && isWritten(route));
  // Of equals the last, so that what is new comes behind.
  const [best] = near.toReversed().sort((a, b) => b.shared - a.shared);
  const form = best?.route.form;
  if (!best || !form || !methods.has(method)) return null;
  const beside = near
    .filter(({ route }) => route.form === form)
    .toReversed()
    .sort((a, b) => Number(takes(b.route, method, full)) - Number(takes(a.route, method, full)) || b.shared - a.shared)
    .slice(0, most)
    .map(({ route: { at, path, ...rest } }): Neighbour => ({
      ...{ at, path, isBefore: takes({ at, path, ...rest }, method, full) },
    }));
  const name = nameOf(method, spell(full));
  return {
    title: `write ${name} in ${best.route.at.file}`,
    safety: 'placeholder',
    edits: [],
    intent: {
      kind: 'write-route',
      route: { form, method, path: full, id: operation.id, status: statusOf(promised, open), beside },
    },
    reason: 'it throws until you fill it in',
    steps: [`implement ${name} in ${best.route.at.file}`],
  };
}

/** The stub comes behind the steps that tell whether anybody serves the operation, unless the document is right anyway. */
export function withStub(details: Details, stub: Fix | null, side: Side): Details {
  if (!stub) return details;
  return side === 'code' ? sided(details, stub) : { ...details, alternatives: [stub] };
}

/** Can another route be written beside it? What answers `pages/api` chooses the method itself, unlike `app/…/route.ts`. */
function isWritten({ form, at: { file } }: Endpoint): boolean {
  return form !== undefined && (form !== 'file' || /(?:^|\/)route\.[cm]?[jt]sx?$/.test(file));
}

function sharedLength(path: RoutePath, other: RoutePath): number {
  const differs = path.findIndex(({ shape }, i) => shape !== other[i]?.shape);
  return differs < 0 ? path.length : differs;
}

/** Would a route before it take the requests of a path? */
function takes(route: Endpoint, method: string, path: RoutePath): boolean {
  return (
    (route.method === method || route.method === 'all') &&
    route.path.length === path.length &&
    shapeOf(route.path) !== shapeOf(path) &&
    route.path.every(({ kind, shape }, i) => kind === 'param' || shape === path[i]?.shape)
  );
}

/** The documented status of success; null where it is what the framework sends by itself, or unknown. */
function statusOf({ contract, operation }: Promised, open: OpenDocument): number | null {
  const responses = responsesOf(describedBy(open, { contract, operation }).operation?.get('responses') ?? null);
  const found = responses.map(({ status }) => Number(status)).filter((status) => status >= 200 && status < 300);
  const own = operation.method === 'post' ? 201 : 200;
  return found.includes(own) ? null : (found[0] ?? null);
}
