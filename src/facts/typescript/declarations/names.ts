import type { Declaration, DeclarationKind, Modifier } from '../../../core/code.ts';
import type { Node, Of } from '../node.ts';

/** A declaration with what scope analysis needs to find its variable. */
export interface Found {
  readonly start: number;
  readonly declaration: Declaration;
  /** Where the look-up of its variable begins; null for names that are no variables. */
  readonly scope: { readonly node: Node; readonly upper: boolean } | null;
}

/** A node with a key. */
export type Named = Of<
  | 'PropertyDefinition'
  | 'TSAbstractPropertyDefinition'
  | 'MethodDefinition'
  | 'TSAbstractMethodDefinition'
  | 'Property'
  | 'AccessorProperty'
  | 'TSAbstractAccessorProperty'
  | 'TSPropertySignature'
  | 'TSMethodSignature'
>;

/** The modifiers of a declaration; what is none of them does not count. */
export type Marks = (Modifier | false | null | undefined)[];

/** Where declarations are gathered. */
export interface Names {
  add(kind: DeclarationKind, id: Node, marks: Marks, traits?: readonly string[], scope?: Found['scope']): void;
  /** Adds the name of a member, unless it is computed. */
  member(kind: DeclarationKind, node: Named, marks: Marks, traits?: readonly string[]): void;
  /** Does an export list of the scope around mention the name? */
  isListed(name: string, parents: readonly Node[]): boolean;
  /** Adds what stands inside a node while the node itself is visited. */
  inside(node: Node, act: () => void): void;
}

const functionValues = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'TSEmptyBodyFunctionExpression']);

/** Is it a function that stands as a value? */
export const isFunctionValue = (node: Node): boolean => functionValues.has(node.type);
export const isAsync = (node: Node | null | undefined): boolean => !!node && 'async' in node && node.async;

// By UTF-16 units as TypeScript's own test goes, so that a letter beyond the first plane needs quotes.
export const requiresQuotes = (name: string | null): boolean =>
  name !== null &&
  !/^[A-Za-z_$][\w$]*$/.test(name) &&
  (!/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name) || /[\ud800-\udfff]/.test(name));
