import { type Node, type Of, unwrapped } from './node.ts';

/** Does evaluating this top-level statement do more than to declare its names? */
export function hasEffects(statement: Node): boolean {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.declaration !== null && hasEffects(statement.declaration);
    case 'ExportDefaultDeclaration':
      return hasEffects(statement.declaration);
    case 'TSExportAssignment':
      return !isPure(statement.expression);
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSImportEqualsDeclaration':
    case 'TSNamespaceExportDeclaration':
    case 'EmptyStatement':
      return false;
    case 'ExpressionStatement':
      return !isPure(statement.expression);
    case 'TSEnumDeclaration':
      return !statement.declare && statement.body.members.some(({ initializer }) => initializer && calls(initializer));
    case 'TSModuleDeclaration':
      return !statement.declare && (statement.body?.body.some(hasEffects) ?? false);
    case 'ClassDeclaration':
      return !statement.declare && !isPureClass(statement);
    case 'VariableDeclaration':
      return statement.declarations.some(
        ({ id, init }) => id.type !== 'Identifier' || (init !== null && !isPure(init)),
      );
    default:
      return !isPure(statement);
  }
}

/** Initializers of enums compute with constants and members of other enums. */
function calls(initializer: Node): boolean {
  const inner = unwrapped(initializer);
  switch (inner.type) {
    case 'BinaryExpression':
      return calls(inner.left) || calls(inner.right);
    case 'UnaryExpression':
      return calls(inner.argument);
    case 'TemplateLiteral':
      return inner.expressions.some(calls);
    case 'MemberExpression':
      return calls(inner.object);
    default:
      return !isPure(inner);
  }
}

/** Is this a value that comes to be without running anything? */
function isPure(node: Node): boolean {
  const inner = unwrapped(node);
  switch (inner.type) {
    case 'Literal':
    case 'Identifier':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return true;
    case 'TemplateLiteral':
      return inner.expressions.every((one) => one.type === 'Literal');
    case 'UnaryExpression':
      return inner.operator !== 'delete' && isPure(inner.argument);
    case 'ArrayExpression':
      return inner.elements.every((one) => one === null || isPure(one));
    case 'ObjectExpression':
      return inner.properties.every(
        (one) => one.type === 'Property' && (!one.computed || one.key.type === 'Literal') && isPure(one.value),
      );
    case 'ClassExpression':
    case 'ClassDeclaration':
      return isPureClass(inner);
    case 'NewExpression':
      return isEmptyCollection(inner);
    default:
      return false;
  }
}

const collections = new Set(['Map', 'Set', 'WeakMap', 'WeakSet']);

function isEmptyCollection({ callee, arguments: given }: Of<'NewExpression'>): boolean {
  return given.length === 0 && callee.type === 'Identifier' && collections.has(callee.name);
}

function isPureClass({ decorators, superClass, body }: Of<'ClassDeclaration' | 'ClassExpression'>): boolean {
  if ((decorators?.length ?? 0) > 0 || (superClass && !isPure(superClass))) return false;
  return body.body.every((member) => {
    if (member.type === 'StaticBlock') return false;
    if (member.type === 'TSIndexSignature') return true;
    if ((member.decorators?.length ?? 0) > 0 || (member.computed && member.key.type !== 'Literal')) return false;
    if (member.type === 'MethodDefinition' || member.type === 'TSAbstractMethodDefinition')
      return member.value.params.every((param) => !('decorators' in param) || (param.decorators?.length ?? 0) === 0);
    return !member.static || !member.value || isPure(member.value);
  });
}
