import type { Function as FunctionNode } from 'oxc-parser';
import type { Size } from '../../core/code.ts';
import type { Context } from './context.ts';
import { keyName } from './key-name.ts';
import { type Node, type Of, type Visit, endOf, startOf } from './node.ts';

/** How long a program and its functions are. */
export function sizeOf({ source }: Context): { visit: Visit; finish(): Size } {
  const functions: { name: string; at: Size['functions'][number]['at'] }[] = [];
  const visit: Visit = (node, parents) => {
    if (!isFunction(node)) return;
    const whole = wholeFunction(node, parents.at(-1));
    const at = source.place(startOf(whole), endOf(whole));
    if (at.endLine > at.line) functions.push({ name: functionName(node, parents.at(-1)), at });
  };
  return { visit, finish: () => ({ lines: source.lines(), functions }) };
}

type AnyFunction = FunctionNode | Of<'ArrowFunctionExpression'>;

export function isFunction(node: Node): node is AnyFunction {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

/** The function with its name, where that stands before it. */
export function wholeFunction(node: AnyFunction, parent: Node | undefined): Node {
  return parent && (parent.type === 'MethodDefinition' || parent.type === 'Property') && parent.value === node
    ? parent
    : node;
}

export function functionName(node: AnyFunction, parent: Node | undefined): string {
  return node.id?.name ?? nameFrom(parent);
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
