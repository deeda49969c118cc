import type { Place } from '../../core/location.ts';
import type { Braces, Link, Member, Outline, TextCall } from '../../core/outline.ts';
import type { Context } from './context.ts';
import { keyName } from './key-name.ts';
import { endOf, literalText, type Node, type Of, startOf, unwrapped, type Visit } from './node.ts';
import { bare } from './routes/bare.ts';
import type { Source } from './source.ts';

/** Finds what edits of code need. */
export function outlineOf({ source }: Context): { readonly visit: Visit; finish(): Outline } {
  const braces: Braces[] = [];
  const calls: TextCall[] = [];
  const place = (node: Node): Place => source.place(startOf(node), endOf(node));
  const add = (kind: Braces['kind'], node: Node, parts: readonly Node[]): void => {
    braces.push({ kind, at: place(node), members: parts.flatMap((part) => memberOf(part, source) ?? []) });
  };
  return {
    visit(node, parents) {
      switch (node.type) {
        case 'ObjectExpression':
          return add('object', node, node.properties);
        case 'TSInterfaceBody':
          return add('type', node, node.body);
        case 'TSTypeLiteral':
          return add('type', node, node.members);
        case 'ClassBody':
          return add('class', node, node.body);
        case 'CallExpression':
          calls.push(...textCall(node, parents, source));
      }
    },
    finish: () => ({ braces, calls }),
  };
}

function memberOf(node: Node, source: Source): Member | null {
  if (!('key' in node) || !node.key || ('computed' in node && node.computed)) return null;
  const name = keyName(node.key as Node);
  if (name === null) return null;
  const place = (one: Node): Place => source.place(startOf(one), endOf(one));
  const decorators = 'decorators' in node ? node.decorators : [];
  const value = valueOf(node);
  const start = Math.min(startOf(node), ...decorators.map(startOf));
  return {
    name,
    at: source.place(start, endOf(node)),
    key: place(node.key as Node),
    value: value && place(value),
    decorators: decorators.map((one) => ({
      ...(linksOf(one.expression as Node, source).at(-1) ?? { name: '', first: null }),
      at: place(one),
    })),
    calls: node.type === 'Property' && value ? linksOf(value, source) : [],
  };
}

function valueOf(node: Node): Node | null {
  if (node.type === 'Property') return node.shorthand || node.method ? null : unwrapped(node.value);
  return node.type === 'PropertyDefinition' || node.type === 'TSPropertySignature'
    ? (node.typeAnnotation?.typeAnnotation ?? null)
    : null;
}

/** The calls of a chain, from the first on. */
function linksOf(value: Node, source: Source): readonly Link[] {
  const links: Link[] = [];
  let node = value;
  while (node.type === 'CallExpression') {
    const { callee, arguments: given } = node;
    const before = callee.type === 'MemberExpression' ? callee.object : null;
    const isLink = before?.type === 'CallExpression';
    const named = isLink ? (callee as Of<'MemberExpression'>).property : callee;
    const [first] = given;
    links.unshift({
      name: source.text.slice(startOf(named), endOf(named)),
      at: source.place(isLink ? endOf(before) : startOf(node), endOf(node)),
      first: first ? source.place(startOf(first), endOf(first)) : null,
    });
    if (!isLink) break;
    node = before;
  }
  return links;
}

function textCall(node: Of<'CallExpression'>, parents: readonly Node[], source: Source): readonly TextCall[] {
  const { callee, arguments: given } = node;
  const text = given.length > 1 ? literalText(given[0]) : null;
  if (text === null || callee.type !== 'MemberExpression' || callee.computed) return [];
  const { object, property } = callee;
  const place = (one: Node): Place => source.place(startOf(one), endOf(one));
  const isPlain = ['Identifier', 'MemberExpression', 'ThisExpression'].includes(object.type);
  const statement = parents.findLast(({ type }) => type !== 'AwaitExpression');
  const isAlone = statement?.type === 'ExpressionStatement' && bare(statement.expression) === node;
  return [
    {
      name: place(property),
      at: place(node),
      receiver: isPlain ? source.text.slice(startOf(object), endOf(object)) : null,
      text,
      statement: isAlone ? place(statement) : null,
    },
  ];
}
