import type { Place } from './location.ts';

/**
 * The meaning of an expression, as far as routes may depend on it. Numbers are indexes in the lists of its `Routing`.
 * `argument` is one of the function that its binding belongs to; `typed` has a type that a package declares, whatever else is known of it;
 * an `import` without a specifier is the file's own export; `either` is the first of its items that is known; `set` gives an object a property;
 * `late` handles or describes requests, and is looked at only when all routes are known.
 */
export type Term =
  | { readonly kind: 'text' | 'regexp' | 'unknown'; readonly text: string }
  | { readonly kind: 'number' | 'boolean' | 'null'; readonly text: string }
  | { readonly kind: 'concat' | 'list' | 'either'; readonly items: readonly number[] }
  | ObjectTerm
  | { readonly kind: 'spread' | 'late'; readonly of: number }
  | ({ readonly kind: 'typed'; readonly of: number } & ImportedName)
  | { readonly kind: 'binding' | 'argument' | 'function' | 'class'; readonly index: number }
  | { readonly kind: 'this' | 'super' }
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }
  | { readonly kind: 'member'; readonly of: number; readonly name: string }
  | { readonly kind: 'set'; readonly of: number; readonly name: string; readonly value: number }
  | CallTerm;

/** An object. `at` is the place of its path, where it has a method and a path, and so may be a route. */
export interface ObjectTerm {
  readonly kind: 'object';
  readonly entries: readonly Entry[];
  readonly at?: Place;
}

/** A property of an object. `at` is the place of its key, where its value may be a schema that has no place of its own. */
export interface Entry extends Named {
  readonly at?: Place;
}

/** A call, or with `fresh` a `new`. Only the number of arguments is kept for values that cannot be a router or a path. */
export interface CallTerm {
  readonly kind: 'call';
  readonly of: number;
  readonly items: readonly number[];
  readonly fresh: boolean;
  /** The last name of the callee. */
  readonly at: Place;
  /** The types that it is given: `app.get<{ Body: Loaf }>(…)`. */
  readonly types: readonly Place[];
}

/** What a package exports under a name. */
export interface ImportedName {
  readonly specifier: string;
  readonly name: string;
}

/** A term under a name. */
export interface Named {
  readonly name: string;
  readonly value: number;
}

/** A variable, parameter or import, and the function whose activations each have one. */
export interface RouteBinding {
  readonly name: string;
  readonly owner: number;
  readonly value: number;
}

/** A function as far as it creates, fills or hands on routers; the body of a loop is one, too. The first one is the module itself. */
export interface RouteFunction {
  /** The function around it; -1 around the module. */
  readonly outer: number;
  /** Its `this` is that of the function around. */
  readonly arrow: boolean;
  /** Null for the module itself, a class and the body of a loop. */
  readonly at: Place | null;
  /** The types of its parameters that packages declare. */
  readonly types: readonly ImportedName[];
  /** What it does, in order. */
  readonly steps: readonly number[];
  readonly returns: readonly number[];
  /** Where it returns these. */
  readonly results: readonly Result[];
  readonly replies: readonly Reply[];
  readonly annotations: readonly Annotation[];
}

/** An expression that is returned, and the block that it stands in. */
export interface Result {
  readonly at: Place;
  readonly within: Place;
}

/** A declared type: `Request<Params, Answer, Loaf>`. */
export interface Annotation {
  /** Of which parameter; -1 of the function itself, -2 of what it returns. */
  readonly index: number;
  readonly at: Place;
  /** What it refers to, where a package declares that. */
  readonly name: ImportedName | null;
  /** The types that it is given. */
  readonly given: readonly Place[];
}

/** Something that a function may answer a request with: `response.status(404).json(x)`, `throw new NotFound()`, `context.status = 404`. */
export interface Reply {
  /** A term: an argument of the function or a part of it, what makes a response, or what makes the exception that is thrown. */
  readonly root: number;
  /** The members of the root that are called, without a name where that is the root itself; `new`, `throw`, and `status=` for what is assigned. */
  readonly chain: readonly ReplyLink[];
  readonly at: Place;
  /** The block that it stands in. */
  readonly within: Place;
}

export interface ReplyLink {
  readonly name: string;
  readonly args: readonly number[];
  /** The only or first argument, where that is a body. */
  readonly body: Place | null;
}

export const memberKinds = ['field', 'method', 'getter'] as const;

export interface RouteClass {
  /** The class that it extends; -1 when it extends none. */
  readonly base: number;
  /** The function in which its fields begin. */
  readonly scope: number;
  /** -1 when it has none. */
  readonly maker: number;
  /** Its decorators, as terms. */
  readonly marks: readonly number[];
  readonly marked: readonly MarkedMember[];
  /** The fields of its instances, where any of them has a decorator. */
  readonly fields: readonly MarkedField[];
  /** The value of a field is a term, that of others a function. */
  readonly members: readonly (Named & { readonly kind: (typeof memberKinds)[number]; readonly fixed: boolean })[];
}

/** A method with decorators. */
export interface MarkedMember {
  readonly name: string;
  readonly marks: readonly number[];
  /** Its parameters in order. */
  readonly parameters: readonly MarkedParameter[];
  readonly at: Place;
}

/** A parameter of a method. A type is a term: the JSON Schema of its values, where `$ref` names a class or an `enum`. */
export interface MarkedParameter {
  /** '' of a parameter that is taken apart. */
  readonly name: string;
  readonly marks: readonly number[];
  /** -1 without one. */
  readonly type: number;
}

/** A field of a class whose instances are data. */
export interface MarkedField extends MarkedParameter {
  /** It may be absent: `name?: string`. */
  readonly optional: boolean;
  readonly at: Place;
}

/** Everything about routes in one file, without following imports. */
export interface Routing {
  readonly terms: readonly Term[];
  readonly bindings: readonly RouteBinding[];
  readonly functions: readonly RouteFunction[];
  readonly classes: readonly RouteClass[];
  /** The classes with decorators, by their places in `classes`. */
  readonly marked: readonly number[];
  /** What it offers by name; `*` is what `module.exports = x` offers. */
  readonly exports: readonly Named[];
}

/** What functions call to hand their request on to what serves routes. */
export const handing: ReadonlySet<string> = new Set(['createOpenApiFetchHandler', 'fetchRequestHandler', 'handle']);

/** The routing of a file that has none. */
export const noRouting: Routing = { terms: [], bindings: [], functions: [], classes: [], marked: [], exports: [] };
