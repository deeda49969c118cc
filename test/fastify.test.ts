import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { readRoutes, rowsOf, runApp } from './apps.ts';

interface Registered {
  readonly method: string | readonly string[];
  readonly url: string;
}
interface App {
  readonly registered: Registered[];
  addHook(name: 'onRoute', hook: (route: Registered) => void): void;
  ready(): Promise<unknown>;
}

const load = createRequire(import.meta.url);

/** Fastify, with a list of what each app is told to answer. */
function watched(): unknown {
  const make = load('fastify') as (...args: unknown[]) => App;
  const fastify = (...args: unknown[]): App => {
    const registered: Registered[] = [];
    const app = Object.assign(make({ ...(args[0] as object), exposeHeadRoutes: false }), { registered });
    app.addHook('onRoute', (route) => {
      registered.push(route);
    });
    return app;
  };
  return Object.assign(fastify, { default: fastify, fastify, Fastify: fastify });
}

const every = 8;

async function running(files: Readonly<Record<string, string>>): Promise<string[]> {
  const app = runApp<App>(files, { fastify: watched(), 'fastify-plugin': load('fastify-plugin') });
  await app.ready();
  const rows = app.registered.flatMap(({ method, url }) => {
    const methods = [method].flat();
    const path = url
      .replace(/:([A-Za-z]\w*)(?:\([^)]*\))?/g, '{$1}')
      .replace('::', ':')
      .replace(/(.)\/$/, '$1');
    return methods.length >= every ? [`all ${path}`] : methods.map((one) => `${one.toLowerCase()} ${path}`);
  });
  return [...new Set(rows)].sort();
}

const h = 'async () => ({})';

it.each<[title: string, files: Readonly<Record<string, string>>, count: number]>([
  [
    'shorthands, options, lists and patterns',
    {
      'main.ts': `import Fastify from 'fastify';
export const app = Fastify({ logger: false });
app.get('/', ${h});
app.post('/a/:id', { schema: {} }, ${h});
app.all('/any', ${h});
app.get('/f/:name-:version', ${h});
app.get('/n/:id(^\\\\d+$)', ${h});
app.get('/files/*', ${h});
app.route({ method: ['PUT', 'PATCH'], url: '/r/:id', handler: ${h} });
app.route({ method: 'DELETE', url: '/r/:id', handler: ${h} });`,
    },
    9,
  ],
  [
    'plugins below prefixes, in other files, and through fastify-plugin',
    {
      'main.ts': `import { fastify } from 'fastify';
import fp from 'fastify-plugin';
import users from './users';
import * as orders from './orders';
export const app = fastify();
app.register(users, { prefix: '/users' });
app.register(orders.default, { prefix: '/orders' });
app.register(fp(async (instance) => { instance.get('/shared', ${h}); }));
app.register((instance, options, done) => { instance.get('/here', ${h}); done(); }, { prefix: '/inline' });`,
      'users.ts': `import type { FastifyPluginAsync } from 'fastify';
const users: FastifyPluginAsync = async (fastify) => {
  fastify.get('/', ${h});
  fastify.get('/:id', ${h});
  await fastify.register(async (nested) => { nested.post('/deep', ${h}); }, { prefix: '/:id' });
};
export default users;`,
      'orders.ts': `import { type FastifyInstance } from 'fastify';
export default async function (fastify: FastifyInstance) {
  fastify.withTypeProvider().route({ method: 'GET', url: '/:id', handler: ${h} });
}`,
    },
    6,
  ],
  [
    'functions that make or take an app, and CommonJS',
    {
      'main.js': `const app = require('./build')({});
exports.app = app;`,
      'build.js': `const fastify = require('fastify');
module.exports = function build(options) {
  const app = fastify(options);
  app.get('/health', ${h});
  app.register(require('./routes'), { prefix: 'v1' });
  return app;
};`,
      'routes.js': `module.exports = async function (fastify, options) {
  fastify.get('/items', ${h});
};`,
    },
    2,
  ],
])('reads the routes that Fastify registers: %s', async (_, files, count) => {
  const { known, lost } = readRoutes(files, { fastify: '^5.0.0' });
  expect(lost).toEqual([]);
  expect(rowsOf(known)).toEqual(await running(files));
  expect(rowsOf(known)).toHaveLength(count);
});

it('does not report routes of an autoloaded folder or an unregistered plugin', () => {
  const { lost } = readRoutes(
    {
      'main.ts': `import Fastify from 'fastify';
import autoload from '@fastify/autoload';
const app = Fastify();
app.register(autoload, { dir: 'routes', prefix: '/api' });`,
      'routes/users.ts': `import type { FastifyInstance } from 'fastify';
export default async function (app: FastifyInstance) { app.get('/users', ${h}); }`,
    },
    { fastify: '^5.0.0' },
  );
  expect(lost.map(({ method, reason }) => `${method} ${reason}`)).toEqual([
    'use what `@fastify/autoload` is',
    'get it is unknown which app this is',
  ]);
});
