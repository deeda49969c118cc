import { expect, it } from 'vitest';
import { spell } from '../src/graph/routes/path.ts';
import { readRoutes, rowsOf } from './apps.ts';

const controller = (path: string): string => `import { Get, JsonController } from 'routing-controllers';
@JsonController('${path}') export class Shelf { @Get() all() { return []; } }`;
const server = (prefix: string): string => `import { createExpressServer } from 'routing-controllers';
export const start = () => createExpressServer({ routePrefix: '${prefix}', controllers: [__dirname + '/*.ts'] });`;

it('gives a controller of routing-controllers to the nearest server that loads files', () => {
  const { known, lost } = readRoutes(
    {
      'apps/a/main.ts': server('/a'),
      'apps/a/shelf.ts': controller('/loaves'),
      'apps/b/main.ts': server('/b'),
      'apps/b/shelf.ts': controller('/rolls'),
      'common/shelf.ts': controller('/pies'),
    },
    { express: '^4.0.0' },
  );
  expect(rowsOf(known)).toEqual(['get /a/loaves', 'get /b/rolls']);
  expect(lost.map(({ reason, at }) => [reason, at.file])).toEqual([
    ['no server of routing-controllers loads this controller', 'common/shelf.ts'],
  ]);
});

it('joins paths of routing-controllers without adding slashes, as it does itself', () => {
  const { known, lost } = readRoutes(
    {
      'main.ts': `import { Controller, Get, Method, Patch, useKoaServer } from 'routing-controllers';
import Koa from 'koa';
@Controller('/users') class Users { @Get('/:id') one() {} @Patch('x') glued() {} @Method('OPTIONS', '/:id') asked() {} }
@Controller('/unserved') class Unserved { @Get() one() {} }
useKoaServer(new Koa(), { routePrefix: 'api', controllers: [Users] });`,
    },
    { koa: '^3.0.0' },
  );
  expect(rowsOf(known)).toEqual(['get /api/users/{id}', 'options /api/users/{id}', 'patch /api/usersx']);
  expect(lost).toHaveLength(1);
});

it('says that only tsoa.json has the base path of its controllers', () => {
  const { known, lost } = readRoutes(
    {
      'a.ts': `import { Get, Post, Route } from '@tsoa/runtime';
@Route('/loaves/') export class Loaves { @Get() all() {} @Post(':id/slices/{slice}') cut() {} }`,
    },
    {},
  );
  expect(known).toEqual([]);
  expect(lost.map(({ method, path, reason }) => [method, spell(path), reason])).toEqual([
    ['get', '/…/loaves', '`basePath of tsoa.json`'],
    ['post', '/…/loaves/{id}/slices/{slice}', '`basePath of tsoa.json`'],
  ]);
});

const contract = `import { initContract } from '@ts-rest/core';
const c = initContract();
const loaves = c.router({ all: { method: 'GET', path: '' }, one: { method: 'GET', path: '/:id' } }, { pathPrefix: '/loaves' });
export const shop = c.router({ loaves, rolls: c.query({ method: 'GET', path: '/rolls' }) }, { pathPrefix: '/v1' });`;
const rows = ['get /v1/loaves', 'get /v1/loaves/{id}', 'get /v1/rolls'];

it.each<[title: string, main: string, found: readonly string[]]>([
  ['nobody', '', []],
  [
    'Express, below a path',
    `import { createExpressEndpoints } from '@ts-rest/express'; import express from 'express';
const app = express(); const below = express.Router(); createExpressEndpoints(shop, answers, below); app.use('/api', below);`,
    rows.map((row) => row.replace(' ', ' /api')),
  ],
  [
    'Fastify, with a router inside of a router',
    `import { initServer } from '@ts-rest/fastify'; import fastify from 'fastify';
const s = initServer(); const inner = s.router(shop.loaves, {}); const app = fastify();
app.register(s.plugin(s.router(shop, { loaves: inner.routes, rolls: async () => ({}) })));`,
    rows,
  ],
  [
    'Fastify, registered at once',
    `import { initServer } from '@ts-rest/fastify'; import fastify from 'fastify';
const app = fastify(); initServer().registerRouter(shop, {}, app);`,
    rows,
  ],
  [
    'Next.js',
    `import { createNextRoute, createNextRouter } from '@ts-rest/next';
export default createNextRouter(shop, createNextRoute(shop, {}));`,
    rows,
  ],
  [
    'a handler of requests with a base path',
    `import { fetchRequestHandler, tsr } from '@ts-rest/serverless/fetch';
export default (request: Request) => fetchRequestHandler({ request, contract: shop, router: tsr.router(shop, {}), options: { basePath: '/api' } });`,
    rows.map((row) => row.replace(' ', ' /api')),
  ],
])('reads a contract of ts-rest that is served by %s', (_, main, found) => {
  const files = { 'contract.ts': contract, 'main.ts': `import { shop } from './contract';\n${main}` };
  const { known, lost } = readRoutes(files, { express: '^5.0.0', fastify: '^5.0.0' });
  expect(rowsOf(known)).toEqual(found);
  expect(lost).toEqual([]);
});

it('reads plugins, groups and prefixes of Elysia', () => {
  const { known, lost } = readRoutes(
    {
      'main.ts': `import { Elysia } from 'elysia';
import { shelf } from './shelf';
const more = (app: Elysia) => app.group('/more', (below) => below.get('/:id?', 1).use(shelf));
new Elysia({ prefix: '/api' }).use(shelf).use([more]).guard({}, (app) => app.all('all', 1)).route('PURGE', '/*', 1).listen(1);`,
      'shelf.ts': `import Elysia from 'elysia';
export const shelf = new Elysia({ prefix: 'shelf' }).get('', 1).post('/x', () => 1);`,
    },
    {},
  );
  expect(lost).toEqual([]);
  expect(rowsOf(known)).toEqual([
    'all /api/all',
    'get /api/more',
    'get /api/more/shelf',
    'get /api/more/{id}',
    'get /api/shelf',
    'post /api/more/shelf/x',
    'post /api/shelf/x',
    'purge /api/*',
  ]);
});
