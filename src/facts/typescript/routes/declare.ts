import type { ImportedName } from '../../../core/route.ts';
import { nameOf } from '../imports.ts';
import { type Node, type Of, literalText } from '../node.ts';
import { hoisting, lookUp, type Scope, type Source } from './scope.ts';

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export const isFunction = (node: Node): boolean => functionTypes.has(node.type);

/** Binds what a node declares in the scope around it, or in that of the module. */
export function declare(node: Node, parents: readonly Node[], around: Scope, top: Scope): void {
  switch (node.type) {
    case 'ImportDeclaration':
      bindImports(node, top);
      break;
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type === 'TSExternalModuleReference')
        bind(node.id.name, top, {
          kind: 'import',
          specifier: literalText(node.moduleReference.expression) ?? '',
          name: '*',
        });
      break;
    case 'VariableDeclarator':
      bindVariables(node, parents, around);
      break;
    case 'FunctionDeclaration':
      if (node.id) bind(node.id.name, around, { kind: 'function', node });
      break;
    case 'ClassDeclaration':
      if (node.id) bind(node.id.name, around, { kind: 'class', node });
      break;
    case 'TSEnumDeclaration':
      bind(node.id.name, around, { kind: 'enum', node });
      break;
  }
}

/** Binds what a node declares in its own scope. `parent` may say what it is. */
export function declareInside(node: Node, parent: Node | undefined, own: Scope): void {
  if (node.type === 'FunctionExpression' && node.id) bind(node.id.name, own, { kind: 'function', node });
  if (node.type === 'ClassExpression' && node.id) bind(node.id.name, own, { kind: 'class', node });
  if (!isFunction(node) || !('params' in node)) return;
  for (const [index, param] of node.params.entries()) {
    for (const [place, pattern] of argumentsOf(param).entries())
      if (pattern) bindPattern(pattern, own, { source: { kind: 'argument', index: index + place }, keys: [] });
    if ('typeAnnotation' in param) annotate(own, index, param.typeAnnotation);
  }
  if ('returnType' in node) annotate(own, -2, node.returnType);
  if (parent?.type === 'VariableDeclarator') annotate(own, -1, parent.id.typeAnnotation);
  if (parent?.type === 'PropertyDefinition') annotate(own, -1, parent.typeAnnotation);
}

/** `...[router, tenant]` takes all arguments from there on. */
function argumentsOf(param: Node): readonly (Node | null)[] {
  return param.type === 'RestElement' && param.argument.type === 'ArrayPattern' ? param.argument.elements : [param];
}

/** Notes a declared type of a function. */
function annotate({ fn, upper }: Scope, index: number, annotation: Node | null | undefined): void {
  if (annotation?.type !== 'TSTypeAnnotation' || !upper) return;
  const node = annotation.typeAnnotation;
  fn.annotations.push({ index, node, name: packageType(node, upper) });
}

function bindImports({ source, specifiers }: Of<'ImportDeclaration'>, top: Scope): void {
  for (const one of specifiers) {
    const whole = one.type === 'ImportDefaultSpecifier' ? 'default' : '*';
    const name = one.type === 'ImportSpecifier' ? nameOf(one.imported) : whole;
    bind(one.local.name, top, { kind: 'import', specifier: source.value, name });
  }
}

function bindVariables(node: Of<'VariableDeclarator'>, parents: readonly Node[], around: Scope): void {
  const declaration = parents.at(-1);
  const isLoop =
    parents.at(-2)?.type === 'ForOfStatement' && (parents.at(-2) as Of<'ForOfStatement'>).left === declaration;
  const isVar = declaration?.type === 'VariableDeclaration' && declaration.kind === 'var';
  const written = node.init ? { node: node.init, scope: around } : null;
  bindPattern(node.id, isVar && !isLoop ? hoisting(around) : around, {
    source: isLoop ? { kind: 'argument', index: 0 } : { kind: 'value', written },
    keys: [],
  });
}

function bind(
  name: string,
  scope: Scope,
  source: Source,
  keys: readonly string[] = [],
  type: ImportedName | null = null,
): void {
  scope.names.set(name, { name, fn: scope.fn, source, keys, type, assigned: [] });
}

/** What a pattern takes apart. */
interface Taken {
  readonly source: Source;
  readonly keys: readonly string[];
}

function bindPattern(pattern: Node, scope: Scope, taken: Taken): void {
  const { source, keys } = taken;
  const inner = (part: Node, key: string): void => {
    bindPattern(part, scope, { ...taken, keys: [...keys, key] });
  };
  switch (pattern.type) {
    case 'Identifier': {
      const annotation = 'typeAnnotation' in pattern ? pattern.typeAnnotation : null;
      const type = annotation && keys.length === 0 ? packageType(annotation.typeAnnotation, scope) : null;
      if (type && source.kind === 'argument') scope.fn.types.push(type);
      bind(pattern.name, scope, source, keys, type);
      break;
    }
    case 'AssignmentPattern':
      bindPattern(pattern.left, scope, withDefault(pattern, scope, taken));
      break;
    case 'TSParameterProperty': {
      bindPattern(pattern.parameter, scope, taken);
      const id = pattern.parameter.type === 'AssignmentPattern' ? pattern.parameter.left : pattern.parameter;
      const declared = id.type === 'Identifier' ? scope.names.get(id.name) : undefined;
      if (declared && id.type === 'Identifier') scope.fn.properties.push({ name: id.name, declared });
      break;
    }
    case 'ArrayPattern':
      for (const [index, element] of pattern.elements.entries()) if (element) inner(element, String(index));
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement' || property.computed) continue;
        const key = property.key.type === 'Identifier' ? property.key.name : literalText(property.key);
        if (key !== null) inner(property.value, key);
      }
      break;
  }
}

/** `app: Koa = new Koa()`: only for routers, since two possible texts are none. */
function withDefault({ left, right }: Of<'AssignmentPattern'>, scope: Scope, taken: Taken): Taken {
  const annotation = left.type === 'Identifier' ? left.typeAnnotation : null;
  if (!annotation || taken.source.kind !== 'argument' || taken.keys.length > 0) return taken;
  if (packageType(annotation.typeAnnotation, scope) === null) return taken;
  return { ...taken, source: { ...taken.source, instead: { node: right, scope } } };
}

/** `Router` or `express.Application`, where the name is imported from a package; null for any other type. */
function packageType(annotation: Node, scope: Scope): ImportedName | null {
  if (annotation.type !== 'TSTypeReference') return null;
  const { typeName } = annotation;
  const first = typeName.type === 'TSQualifiedName' ? typeName.left : typeName;
  if (first.type !== 'Identifier') return null;
  const source = lookUp(first.name, scope)?.source;
  if (source?.kind !== 'import' || source.specifier.startsWith('.')) return null;
  return {
    specifier: source.specifier,
    name: typeName.type === 'TSQualifiedName' ? typeName.right.name : source.name,
  };
}
