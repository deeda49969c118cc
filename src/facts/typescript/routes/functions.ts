import type { RouteFunction } from '../../../core/route.ts';
import { startOf } from '../node.ts';
import type { Maker } from './maker.ts';
import { replyOf } from './replies.ts';
import type { Fn, Written } from './scope.ts';

/** What a function does, in terms. */
export function functionOf(
  { outer, arrow, types, properties, steps, returns, replies }: Fn,
  maker: Maker,
): RouteFunction {
  const { add, of, fn, binding } = maker;
  const given = properties.map(({ name, declared }) =>
    add({ kind: 'set', of: add({ kind: 'this' }), name, value: add({ kind: 'binding', index: binding(declared) }) }),
  );
  return {
    outer: outer ? fn(outer.node) : -1,
    arrow,
    types,
    steps: [...given, ...steps.map((step) => stepTerm(step, maker))],
    returns: returns.map(({ node, scope }) => of(node, scope)),
    replies: replies.map((reply) => replyOf(reply, maker)),
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
  });
}
