import type { MarkedField, MarkedMember, MarkedParameter, RouteClass } from '../../../core/route.ts';
import { keyName } from '../key-name.ts';
import { type Node, type Of, endOf, startOf } from '../node.ts';
import type { Maker } from './maker.ts';
import type { Scope } from './scope.ts';
import { typeTerm } from './types.ts';

type ClassNode = Of<'ClassDeclaration' | 'ClassExpression'>;
type Method = Of<'MethodDefinition' | 'TSAbstractMethodDefinition'>;

/** What a class is made of, in terms. */
export function classOf(node: ClassNode, scope: Scope, maker: Maker): RouteClass {
  const { of, fn } = maker;
  const { superClass, body, decorators } = node;
  const members: RouteClass['members'][number][] = [];
  const marked: MarkedMember[] = [];
  let constructor = -1;
  for (const member of body.body) {
    const name = 'key' in member && !member.computed ? keyName(member.key) : null;
    if (name === null) continue;
    if (member.type === 'PropertyDefinition' && member.value)
      members.push({ name, kind: 'field', fixed: member.static, value: of(member.value, scope) });
    if (member.type !== 'MethodDefinition' || member.value.type !== 'FunctionExpression') continue;
    if (member.decorators.length > 0) marked.push(markedMember(member, name, scope, maker));
    if (member.kind === 'constructor') constructor = fn(member.value);
    else if (member.kind !== 'set')
      members.push({
        name,
        kind: member.kind === 'get' ? 'getter' : 'method',
        fixed: member.static,
        value: fn(member.value),
      });
  }
  return {
    base: superClass ? of(superClass, scope) : -1,
    scope: fn(scope.fn.node),
    maker: constructor,
    marks: marksOf(decorators, scope, maker),
    marked,
    fields: fieldsOf(node, scope, maker),
    members,
  };
}

/** Decorators are looked up around the class. */
function marksOf(decorators: ClassNode['decorators'], scope: Scope, { of }: Maker): readonly number[] {
  return decorators.map(({ expression }) => of(expression, scope.upper ?? scope));
}

function markedMember(member: Method, name: string, scope: Scope, maker: Maker): MarkedMember {
  return {
    name,
    marks: marksOf(member.decorators, scope, maker),
    parameters: member.value.params.map((one) => parameterOf(one, scope, maker)),
    at: maker.source.place(startOf(member.key), endOf(member.key)),
  };
}

function parameterOf(node: Node, scope: Scope, maker: Maker): MarkedParameter {
  const named = node.type === 'AssignmentPattern' ? node.left : node;
  const annotation = 'typeAnnotation' in named && named.type !== 'TSTypeAnnotation' ? named.typeAnnotation : null;
  const decorators = [node, named].flatMap((one) => ('decorators' in one ? (one.decorators ?? []) : []));
  return {
    name: named.type === 'Identifier' ? named.name : '',
    marks: marksOf([...new Set(decorators)], scope, maker),
    type: annotation?.type === 'TSTypeAnnotation' ? typeTerm(annotation.typeAnnotation, scope, maker) : -1,
  };
}

/** Only of a class whose fields have decorators: no other one is data that somebody checks or documents. */
function fieldsOf({ body }: ClassNode, scope: Scope, maker: Maker): readonly MarkedField[] {
  const own = body.body.flatMap((member) =>
    member.type === 'PropertyDefinition' && !member.static && !member.computed ? [member] : [],
  );
  if (own.every(({ decorators }) => decorators.length === 0)) return [];
  return own.flatMap((member): MarkedField[] => {
    const name = keyName(member.key);
    if (name === null) return [];
    const { typeAnnotation, optional, value, decorators, key } = member;
    return [
      {
        name,
        marks: marksOf(decorators, scope, maker),
        type: typeAnnotation ? typeTerm(typeAnnotation.typeAnnotation, scope, maker) : -1,
        optional: optional || value !== null,
        at: maker.source.place(startOf(key), endOf(key)),
      },
    ];
  });
}
