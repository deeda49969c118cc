import type { ImportedName } from '../../../core/route.ts';
import type { Node } from '../node.ts';

/** A stretch of a program in which names are bound. */
export interface Scope {
  readonly upper: Scope | null;
  /** What it is the inside of. */
  readonly node: Node;
  readonly fn: Fn;
  readonly hoists: boolean;
  readonly names: Map<string, Declared>;
}

/** A function, the body of a loop over a list, the fields of a class, or the module. */
export interface Fn {
  readonly node: Node;
  readonly outer: Fn | null;
  readonly arrow: boolean;
  readonly types: ImportedName[];
  readonly annotations: WrittenAnnotation[];
  readonly steps: Written[];
  readonly returns: Written[];
  readonly replies: WrittenReply[];
  /** The parameters of a constructor that are properties as well. */
  readonly properties: { readonly name: string; readonly declared: Declared }[];
}

/** A declared type of a function, of what it returns, or of a parameter. */
export interface WrittenAnnotation {
  readonly index: number;
  readonly node: Node;
  readonly name: ImportedName | null;
}

/** What a function may answer a request with. */
export interface WrittenReply {
  readonly root: Written;
  readonly chain: readonly WrittenLink[];
  readonly at: Node;
}

export interface WrittenLink {
  readonly name: string;
  readonly args: readonly Node[];
}

/** An expression and where its names are looked up. */
export interface Written {
  readonly node: Node;
  readonly scope: Scope;
}

/** What a name is bound to. */
export interface Declared {
  readonly name: string;
  readonly fn: Fn;
  readonly source: Source;
  /** The keys that lead from the source to it, where it is destructured. */
  readonly keys: readonly string[];
  /** Its type, where a package declares it. */
  readonly type: ImportedName | null;
  /** What is assigned where it is declared without a value. */
  readonly assigned: Written[];
}

/** Where a value begins. */
export type Source =
  | { readonly kind: 'value'; readonly written: Written | null }
  | { readonly kind: 'argument'; readonly index: number; readonly instead?: Written }
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }
  | { readonly kind: 'function' | 'class' | 'enum'; readonly node: Node };

/** The scope in which `var` binds. */
export function hoisting(scope: Scope): Scope {
  let at = scope;
  while (!at.hoists && at.upper) at = at.upper;
  return at;
}

/** What a name means in a scope; undefined for what is global. */
export function lookUp(name: string, scope: Scope): Declared | undefined {
  for (let at: Scope | null = scope; at; at = at.upper) {
    const found = at.names.get(name);
    if (found) return found;
  }
  return undefined;
}
