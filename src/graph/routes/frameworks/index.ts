import type { ImportedName } from '../../../core/route.ts';
import type { Value } from '../values.ts';
import { astro } from './astro/astro.ts';
import { elysia } from './elysia/elysia.ts';
import { express } from './express/express.ts';
import { fastify } from './fastify/fastify.ts';
import type { FileRouter } from './file-router.ts';
import type { Framework, Package } from './framework.ts';
import { hono } from './hono/hono.ts';
import { koa } from './koa/koa.ts';
import { nest } from './nest/nest.ts';
import { next } from './next/next.ts';
import { nitro } from './nitro/nitro.ts';
import { orpc } from './orpc/orpc.ts';
import { reactRouter } from './react-router/react-router.ts';
import { routingControllers } from './routing-controllers/routing-controllers.ts';
import { sveltekit } from './sveltekit/sveltekit.ts';
import { trpcOpenApi } from './trpc-openapi/trpc-openapi.ts';
import { tsRest } from './ts-rest/ts-rest.ts';
import { tsoa } from './tsoa/tsoa.ts';

/** The frameworks whose routes are calls. */
const frameworks: readonly Framework[] = [
  express,
  fastify,
  hono,
  koa,
  elysia,
  nest,
  routingControllers,
  tsoa,
  tsRest,
  orpc,
  trpcOpenApi,
];

/** Why routers are not known that nothing is known to mount, as far as frameworks have words of their own. */
export const unmountedReasons: readonly string[] = frameworks.flatMap(({ unmounted }) => unmounted ?? []);

/** Those that read decorators. */
export const markFrameworks: readonly Framework[] = frameworks.filter(({ readMarks }) => readMarks);

/** The frameworks whose routes are files. */
export const fileRouters: readonly FileRouter[] = [next, sveltekit, astro, nitro, reactRouter];

/** The names of all frameworks whose routes are read. */
export const titles: readonly string[] = [...frameworks, ...fileRouters].map(({ title }) => title);

const packages = new Map<string, Package>(
  frameworks.flatMap((framework) =>
    Object.entries(framework.packages).map(
      ([name, makes]) => [name, { framework, makes: new Map(Object.entries(makes)) }] as const,
    ),
  ),
);

/** The package of a framework that a specifier names; undefined for any other. */
export function packageOf(specifier: string): Package | undefined {
  return packages.get(specifier);
}

/** What a package of a framework exports. Where `require` gives an object, its members are the exports. */
export function exportOf(from: Package, name: string, title: string): Value {
  const makes = from.makes.get(name) ?? null;
  if (makes === 'chain') return { kind: 'chain', links: [{ name, call: null }] };
  return makes !== null || name === '*'
    ? { kind: 'maker', from, name, makes }
    : { kind: 'unknown', text: `${title}.${name}`, handler: true };
}

/** The framework of which a type is a router. */
export function routerType({ specifier, name }: ImportedName): Framework | null {
  const framework = packageOf(specifier)?.framework;
  return framework?.types.has(name) ? framework : null;
}
