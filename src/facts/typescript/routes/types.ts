import type { Entry } from '../../../core/route.ts';
import { keyName } from '../key-name.ts';
import { type Node, type Of, endOf, startOf } from '../node.ts';
import type { Maker } from './maker.ts';
import { lookUp, type Scope } from './scope.ts';

/** The term of a type: the JSON Schema of its values. What cannot be told is an empty schema. */
export function typeTerm(node: Node, scope: Scope, maker: Maker): number {
  const schema = (entries: Readonly<Record<string, number>>): number =>
    maker.add({ kind: 'object', entries: Object.entries(entries).map(([name, value]): Entry => ({ name, value })) });
  const text = (value: string): number => maker.add({ kind: 'text', text: value });
  const inner = (type: Node): number => typeTerm(type, scope, maker);
  switch (node.type) {
    case 'TSStringKeyword':
      return schema({ type: text('string') });
    case 'TSNumberKeyword':
      return schema({ type: text('number') });
    case 'TSBooleanKeyword':
      return schema({ type: text('boolean') });
    case 'TSNullKeyword':
      return schema({ type: text('null') });
    case 'TSArrayType':
      return schema({ type: text('array'), items: inner(node.elementType) });
    case 'TSUnionType': {
      const types = node.types.filter(({ type }) => type !== 'TSUndefinedKeyword');
      return schema({ anyOf: maker.add({ kind: 'list', items: types.map(inner) }) });
    }
    case 'TSLiteralType':
      return node.literal.type === 'Literal' ? schema({ const: maker.of(node.literal, scope) }) : schema({});
    case 'TSTypeLiteral':
      return schema(objectEntries(node, scope, maker));
    case 'TSTypeReference':
      return schema(referenceEntries(node, scope, maker));
    default:
      return schema({});
  }
}

/** `{ name: string; size?: number }`; what has more than properties is any object. */
function objectEntries({ members }: Of<'TSTypeLiteral'>, scope: Scope, maker: Maker): Record<string, number> {
  const type = maker.add({ kind: 'text', text: 'object' });
  const properties: Entry[] = [];
  const required: number[] = [];
  for (const member of members) {
    const name = member.type === 'TSPropertySignature' && !member.computed ? keyName(member.key) : null;
    if (name === null || member.type !== 'TSPropertySignature' || !member.typeAnnotation) return { type };
    const at = maker.source.place(startOf(member.key), endOf(member.key));
    properties.push({ name, value: typeTerm(member.typeAnnotation.typeAnnotation, scope, maker), at });
    if (!member.optional) required.push(maker.add({ kind: 'text', text: name }));
  }
  return {
    type,
    properties: maker.add({ kind: 'object', entries: properties }),
    required: maker.add({ kind: 'list', items: required }),
  };
}

/** `Array<T>`, `Record<string, T>`, `Date`, and names of classes and enums. */
function referenceEntries(
  { typeName, typeArguments }: Of<'TSTypeReference'>,
  scope: Scope,
  maker: Maker,
): Record<string, number> {
  if (typeName.type !== 'Identifier') return {};
  if (lookUp(typeName.name, scope)) return { $ref: maker.of(typeName, scope) };
  const text = (value: string): number => maker.add({ kind: 'text', text: value });
  const [first, second] = typeArguments?.params ?? [];
  switch (typeName.name) {
    case 'Date':
      return { type: text('string'), format: text('date-time') };
    case 'Array':
    case 'ReadonlyArray':
      return first ? { type: text('array'), items: typeTerm(first, scope, maker) } : {};
    case 'Record':
      return second ? { type: text('object'), additionalProperties: typeTerm(second, scope, maker) } : {};
    default:
      return {};
  }
}
