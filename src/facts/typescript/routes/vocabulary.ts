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
  'group',
  'guard',
  'map',
  'mount',
  'on',
  'prefix',
  'purge',
  'register',
  'route',
  'search',
  'use',
]);

/** What functions answer requests with, called on an argument of theirs or on what makes a response. */
export const replying: ReadonlySet<string> = new Set([
  'body',
  'body=',
  'code',
  'download',
  'end',
  'error',
  'html',
  'json',
  'jsonp',
  'new',
  'newResponse',
  'notFound',
  'redirect',
  'render',
  'send',
  'sendFile',
  'sendStatus',
  'status',
  'status=',
  'statusCode=',
  'text',
  'throw',
  'writeHead',
]);

/** Those of them whose first argument is the body. */
export const bodyTakers: ReadonlySet<string> = new Set([
  'body',
  'body=',
  'end',
  'html',
  'json',
  'jsonp',
  'new',
  'newResponse',
  'render',
  'send',
  'text',
]);

/** What makes a response that a function returns. */
export const responseMakers: ReadonlySet<string> = new Set(['Response', 'NextResponse']);

/** Can a text create, fill or hand on routers, hold their paths, answer requests, or hold schemas of them? A text that this accepts may do none of it. */
export function mayRoute(text: string): boolean {
  return routers.test(text) || replies.test(text) || schemas.test(text);
}

const routers =
  /\b(?:express|fastify|hono|koa|elysia|orpc|trpc|NestFactory)\b|route|procedure|@[a-z]\w*\(|\bapp\b|\.(?:use|register|handler?)\s*\(|['"`]\//i;
const schemas = /\b(?:z|t|Type)\.|['"]zod\b/;
const replies = /\.(?:status|statusCode|sendStatus|code|throw)\b|\b(?:Next)?Response\b/;
