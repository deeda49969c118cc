import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Endpoints } from '../src/core/endpoint.ts';
import { spell } from '../src/graph/routes/path.ts';
import { readRoutes, rowsOf, runApp } from './apps.ts';
import { costOf } from './cost.ts';

const load = createRequire(import.meta.url);

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean>; stack: { method: string | undefined }[] };
  handle: { stack?: Layer[] };
  mount?: string | string[];
}
interface App {
  readonly _router?: { stack: Layer[] };
  readonly router: { stack: Layer[] };
  children?: (readonly [string | string[], App])[];
}

/** Express, with what it forgets of a mount: the path. */
function watched(name: 'express' | 'express4'): object {
  const express = load(name) as {
    Router: { use?: unknown; prototype: { use?: unknown } };
    application: { use: unknown };
  };
  type Use = (this: { stack: Layer[] }, ...args: unknown[]) => unknown;
  const proto = (name === 'express4' ? express.Router : express.Router.prototype) as { use: Use & { watched?: true } };
  if (proto.use.watched) return express;
  const { use } = proto;
  proto.use = Object.assign(
    function (this: { stack: Layer[] }, ...args: unknown[]) {
      const before = this.stack.length;
      const result = use.apply(this, args);
      const path =
        typeof args[0] === 'string' || (Array.isArray(args[0]) && typeof args[0][0] === 'string')
          ? (args[0] as string)
          : '';
      for (const layer of this.stack.slice(before)) layer.mount = path;
      return result;
    },
    { watched: true as const },
  );
  const mount = express.application.use as (this: App, ...args: unknown[]) => unknown;
  express.application.use = function (this: App, ...args: unknown[]) {
    const path = typeof args[0] === 'string' ? args[0] : '';
    for (const one of args)
      if (typeof one === 'function' && 'handle' in one && 'set' in one)
        (this.children ??= []).push([path, one as unknown as App]);
    return mount.apply(this, args);
  };
  return express;
}

const listed = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const inOpenApi = (path: string): string =>
  `/${path}`
    .replace(/:(\w+)(?:\([^)]*\))?/g, '{$1}')
    .replace(/\*\w*/g, '*')
    .replace(/\/+/g, '/')
    .replace(/(.)\/$/, '$1');

/** What an app that runs says of itself. */
function* stackOf(app: App, version: 4 | 5, prefix = ''): Iterable<string> {
  const walk = function* (stack: readonly Layer[], before: string): Iterable<string> {
    for (const { route, handle, mount = '' } of stack) {
      if (route) {
        const each = new Set(route.stack.map(({ method }) => method ?? 'all'));
        const methods = each.has('acl') ? ['all'] : each;
        for (const path of listed(route.path))
          for (const method of methods) yield `${method} ${inOpenApi(before + path)}`;
      } else if (handle.stack) for (const path of listed(mount)) yield* walk(handle.stack, before + path);
    }
  };
  yield* walk(version === 4 ? (app._router?.stack ?? []) : app.router.stack, prefix);
  for (const [paths, child] of app.children ?? [])
    for (const path of listed(paths)) yield* stackOf(child, version, prefix + path);
}

/** Runs `main` under Express, and lists the routes of the app that it exports. */
function running(files: Readonly<Record<string, string>>, version: 4 | 5): string[] {
  const express = watched(version === 4 ? 'express4' : 'express');
  return [...new Set(stackOf(runApp<App>(files, { express }), version))].sort();
}

/** What Lintel reads from the same files. */
function read(files: Readonly<Record<string, string>>, version: 4 | 5): Endpoints {
  return readRoutes(files, { express: version === 4 ? '^4.21.0' : '^5.0.0' });
}

const h = '(req, res) => res.end()';
const idioms: readonly (readonly [
  title: string,
  files: Readonly<Record<string, string>>,
  count: number,
  only?: 4 | 5,
])[] = [
  [
    'default import',
    {
      'main.ts': `import express from 'express';
export const app = express();
app.get('/a', ${h}); app.post('/a/:id', ${h}); app.all('/any', ${h}); app.get('title'); app.set('title', 'x');`,
    },
    3,
  ],
  [
    'namespace, named and renamed imports',
    {
      'main.ts': `import * as express from 'express';
import { Router as Make } from 'express';
export const app = express.default ? express.default() : (express as any)();
const r = Make(); r.put('/x', ${h}); const s = express.Router({ mergeParams: true }); s.delete('/y', ${h}); app.use(r).use('/s', s);`,
    },
    2,
  ],
  [
    'require, whole and in parts',
    {
      'main.js': `const express = require('express');
const { Router, Router: Other } = require('express');
const app = express(), r = new Router(), o = Other();
r.route('/chain/:id').get(${h}).patch(${h}); o.get('/o', ${h});
app.use('/r', r, o);
exports.app = app;`,
    },
    3,
  ],
  [
    'import =',
    {
      'main.ts': `import express = require('express');
export const app: express.Express = express();
app.head('/h', ${h}).options('/h', ${h});`,
    },
    2,
  ],
  [
    'commonjs modules',
    {
      'main.js': `const app = require('express')();\napp.use('/v1', require('./routes'));\nmodule.exports = { app };`,
      'routes/index.js': `const router = require('express').Router();
const list = [{ path: '/auth', route: require('./auth') }, { path: '/users', route: require('./users').users }];
list.forEach((one) => { router.use(one.path, one.route); });
module.exports = router;`,
      'routes/auth.js': `const express = require('express');
const router = express.Router();
router.post('/login', ${h});
module.exports = router;`,
      'routes/users.js': `const { Router } = require('express');
exports.users = Router();
exports.users.route('/:id').get(${h}).delete(${h});`,
    },
    3,
  ],
  [
    'barrels, re-exports and defaults',
    {
      'main.ts': `import express from 'express';
import { users, ordersRouter as orders } from './routes';
import * as all from './routes';
export const app = express();
app.use('/users', users);
app.use('/orders', orders);
app.use('/again', all.users);`,
      'routes/index.ts': `export { default as users } from './users';\nexport * from './orders';`,
      'routes/users.ts': `import { Router } from 'express';
const router: Router = Router();
router.get('/', ${h});
router.get('/:id', ${h});
export default router;`,
      'routes/orders.ts': `import { Router } from 'express';
export const ordersRouter = Router();
ordersRouter.get('/:id/lines', ${h});`,
    },
    5,
  ],
  [
    'paths by constants',
    {
      'main.ts': `import express from 'express';
import { PATHS, Base, version } from './paths';
export const app = express();
const own = '/own';
app.get(PATHS.users, ${h}); app.get(PATHS.nested.deep, ${h}); app.get(Base.Admin + '/x', ${h}); app.get(\`\${version}/t/\${'u'}\`, ${h}); app.get(own, ${h}); app.get(['/l1', '/l2'], ${h}); app.get(PATHS['users'] + '/:id', ${h});`,
      'paths.ts': `export const PATHS = { users: '/users', nested: { deep: '/deep' } } as const;
export enum Base { Admin = '/admin', User = '/user' }
const major = 2;
export const version = \`/v\${major}\`;`,
    },
    8,
  ],
  [
    'functions that take the app',
    {
      'main.ts': `import express from 'express';
import mount from './mount';
import { orders } from './mount';
export const app = express();
mount(app); orders(app, '/orders'); orders(app, '/again');`,
      'mount.ts': `import type { Express } from 'express';
export default (app: Express) => { app.get('/m', ${h}); };
export function orders(app: Express, base: string) { app.get(\`\${base}/:id\`, ${h}); app.route(base).post(${h}); }`,
    },
    5,
  ],
  [
    'factories',
    {
      'main.ts': `import express from 'express';
import { make } from './make';
function createApp() { const app = express(); app.use('/a', make('one')); app.use('/b', make('two')); return app; }
export const app = createApp();`,
      'make.ts': `import { Router } from 'express';
export const make = (name: string) => { const router = Router(); router.get('/' + name, ${h}); return router; };`,
    },
    2,
  ],
  [
    'classes',
    {
      'main.ts': `import { App } from './app';
import { Users } from './users';
export const app = new App([new Users()]).app;`,
      'app.ts': `import express, { Application } from 'express';
import type { Controller } from './base';
import { Orders } from './orders';
export class App {
  public app: Application;
  private readonly orders = new Orders();
  constructor(controllers: Controller[]) { this.app = express(); this.routes(controllers); }
  private routes(controllers: Controller[]) { controllers.forEach((one) => this.app.use('/', one.router)); this.app.use('/orders', this.orders.router); this.app.use('/new', new Orders().router); for (const one of controllers) this.app.use(one.path, one.router); }
}`,
      'base.ts': `import { Router } from 'express';
export abstract class Controller { public router = Router(); constructor(public path: string) { this.register(); } abstract register(): void; }`,
      'users.ts': `import { Controller } from './base';
export class Users extends Controller { constructor() { super('/users'); } register() { this.router.get(this.path, this.list); this.router.get(\`\${this.path}/:id\`, ${h}); } list = ${h}; }`.replace(
        / list = .*; }$/,
        ' list(req, res) { res.end(); } }',
      ),
      'orders.ts': `import { Router } from 'express';
export class Orders { readonly router: Router = Router(); static path = '/x'; constructor() { this.init(); } init() { this.router.get('/', ${h}); this.router.post(Orders.path, ${h}); } get all() { return this.router; } }`,
    },
    8,
  ],
  [
    'getters, statics, objects of routers',
    {
      'main.ts': `import express from 'express';
import { Shop, routers } from './shop';
export const app = express();
app.use(new Shop().routes);
app.use('/s', Shop.router);
for (const [path, router] of Object.entries(routers)) app.use(\`/\${path}\`, router);`,
      'shop.ts': `import { Router } from 'express';
export class Shop { static router = Router().get('/static', ${h}); private own = Router(); get routes() { this.own.get('/own', ${h}); return this.own; } }
export const routers = { a: Router().get('/1', ${h}), b: Router().get('/2', ${h}) };`,
    },
    4,
  ],
  [
    'one router twice, nested mounts with parameters, sub-apps, a circle',
    {
      'main.js': `const express = require('express');
const app = express(), sub = express(), a = express.Router(), b = express.Router();
a.get('/leaf', ${h}); b.use('/b/:b', a);
app.use('/one', a); app.use(['/two', '/three'], a); app.use('/n/:n', b); sub.get('/s', ${h}); sub.use('/a', a); app.use('/sub', sub);
exports.app = app;`,
    },
    6,
  ],
  [
    'what is no route',
    {
      'main.js': `const express = require('express');
const app = express();
const map = new Map(); map.delete('/no', 1); map.get('/no', 1);
const client = { get(path, f) {} }; client.get('/no', ${h});
app.use(express.json()); app.use('/files', express.static('x')); app.param('id', (q, s, n) => n()); app.disable('x-powered-by'); app.use((q, s, n) => n());
app.get('/yes', (req, res) => { req.get('/no', 1); map.delete('/no', 2); });
exports.app = app;`,
    },
    1,
  ],
  [
    'immediately, later and in branches',
    {
      'main.js': `const express = require('express');
let app;
app = express();
(() => { app.get('/iife', ${h}); })();
['x', 'y'].map((one) => app.get('/' + one, ${h}));
if (app) { app.get('/if', ${h}); } else { app.get('/else', ${h}); }
try { app.get('/try', ${h}); } catch {}
app.get('/else', ${h});
exports.app = app;`,
    },
    6,
  ],
  [
    'names that are bound further down, or nowhere',
    {
      'main.js': `leaked = require('express')();
for (const v of [1, 2]) routes(leaked, v);
exports.app = leaked;
function routes(app, v) { if (v === 1) one(app); else two(app); }
function one(app) { const v = '/v1'; app.get(\`\${v}/pets\`, ${h}); }
function two(app) { app.get(\`\${base()}/pets\`, ${h}); }
function base() { return '/v2'; }`,
    },
    2,
  ],
  [
    'patterns of Express 4',
    {
      'main.js': `const express = require('express');
const app = express();
app.get('/n/:id(\\\\d+)', ${h}); app.get('/f/:name.:ext', ${h}); app.all('*', ${h}); app.get('/w/*', ${h});
exports.app = app;`,
    },
    4,
    4,
  ],
  [
    'patterns of Express 5',
    {
      'main.js': `const express = require('express');
const app = express();
app.get('/w/*rest', ${h}); app.get('/f/:name.:ext', ${h});
exports.app = app;`,
    },
    2,
    5,
  ],
];

describe.each(idioms.map(([title, files, count, only]) => ({ title, files, count, only })))(
  '$title',
  ({ files, count, only }) => {
    it.each(([4, 5] as const).filter((version) => only === undefined || version === only))(
      'is what Express %d says of itself',
      (version) => {
        const real = running(files, version);
        const { known, lost } = read(files, version);
        expect({ known: rowsOf(known), lost }).toEqual({ known: real, lost: [] });
        expect(real).toHaveLength(count);
      },
    );
  },
);

it('an app that a package gives back is that app', () => {
  const { known, lost } = read(
    { 'main.js': `const { app } = require('express-ws')(require('express')());\napp.get('/wrapped', ${h});` },
    5,
  );
  expect([rowsOf(known), lost]).toEqual([['get /wrapped'], []]);
});

it('reports unknown values with a reason', () => {
  const { known, lost } = read(
    {
      'main.ts': `import express, { Router } from 'express';
import config from 'config';
import { missing } from './missing.js';
const app = express();
const r = Router().get('/r', ${h});
app.use(process.env.PREFIX, r); app.use(config.get('base') + '/v1', r);
app.get(/^x/, ${h}); app.get('relative', ${h}); app.post(config.path, ${h});
for (const file of readdirSync('.')) app.use('/dynamic', require(file));
app.use(missing);`,
      'unmounted.ts': `import { Router } from 'express';\nexport const lonely = Router();\nlonely.get('/lonely', ${h});`,
      'typed.ts': `import type { Application } from 'express';
export function register(app: Application) { app.get('/typed', ${h}); }`,
      'mounted.test.ts': `import express from 'express';\nimport { lonely } from './unmounted';\nexpress().use('/test', lonely);`,
    },
    5,
  );
  expect([known, lost.map(({ method, path, reason }) => `${method} ${spell(path)}: ${reason}`)]).toEqual([
    [],
    [
      'get /…/r: `process.env.PREFIX`',
      "get /…/v1/r: `config.get('base')`",
      'get /…: the pattern `/^x/`',
      'get /…: it does not begin with `/`, so Express 5 never matches it',
      'post /…: `config.path`',
      'use /dynamic: what `require(file)` is',
      'get /…/lonely: no app mounts this router',
      'get /…/typed: it is unknown which app this is',
    ],
  ]);
});

const range = (count: number): number[] => [...Array(count).keys()];
const start = `const express = require('express'); const app = express();\n`;
const hostile: readonly (readonly [title: string, files: Readonly<Record<string, string>>, rows: string[]])[] = [
  [
    'texts that double',
    {
      'main.js': `${start}const a0 = '/x';
${range(60)
  .map((i) => `const a${i + 1} = a${i} + a${i};`)
  .join('\n')}
app.get(a60, ${h}); app.get(a1, ${h});`,
    },
    ['get /x/x', 'lost get /…'],
  ],
  [
    'lists that double',
    {
      'main.js': `${start}const a0 = ['/x'];
${range(60)
  .map((i) => `const a${i + 1} = [...a${i}, ...a${i}];`)
  .join('\n')}
app.get(a60, ${h});`,
    },
    ['get /x'],
  ],
  [
    'functions that call each other',
    {
      'main.js': `${start}${range(40)
        .map(
          (i) =>
            `function f${i}(x) { ${range(40)
              .map((n) => `f${n}(x); f${n}([x]);`)
              .join(' ')} }`,
        )
        .join('\n')}
f0(app); f1(2); app.get('/x', ${h});`,
    },
    ['get /x'],
  ],
  [
    'modules in a circle',
    {
      'main.js': `${start}exports.x = require('./b').x; module.exports.y = exports.y; app.use(exports.x, exports.y); app.get('/x', ${h});`,
      'b.js': `exports.x = require('./main').x; module.exports = { ...module.exports };`,
    },
    ['get /x'],
  ],
  [
    'classes in a circle',
    {
      'main.js': `${start}class A extends B { constructor() { super(); this.a(); } } class B extends A { b = new A(); a() { super.a(); new B().a(); } } new A(); new B(); app.get('/x', ${h});`,
    },
    ['get /x'],
  ],
  [
    'mounts of mounts',
    {
      'main.js': `${start}${range(20)
        .map((i) => `const r${i} = express.Router();`)
        .join('')}${range(19)
        .map((i) => `r${i}.use(['/a', '/b', '/c', '/d'], r${i + 1});`)
        .join('')} r19.get('/x', ${h}); app.use(r0); app.get('/x', ${h});`,
    },
    ['get /x', 'lost use /'],
  ],
  [
    'a long chain',
    {
      'main.js': `${start}app${range(250)
        .map((i) => `.get('/${i}', ${h})`)
        .join('')};`,
    },
    range(250)
      .map((i) => `get /${i}`)
      .sort(),
  ],
  [
    'parts that are optional',
    { 'main.js': `${start}app.get('/${'{a}'.repeat(30)}', ${h}); app.get('/${'{'.repeat(2000)}', ${h});` },
    ['lost get /…'],
  ],
];

it.each(hostile)('survives %s', (_, files, rows) => {
  const { known, lost } = read(files, 5);
  // Of very many mounts the shallow ones are enough to see.
  const found = [...rowsOf(known).filter((row) => row.length < 20), ...rowsOf(lost).map((row) => `lost ${row}`)];
  expect(found).toEqual(rows);
  expect(costOf(() => read(files, 5))).toBeLessThan(10_000);
});
