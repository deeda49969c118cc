import type { Grammar } from '../../path.ts';
import { flattened, type Router, type RouterValue, type Value } from '../../values.ts';
import { versionEight } from '../../path-to-regexp/eight.ts';
import { versionZero } from '../../path-to-regexp/zero.ts';
import { type Call, type Framework, isPath, property, register } from '../framework.ts';
import { readReply } from './reply.ts';

const verbs = new Set([
  'all',
  'get',
  'put',
  'post',
  'delete',
  'del',
  'options',
  'head',
  'patch',
  'trace',
  'link',
  'unlink',
]);
const noPath: Value = { kind: 'text', text: '' };

export const koa: Framework = {
  title: 'Koa with @koa/router',
  form: 'call',
  packages: {
    koa: { default: 'app', '*': 'app' },
    '@koa/router': { default: 'router', '*': 'router', Router: 'router' },
    'koa-router': { default: 'router', '*': 'router' },
    'koa-mount': { default: 'router', '*': 'router' },
  },
  types: new Set(['Koa', 'Router', 'default']),
  construct({ router }, args) {
    router.base = property(args[0], 'prefix') ?? null;
    mount(router, args);
  },
  callRouter,
  answering: { argument: 0, read: readReply, bodies: new Set(['body=']) },
  grammar: (range) => grammars[isNew(range) ? 'new' : 'old'],
};

const grammars: Readonly<Record<'new' | 'old', Grammar>> = {
  new: { ...versionEight, title: '@koa/router', isRooted: false },
  old: { ...versionZero, title: '@koa/router', isRooted: false },
};

/** From 14 on paths are those of path-to-regexp 8. */
function isNew(range: (name: string) => string | null): boolean {
  const [major] = /\d+/.exec(range('@koa/router') ?? '') ?? [];
  return range('@koa/router') !== null && (major === undefined || Number(major) >= 14);
}

/** `mount('/api', app)` of koa-mount; whatever else is made is given no router. */
function mount(router: Router, args: readonly Value[]): void {
  const [first, second] = args;
  const path = second === undefined ? noPath : first;
  const mounted = second ?? first;
  if (path === undefined || mounted?.kind !== 'router') return;
  register(router, { method: 'use', path, at: router.at, mount: mounted.router, handled: { given: [] } });
}

/** Every method of a router gives the router back, and so do `routes()` and `middleware()`, which stand for it. */
function callRouter(on: RouterValue, name: string, args: readonly Value[], { at, given }: Call): Value {
  const { router } = on;
  const [first, ...others] = args;
  if (first === undefined) return on;
  if (name === 'prefix') router.base = first;
  if (name === 'use') use(on, args, { at, given });
  if (name === 'register')
    for (const path of flattened(first))
      for (const method of flattened(others[0] ?? noPath))
        register(router, {
          method: method.kind === 'text' ? method.text.toLowerCase() : 'all',
          path,
          at,
          mount: null,
          handled: { given: given.slice(2) },
        });
  if (!verbs.has(name)) return on;
  // `get('name', '/path', handler)`.
  const [second] = others;
  const isNamed = others.length > 1 && second !== undefined && isPath(second);
  const handled = { given: given.slice(isNamed ? 2 : 1) };
  for (const path of flattened(isNamed ? second : first))
    register(router, { method: name === 'del' ? 'delete' : name, path, at, mount: null, handled });
  return on;
}

function use({ router }: RouterValue, args: readonly Value[], { at, given }: Pick<Call, 'at' | 'given'>): void {
  const [first, ...others] = args;
  const hasPath = first !== undefined && others.length > 0 && isPath(first);
  const paths = hasPath ? flattened(first) : [noPath];
  const handled = { given: hasPath ? given.slice(1) : given };
  const isLayer = !args.flatMap(flattened).some(({ kind }) => kind === 'router');
  if (isLayer) for (const path of paths) router.layers.push({ after: router.entries.length, path, ...handled });
  for (const value of (hasPath ? others : args).flatMap(flattened)) {
    if (value.kind !== 'router') continue;
    for (const path of paths) register(router, { method: 'use', path, at, mount: value.router, handled });
  }
}
