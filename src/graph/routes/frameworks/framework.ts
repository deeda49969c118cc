import type { Location, Place } from '../../../core/location.ts';
import type { Grammar } from '../path.ts';
import type { FunctionValue, Router, RouterKind, RouterValue, RouteValue, Value } from '../values.ts';

/** How a web framework registers routes. Each has a folder of its own, and is listed in `index.ts`. */
export interface Framework {
  /** As messages name it: `Express 4 and 5`. */
  readonly title: string;
  /** What the exports of its packages make. `*` is the whole module of `require`. */
  readonly packages: Readonly<Record<string, Readonly<Record<string, RouterKind>>>>;
  /** The types of its packages that are routers. */
  readonly types: ReadonlySet<string>;
  /** Calls a method of one of its routers, and adds what that registers. */
  callRouter(on: RouterValue, name: string, args: readonly Value[], call: Call): Value;
  /** Calls a method of a route that `callRouter` gave. */
  callRoute?(on: RouteValue, name: string, args: readonly Value[], call: Call): Value;
  /** How its paths are written. `range` is the declared range of a package for the file that has the path; null where none is. */
  grammar(range: (name: string) => string | null): Grammar;
}

/** A package of a framework, and what its exports make. */
export interface Package {
  readonly framework: Framework;
  readonly makes: ReadonlyMap<string, RouterKind>;
}

/** What a framework can do in a call that it is asked to follow. */
export interface Call {
  readonly at: Location & { readonly place: Place };
  /** A further router of the same framework. */
  create(kind: RouterKind): RouterValue;
  invoke(fn: FunctionValue, args: readonly Value[]): Value;
  /** `(req, res, next) => router(req, res, next)`: the routers that a handler hands its request to; else the value itself. */
  throughHandler(value: Value): Value;
}

/** Adds an entry to a router. A router that is mounted is no longer a root. */
export function register(router: Router, entry: Router['entries'][number]): void {
  router.entries.push(entry);
  if (entry.mount && 'entries' in entry.mount && entry.mount !== router) entry.mount.mounted = true;
}
