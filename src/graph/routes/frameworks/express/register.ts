import { flattened, type Router, type RouterValue, type RouteValue, unknown, type Value } from '../../values.ts';
import { type Call, isLoaded, register } from '../framework.ts';

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

/** What calling a method of a router comes to; what it registers is added to the router. */
export function callRouter(on: RouterValue, name: string, args: readonly Value[], call: Call): Value {
  const { router } = on;
  const [first] = args;
  if (name === 'route') return first ? { kind: 'route', router, path: first } : unknown('a route without a path');
  if (name === 'use') use(router, args.map(call.throughHandler), call);
  const method = name === 'del' ? 'delete' : name;
  if (!verbs.has(method) || !first) return on;
  // With a name alone it reads a setting.
  if (args.length < 2) return unknown('a setting of the app');
  const handled = { given: call.given.slice(1) };
  for (const path of flattened(first)) register(router, { method, path, at: call.at, mount: null, handled });
  return on;
}

/** The same for what `router.route(path)` gives. */
export function callRoute(on: RouteValue, name: string, args: readonly Value[], { at, given }: Call): Value {
  if (verbs.has(name) && args.length > 0)
    for (const path of flattened(on.path))
      register(on.router, { method: name, path, at, mount: null, handled: { given } });
  return on;
}

function use(router: Router, args: readonly Value[], { at, given }: Call): void {
  const [first] = args;
  const hasPath = first !== undefined && args.length > 1 && flattened(first).every(mayBePath);
  const paths = hasPath ? flattened(first) : [{ kind: 'text' as const, text: '' }];
  const handled = { given: hasPath ? given.slice(1) : given };
  const isLayer = !args.flatMap(flattened).some(({ kind }) => kind === 'router');
  if (isLayer) for (const path of paths) router.layers.push({ after: router.entries.length, path, ...handled });
  for (const value of (hasPath ? args.slice(1) : args).flatMap(flattened)) {
    const loaded = value.kind === 'unknown' && isLoaded(value) ? { unknown: value.text } : null;
    const mount = value.kind === 'router' ? value.router : loaded;
    if (mount) for (const path of paths) register(router, { method: 'use', path, at, mount, handled });
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
