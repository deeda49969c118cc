import type { Location, Path, Place } from './location.ts';
import type { Shape } from './shape.ts';
import type { TypeSpot } from './type-spot.ts';

/** One step of a route's path. `shape` is what counts when two are compared: names of parameters do not. */
export interface Segment {
  /** `wildcard` is any number of further segments, the first of which begins with `shape`; `opaque` is what cannot be known. */
  readonly kind: 'static' | 'param' | 'wildcard' | 'opaque';
  /** As OpenAPI spells it; of what is opaque, the reason. */
  readonly text: string;
  readonly shape: string;
}
export type RoutePath = readonly Segment[];

/** Something that an app answers. */
export interface Endpoint {
  /** In lower case; `all` answers every method, and `use` is a mount of which no more is known. */
  readonly method: string;
  readonly path: RoutePath;
  readonly at: Location;
  /** Null if the code that answers is not known. */
  readonly handling: Handling | null;
  /** How another one is written beside it; absent where that is not certain. */
  readonly form?: RouteForm | undefined;
}

/** What is known of the code that answers. */
export interface Handling {
  /** What stands before or around the handler, by name. */
  readonly guards: readonly Guard[];
  /** The statuses that the handler itself sends. */
  readonly statuses: readonly SentStatus[];
  readonly schemas: Schemas;
  readonly types: HandlerTypes;
  /** The names of what the handler calls. */
  readonly calls: readonly string[];
  /** Where the handler is; null if it is not known. */
  readonly code: HandlerCode | null;
  /** More may be asked before the handler than its guards, or the handler itself is not known. */
  readonly isPartial: boolean;
  /** The code says that it is not meant for documents. */
  readonly isHidden: boolean;
}

/** Where a handler is: its place, or the name of what a module exports, or of a member of that. */
export type HandlerCode =
  | { readonly file: Path; readonly place: Place }
  | { readonly file: Path; readonly exported: string; readonly member: string | null };

/** What schemas in the code say of a request and its responses; null where none does. */
export interface Schemas {
  readonly body: Shape | null;
  readonly query: Shape | null;
  readonly headers: Shape | null;
  readonly responses: readonly ResponseShape[];
}

export interface ResponseShape {
  /** `200`, `4xx` or `default`. */
  readonly status: string;
  readonly shape: Shape;
}

/** Where types say what the body of a request and its responses are. Of several, the first counts whose shape is known. */
export interface HandlerTypes {
  readonly body: readonly TypeSpot[];
  /** Types whose properties are statuses, or else what is sent with status 200. */
  readonly replies: readonly TypeSpot[];
  readonly sent: readonly SentBody[];
}

/** A body that the handler itself sends. */
export interface SentBody {
  readonly status: number;
  /** The expression. */
  readonly written: TypeSpot;
  /** What is declared of every body that is sent. */
  readonly declared: readonly TypeSpot[];
  /** A text is sent as it is, and not as JSON. */
  readonly isText: boolean;
}

/** A middleware, guard, decorator or wrapper. */
export interface Guard {
  /** As written: `auth.required`. */
  readonly name: string;
  /** The literal properties of its arguments. */
  readonly settings: Readonly<Record<string, string>>;
  /** It may answer 401 or 403 itself. */
  readonly denies: boolean;
}

export interface SentStatus {
  readonly status: number;
  readonly at: Location;
}

/** An endpoint of which a part cannot be known. */
export interface LostEndpoint extends Endpoint {
  readonly reason: string;
  /** No app is known to mount its router. */
  readonly adrift: boolean;
  /** The mount, or the router that none mounts, because of which all below it is lost, with its path; null where the route itself is not known. */
  readonly source: Source | null;
}

/** What keeps routes from being known. */
export interface Source {
  readonly at: Location;
  readonly path: RoutePath;
}

/** What the apps of a project answer. */
export interface Endpoints {
  readonly known: readonly Endpoint[];
  readonly lost: readonly LostEndpoint[];
  /** Files of which not every call was followed, in order of path. */
  readonly cut: readonly Path[];
}

/** How a framework writes a route: a call, a decorated method of a controller, or an exported function of a file. */
export type RouteForm = 'call' | 'async-call' | 'method' | 'file';

/** A route to write that fails until somebody fills it in. */
export interface RouteStub {
  readonly form: RouteForm;
  readonly method: string;
  readonly path: RoutePath;
  /** The name that the operation has in its document; null where it has none. */
  readonly id: string | null;
  /** What the document says is sent; null where that is what the framework sends by itself. */
  readonly status: number | null;
  /** The routes that it may stand next to, the best first. */
  readonly beside: readonly Neighbour[];
}

/** A route that another one is to stand behind, or before where it would take the requests of that one. */
export interface Neighbour {
  readonly at: Location;
  readonly path: RoutePath;
  readonly isBefore: boolean;
}
