import type { JsonMap } from './document-change.ts';
import type { Location } from './location.ts';
import type { Shape } from './shape.ts';

/** A property of a schema or type in code. `at` is somewhere inside of it, and inside of no property of it. */
export interface CodeProperty {
  readonly name: string;
  readonly at: Location;
  /** Where a JSON Schema lists it among those that it requires, if not beside it. */
  readonly requiredAt?: Location;
}

/** What a property is to be. */
export interface Wanted {
  readonly shape: Shape;
  /** The same as a JSON Schema. */
  readonly schema: JsonMap;
  readonly required: boolean;
  /** Its values are sent as texts. */
  readonly isText: boolean;
}

/** What a property is now. */
export type Had = Pick<Wanted, 'shape' | 'required'>;

/** What becomes of one property of a schema or type in code. */
export type CodeChange =
  | ({ readonly kind: 'add'; readonly name: string; readonly beside: CodeProperty } & Wanted)
  | ({ readonly kind: 'retype'; readonly of: CodeProperty; readonly from: Had } & Wanted)
  | { readonly kind: 'require' | 'release'; readonly of: CodeProperty }
  | { readonly kind: 'remove'; readonly of: CodeProperty };

export function isSameProperty(one: CodeProperty, other: CodeProperty): boolean {
  return one.name === other.name && placeText(one) === placeText(other);
}

/** The same for all places that are the same. */
export function placeText({ at: { file, place } }: Pick<CodeProperty, 'at'>): string {
  return `${file}:${place ? `${place.line}:${place.column}:${place.endLine}:${place.endColumn}` : ''}`;
}
