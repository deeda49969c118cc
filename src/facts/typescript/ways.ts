import type { Way } from '../../core/uses.ts';
import { type Node, literalText } from './node.ts';
import { asNode, type Manager, parentOf } from './scopes.ts';
import { namesType } from './unused.ts';

/** How a name that may stand for a value is used. */
export function wayOf(id: Node, manager: Manager): Way {
  if (namesType(id) || isErased(id)) return 'type';
  const alias = aliasAround(id);
  if (alias) return aliasWay(alias, manager);
  if (isFolded(id)) return 'folded';
  if (memberOf(id) !== null) return 'member';
  const parent = parentOf(id);
  switch (parent?.type) {
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
    case 'TSExportAssignment':
      return 'exported';
    case 'CallExpression':
      return parent.callee === id ? 'called' : 'passed';
    case 'Decorator':
    case 'TaggedTemplateExpression':
      return 'called';
    case 'NewExpression':
      return parent.callee === id ? 'constructed' : 'passed';
    case 'ClassDeclaration':
    case 'ClassExpression':
      return 'extended';
    case 'JSXOpeningElement':
    case 'JSXClosingElement':
      return 'tag';
    default:
      return 'passed';
  }
}

/** Is it a use in type positions only? */
export function isTypeWay(way: Way): boolean {
  return way === 'type' || way === 'metadata' || way === 'nullable-metadata';
}

/** Is it used through a member? */
export function isMember({ id }: { readonly id: Node }): boolean {
  return memberOf(id) !== null;
}

/** `a` of `x.a`, `x['a']`, `x!.a`, `<x.a>` and the type `x.a`; null of anything else. */
export function memberOf(id: Node): string | null {
  let inner = id;
  let parent = parentOf(inner);
  while (parent?.type === 'TSNonNullExpression') {
    inner = parent;
    parent = parentOf(inner);
  }
  switch (parent?.type) {
    case 'MemberExpression':
      if (parent.object !== inner) return null;
      if (parent.computed) return literalText(parent.property);
      return parent.property.type === 'Identifier' ? parent.property.name : null;
    case 'TSQualifiedName':
      return parent.left === inner ? parent.right.name : null;
    case 'JSXMemberExpression':
      return parent.object === inner ? parent.property.name : null;
    default:
      return null;
  }
}

/** Does the name stand in a declaration of what is made elsewhere? */
function isErased(id: Node): boolean {
  for (let at: Node | null | undefined = id; at; at = parentOf(at)) {
    if ('declare' in at && at.declare === true) return true;
    if (at.type === 'TSDeclareFunction') return true;
  }
  return false;
}

function isFolded(id: Node): boolean {
  for (let at: Node | null | undefined = id; at; at = parentOf(at)) {
    if (at.type === 'TSEnumMember') return true;
    if (/Function|Statement$/.test(at.type)) return false;
  }
  return false;
}

type Alias = Extract<Node, { type: 'TSImportEqualsDeclaration' }>;

/** The `import Y = x.C` that a name stands in. */
function aliasAround(id: Node): Alias | null {
  let at: Node | null | undefined = parentOf(id);
  while (at?.type === 'TSQualifiedName') at = parentOf(at);
  return at?.type === 'TSImportEqualsDeclaration' ? at : null;
}

function aliasWay(alias: Alias, manager: Manager): Way {
  if (parentOf(alias)?.type === 'ExportNamedDeclaration') return 'passed';
  const references = manager.getDeclaredVariables(alias as never).flatMap((variable) => variable.references);
  const isNeeded = references.some(
    ({ isValueReference, identifier }) => isValueReference && !isTypeWay(wayOf(asNode(identifier), manager)),
  );
  return isNeeded ? 'passed' : 'type';
}
