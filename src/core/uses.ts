import type { Place } from './location.ts';

/** What a top-level statement is. `expression` is an anonymous default export or `export =`, `list` is `export { x }`, `statement` is any other that declares nothing. */
export const unitKinds = [
  'function',
  'class',
  'variable',
  'type',
  'interface',
  'enum',
  'namespace',
  'alias',
  'expression',
  'list',
  'statement',
] as const;
export type UnitKind = (typeof unitKinds)[number];

/** What is left of a declaration at run time. The members of a `const enum` are `inlined` where they are used. */
export const remains = ['value', 'inlined', 'nothing'] as const;
export type Remains = (typeof remains)[number];

/** A top-level name that a statement refers to: one of the file's own, or an imported one by its local name. */
export interface Mention {
  readonly name: string;
  /** Only in type positions. */
  readonly type: boolean;
}

/** A top-level statement, which can move to another file as a whole. Imports and `export … from` are not units. */
export interface Unit {
  readonly kind: UnitKind;
  /** Empty where it declares nothing. */
  readonly names: readonly string[];
  /** Its first name; the statement where it has none. */
  readonly at: Place;
  /** The statement with the comments directly above it. */
  readonly whole: Place;
  readonly exported: boolean;
  readonly remains: Remains;
  /** Evaluating it does more than to declare its names. */
  readonly effects: boolean;
  /** Sorted by name, each once; its own names are not among them. */
  readonly mentions: readonly Mention[];
}

/**
 * How an imported name is used. `exported`: by its name alone, so what it stands for decides whether that needs a value. `folded`: in the initializer
 * of an enum's member, which the compiler may compute. `metadata` and `nullable-metadata`: as the type of something decorated (the second: in a union
 * with `null` or `undefined`).
 */
export const ways = [
  'type',
  'metadata',
  'nullable-metadata',
  'exported',
  'folded',
  'member',
  'called',
  'constructed',
  'extended',
  'tag',
  'passed',
] as const;
export type Way = (typeof ways)[number];

/** The uses of one imported name. A name that nothing uses has none. */
export interface ImportUse {
  readonly local: string;
  /** In the order of `ways`, each once. */
  readonly ways: readonly Way[];
  /** The members that are used, sorted; null when some use is not through a member. */
  readonly members: readonly Mention[] | null;
  /** In order. */
  readonly places: readonly Place[];
}

/** What the top-level declarations of a file refer to, and how its imported names are used. */
export interface Uses {
  readonly units: readonly Unit[];
  /** In the order of their imports. */
  readonly imports: readonly ImportUse[];
  /** There are JSX elements, which the compiler may turn into calls of an imported name. */
  readonly hasTags: boolean;
  /** The names that comments such as `@jsx h` say are called for them; none for an automatic import; null when no comment says so. */
  readonly factories: readonly string[] | null;
}

export const noUses: Uses = { units: [], imports: [], hasTags: false, factories: null };
