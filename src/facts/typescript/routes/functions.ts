import type { Place } from '../../../core/location.ts';
import type { RouteFunction } from '../../../core/route.ts';
import { type Node, endOf, startOf } from '../node.ts';
import { annotationOf } from './annotations.ts';
import { isFunction } from './declare.ts';
import type { Maker } from './maker.ts';
import { replyOf } from './replies.ts';
import type { Fn, Written } from './scope.ts';

/** What a function does, in terms. */
export function functionOf(
  { node, outer, arrow, types, annotations, properties, steps, returns, replies }: Fn,
  maker: Maker,
): RouteFunction {
  const { add, of, fn, binding, source } = maker;
  const placeOf = (one: Node): Place => source.place(startOf(one), endOf(one));
  const given = properties.map(({ name, declared }) =>
    add({ kind: 'set', of: add({ kind: 'this' }), name, value: add({ kind: 'binding', index: binding(declared) }) }),
  );
  return {
    outer: outer ? fn(outer.node) : -1,
    arrow,
    at: isFunction(node) ? placeOf(node) : null,
    types,
    steps: [...given, ...steps.map((step) => stepTerm(step, maker))],
    returns: returns.map((written) => of(written.node, written.scope)),
    results: returns.map((written) => ({ at: placeOf(written.node), within: placeOf(written.scope.node) })),
    replies: replies.map((reply) => replyOf(reply, maker)),
    annotations: annotations.map((one) => annotationOf(one, source)),
  };
}

/** A loop is a function that is called with each item of a list. */
function stepTerm({ node, scope }: Written, { add, of, fn, source }: Maker): number {
  if (node.type !== 'ForOfStatement') return of(node, scope);
  const each = add({ kind: 'member', of: of(node.right, scope), name: 'forEach' });
  return add({
    kind: 'call',
    of: each,
    items: [add({ kind: 'function', index: fn(node) })],
    fresh: false,
    at: source.place(startOf(node), startOf(node) + 3),
    types: [],
  });
}
