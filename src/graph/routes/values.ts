import type { Schemas } from '../../core/endpoint.ts';
import type { Location, Path, Place } from '../../core/location.ts';
import type { Routing } from '../../core/route.ts';
import type { TypeSpot } from '../../core/type-spot.ts';
import type { Framework, Made, Package } from './frameworks/framework.ts';
import type { WrittenReader } from './handlers/written.ts';

/** What a term comes to in one activation of its function. */
export type Value =
  | { readonly kind: 'text' | 'regexp'; readonly text: string }
  /** `handler`: it comes from a package or a call, and so is most likely a function that handles requests. */
  | { readonly kind: 'unknown'; readonly text: string; readonly handler?: true }
  /** Texts with something unknown between them. */
  | { readonly kind: 'template' | 'list'; readonly items: readonly Value[] }
  | ObjectValue
  | FunctionValue
  | ClassValue
  | { readonly kind: 'super'; readonly class: ClassValue; readonly self: Value }
  | { readonly kind: 'module'; readonly file: Path }
  | MakerValue
  | MarkValue
  | RouterValue
  | RouteValue
  | ChainValue
  | { readonly kind: 'method'; readonly of: Value; readonly name: string };

/** `written`: where it is a literal with a method and a path. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly entries: Map<string, Value>;
  readonly class: ClassValue | null;
  readonly written?: Written;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly index: number;
  readonly outer: Activation;
  readonly self: Value | null;
  readonly home: ClassValue | null;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly index: number;
  readonly outer: Activation;
}

/** What a package of a framework exports under a name: it makes a router, or has members that do. */
export interface MakerValue {
  readonly kind: 'maker';
  readonly from: Package;
  /** The name under which it is exported. */
  readonly name: string;
  readonly makes: Made | null;
}

/** A decorator of a framework, as it is called. */
export interface MarkValue {
  readonly kind: 'mark';
  readonly framework: Framework;
  readonly name: string;
  readonly args: readonly Value[];
  readonly given: readonly Written[];
}

export interface RouterValue {
  readonly kind: 'router';
  readonly router: Router;
}

/** A path of a router, to which handlers are added. */
export interface RouteValue {
  readonly kind: 'route';
  readonly router: Router;
  readonly path: Value;
}

/** What is written after an export of a framework, and is read where it is served: `os.route({ … }).input(x)`. */
export interface ChainValue {
  readonly kind: 'chain';
  readonly links: readonly ChainLink[];
}

/** A member of a chain, and how it is called; the first is the export. */
export interface ChainLink {
  readonly name: string;
  readonly call: ChainCall | null;
}

export interface ChainCall {
  readonly args: readonly Value[];
  readonly given: readonly Written[];
  readonly at: Location & { readonly place: Place };
}

/** One run of a function, or of a module. */
export interface Activation {
  readonly file: Path;
  readonly routing: Routing;
  readonly fn: number;
  readonly outer: Activation | null;
  readonly args: readonly Value[];
  readonly self: Value | null;
  /** The class whose method runs. */
  readonly home: ClassValue | null;
  readonly calls: Map<number, Value>;
  readonly bound: Map<number, Value>;
  /** What functions inside came to that neither made nor filled anything. */
  readonly idle: Map<number, Value>;
}

/** An app is a root; a router counts only where an app mounts it. */
export type RouterKind = 'app' | 'router';

/** An expression that was not evaluated. */
export interface Written {
  readonly term: number;
  readonly at: Activation;
}

/** A router or app as one run makes it; of a typed one only the type is known. */
export interface Router {
  readonly framework: Framework;
  readonly kind: RouterKind | 'typed';
  readonly at: Location & { readonly place: Place };
  /** What stands before the paths of all its entries. */
  base: Value | null;
  /** What the framework was told of it beside routes. */
  readonly settings: Map<string, Value>;
  readonly entries: Entry[];
  readonly layers: Layer[];
  /** Another router mounts it. */
  mounted: boolean;
}

/** What is registered with a router, in order: a method, or (`use`) another router, or null for what cannot be known. */
export interface Entry {
  readonly method: string;
  readonly path: Value;
  readonly at: Location & { readonly place: Place };
  readonly mount: Router | { readonly unknown: string } | null;
  readonly handled: Handled;
}

/** What handles the requests of an entry. */
export interface Handled {
  /** Middleware and handlers in order; of a mount, what is asked before. */
  readonly given: readonly Written[];
  /** The method that answers, where it is not the last that is given. */
  readonly method?: FunctionValue | null;
  /** The parameters of the method, where decorators say what they are. */
  readonly parameters?: readonly GivenParameter[];
  /** The status that the framework sends where the method sets none. */
  readonly status?: Written | number;
  /** What the method returns may be changed before it is sent. */
  readonly isChanged?: boolean;
  /** The types that the call which registers it is given. */
  readonly types?: readonly TypeSpot[];
  /** The schemas of a procedure, which are not among what is given. */
  readonly schemas?: (reader: WrittenReader) => Schemas;
}

/** A parameter of a method: its name, and its decorators and type as written. */
export interface GivenParameter {
  readonly name: string;
  readonly marks: readonly Written[];
  readonly type: Written | null;
}

/** What handles requests before the entries that come after it. */
export interface Layer {
  /** How many entries come before it. */
  readonly after: number;
  readonly path: Value;
  readonly given: readonly Written[];
}

export const unknown = (text: string): Value => ({ kind: 'unknown', text });

const most = { text: 2000, items: 10_000 };

/** A list, cut where constants that double each other would fill the memory. */
export function listOf(items: readonly Value[]): Value {
  return { kind: 'list', items: items.length > most.items ? items.slice(0, most.items) : items };
}

/** A value and, of lists, all items. */
export function flattened(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.flatMap(flattened) : [value];
}

/** Texts in a row, as one text where all are known. */
export function joined(items: readonly Value[]): Value {
  const parts: Value[] = [];
  let length = 0;
  for (const item of items.flatMap((one) => (one.kind === 'template' ? one.items : [one]))) {
    const last = parts.at(-1);
    length += 'text' in item ? item.text.length : 1;
    if (length > most.text) return unknown('a very long text');
    if (item.kind === 'text' && last?.kind === 'text')
      parts[parts.length - 1] = { kind: 'text', text: last.text + item.text };
    else parts.push(item.kind === 'text' || item.kind === 'unknown' ? item : unknown('an expression'));
  }
  const filled = parts.filter((part) => part.kind !== 'text' || part.text !== '');
  const [first, ...others] = filled;
  if (!first) return { kind: 'text', text: '' };
  return others.length === 0 ? first : { kind: 'template', items: filled };
}

/** The first that is known; of texts none, unless there is only one. */
export function eitherOf(values: readonly Value[]): Value {
  const [first] = values;
  if (!first) return unknown('nothing');
  const isText = ({ kind }: Value): boolean => kind === 'text' || kind === 'template' || kind === 'regexp';
  if (values.length === 1) return first;
  return (
    values.find((value) => value.kind !== 'unknown' && !isText(value)) ??
    unknown(first.kind === 'unknown' ? first.text : 'one of several')
  );
}

/** An object by its entries; `...` takes over those of another, and keeps a chain as it is. */
export function objectOf(entries: readonly (readonly [string, Value])[]): ObjectValue {
  const own = new Map<string, Value>();
  for (const [name, value] of entries) {
    if (name !== '...') own.set(name, value);
    else if (value.kind === 'object') for (const [key, inner] of value.entries) own.set(key, inner);
    else if (value.kind === 'chain') own.set(`...${own.size}`, value);
  }
  return { kind: 'object', entries: own, class: null };
}
