import { keyName } from '../key-name.ts';
import type { Node } from '../node.ts';

/** What a node adds to the names around its children. */
export function within(container: string, node: Node): string {
  const name = ownName(node);
  if (name === null) return container;
  return container === '' ? name : `${container}.${name}`;
}

function ownName(node: Node): string | null {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return node.id?.name ?? null;
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? node.id.name : null;
    case 'TSModuleDeclaration':
      return dotted(node.id);
    case 'Property':
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
    case 'AccessorProperty':
    case 'TSAbstractAccessorProperty':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return node.computed ? null : keyName(node.key);
    default:
      return null;
  }
}

const dotted = (node: Node): string | null =>
  node.type === 'TSQualifiedName' ? `${dotted(node.left) ?? ''}.${node.right.name}` : keyName(node);
