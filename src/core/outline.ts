import type { Place } from './location.ts';

/** Where the parts of code stand that edits of schemas and routes need. */
export interface Outline {
  readonly braces: readonly Braces[];
  readonly calls: readonly TextCall[];
}

export const bracesKinds = ['object', 'type', 'class'] as const;

/** The braces of an object literal, of an interface or a literal type, or of a class, and what they hold. */
export interface Braces {
  readonly kind: (typeof bracesKinds)[number];
  readonly at: Place;
  /** In order; those without a literal name are left out. */
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  /** With its decorators, and with its semicolon where that is part of it. */
  readonly at: Place;
  readonly key: Place;
  /** The value of a property, or the type of a field; null for anything else. */
  readonly value: Place | null;
  readonly decorators: readonly Link[];
  /** The calls that its value is made of, the first one first: `z.string` and `optional` of `z.string().optional()`. */
  readonly calls: readonly Link[];
}

/** A call by the name that is called, `z.string`. In a chain, `at` begins at the end of the call before. */
export interface Link {
  readonly name: string;
  readonly at: Place;
  /** The first argument. */
  readonly first: Place | null;
}

/** A call of a method with a text first: `app.get('/loaves', handler)`. */
export interface TextCall {
  /** The name of the method. */
  readonly name: Place;
  readonly at: Place;
  /** What it is a method of; null where that is another call. */
  readonly receiver: string | null;
  readonly text: string;
  /** The statement, where it is nothing else than this call. */
  readonly statement: Place | null;
}

export const noOutline: Outline = { braces: [], calls: [] };
