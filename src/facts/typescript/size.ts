import type { Size } from '../../core/code.ts';
import type { Context } from './context.ts';
import { keyName } from './key-name.ts';
import { type Node, type Visit, endOf, startOf } from './node.ts';

/** How long a program and its functions are. */
export function sizeOf({ source }: Context): { visit: Visit; finish(): Size } {
  const functions: { name: string; at: Size['functions'][number]['at'] }[] = [];
  const visit: Visit = (node, parents) => {
    if (
      node.type !== 'FunctionDeclaration' &&
      node.type !== 'FunctionExpression' &&
      node.type !== 'ArrowFunctionExpression'
    )
      return;
    const parent = parents.at(-1);
    const whole =
      parent && (parent.type === 'MethodDefinition' || parent.type === 'Property') && parent.value === node
        ? parent
        : node;
    const at = source.place(startOf(whole), endOf(whole));
    if (at.endLine > at.line) functions.push({ name: node.id?.name ?? nameFrom(parent), at });
  };
  return { visit, finish: () => ({ lines: source.lines(), functions }) };
}

/** What an anonymous function is called after what stands around it. */
function nameFrom(parent: Node | undefined): string {
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : 'function';
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return keyName(parent.key) ?? 'function';
    case 'AssignmentExpression':
      return lastName(parent.left) ?? 'function';
    case 'ExportDefaultDeclaration':
      return 'default';
    case 'CallExpression':
    case 'NewExpression': {
      const name = lastName(parent.callee);
      return name ? `function in ${name}()` : 'function';
    }
    default:
      return 'function';
  }
}

function lastName(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' && !node.computed ? keyName(node.property) : null;
}
