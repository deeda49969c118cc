import { schemasIn } from '../../schemas/schemas.ts';
import { type Router, type RouterValue, unknown, type Value } from '../../values.ts';
import { colons } from '../colons.ts';
import { type Call, type Framework, type Made, property, register } from '../framework.ts';
import { prefixed, promisesOf } from './contract.ts';

const grammar = colons('ts-rest');
const noPath: Value = { kind: 'text', text: '' };
const nothing = unknown('');
/** What serves a contract that it is given: as its first arguments, or in an object. */
const servers: readonly (readonly [specifier: string, names: readonly string[]])[] = [
  ['@ts-rest/express', ['createExpressEndpoints']],
  ['@ts-rest/fastify', []],
  ['@ts-rest/next', ['createNextRouter']],
  ['@ts-rest/serverless', []],
  ['@ts-rest/serverless/aws', ['createLambdaHandler']],
  ['@ts-rest/serverless/azure', ['createAzureHandler']],
  ['@ts-rest/serverless/fetch', ['fetchRequestHandler', 'createFetchHandler']],
  ['@ts-rest/serverless/next', ['createNextHandler']],
  ['ts-rest-hono', ['createHonoEndpoints']],
];

export const tsRest: Framework = {
  title: 'ts-rest',
  unmounted: 'nothing serves this router of ts-rest',
  packages: {
    // What makes contracts has no routes, and so may be told from what makes routers by its kind.
    '@ts-rest/core': { initContract: 'app' },
    ...Object.fromEntries(
      servers.map(([specifier, names]): [string, Record<string, Made>] => [
        specifier,
        {
          initServer: 'router',
          tsr: 'members',
          router: 'router',
          createNextRoute: 'router',
          ...Object.fromEntries(names.map((name) => [name, 'app' as const])),
        },
      ]),
    ),
  },
  types: new Set(),
  construct,
  callRouter,
  answering: {
    argument: null,
    guardedElsewhere: true,
    read: () => null,
    bodies: new Set(),
    handlers: () => [],
    schemas: (given, reader) => given.map((one) => schemasIn(one, reader)),
  },
  grammar: () => grammar,
};

/** `createExpressEndpoints(contract, router, app)`, `fetchRequestHandler({ contract, router })`. */
function construct({ router }: RouterValue, args: readonly Value[]): void {
  const [first] = args;
  const named = property(first, 'contract');
  const [contract, answers, app] = named ? [named, property(first, 'router')] : args;
  if (!contract) return;
  serve(router, contract, answers);
  const options = named ? property(first, 'options') : args.at(-1);
  router.base = property(options, 'basePath') ?? null;
  if (app?.kind === 'router')
    register(app.router, { method: 'use', path: noPath, at: router.at, mount: router, handled: { given: [] } });
}

/** The methods of what makes contracts, and of what makes routers that answer them. */
function callRouter(on: RouterValue, name: string, args: readonly Value[], call: Call): Value {
  const [first, second, third] = args;
  if (!first) return unknown(name);
  if (name === 'query' || name === 'mutation' || name === 'plugin') return first;
  if (name === 'registerRouter') {
    const made = call.create('app');
    construct(made, [first, second ?? nothing, third ?? nothing]);
    return made;
  }
  if (name !== 'router') return unknown(name);
  if (on.router.kind === 'app') return prefixed(first, property(second, 'pathPrefix') ?? noPath);
  const made = call.create('router');
  serve(made.router, first, second);
  return made;
}

/** Adds the routes of a contract, each with the function that has the same keys in what answers them. */
function serve(router: Router, contract: Value, answers: Value | undefined): void {
  const mount = (below: Exclude<Router['entries'][number]['mount'], null>): void => {
    register(router, { method: 'use', path: noPath, at: router.at, mount: below, handled: { given: [] } });
  };
  if (answers?.kind === 'router') {
    mount(answers.router);
    return;
  }
  const promises = promisesOf(contract);
  if (!promises) mount({ unknown: 'the contract' });
  for (const { method, path, keys, at, written } of promises ?? []) {
    const answer = answerOf(answers, keys);
    if (answer?.kind === 'router') mount(answer.router);
    else
      register(router, {
        method,
        path,
        at,
        mount: null,
        handled: { given: [written], method: answer?.kind === 'function' ? answer : null },
      });
  }
}

/** What stands under some keys: a function, an object that has one as `handler`, or on the way to it a router. */
function answerOf(answers: Value | undefined, keys: readonly string[]): Value | undefined {
  let at = answers;
  for (const key of keys) {
    if (at?.kind === 'router') return at;
    const next: Value | undefined = property(at, key);
    // `routes` of a router of Fastify stands for the router.
    at = next?.kind === 'method' && next.name === 'routes' ? next.of : next;
  }
  return property(at, 'handler') ?? at;
}
