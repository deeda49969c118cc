import type { MarkedMember, RouteClass, RouteFunction } from '../../../core/route.ts';
import { keyName } from '../key-name.ts';
import { type Of, endOf, startOf } from '../node.ts';
import type { Maker } from './maker.ts';
import { replyOf } from './replies.ts';
import type { Fn, Scope, Written } from './scope.ts';

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

/** What a class is made of, in terms. */
export function classOf(
  { superClass, body, decorators }: Of<'ClassDeclaration' | 'ClassExpression'>,
  scope: Scope,
  { of, fn, source }: Maker,
): RouteClass {
  const members: RouteClass['members'][number][] = [];
  const marked: MarkedMember[] = [];
  const marksOf = (all: typeof decorators): readonly number[] =>
    all.map(({ expression }) => of(expression, scope.upper ?? scope));
  let maker = -1;
  for (const member of body.body) {
    const name = 'key' in member && !member.computed ? keyName(member.key) : null;
    if (name === null) continue;
    if (member.type === 'PropertyDefinition' && member.value)
      members.push({ name, kind: 'field', fixed: member.static, value: of(member.value, scope) });
    if (member.type !== 'MethodDefinition' || member.value.type !== 'FunctionExpression') continue;
    if (member.decorators.length > 0)
      marked.push({
        name,
        marks: marksOf(member.decorators),
        at: source.place(startOf(member.key), endOf(member.key)),
      });
    if (member.kind === 'constructor') maker = fn(member.value);
    else if (member.kind !== 'set')
      members.push({
        name,
        kind: member.kind === 'get' ? 'getter' : 'method',
        fixed: member.static,
        value: fn(member.value),
      });
  }
  const marks = marksOf(decorators);
  return { base: superClass ? of(superClass, scope) : -1, scope: fn(scope.fn.node), maker, marks, marked, members };
}
