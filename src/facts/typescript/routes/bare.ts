import { type Node, unwrapped } from '../node.ts';

/** A node as what it comes to: without types, parentheses and `await`. */
export function bare(node: Node): Node {
  let inner = unwrapped(node);
  while (inner.type === 'AwaitExpression') inner = unwrapped(inner.argument);
  return inner;
}
