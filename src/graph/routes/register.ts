import type { Location, Place } from '../../core/location.ts';
import { type Entry, flattened, type Router, unknown, type Value } from './values.ts';

const verbs = new Set([
  'all',
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'connect',
  'copy',
  'lock',
  'merge',
  'mkactivity',
  'mkcol',
  'move',
  'm-search',
  'notify',
  'propfind',
  'proppatch',
  'purge',
  'report',
  'search',
  'subscribe',
  'unlock',
  'unsubscribe',
  'link',
  'unlink',
  'bind',
  'rebind',
  'unbind',
  'acl',
  'query',
]);

type At = Location & { readonly place: Place };

/** What calling a method of a router comes to; what it registers is added to the router. */
export function callRouter(router: Router, name: string, args: readonly Value[], at: At): Value {
  const itself: Value = { kind: 'router', router };
  const [first] = args;
  if (name === 'route') return first ? { kind: 'route', router, path: first } : unknown('a route without a path');
  if (name === 'use') use(router, args, at);
  const method = name === 'del' ? 'delete' : name;
  if (!verbs.has(method) || !first) return itself;
  // With a name alone it reads a setting.
  if (args.length < 2) return unknown('a setting of the app');
  for (const path of flattened(first)) add(router, { method, path, at, mount: null });
  return itself;
}

/** The same for what `router.route(path)` gives. */
export function callRoute(
  route: Extract<Value, { kind: 'route' }>,
  name: string,
  args: readonly Value[],
  at: At,
): Value {
  if (verbs.has(name) && args.length > 0)
    for (const path of flattened(route.path)) add(route.router, { method: name, path, at, mount: null });
  return route;
}

function add(router: Router, entry: Entry): void {
  router.entries.push(entry);
  if (entry.mount && 'entries' in entry.mount && entry.mount !== router) entry.mount.mounted = true;
}

function use(router: Router, args: readonly Value[], at: At): void {
  const [first] = args;
  const hasPath = first !== undefined && args.length > 1 && flattened(first).every(mayBePath);
  const paths = hasPath ? flattened(first) : [{ kind: 'text' as const, text: '' }];
  for (const value of (hasPath ? args.slice(1) : args).flatMap(flattened)) {
    const mount = value.kind === 'router' ? value.router : isLoaded(value) ? { unknown: value.text } : null;
    if (mount) for (const path of paths) add(router, { method: 'use', path, at, mount });
  }
}

/** What comes from a package or a call is a handler. */
function mayBePath(value: Value): boolean {
  return (
    value.kind === 'text' ||
    value.kind === 'regexp' ||
    value.kind === 'template' ||
    (value.kind === 'unknown' && !value.handler && value.text !== '')
  );
}

/** A module whose name is computed may be a router. */
function isLoaded(value: Value): value is Extract<Value, { kind: 'unknown' }> {
  return value.kind === 'unknown' && /^(?:await )?(?:require|import)\(/.test(value.text);
}
