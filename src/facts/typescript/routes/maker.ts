import type { Named, Routing, Term } from '../../../core/route.ts';
import type { Node } from '../node.ts';
import type { Source } from '../source.ts';
import type { Declared, Scope } from './scope.ts';
import type { Scopes } from './scopes.ts';

/** Turns expressions into terms, and whatever they refer to; only what is referred to is written down. */
export interface Terms {
  of(node: Node, scope: Scope): number;
  fn(node: Node): number;
  /** Writes down what was only numbered so far. */
  klass(node: Node): number;
  finish(exports: readonly Named[], marked: readonly number[]): Routing;
}

/** What the makers of terms share. */
export interface Maker extends Terms {
  readonly source: Source;
  readonly scopes: Scopes;
  add(term: Term): number;
  unknown(node: Node): number;
  binding(declared: Declared): number;
}
