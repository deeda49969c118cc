import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { readRoutes, rowsOf, runApp } from './apps.ts';

interface App {
  readonly routes: readonly { readonly method: string; readonly path: string; readonly handler: { length: number } }[];
}

const hono: unknown = createRequire(import.meta.url)('hono');

/** The routes that Hono itself lists. Middleware takes two parameters, and the handlers below take one. */
function running(files: Readonly<Record<string, string>>): string[] {
  const { routes } = runApp<App>(files, { hono });
  const inOpenApi = (path: string): string => path.replace(/:(\w+)(?:\{[^}]*\})?/g, '{$1}').replace(/(.)\/$/, '$1');
  const rows = routes
    .filter(({ handler }) => handler.length < 2)
    .map(({ method, path }) => `${method.toLowerCase()} ${inOpenApi(path)}`);
  return [...new Set(rows)].sort();
}

const h = '(c) => c.text("")';

it.each<[title: string, files: Readonly<Record<string, string>>, count: number]>([
  [
    'verbs, chains and lists',
    {
      'main.ts': `import { Hono } from 'hono';
export const app = new Hono();
app.get('/', ${h}).post('/a/:id', ${h}).all('/any', ${h});
app.on('PURGE', '/cache', ${h});
app.on(['PUT', 'DELETE'], ['/x', '/y'], ${h});
app.get('/n/:id{[0-9]+}', ${h});
app.get('/files/*', ${h});`,
    },
    10,
  ],
  [
    'apps below apps, in other files, and a base path',
    {
      'main.ts': `import { Hono } from 'hono';
import users from './users';
import { orders } from './orders';
export const app = new Hono().basePath('/api');
app.use('*', async (c, next) => next());
app.route('/users', users);
app.route('/orders', orders);`,
      'users.ts': `import { Hono } from 'hono';
const users = new Hono<{ Variables: { a: string } }>();
users.get('/', ${h});
users.get('/:id', ${h});
export default users;`,
      'orders.ts': `import { Hono } from 'hono';
const lines = new Hono().get('/', ${h});
export const orders = new Hono().post('/', ${h}).route('/:id/lines', lines);`,
    },
    4,
  ],
  [
    'paths without a slash, and functions that make or take an app',
    {
      'main.ts': `import { Hono } from 'hono';
import { fill, make } from './parts';
export const app = new Hono();
app.get('plain', ${h});
fill(app);
app.route('/made', make('one'));`,
      'parts.ts': `import { Hono } from 'hono';
export function fill(app: Hono) { app.get('/filled', ${h}); }
export const make = (name: string) => new Hono().get('/' + name, ${h});`,
    },
    3,
  ],
])('reads the routes that Hono lists: %s', (_, files, count) => {
  const { known, lost } = readRoutes(files, { hono: '^4.0.0' });
  expect(lost).toEqual([]);
  expect(rowsOf(known)).toEqual(running(files));
  expect(rowsOf(known)).toHaveLength(count);
});

it('does not know the routes of an app of another framework', () => {
  const { lost } = readRoutes(
    { 'main.ts': "import { Hono } from 'hono';\nnew Hono().mount('/old', legacy.fetch);" },
    { hono: '^4.0.0' },
  );
  expect(lost.map(({ reason }) => reason)).toEqual(['what `an app of another framework` is']);
});
