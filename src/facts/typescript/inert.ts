import type { Node } from './node.ts';
import { parentOf } from './scopes.ts';

const keyed = new Set([
  'Property',
  'MethodDefinition',
  'PropertyDefinition',
  'AccessorProperty',
  'TSAbstractMethodDefinition',
  'TSAbstractPropertyDefinition',
  'TSAbstractAccessorProperty',
  'TSPropertySignature',
  'TSMethodSignature',
]);
const labelled = new Set([
  'LabeledStatement',
  'BreakStatement',
  'ContinueStatement',
  'MetaProperty',
  'ImportAttribute',
  'JSXAttribute',
  'JSXNamespacedName',
  'TSEnumMember',
  'TSImportType',
  'TSIndexSignature',
  'TSNamespaceExportDeclaration',
  'ExportAllDeclaration',
  'TSThisType',
]);

/** Does an identifier name a member, a label or something of another file, and so no variable of this one? */
export function isInert(id: Node): boolean {
  const parent = parentOf(id);
  if (!parent) return false;
  if (keyed.has(parent.type)) return 'key' in parent && parent.key === id && !('computed' in parent && parent.computed);
  if (labelled.has(parent.type)) return !('body' in parent && parent.body === id);
  switch (parent.type) {
    case 'MemberExpression':
      return parent.property === id && !parent.computed;
    case 'JSXMemberExpression':
      return parent.property === id || ('name' in id && id.name === 'this');
    case 'ImportSpecifier':
      return parent.imported === id;
    case 'ExportSpecifier':
      return parent.exported === id || isFromElsewhere(parentOf(parent));
    case 'TSQualifiedName':
      return parent.right === id || isQualifier(parent);
    case 'TSNamedTupleMember':
      return parent.label === id;
    case 'TSModuleDeclaration':
      return parent.kind === 'global';
    case 'JSXOpeningElement':
    case 'JSXClosingElement':
      return 'name' in id && typeof id.name === 'string' && /^[a-z]|^this$|-/.test(id.name);
    default:
      return 'name' in id && id.name === 'this';
  }
}

function isFromElsewhere(statement: Node | null | undefined): boolean {
  return statement?.type === 'ExportNamedDeclaration' && statement.source !== null;
}

/** `import('x').A.B` names what the module offers. */
function isQualifier(node: Node): boolean {
  const parent = parentOf(node);
  return parent?.type === 'TSImportType' || (parent?.type === 'TSQualifiedName' && isQualifier(parent));
}
