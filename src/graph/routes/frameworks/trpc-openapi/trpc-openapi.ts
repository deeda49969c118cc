import type { Path } from '../../../../core/location.ts';
import { type RouterValue, type Value } from '../../values.ts';
import { type Call, type Framework, type Made, property } from '../framework.ts';
import { nodeOf } from '../procedures/chain.ts';
import { braces } from '../procedures/grammar.ts';
import type { Procedure } from '../procedures/node.ts';
import { answering, type Placed, serve, textOf } from '../procedures/serve.ts';

const grammar = braces('trpc-openapi');
/** What serves procedures at paths of their own: below a mount, or by itself. */
const servers: Readonly<Record<string, Made>> = {
  createOpenApiExpressMiddleware: 'router',
  createOpenApiKoaMiddleware: 'router',
  fastifyTRPCOpenApiPlugin: 'router',
  createOpenApiHttpHandler: 'app',
  createOpenApiFetchHandler: 'app',
  createOpenApiNextHandler: 'app',
  createOpenApiNuxtHandler: 'app',
  createOpenApiAwsLambdaHandler: 'app',
};

export const trpcOpenApi: Framework = {
  title: 'trpc-openapi',
  unmounted: 'no app uses this middleware of trpc-openapi',
  packages: {
    '@trpc/server': { initTRPC: 'chain', lazy: 'chain', experimental_lazy: 'chain' },
    'trpc-openapi': servers,
    'trpc-to-openapi': servers,
    '@lilyrose2798/trpc-openapi': servers,
  },
  types: new Set(),
  construct,
  callRouter: (on) => on,
  answering,
  grammar: () => grammar,
};

/** `createOpenApiExpressMiddleware({ router })`, and what says below which path. */
function construct({ router }: RouterValue, [options]: readonly Value[], call: Call): void {
  const given = property(options, 'router');
  if (given) serve(router, nodeOf(given, call), placeOf);
  router.base = property(options, 'endpoint') ?? property(options, 'basePath') ?? folderOf(router.at.file);
}

/** Files of Next.js and Nuxt that take all paths below their folder: `pages/api/[...trpc].ts`. */
function folderOf(file: Path): Value | null {
  const [, text] = /(?:^|\/)(?:pages|server(?:\/routes)?)((?:\/[^/]+)*)\/\[{1,2}\.{3}[^/]*$/.exec(file) ?? [];
  return text === undefined ? null : { kind: 'text', text };
}

/** Only a procedure with a method and a path is served: `.meta({ openapi: { method, path } })`. */
function placeOf({ told, handler }: Procedure): Placed | null {
  const path = told.get('path');
  const enabled = told.get('enabled');
  const isOff = enabled?.kind === 'unknown' && enabled.text === 'false';
  if (!path || !handler || isOff) return null;
  const method = textOf(told, 'method')?.toLowerCase() ?? 'all';
  return {
    method,
    path,
    status: 200,
    takesBody: method !== 'get' && method !== 'delete',
    isDetailedInput: false,
    isDetailedOutput: false,
  };
}
