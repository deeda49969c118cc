import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { readRoutes, rowsOf, runApp } from './apps.ts';

interface Layer {
  readonly path: string | RegExp;
  readonly methods: readonly string[];
}
interface App {
  readonly middleware: readonly { readonly router?: { readonly stack: readonly Layer[] } }[];
}

const load = createRequire(import.meta.url);
const every = 7;

/** The routes that the routers of an app list. */
function running(files: Readonly<Record<string, string>>): string[] {
  const app = runApp<App>(files, { koa: load('koa'), '@koa/router': load('@koa/router') });
  const rows = app.middleware.flatMap(({ router }) =>
    (router?.stack ?? []).flatMap(({ path, methods }) => {
      const spelled = String(path)
        .replace(/:(\w+)/g, '{$1}')
        .replace(/(.)\/$/, '$1');
      const own = methods.filter((one) => one !== 'HEAD' || !methods.includes('GET'));
      return methods.length > every ? [`all ${spelled}`] : own.map((one) => `${one.toLowerCase()} ${spelled}`);
    }),
  );
  return [...new Set(rows)].sort();
}

const h = '(ctx) => { ctx.body = 1; }';

it.each<[title: string, files: Readonly<Record<string, string>>, count: number]>([
  [
    'verbs, names, lists and a prefix',
    {
      'main.ts': `import Koa from 'koa';
import Router from '@koa/router';
export const app = new Koa();
const router = new Router({ prefix: '/v1' });
router.get('/', ${h}).post('/a/:id', ${h});
router.get('named', '/named/:id', ${h});
router.put(['/x', '/y'], ${h});
router.del('/gone', ${h});
router.all('/any', ${h});
app.use(router.routes()).use(router.allowedMethods());`,
    },
    7,
  ],
  [
    'routers that a function gets in a list of its arguments',
    {
      'main.ts': `import Koa from 'koa';
import Router from '@koa/router';
import { users } from './users';
const app = new Koa();
const router: Router = new Router({ prefix: '/v1' });
users(1, router, 'x');
app.use(router.routes());
export { app };`,
      'users.ts': `import type Router from '@koa/router';
export function users(_: number, ...[router, tenant]: [Router, string]) {
  router.get('/users', ${h});
  router.get('/users/:id', ${h});
}`,
    },
    2,
  ],
  [
    'routers below routers, in other files',
    {
      'main.js': `const Koa = require('koa');
const Router = require('@koa/router');
const users = require('./users');
const app = new Koa();
const api = new Router();
api.prefix('/api');
api.use('/users', users.routes(), users.allowedMethods());
app.use(async (ctx, next) => { await next(); });
app.use(api.routes());
exports.app = app;`,
      'users.js': `const Router = require('@koa/router');
const router = new Router();
router.get('/', ${h});
router.get('/:id', ${h});
module.exports = router;`,
    },
    2,
  ],
])('reads the routes that @koa/router lists: %s', (_, files, count) => {
  const { known, lost } = readRoutes(files, { koa: '^3.0.0', '@koa/router': '^15.0.0' });
  expect(lost).toEqual([]);
  expect(rowsOf(known)).toEqual(running(files));
  expect(rowsOf(known)).toHaveLength(count);
});

it('reports a router that no app mounts as unknown', () => {
  const { lost } = readRoutes(
    {
      'main.ts': `import Router from '@koa/router';\nexport const router = new Router();\nrouter.get('/lonely', ${h});`,
    },
    { '@koa/router': '^15.0.0' },
  );
  expect(lost.map(({ reason }) => reason)).toEqual(['no app mounts this router']);
});

it('follows koa-mount', () => {
  const { known, lost } = readRoutes(
    {
      'main.ts': `import Koa from 'koa';
import mount from 'koa-mount';
import api from './api';
import pages from './pages';
export const app = new Koa();
app.use(mount('/api', api));
app.use(mount(pages.routes()));`,
      'api.ts': `import Koa from 'koa';
import Router from 'koa-router';
const api = new Koa();
const router = new Router();
router.post('loaves.list', ${h});
api.use(router.routes());
export default api;`,
      'pages.ts': `import Router from 'koa-router';
const router = new Router();
router.get('/about', ${h});
export default router;`,
    },
    { koa: '^3.0.0', 'koa-router': '7.4.0', 'koa-mount': '^4.0.0' },
  );
  expect(lost).toEqual([]);
  expect(rowsOf(known)).toEqual(['get /about', 'post /api/loaves.list']);
});

it('takes the default of a typed parameter for the app', () => {
  const { known, lost } = readRoutes(
    {
      'main.ts': `import Koa from 'koa';
import Router from 'koa-router';
export default function init(app: Koa = new Koa()) {
  const router = new Router();
  router.get('/loaves', ${h});
  app.use(router.routes());
  return app;
}`,
    },
    { koa: '^3.0.0', 'koa-router': '7.4.0' },
  );
  expect(lost).toEqual([]);
  expect(rowsOf(known)).toEqual(['get /loaves']);
});
