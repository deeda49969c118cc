import type { Entry, Term } from '../../../core/route.ts';
import { keyName } from '../key-name.ts';
import { type Node, type Of, endOf, literalText, startOf } from '../node.ts';
import { givenTypes } from './annotations.ts';
import { bare } from './bare.ts';
import type { Maker } from './maker.ts';
import { moduleExport, requiredModule } from './modules.ts';
import { lookUp, type Scope } from './scope.ts';
import { verbs } from './vocabulary.ts';

/** The term of an expression. */
export function termOf(node: Node, scope: Scope, maker: Maker): number {
  const { add, of } = maker;
  const specifier = requiredModule(node, scope);
  if (specifier !== null) return add({ kind: 'import', specifier, name: '*' });
  switch (node.type) {
    case 'Literal':
      if ('regex' in node) return add({ kind: 'regexp', text: node.regex.pattern });
      return add(literalTerm(node));
    case 'TemplateLiteral':
      return add({
        kind: 'concat',
        items: node.quasis.flatMap((quasi, i) => {
          const text = add({ kind: 'text', text: quasi.value.cooked ?? '' });
          const hole = node.expressions[i];
          return hole ? [text, of(hole, scope)] : [text];
        }),
      });
    case 'BinaryExpression':
      return node.operator === '+'
        ? add({ kind: 'concat', items: [of(node.left, scope), of(node.right, scope)] })
        : maker.unknown(node);
    case 'Identifier': {
      const declared = lookUp(node.name, scope);
      return declared ? add({ kind: 'binding', index: maker.binding(declared) }) : maker.unknown(node);
    }
    case 'ThisExpression':
      return add({ kind: 'this' });
    case 'Super':
      return add({ kind: 'super' });
    case 'MemberExpression':
      return memberTerm(node, scope, maker);
    case 'AssignmentExpression':
      return assignedTerm(node, scope, maker);
    case 'CallExpression':
    case 'NewExpression':
      return callTerm(node, scope, maker);
    case 'LogicalExpression':
      return add({ kind: 'either', items: [of(node.left, scope), of(node.right, scope)] });
    case 'ConditionalExpression':
      return add({ kind: 'either', items: [of(node.consequent, scope), of(node.alternate, scope)] });
    case 'ArrayExpression':
      return add({ kind: 'list', items: node.elements.flatMap((one) => (one ? [itemTerm(one, scope, maker)] : [])) });
    case 'ObjectExpression':
      return objectTerm(node, scope, maker);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return add({ kind: 'function', index: maker.fn(node) });
    case 'ClassDeclaration':
    case 'ClassExpression':
      return add({ kind: 'class', index: maker.klass(node) });
    default:
      return maker.unknown(node);
  }
}

function literalTerm({ value }: { readonly value: unknown }): Term {
  switch (typeof value) {
    case 'string':
      return { kind: 'text', text: value };
    case 'number':
      return { kind: 'number', text: String(value) };
    case 'boolean':
      return { kind: 'boolean', text: String(value) };
    default:
      return value === null ? { kind: 'null', text: 'null' } : { kind: 'unknown', text: '' };
  }
}

function memberTerm(node: Of<'MemberExpression'>, scope: Scope, { add, of, unknown }: Maker): number {
  const offered = moduleExport(node, scope);
  if (offered !== null) return add({ kind: 'import', specifier: '', name: offered });
  const name = memberName(node);
  return name === null ? unknown(node) : add({ kind: 'member', of: of(node.object, scope), name });
}

function memberName({ computed, property }: Of<'MemberExpression'>): string | null {
  return computed ? literalText(property) : keyName(property);
}

function itemTerm(node: Node, scope: Scope, { add, of }: Maker): number {
  return node.type === 'SpreadElement' ? add({ kind: 'spread', of: of(node.argument, scope) }) : of(node, scope);
}

/** Values that may be schemas, and are no calls. */
const placeless: ReadonlySet<string> = new Set(['ObjectExpression', 'Identifier', 'MemberExpression']);

function objectTerm({ properties }: Of<'ObjectExpression'>, scope: Scope, { add, of, source }: Maker): number {
  const entries = properties.flatMap((one): Entry[] => {
    if (one.type === 'SpreadElement') return [{ name: '...', value: of(one.argument, scope) }];
    const name = one.computed ? null : keyName(one.key);
    if (name === null) return [];
    const isPlaced = placeless.has(one.value.type) || (name === 'required' && one.value.type === 'ArrayExpression');
    const at = isPlaced ? { at: source.place(startOf(one.key), endOf(one.key)) } : {};
    return [{ name, value: of(one.value, scope), ...at }];
  });
  const named = (name: string): Node | undefined =>
    properties.flatMap((one) => (one.type === 'Property' && keyName(one.key) === name ? [one.key] : []))[0];
  const path = named('method') && named('path');
  const at = path && source.place(startOf(path), endOf(path));
  return add({ kind: 'object', entries, ...(at ? { at } : {}) });
}

function assignedTerm({ left, right }: Of<'AssignmentExpression'>, scope: Scope, { add, of }: Maker): number {
  const value = of(right, scope);
  const name = left.type === 'MemberExpression' ? memberName(left) : null;
  return name === null || left.type !== 'MemberExpression'
    ? value
    : add({ kind: 'set', of: of(left.object, scope), name, value });
}

function callTerm(node: Of<'CallExpression' | 'NewExpression'>, scope: Scope, maker: Maker): number {
  const { add, of, source } = maker;
  const callee = bare(node.callee);
  // A module whose name is computed.
  if (callee.type === 'Identifier' && callee.name === 'require' && !lookUp('require', scope))
    return maker.unknown(node);
  const isMember = callee.type === 'MemberExpression';
  const last = isMember ? callee.property : callee;
  const name = isMember ? memberName(callee) : null;
  const isObject =
    isMember && callee.object.type === 'Identifier' && callee.object.name === 'Object' && !lookUp('Object', scope);
  const [first] = node.arguments;
  // `Object.freeze({ … })` is the object.
  if (isObject && name === 'freeze' && first) return of(first, scope);
  // What handles a request is no router.
  const isRoute = name !== null && verbs.has(name) && node.arguments.length > 1;
  const items = node.arguments.map((one, i) => {
    const item = itemTerm(one, scope, maker);
    return isRoute && i > 0 && !isText(one) ? add({ kind: 'late', of: item }) : item;
  });
  return add({
    kind: 'call',
    of: of(callee, scope),
    items,
    fresh: node.type === 'NewExpression',
    at: source.place(startOf(last), endOf(last)),
    types: givenTypes(node, source),
  });
}

function isText(node: Node): boolean {
  const { type } = bare(node);
  return type === 'Literal' || type === 'TemplateLiteral';
}
