import { flattened, type RouterValue, type Value } from '../../values.ts';
import { colons } from '../colons.ts';
import { type Call, type Framework, isLoaded, property, register } from '../framework.ts';
import { handlers, hides, schemas } from './hook.ts';
import { readReply } from './reply.ts';

const grammar = colons('Elysia');
const verbs = new Set(['get', 'post', 'put', 'patch', 'delete', 'options', 'head', 'connect', 'all']);
const noPath: Value = { kind: 'text', text: '' };

export const elysia: Framework = {
  title: 'Elysia',
  packages: { elysia: { Elysia: 'app', default: 'app' } },
  types: new Set(['Elysia', 'default']),
  construct({ router }, [options]) {
    router.base = property(options, 'prefix') ?? null;
  },
  callRouter,
  answering: {
    argument: 0,
    guardedElsewhere: true,
    read: readReply,
    bodies: new Set(),
    sendsReturned: true,
    handlers,
    schemas,
    hides,
  },
  grammar: () => grammar,
};

/** Every method of an instance gives the instance back. */
function callRouter(on: RouterValue, name: string, args: readonly Value[], call: Call): Value {
  const { router } = on;
  const { at, given } = call;
  const [first, second] = args;
  if (first === undefined) return on;
  if (verbs.has(name))
    for (const path of flattened(first))
      register(router, { method: name, path, at, mount: null, handled: { given: given.slice(1), status: 200 } });
  if (name === 'route' && second)
    register(router, {
      method: first.kind === 'text' ? first.text.toLowerCase() : 'all',
      path: second,
      at,
      mount: null,
      handled: { given: given.slice(2), status: 200 },
    });
  if (name === 'use') for (const plugin of flattened(first)) use(on, plugin, call);
  if (name === 'group') fill(on, first, args, call);
  if (name === 'guard') fill(on, noPath, args, call);
  if (name === 'mount')
    register(router, {
      method: 'use',
      path: second ? first : noPath,
      at,
      mount: { unknown: 'an app of another framework' },
      handled: { given: [] },
    });
  return on;
}

/** `group(path, hook, (app) => …)`: the function gets an instance of its own. */
function fill({ router }: RouterValue, path: Value, args: readonly Value[], call: Call): void {
  const filling = args.at(-1);
  if (filling?.kind !== 'function') return;
  const below = call.create('router');
  register(router, { method: 'use', path, at: call.at, mount: below.router, handled: { given: [] } });
  call.invoke(filling, [below]);
}

/** A plugin is an instance, or a function that fills this one. What comes from a package most likely has no routes. */
function use(on: RouterValue, plugin: Value, call: Call): void {
  const found = plugin.kind === 'module' ? call.exported(plugin.file, 'default') : plugin;
  if (found.kind === 'function') call.invoke(found, [on]);
  const loaded = found.kind === 'unknown' && isLoaded(found) ? { unknown: found.text } : null;
  const mount = found.kind === 'router' ? found.router : loaded;
  if (mount) register(on.router, { method: 'use', path: noPath, at: call.at, mount, handled: { given: [] } });
}
