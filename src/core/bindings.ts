import type { Place } from './location.ts';

/**
 * How a name stands where it occurs, and so what a new one is written as: `property` is `{ x }` (then `{ x: y }`), `import` and `export` are `{ x }`
 * of an import or an export (`{ x as y }`, `{ y as x }`), `tag` is `<X>`, `comment` is `@param x`.
 */
export const writings = ['plain', 'property', 'import', 'export', 'tag', 'comment'] as const;
export type Writing = (typeof writings)[number];

/** Why a name cannot be changed by a look at its file alone. */
export const ties = ['exported', 'global', 'ambient', 'member', 'evaluated', 'factory', 'escaped', 'bodiless'] as const;
export type Tie = (typeof ties)[number];

/** Why a class or function may be known by its name where its file does not say so. */
export const doubts = ['decorated', 'reflected', 'handed', 'listed'] as const;
export type Doubt = (typeof doubts)[number];

/** What knows its own name while the program runs. */
export const namedKinds = ['class', 'function'] as const;
export type NamedKind = (typeof namedKinds)[number];

/** One occurrence of a variable, including declarations. */
export interface Occurrence {
  readonly at: Place;
  /** The innermost scope around it. */
  readonly scope: number;
  readonly writing: Writing;
}

/** Something that a file gives a name to: a variable, function, parameter, type, import … Declarations that merge are one. */
export interface Variable {
  readonly name: string;
  readonly scope: number;
  readonly tie: Tie | null;
  readonly doubt: Doubt | null;
  /** Its kind, if other files can access it and read its `name`; otherwise null. */
  readonly named: NamedKind | null;
  /** In order of place. */
  readonly occurrences: readonly Occurrence[];
}

/** The bindings of all names in a file. */
export interface Bindings {
  /** The scope around each scope, parents first; -1 around the outermost. */
  readonly scopes: readonly number[];
  readonly variables: readonly Variable[];
  /** Names without a declaration in the file. */
  readonly free: readonly { readonly name: string; readonly scope: number }[];
  /** Names with an occurrence of unknown meaning. */
  readonly unclear: readonly string[];
}
