import { type RouterValue, unknown, type Value } from '../../values.ts';
import { type Call, type Framework, type Made, property } from '../framework.ts';
import { nodeOf } from '../procedures/chain.ts';
import { braces } from '../procedures/grammar.ts';
import type { Procedure } from '../procedures/node.ts';
import { answering, mount, type Placed, serve, textOf } from '../procedures/serve.ts';

const grammar = braces('oRPC');
const adapters = ['fetch', 'node', 'fastify', 'aws-lambda'];
const served: Readonly<Record<string, Made>> = { OpenAPIHandler: 'router' };

/** Only an `OpenAPIHandler` serves procedures by their methods and paths. */
export const orpc: Framework = {
  title: 'oRPC',
  unmounted: 'no call of `handle` is known for this handler of oRPC',
  packages: {
    '@orpc/contract': { oc: 'chain' },
    '@orpc/server': { os: 'chain', implement: 'chain', lazy: 'chain' },
    ...Object.fromEntries(adapters.map((name) => [`@orpc/openapi/${name}`, served])),
  },
  types: new Set(),
  construct({ router }, [given = unknown('a router')], call) {
    serve(router, nodeOf(given, call), placeOf);
  },
  callRouter,
  answering,
  grammar: () => grammar,
};

/** `handler.handle(request, { prefix: '/api' })`. */
function callRouter(on: RouterValue, name: string, args: readonly Value[], call: Call): Value {
  if (name !== 'handle') return unknown(name);
  const [, ...others] = args;
  const options = others.findLast(({ kind }) => kind === 'object');
  mount(call.create('app').router, property(options, 'prefix'), on.router);
  return unknown('a response');
}

/** Without a method it is POST, and without a path that of its keys. */
function placeOf({ told }: Procedure, keys: readonly string[]): Placed {
  const method = textOf(told, 'method')?.toLowerCase() ?? (told.has('method') ? 'all' : 'post');
  return {
    method,
    path: told.get('path') ?? { kind: 'text', text: `/${keys.map(encodeURIComponent).join('/')}` },
    status: Number(textOf(told, 'successStatus') ?? 200),
    takesBody: method !== 'get',
    isDetailedInput: textOf(told, 'inputStructure') === 'detailed',
    isDetailedOutput: textOf(told, 'outputStructure') === 'detailed',
  };
}
