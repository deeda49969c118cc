import type ts from 'typescript';
import type { TypeScript } from './typed-host.ts';

/** Without parentheses, `await`, `satisfies` and `as const`. */
export function bare(node: ts.Node, loaded: TypeScript): ts.Node {
  let at = node;
  while (
    loaded.isParenthesizedExpression(at) ||
    loaded.isAwaitExpression(at) ||
    loaded.isSatisfiesExpression(at) ||
    (loaded.isAsExpression(at) && loaded.isConstTypeReference(at.type))
  )
    at = at.expression;
  return at;
}
