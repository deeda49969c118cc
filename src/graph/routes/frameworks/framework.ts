import type { RouteForm } from '../../../core/endpoint.ts';
import type { Location, Path, Place } from '../../../core/location.ts';
import type { TypeSpot } from '../../../core/type-spot.ts';
import type { Answering } from '../handlers/statuses.ts';
import type { Grammar } from '../path.ts';
import type {
  ClassValue,
  FunctionValue,
  GivenParameter,
  MakerValue,
  MarkValue,
  Router,
  RouterKind,
  RouterValue,
  RouteValue,
  Value,
  Written,
} from '../values.ts';

/** How a web framework registers routes. Each has a folder of its own, and is listed in `index.ts`. */
export interface Framework {
  /** As messages name it: `Express 4 and 5`. */
  readonly title: string;
  /** How another route is written beside one of its own, so that it is certain to be answered; absent where nothing is certain. */
  readonly form?: RouteForm;
  /** Why a router that nothing is known to mount is not known. */
  readonly unmounted?: string;
  /** What calling the exports of its packages gives. `*` is the whole module of `require`. */
  readonly packages: Readonly<Record<string, Readonly<Record<string, Made>>>>;
  /** The types of its packages that are routers. */
  readonly types: ReadonlySet<string>;
  /** Takes up the arguments that a router is made with. */
  construct?(made: RouterValue, args: readonly Value[], call: Call): void;
  /** Calls a method of one of its routers, and adds what that registers. */
  callRouter(on: RouterValue, name: string, args: readonly Value[], call: Call): Value;
  /** Calls a method of a route that `callRouter` gave. */
  callRoute?(on: RouteValue, name: string, args: readonly Value[], call: Call): Value;
  /** Adds the routes that decorators tell, to the apps that were made or to routers of their own. */
  readMarks?(classes: readonly ClassValue[], reader: MarkReader): void;
  /** A method that is overridden keeps its decorators. */
  readonly keepsOverridden?: true;
  /** How its handlers answer. */
  readonly answering: Answering;
  /** How its paths are written. `range` is the declared range of a package for the file that has the path; null where none is. */
  grammar(range: (name: string) => string | null): Grammar;
}

/** A package of a framework, and what its exports make. */
export interface Package {
  readonly framework: Framework;
  readonly makes: ReadonlyMap<string, Made>;
}

/** A new router, the first argument as it is, all arguments, a decorator, or a chain. `members`: it is not called, and its members are exports, too. */
export type Made = RouterKind | 'argument' | 'list' | 'mark' | 'chain' | 'members';

/** What a framework can do in a call that it is asked to follow. */
export interface Call {
  readonly at: Located;
  /** The arguments as written. */
  readonly given: readonly Written[];
  /** The types that it is given. */
  readonly types: readonly TypeSpot[];
  /** A further router of the same framework. */
  create(kind: RouterKind): RouterValue;
  invoke(fn: FunctionValue, args: readonly Value[]): Value;
  /** What an export of a package gives when it is called. */
  make(maker: MakerValue, args: readonly Value[]): Value;
  /** What a module offers under a name. */
  exported(file: Path, name: string): Value;
  /** `(req, res, next) => router(req, res, next)`: the routers that a handler hands its request to; else the value itself. */
  throughHandler(value: Value): Value;
}

/** How decorators are read, once all files were run. */
export interface MarkReader {
  readonly routers: readonly Router[];
  /** The decorators of a class. */
  marksOf(value: ClassValue): readonly MarkValue[];
  /** The same as written. */
  givenOf(value: ClassValue): readonly Written[];
  /** The decorated methods of a class and of those above it. A method that is overridden most often keeps none of its decorators. */
  methodsOf(value: ClassValue, keepsOverridden?: boolean): readonly MarkedMethod[];
  /** A router, which nothing is known to mount, or an app. */
  create(framework: Framework, at: Located, kind?: RouterKind): Router;
  /** What a value comes to that may be a function. */
  resolved(value: Value): Value;
}

export interface MarkedMethod {
  readonly marks: readonly MarkValue[];
  /** The decorators as written. */
  readonly given: readonly Written[];
  readonly parameters: readonly GivenParameter[];
  readonly method: FunctionValue | null;
  readonly at: Located;
}

type Located = Location & { readonly place: Place };

/** The value of a property, where the object and the property are known. */
export function property(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object' ? value.entries.get(name) : undefined;
}

/** A text, or anything that may come to one. A function or a handler is none. */
export function isPath(value: Value): boolean {
  if (value.kind === 'list') return value.items.every(isPath);
  if (value.kind === 'unknown') return !value.handler && value.text !== '';
  return value.kind === 'text' || value.kind === 'template' || value.kind === 'regexp';
}

/** A module whose name is computed: it may be a router. */
export function isLoaded(value: Extract<Value, { kind: 'unknown' }>): boolean {
  return /^(?:await )?(?:require|import)\(/.test(value.text);
}

/** Adds an entry to a router. A router that is mounted is no longer a root. */
export function register(router: Router, entry: Router['entries'][number]): void {
  router.entries.push(entry);
  if (entry.mount && 'entries' in entry.mount && entry.mount !== router) entry.mount.mounted = true;
}
