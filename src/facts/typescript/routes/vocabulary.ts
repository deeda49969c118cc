/** The words of routing that web frameworks share. A framework that has another word for registering a route adds it here. */

/** The methods of routers that answer one HTTP method. */
export const verbs: ReadonlySet<string> = new Set([
  'all',
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'del',
]);

/** The methods of routers that register anything, and those of lists that hand on their items. */
export const registering: ReadonlySet<string> = new Set([
  ...verbs,
  'connect',
  'copy',
  'forEach',
  'map',
  'on',
  'prefix',
  'purge',
  'register',
  'route',
  'search',
  'use',
]);

/** Can a text create, fill or hand on routers, or hold their paths? A text that this accepts may still have none. */
export function mayRoute(text: string): boolean {
  return /\b(?:express|fastify|hono|koa)\b|route|@[a-z]\w*\(|\bapp\b|\.(?:use|register)\s*\(|['"`]\//i.test(text);
}
