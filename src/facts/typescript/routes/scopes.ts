import type { ImportedName } from '../../../core/route.ts';
import { nameOf } from '../imports.ts';
import { type Node, type Of, type Visit, literalText, unwrapped } from '../node.ts';

/** A stretch of a program in which names are bound. */
export interface Scope {
  readonly upper: Scope | null;
  readonly fn: Fn;
  readonly hoists: boolean;
  readonly names: Map<string, Declared>;
}

/** A function, the body of a loop over a list, the fields of a class, or the module. */
export interface Fn {
  readonly node: Node;
  readonly outer: Fn | null;
  readonly arrow: boolean;
  readonly types: ImportedName[];
  readonly steps: Written[];
  readonly returns: Written[];
  /** The parameters of a constructor that are properties as well. */
  readonly properties: { readonly name: string; readonly declared: Declared }[];
}

/** An expression and where its names are looked up. */
export interface Written {
  readonly node: Node;
  readonly scope: Scope;
}

/** What a name is bound to. */
export interface Declared {
  readonly fn: Fn;
  readonly source: Source;
  /** The keys that lead from the source to it, where it is destructured. */
  readonly keys: readonly string[];
  /** Its type, where a package declares it. */
  readonly type: ImportedName | null;
  /** What is assigned where it is declared without a value. */
  readonly assigned: Written[];
}

type Source =
  | { readonly kind: 'value'; readonly written: Written | null }
  | { readonly kind: 'argument'; readonly index: number }
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }
  | { readonly kind: 'function' | 'class' | 'enum'; readonly node: Node };

/** What a program binds, by node. */
export interface Scopes {
  readonly top: Scope;
  readonly functions: ReadonlyMap<Node, Fn>;
  readonly classes: ReadonlyMap<Node, Scope>;
  /** The scope of the node that was visited last. */
  scope(): Scope;
  readonly visit: Visit;
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const blocks = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'SwitchStatement',
  'CatchClause',
  'StaticBlock',
  'TSModuleBlock',
]);

/** Follows the names of a program while it is walked; what is bound further down is known at the end. */
export function scopesOf(program: Node): Scopes {
  const made = (node: Node, outer: Fn | null, arrow: boolean): Fn => ({
    node,
    outer,
    arrow,
    types: [],
    steps: [],
    returns: [],
    properties: [],
  });
  const module = made(program, null, false);
  const top: Scope = { upper: null, fn: module, hoists: true, names: new Map() };
  const functions = new Map<Node, Fn>([[program, module]]);
  const classes = new Map<Node, Scope>();
  const scopes: Scope[] = [];
  let current = top;

  const within = (node: Node, upper: Scope, arrow: boolean | null): Scope => {
    const fn = arrow === null ? upper.fn : made(node, upper.fn, arrow);
    if (arrow !== null) functions.set(node, fn);
    return { upper, fn, hoists: arrow !== null, names: new Map() };
  };
  const visit: Visit = (node, parents) => {
    const around = scopes[parents.length - 1] ?? top;
    current = around;
    if (functionTypes.has(node.type)) current = within(node, around, node.type === 'ArrowFunctionExpression');
    else if (node.type === 'ForOfStatement') current = within(node, around, true);
    else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
      current = within(node, around, false);
      classes.set(node, current);
    } else if (blocks.has(node.type)) current = within(node, around, null);
    scopes[parents.length] = current;
    declare(node, parents, around);
    declareInside(node);
  };

  const declare = (node: Node, parents: readonly Node[], around: Scope): void => {
    switch (node.type) {
      case 'ImportDeclaration':
        for (const one of node.specifiers) {
          const whole = one.type === 'ImportDefaultSpecifier' ? 'default' : '*';
          const name = one.type === 'ImportSpecifier' ? nameOf(one.imported) : whole;
          bind(one.local.name, top, { kind: 'import', specifier: node.source.value, name });
        }
        break;
      case 'TSImportEqualsDeclaration':
        if (node.moduleReference.type === 'TSExternalModuleReference')
          bind(node.id.name, top, {
            kind: 'import',
            specifier: literalText(node.moduleReference.expression) ?? '',
            name: '*',
          });
        break;
      case 'VariableDeclarator': {
        const declaration = parents.at(-1);
        const isLoop =
          parents.at(-2)?.type === 'ForOfStatement' && (parents.at(-2) as Of<'ForOfStatement'>).left === declaration;
        const isVar = declaration?.type === 'VariableDeclaration' && declaration.kind === 'var';
        const written = node.init ? { node: node.init, scope: around } : null;
        bindPattern(node.id, isVar && !isLoop ? hoisting(around) : around, {
          source: isLoop ? { kind: 'argument', index: 0 } : { kind: 'value', written },
          keys: [],
        });
        break;
      }
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
  };

  const declareInside = (node: Node): void => {
    if (node.type === 'FunctionExpression' && node.id) bind(node.id.name, current, { kind: 'function', node });
    if (node.type === 'ClassExpression' && node.id) bind(node.id.name, current, { kind: 'class', node });
    if (functionTypes.has(node.type) && 'params' in node)
      for (const [index, param] of node.params.entries())
        bindPattern(param, current, { source: { kind: 'argument', index }, keys: [] });
  };

  return { top, functions, classes, scope: () => current, visit };
}

function bind(
  name: string,
  scope: Scope,
  source: Source,
  keys: readonly string[] = [],
  type: ImportedName | null = null,
): void {
  scope.names.set(name, { fn: scope.fn, source, keys, type, assigned: [] });
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
      bindPattern(pattern.left, scope, taken);
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

function hoisting(scope: Scope): Scope {
  let at = scope;
  while (!at.hoists && at.upper) at = at.upper;
  return at;
}

/** What a name means in a scope; undefined for what is global. */
export function lookUp(name: string, scope: Scope): Declared | undefined {
  for (let at: Scope | null = scope; at; at = at.upper) {
    const found = at.names.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The specifier of `require('x')` or `import('x')`; null of anything else. */
export function requiredModule(node: Node, scope: Scope): string | null {
  if (node.type === 'ImportExpression') return literalText(node.source);
  if (
    node.type !== 'CallExpression' ||
    node.callee.type !== 'Identifier' ||
    node.callee.name !== 'require' ||
    lookUp('require', scope)
  )
    return null;
  return literalText(node.arguments[0]);
}

/** `x` of `exports.x` and `module.exports.x`, `*` of `module.exports`; null of anything else. */
export function moduleExport(left: Node, scope: Scope): string | null {
  if (left.type !== 'MemberExpression' || left.computed || left.property.type !== 'Identifier') return null;
  const { object, property } = left;
  const isFree = (node: Node, name: string): boolean =>
    node.type === 'Identifier' && node.name === name && !lookUp(name, scope);
  if (isFree(object, 'module') && property.name === 'exports') return '*';
  if (isFree(object, 'exports')) return property.name;
  return object.type === 'MemberExpression' && moduleExport(object, scope) === '*' ? property.name : null;
}

/** A node as what it comes to: without types, parentheses and `await`. */
export function bare(node: Node): Node {
  let inner = unwrapped(node);
  while (inner.type === 'AwaitExpression') inner = unwrapped(inner.argument);
  return inner;
}
