import { flattened, type RouterValue, unknown, type Value } from '../../values.ts';
import { type Call, type Framework, isPath, register } from '../framework.ts';
import { grammar } from './grammar.ts';
import { readReply } from './reply.ts';
import { schemas } from './validators.ts';

const verbs = new Set(['get', 'post', 'put', 'delete', 'options', 'patch', 'all']);
const everywhere: Value = { kind: 'text', text: '' };

export const hono: Framework = {
  title: 'Hono',
  form: 'call',
  packages: { hono: { Hono: 'app' }, 'hono/tiny': { Hono: 'app' }, 'hono/quick': { Hono: 'app' } },
  types: new Set(['Hono']),
  callRouter,
  answering: { argument: 0, read: readReply, bodies: new Set(['json']), schemas },
  grammar: () => grammar,
};

function callRouter(on: RouterValue, name: string, args: readonly Value[], call: Call): Value {
  const { router } = on;
  const { at, given } = call;
  const [first, second] = args;
  if (verbs.has(name) && first) {
    // Handlers without a path answer the path of the call before, most often everything.
    const paths = isPath(first) ? flattened(first) : [everywhere];
    const handled = { given: isPath(first) ? given.slice(1) : given };
    for (const path of paths) register(router, { method: name, path, at, mount: null, handled });
    return on;
  }
  switch (name) {
    case 'on':
      if (first && second)
        for (const method of flattened(first))
          for (const path of flattened(second))
            register(router, { method: methodOf(method), path, at, mount: null, handled: { given: given.slice(2) } });
      return on;
    case 'route':
      if (first && second)
        register(router, {
          method: 'use',
          path: first,
          at,
          mount: second.kind === 'router' ? second.router : { unknown: 'a computed app' },
          handled: { given: [] },
        });
      return on;
    case 'mount':
      if (first)
        register(router, {
          method: 'use',
          path: first,
          at,
          mount: { unknown: 'an app of another framework' },
          handled: { given: [] },
        });
      return on;
    case 'basePath': {
      if (!first) return unknown('a base path');
      const below = call.create('router');
      register(router, { method: 'use', path: first, at, mount: below.router, handled: { given: [] } });
      return below;
    }
    case 'use': {
      const hasPath = first !== undefined && isPath(first);
      router.layers.push({
        after: router.entries.length,
        path: hasPath ? first : everywhere,
        given: hasPath ? given.slice(1) : given,
      });
      return on;
    }
    default:
      return on;
  }
}

/** A method that cannot be known may be any. */
function methodOf(value: Value): string {
  return value.kind === 'text' ? value.text.toLowerCase() : 'all';
}
