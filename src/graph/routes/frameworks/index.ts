import { express } from './express/express.ts';
import type { Framework, Package } from './framework.ts';
import { hono } from './hono/hono.ts';

/** The frameworks whose routes are read. */
export const frameworks: readonly Framework[] = [express, hono];

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
