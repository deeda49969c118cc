import { type Node, literalText } from '../node.ts';
import { lookUp, type Scope } from './scope.ts';

/** The specifier of `require('x')` or `import('x')`; null of anything else. */
export function requiredModule(node: Node, scope: Scope): string | null {
  if (node.type === 'ImportExpression') return literalText(node.source);
  if (
    node.type !== 'CallExpression' ||
    node.callee.type !== 'Identifier' ||
    node.callee.name !== 'require' ||
    lookUp('require', scope)
  )
    return null;
  return literalText(node.arguments[0]);
}

/** `x` of `exports.x` and `module.exports.x`, `*` of `module.exports`; null of anything else. */
export function moduleExport(left: Node, scope: Scope): string | null {
  if (left.type !== 'MemberExpression' || left.computed || left.property.type !== 'Identifier') return null;
  const { object, property } = left;
  const isFree = (node: Node, name: string): boolean =>
    node.type === 'Identifier' && node.name === name && !lookUp(name, scope);
  if (isFree(object, 'module') && property.name === 'exports') return '*';
  if (isFree(object, 'exports')) return property.name;
  return object.type === 'MemberExpression' && moduleExport(object, scope) === '*' ? property.name : null;
}
