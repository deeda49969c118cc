import { type Node, type Of, isNode } from './node.ts';

/** How a name's type is emitted as decorator metadata: in any case, or only where `null` and `undefined` are part of every type. */
export type Metadata = 'metadata' | 'nullable-metadata';

type ClassNode = Of<'ClassDeclaration' | 'ClassExpression'>;
type Parameter = Of<'FunctionExpression'>['params'][number];

/** The first names of the types that the compiler emits with `emitDecoratorMetadata`, as it finds them. */
export function metadataOf(classes: readonly ClassNode[]): ReadonlyMap<Node, Metadata> {
  const found = new Map<Node, Metadata>();
  for (const type of classes.flatMap(emittedTypes)) {
    const strict = entityOf(type, true);
    const loose = entityOf(type, false);
    if (strict) found.set(strict, 'metadata');
    else if (loose) found.set(loose, 'nullable-metadata');
  }
  return found;
}

/** The types beside everything that is decorated. */
function emittedTypes(node: ClassNode): Node[] {
  return node.body.body
    .flatMap((member): (Node | null | undefined)[] => {
      switch (member.type) {
        case 'PropertyDefinition':
        case 'AccessorProperty':
          return isDecorated(member) ? [member.typeAnnotation?.typeAnnotation] : [];
        case 'MethodDefinition': {
          const { params, returnType } = member.value;
          const isEmitted =
            isDecorated(member) || params.some(isDecorated) || (member.kind === 'constructor' && isDecorated(node));
          return isEmitted ? [...params.map(typeOf), returnType?.typeAnnotation] : [];
        }
        default:
          return [];
      }
    })
    .filter(isNode);
}

function isDecorated(node: Node): boolean {
  return 'decorators' in node && (node.decorators?.length ?? 0) > 0;
}

function typeOf(parameter: Parameter | Node): Node | null {
  switch (parameter.type) {
    case 'TSParameterProperty':
      return typeOf(parameter.parameter);
    case 'AssignmentPattern':
      return typeOf(parameter.left);
    case 'RestElement':
      return elementOf(parameter.typeAnnotation?.typeAnnotation);
    default:
      return 'typeAnnotation' in parameter &&
        isNode(parameter.typeAnnotation) &&
        'typeAnnotation' in parameter.typeAnnotation
        ? (parameter.typeAnnotation.typeAnnotation as Node)
        : null;
  }
}

function elementOf(type: Node | undefined): Node | null {
  if (type?.type === 'TSArrayType') return type.elementType;
  return type?.type === 'TSTypeReference' ? (type.typeArguments?.params[0] ?? null) : null;
}

/** The name that a type is emitted as; null when it is none, or several. */
function entityOf(type: Node, isStrict: boolean): Node | null {
  switch (type.type) {
    case 'TSTypeReference':
      return firstOf(type.typeName);
    case 'TSUnionType':
    case 'TSIntersectionType':
      return commonEntity(type.types, isStrict);
    case 'TSConditionalType':
      return commonEntity([type.trueType, type.falseType], isStrict);
    default:
      return null;
  }
}

function commonEntity(types: readonly Node[], isStrict: boolean): Node | null {
  let common: Node | null = null;
  for (const type of types) {
    if (type.type === 'TSNeverKeyword' || (!isStrict && isNullish(type))) continue;
    const one = entityOf(type, isStrict);
    if (!one || (common && nameOf(common) !== nameOf(one))) return null;
    common ??= one;
  }
  return common;
}

function isNullish({ type }: Node): boolean {
  return type === 'TSNullKeyword' || type === 'TSUndefinedKeyword';
}

function nameOf(node: Node): string | null {
  return node.type === 'Identifier' ? node.name : null;
}

function firstOf(name: Node): Node {
  let first = name;
  while (first.type === 'TSQualifiedName') first = first.left;
  return first;
}
