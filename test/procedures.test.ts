import { expect, it } from 'vitest';
import { readRoutes, rowsOf } from './apps.ts';

// The rows are those of OpenAPIGenerator of @orpc/openapi 1.16, below the prefix.
const contract = `import { oc } from '@orpc/contract';
const all = oc.route({ method: 'GET', path: '/loaves' });
const one = oc.route({ path: '/loaves/{id}' }).route({ method: 'GET' });
export const contract = { loaves: oc.prefix('/v1').tag('loaves').router({ all, one, unnamed: oc.input(null) }) };`;
const rows = ['get /v1/loaves', 'get /v1/loaves/{id}', 'post /loaves/unnamed'];
const implemented = `import { implement } from '@orpc/server';
import { contract } from './contract';
const os = implement(contract).$context();
const loaves = { all: os.loaves.all.handler(() => []), one: os.loaves.one.use(log).handler(() => 1), unnamed: os.loaves.unnamed.handler(() => 1) };`;
const below = (prefix: string): readonly string[] => rows.map((row) => row.replace(' ', ` ${prefix}`));

it.each<[title: string, main: string, found: readonly string[]]>([
  [
    'a handler of RPC alone',
    `import { RPCHandler } from '@orpc/server/fetch';
const handler = new RPCHandler({ loaves });
export const GET = (request: Request) => handler.handle(request, { prefix: '/rpc' });`,
    [],
  ],
  [
    'Next.js',
    `import { OpenAPIHandler } from '@orpc/openapi/fetch';
const handler = new OpenAPIHandler(os.router({ loaves }), { plugins: [] });
async function handle(request: Request) {
  const { response } = await handler.handle(request, { prefix: '/api', context: {} });
  return response ?? new Response('', { status: 404 });
}
export { handle as GET, handle as POST };`,
    below('/api'),
  ],
  [
    'Express',
    `import express from 'express';
import { OpenAPIHandler } from '@orpc/openapi/node';
const handler = new OpenAPIHandler({ loaves });
express().use('/api{/*path}', async (req, res, next) => {
  const { matched } = await handler.handle(req, res, { prefix: '/api', context: {} });
  if (!matched) next();
});`,
    below('/api'),
  ],
  [
    'Bun, without a prefix',
    `import { OpenAPIHandler } from '@orpc/openapi/fetch';
const handler = new OpenAPIHandler({ loaves });
Bun.serve({ async fetch(request) { return (await handler.handle(request)).response; } });`,
    rows,
  ],
  [
    'Hono, below two prefixes',
    `import { Hono } from 'hono';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
const handler = new OpenAPIHandler({ ...os.router({ loaves }) });
const app = new Hono();
app.all('/a/*', (c) => handler.handle(c.req.raw, { prefix: '/a' }));
app.all('/b/*', (c) => handler.handle(c.req.raw, { prefix: '/b' }));`,
    [...below('/a'), ...below('/b')],
  ],
])('reads a contract of oRPC that is served by %s', (_, main, found) => {
  const files = { 'contract.ts': contract, 'main.ts': `${implemented}\n${main}` };
  const { known, lost } = readRoutes(files, { express: '^5.0.0' });
  expect(rowsOf(known).filter((row) => !row.endsWith('*'))).toEqual([...found].sort());
  expect(lost).toEqual([]);
});

it('reads routers of oRPC that are lazy, and paths of keys', () => {
  const { known, lost } = readRoutes(
    {
      'main.ts': `import { lazy, os } from '@orpc/server';
import { OpenAPIHandler } from '@orpc/openapi/node';
const shop = os.prefix('/pub').prefix('/{shop}');
const handler = new OpenAPIHandler({
  rolls: shop.router({ open: os.route({ method: 'DELETE', path: '/rolls/{+rest}' }).handler(() => 1), 'close it': os.handler(() => 2) }),
  pies: os.prefix('/pies').lazy(() => import('./pies')), tarts: lazy(() => import('./pies')),
});
createServer((req, res) => handler.handle(req, res)).listen(1);`,
      'pies.ts': `import { os } from '@orpc/server';
export default { eat: os.$route({ method: 'PATCH' }).route({ path: '/eat' }).handler(() => 1), see: os.handler(() => 2) };`,
    },
    {},
  );
  expect(lost).toEqual([]);
  expect(rowsOf(known)).toEqual([
    'delete /pub/{shop}/rolls/*',
    'patch /eat',
    'patch /pies/eat',
    'post /pies/see',
    'post /rolls/close%20it',
    'post /tarts/see',
  ]);
});

it('says which procedures of oRPC are not known, and which handler nothing calls', () => {
  const { known, lost } = readRoutes(
    {
      'main.ts': `import { os } from '@orpc/server';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { theirs } from 'their-router';
const handler = new OpenAPIHandler({ theirs, mine: os.handler(() => 2), there: os.route({ method: verb, path: where }).handler(() => 1) });
export const main = (request: Request) => handler.handle(request);
new OpenAPIHandler({ idle: os.handler(() => 1) });`,
    },
    {},
  );
  expect(rowsOf(known)).toEqual(['post /mine']);
  expect(lost.map(({ method, reason }) => [method, reason]).sort()).toEqual([
    ['all', '`where`'],
    ['post', 'no call of `handle` is known for this handler of oRPC'],
    ['use', 'what `their-router` is'],
  ]);
});

// The rows are those of generateOpenApiDocument of trpc-to-openapi 3, below the mount.
const procedures = `import { initTRPC } from '@trpc/server';
const t = initTRPC.meta().create();
const { router, procedure } = t;
const loaves = router({
  all: procedure.meta({ openapi: { method: 'GET', path: '/loaves' } }).query(() => []),
  one: procedure.use(t.middleware(() => 1)).meta({ openapi: { method: 'GET', path: 'loaves/{id}/' } }).query(() => 1),
  bake: procedure.meta({ openapi: { method: 'POST', path: '/loaves' } }).mutation(() => 1),
  none: procedure.query(() => 1),
  off: procedure.meta({ openapi: { enabled: false, method: 'GET', path: '/off' } }).query(() => 1),
});
export const app = t.mergeRouters(router({ loaves }), router({ ping: procedure.meta({ openapi: { method: 'GET', path: '/ping' } }).query(() => '') }));`;
const paths = ['get /loaves', 'get /loaves/{id}', 'get /ping', 'post /loaves'];

it.each<[title: string, file: string, server: string, prefix: string]>([
  [
    'Express',
    'main.ts',
    `import express from 'express';
import { createOpenApiExpressMiddleware } from 'trpc-openapi';
express().use('/api', createOpenApiExpressMiddleware({ router: app }));`,
    '/api',
  ],
  [
    'Fastify',
    'main.ts',
    `import fastify from 'fastify';
import { fastifyTRPCOpenApiPlugin } from 'trpc-to-openapi';
fastify().register(fastifyTRPCOpenApiPlugin, { basePath: '/api', router: app });`,
    '/api',
  ],
  [
    'Koa',
    'main.ts',
    `import Koa from 'koa';
import { createOpenApiKoaMiddleware } from 'trpc-to-openapi';
new Koa().use(createOpenApiKoaMiddleware({ router: app }));`,
    '',
  ],
  [
    'a handler of requests',
    'app/api/[...trpc]/route.ts',
    `import { createOpenApiFetchHandler } from 'trpc-to-openapi';
const handler = (req: Request) => createOpenApiFetchHandler({ endpoint: '/api', router: app, req });
export { handler as GET };`,
    '/api',
  ],
  [
    'a function inside of an object',
    'main.ts',
    `import { createOpenApiFetchHandler } from 'trpc-to-openapi';
Bun.serve({ fetch: (req) => createOpenApiFetchHandler({ endpoint: '/v1', router: app, req }) });`,
    '/v1',
  ],
  [
    'Next.js',
    'src/pages/api/v1/[...trpc].ts',
    `import { createOpenApiNextHandler } from 'trpc-openapi';
export default createOpenApiNextHandler({ router: app });`,
    '/api/v1',
  ],
  [
    'node:http',
    'main.ts',
    `import { createServer } from 'node:http';
import { createOpenApiHttpHandler } from '@lilyrose2798/trpc-openapi';
createServer(createOpenApiHttpHandler({ router: app })).listen(1);`,
    '',
  ],
])('reads procedures that trpc-openapi serves with %s', (_, file, server, prefix) => {
  const from = `${'../'.repeat(file.split('/').length - 1) || './'}procedures`;
  const files = { 'procedures.ts': procedures, [file]: `import { app } from '${from}';\n${server}` };
  const { known, lost } = readRoutes(files, { express: '^5.0.0' });
  expect(rowsOf(known)).toEqual(paths.map((path) => path.replace(' ', ` ${prefix}`)));
  expect(lost).toEqual([]);
});
