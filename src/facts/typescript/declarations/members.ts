import { keyName } from '../key-name.ts';
import { type Node, type Of, boundNames } from '../node.ts';
import { functionTraits, headTraits, valueTraits } from '../traits.ts';
import { isAsync, isFunctionValue, type Marks, type Named, type Names, requiresQuotes } from './names.ts';

type ClassMember = Of<
  'PropertyDefinition' | 'TSAbstractPropertyDefinition' | 'MethodDefinition' | 'TSAbstractMethodDefinition'
>;

/** Adds the names that are read through what holds them: of classes, objects, types and enums. */
export function readMember(node: Node, parent: Node | undefined, names: Names): void {
  switch (node.type) {
    case 'TSParameterProperty':
      for (const { id } of boundNames(node.parameter))
        names.add('parameterProperty', id, memberMarks(node), headTraits(node));
      break;
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
      readClassMember(node, names);
      break;
    case 'AccessorProperty':
    case 'TSAbstractAccessorProperty':
      names.member('autoAccessor', node, memberMarks(node), headTraits(node));
      break;
    case 'Property':
      readProperty(node, parent, names);
      break;
    case 'TSMethodSignature':
      names.member('typeMethod', node, ['public'], functionTraits(node));
      break;
    case 'TSPropertySignature': {
      const type = node.typeAnnotation?.typeAnnotation;
      if (type?.type === 'TSFunctionType') names.member('typeMethod', node, ['public'], functionTraits(type));
      else names.member('typeProperty', node, ['public', node.readonly && 'readonly']);
      break;
    }
    case 'TSEnumMember':
      names.add('enumMember', node.id, [requiresQuotes(keyName(node.id)) && 'requiresQuotes']);
      break;
  }
}

function readClassMember(node: ClassMember, names: Names): void {
  const marks = memberMarks(node);
  const { value } = node;
  if ('kind' in node && node.kind === 'constructor') return;
  if ('kind' in node && node.kind !== 'method') names.member('classicAccessor', node, marks, headTraits(node));
  else if (value && isFunctionValue(value)) {
    names.member(
      'classMethod',
      node,
      [...marks, isAsync(value) && 'async'],
      [...headTraits(node), ...functionTraits(value)],
    );
  } else names.member('classProperty', node, marks, [...headTraits(node), ...valueTraits(value)]);
}

function readProperty(node: Of<'Property'>, parent: Node | undefined, names: Names): void {
  if (node.kind !== 'init') names.member('classicAccessor', node, ['public']);
  else if (isFunctionValue(node.value)) {
    names.member('objectLiteralMethod', node, ['public', isAsync(node.value) && 'async'], functionTraits(node.value));
  } else if (parent?.type !== 'ObjectPattern')
    names.member('objectLiteralProperty', node, ['public'], valueTraits(node.value));
}

function memberMarks(
  node: Exclude<Named, Of<'Property' | 'TSPropertySignature' | 'TSMethodSignature'>> | Of<'TSParameterProperty'>,
): Marks {
  const isPrivate = 'key' in node && node.key.type === 'PrivateIdentifier';
  return [
    isPrivate ? '#private' : (node.accessibility ?? 'public'),
    node.static && 'static',
    'readonly' in node && node.readonly && 'readonly',
    'override' in node && node.override && 'override',
    node.type.startsWith('TSAbstract') && 'abstract',
  ];
}
