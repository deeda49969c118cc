import { flattened, type RouterValue, type Value } from '../../values.ts';
import { type Call, type Framework, isLoaded, property, register } from '../framework.ts';
import { grammar } from './grammar.ts';
import { handlers, hides, schemas } from './options.ts';
import { readReply } from './reply.ts';
import { declared } from './types.ts';

const verbs = new Set(['all', 'get', 'head', 'post', 'put', 'delete', 'options', 'patch', 'trace']);
const noPath: Value = { kind: 'text', text: '' };

export const fastify: Framework = {
  title: 'Fastify 4 and 5',
  form: 'async-call',
  packages: {
    fastify: { default: 'app', '*': 'app', fastify: 'app', Fastify: 'app' },
    'fastify-plugin': { default: 'argument', '*': 'argument', fastifyPlugin: 'argument' },
  },
  types: new Set(['FastifyInstance']),
  callRouter,
  answering: {
    argument: 1,
    guardedElsewhere: true,
    read: readReply,
    bodies: new Set(['send']),
    sendsReturned: true,
    handlers,
    schemas,
    hides,
    declared,
  },
  grammar: () => grammar,
};

/** Every method of an instance gives the instance back. */
function callRouter(on: RouterValue, name: string, args: readonly Value[], call: Call): Value {
  const { router } = on;
  const [first, second] = args;
  if (first === undefined) return on;
  if (verbs.has(name))
    register(router, {
      method: name,
      path: first,
      at: call.at,
      mount: null,
      handled: { given: call.given.slice(1), types: call.types },
    });
  // A hook counts for all routes of its instance.
  if (name === 'addHook') router.layers.push({ after: 0, path: noPath, given: call.given.slice(1) });
  if (name === 'route') addRoute(on, first, call);
  if (name === 'register') addPlugin(on, first, second, call);
  return on;
}

/** `route({ method, url })`. */
function addRoute({ router }: RouterValue, route: Value, { at, given, types }: Call): void {
  const path = property(route, 'url') ?? property(route, 'path') ?? { kind: 'unknown', text: 'a computed route' };
  for (const method of flattened(property(route, 'method') ?? { kind: 'unknown', text: '' }))
    register(router, {
      method: method.kind === 'text' ? method.text.toLowerCase() : 'all',
      path,
      at,
      mount: null,
      handled: { given, types },
    });
}

/** A plugin gets an instance of its own, below a prefix. */
function addPlugin({ router }: RouterValue, plugin: Value, options: Value | undefined, call: Call): void {
  const { at } = call;
  const path = property(options, 'prefix') ?? noPath;
  const found = pluginOf(plugin, options, call);
  if (found.kind === 'function') {
    const below = call.create('router');
    register(router, { method: 'use', path, at, mount: below.router, handled: { given: [] } });
    call.invoke(found, [below, options ?? { kind: 'object', entries: new Map(), class: null }]);
  } else if (found.kind === 'router')
    register(router, { method: 'use', path, at, mount: found.router, handled: { given: [] } });
  else if (found.kind === 'unknown' && mayHoldRoutes(found))
    register(router, { method: 'use', path, at, mount: { unknown: found.text }, handled: { given: [] } });
}

function pluginOf(plugin: Value, options: Value | undefined, call: Call): Value {
  if (plugin.kind === 'module') return call.exported(plugin.file, 'default');
  return plugin.kind === 'maker' ? call.make(plugin, options ? [options] : []) : plugin;
}

/** A plugin that is loaded by a computed name, or that loads a folder. */
function mayHoldRoutes(value: Extract<Value, { kind: 'unknown' }>): boolean {
  return isLoaded(value) || value.text.startsWith('@fastify/autoload');
}
