import { isNode, type Node, unwrapped } from './node.ts';

const trait = (key: string, path: string | null): string[] => {
  if (path === null) return [];
  const last = path.slice(path.lastIndexOf('.') + 1);
  return last === path ? [`${key}=${path}`] : [`${key}=${path}`, `${key}=${last}`];
};

/** What stands around a name: its decorators, and what a class or interface extends and implements. */
export function headTraits(node: Node): string[] {
  const traits: string[] = [];
  if ('decorators' in node)
    for (const { expression } of node.decorators ?? []) traits.push(...trait('decorator', path(expression)));
  if ('superClass' in node && node.superClass) traits.push(...trait('extends', path(node.superClass)));
  if (node.type === 'TSInterfaceDeclaration')
    for (const { expression } of node.extends) traits.push(...trait('extends', path(expression)));
  if ('implements' in node)
    for (const { expression } of node.implements ?? []) traits.push(...trait('implements', path(expression)));
  return traits;
}

/** What a function returns: the outermost type as annotated, JSX where it returns an element, and a promise when it is async. */
export function functionTraits(node: Node): string[] {
  const type = 'returnType' in node ? node.returnType?.typeAnnotation : null;
  const traits = new Set(type ? trait('returns', typeName(type)) : []);
  if ('body' in node && isNode(node.body) && returnsJsx(node.body)) traits.add('returns=JSX');
  if ('async' in node && node.async) traits.add('returns=Promise');
  return [...traits];
}

/** Does a body, or an expression in its place, return an element of JSX on any of its ways? */
function returnsJsx(body: Node): boolean {
  const nodes: (Node | null)[] = [body];
  for (let next = nodes.pop(); next !== undefined; next = nodes.pop()) {
    if (next === null) continue;
    const node = unwrapped(next);
    switch (node.type) {
      case 'JSXElement':
      case 'JSXFragment':
        return true;
      case 'ConditionalExpression':
      case 'IfStatement':
        nodes.push(node.consequent, node.alternate);
        break;
      case 'LogicalExpression':
        nodes.push(node.left, node.right);
        break;
      case 'BlockStatement':
        nodes.push(...node.body);
        break;
      case 'ReturnStatement':
        nodes.push(node.argument);
        break;
      case 'SwitchStatement':
        nodes.push(...node.cases.flatMap(({ consequent }) => consequent));
        break;
      case 'TryStatement':
        nodes.push(node.block, node.handler?.body ?? null, node.finalizer);
        break;
      default:
    }
  }
  return false;
}

/** The first name of what a variable or property is set to: `z` of `z.object({}).strict()`. */
export function valueTraits(value: Node | null): string[] {
  let at = value;
  while (at) {
    at = unwrapped(at);
    switch (at.type) {
      case 'Identifier':
        return [`initializer=${at.name}`];
      case 'CallExpression':
      case 'NewExpression':
        at = at.callee;
        break;
      case 'MemberExpression':
        at = at.object;
        break;
      case 'TaggedTemplateExpression':
        at = at.tag;
        break;
      case 'AwaitExpression':
        at = at.argument;
        break;
      default:
        return [];
    }
  }
  return [];
}

/** `a.b` of `a.b`, `a.b()` and `a.b<c>`; null of what has no name. */
function path(node: Node): string | null {
  const names: string[] = [];
  let at = unwrapped(node);
  for (;;) {
    switch (at.type) {
      case 'Identifier':
        return [at.name, ...names.reverse()].join('.');
      case 'ThisExpression':
        return ['this', ...names.reverse()].join('.');
      case 'CallExpression':
        at = unwrapped(at.callee);
        break;
      case 'MemberExpression':
        if (at.computed || at.property.type !== 'Identifier') return null;
        names.push(at.property.name);
        at = unwrapped(at.object);
        break;
      case 'TSQualifiedName':
        names.push(at.right.name);
        at = at.left;
        break;
      default:
        return null;
    }
  }
}

function typeName(type: Node): string | null {
  if (type.type === 'TSTypeReference') return path(type.typeName);
  if (type.type === 'TSArrayType' || type.type === 'TSTupleType') return 'Array';
  if (type.type === 'TSTypePredicate') return 'boolean';
  const keyword = /^TS(\w+)Keyword$/.exec(type.type)?.[1];
  return keyword ? keyword.toLowerCase() : null;
}
