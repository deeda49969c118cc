import type { Found } from './declarations/names.ts';
import { type Node, type Of, boundNames, endOf, isNode, startOf, visitorKeys } from './node.ts';
import {
  analyze,
  asNode,
  link,
  type Manager,
  parentOf,
  type Reference,
  type Scope,
  scopeOf,
  type Variable,
} from './scopes.ts';

type Parent = Node | null | undefined;

/** Indexes of the declarations whose variable nothing in the file uses, in the sense of typescript-eslint's `unused`. */
export function unusedOf(program: Node, found: readonly Found[]): number[] {
  link(program);
  const manager = analyze(program);
  const spared = sparedOf(program, manager);
  const judged = new Map<Variable, boolean>();
  const isUnused = (variable: Variable): boolean => {
    let unused = judged.get(variable);
    if (unused === undefined) {
      unused =
        !variable.scope.functionExpressionScope && !spared.has(variable) && !isExported(variable) && !isUsed(variable);
      judged.set(variable, unused);
    }
    return unused;
  };
  const indexes: number[] = [];
  for (const [index, { declaration, scope }] of found.entries()) {
    if (!scope) continue;
    const own = scopeOf(manager, scope.node);
    const variable = own && lookUp(scope.upper ? own.upper : own, declaration.name);
    if (variable && 'defs' in variable && variable.defs.length > 0 && isUnused(variable)) indexes.push(index);
  }
  return indexes;
}

function lookUp(from: Scope | null, name: string): Variable | null {
  for (let scope = from; scope; scope = scope.upper) {
    const variable = scope.set.get(name);
    if (variable) return variable as Variable;
  }
  return null;
}

/** Variables that need no use: parameters that only describe, members of enums, names that a declaration has inside itself. */
function sparedOf(program: Node, manager: Manager): ReadonlySet<Variable> {
  const spared = new Set<Variable>();
  const spare = (variable: Variable | null): void => {
    if (variable) spared.add(variable);
  };
  const spareNames = (pattern: Node): void => {
    for (const { id } of boundNames(pattern)) spare(lookUp(scopeOf(manager, id), id.name));
  };
  const keys = visitorKeys();
  const nodes = [program];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    switch (node.type) {
      case 'TSEnumDeclaration':
        for (const variable of scopeOf(manager, node)?.variables ?? []) spare(variable);
        break;
      case 'TSMappedType':
        spareNames(node.key);
        break;
      case 'TSParameterProperty':
        spareNames(node.parameter);
        break;
      case 'ClassDeclaration':
      case 'ClassExpression': {
        const { id } = node;
        spare(scopeOf(manager, node)?.variables.find((variable) => asNode(variable.identifiers[0]) === id) ?? null);
        break;
      }
      case 'MethodDefinition':
      case 'Property':
        if (node.kind === 'set' && 'params' in node.value) for (const param of node.value.params) spareNames(param);
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        spare(loopVariable(node, manager));
        break;
      case 'TSCallSignatureDeclaration':
      case 'TSConstructorType':
      case 'TSConstructSignatureDeclaration':
      case 'TSDeclareFunction':
      case 'TSEmptyBodyFunctionExpression':
      case 'TSFunctionType':
      case 'TSMethodSignature':
        for (const param of node.params) spareNames(param);
        break;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        for (const param of node.params) if (param.type === 'Identifier' && param.name === 'this') spareNames(param);
        break;
    }
    for (const key of keys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) nodes.push(child);
    }
  }
  return spared;
}

/** The variable of a loop that does nothing but return: it asks whether there is anything. */
function loopVariable(node: Of<'ForInStatement' | 'ForOfStatement'>, manager: Manager): Variable | null {
  const body = node.body.type === 'BlockStatement' && node.body.body.length === 1 ? node.body.body[0] : node.body;
  if (body?.type !== 'ReturnStatement') return null;
  if (node.left.type === 'VariableDeclaration')
    return (manager.getDeclaredVariables(node.left as never)[0] as Variable | undefined) ?? null;
  return node.left.type === 'Identifier' ? lookUp(scopeOf(manager, node.left), node.left.name) : null;
}

const mergeable = new Set([
  'ClassDeclaration',
  'FunctionDeclaration',
  'TSInterfaceDeclaration',
  'TSModuleDeclaration',
  'TSTypeAliasDeclaration',
]);

function isExported({ defs }: Variable): boolean {
  return defs.some((def) => {
    if (def.type === 'Parameter') return false;
    const node = asNode(def.node);
    const statement = node.type === 'VariableDeclarator' ? parentOf(node) : node;
    const around = statement && parentOf(statement);
    return (
      around?.type.startsWith('Export') ||
      (mergeable.has(node.type) && parentOf(node)?.type === 'ExportNamedDeclaration')
    );
  });
}

const isInside = (inner: Node, outer: Node): boolean =>
  startOf(inner) >= startOf(outer) && endOf(inner) <= endOf(outer);

/** Is there a use that counts: not in its own declaration, not for its own sake, not of its type alone? */
function isUsed({ defs, references }: Variable): boolean {
  const nodes = defs.map((def) => ({ def, node: asNode(def.node) }));
  const own = new Set<Node>();
  const types: Node[] = [];
  for (const { def, node } of nodes) {
    if (def.type === 'FunctionName' || node.type === 'TSModuleDeclaration' || node.type === 'TSEnumDeclaration')
      own.add(node);
    if (def.type === 'Variable' && node.type === 'VariableDeclarator' && isFunction(node.init)) own.add(node.init);
    if (node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') types.push(node);
  }
  const importedAsType = nodes.every(({ def, node }) => def.type === 'ImportBinding' && importsType(node));
  let written: Node | null = null;
  for (const reference of references) {
    const id = asNode(reference.identifier);
    const forItself = isForItself(reference, id, written);
    written = writtenValue(reference, id, written);
    if (!reference.isRead() || forItself) continue;
    if (!importedAsType && namesType(id)) continue;
    if (own.size > 0 && isFrom(reference, own)) continue;
    if (types.some((type) => isInside(id, type))) continue;
    return true;
  }
  return false;
}

function importsType(specifier: Node): boolean {
  const statement = parentOf(specifier);
  return (
    (statement?.type === 'ImportDeclaration' && statement.importKind === 'type') ||
    (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type')
  );
}

const isFunction = (node: Parent): node is Of<'FunctionExpression' | 'ArrowFunctionExpression'> =>
  node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression';
const isAnyFunction = ({ type }: Node): boolean =>
  type === 'FunctionExpression' || type === 'ArrowFunctionExpression' || type === 'FunctionDeclaration';

/** `typeof x` and `x is T` in a type. */
export function namesType(id: Node): boolean {
  let at: Parent = id;
  while (at && (at.type === 'Identifier' || at.type === 'TSQualifiedName')) at = parentOf(at);
  return at?.type === 'TSTypeQuery' || at?.type === 'TSTypePredicate';
}

function isFrom(reference: Reference, blocks: ReadonlySet<Node>): boolean {
  for (let scope: Scope | null = reference.from; scope; scope = scope.upper)
    if (blocks.has(asNode(scope.block))) return true;
  return false;
}

/** Is the value of this expression dropped? */
function isDropped(node: Node): boolean {
  const parent = parentOf(node);
  if (parent?.type === 'SequenceExpression') return parent.expressions.at(-1) !== node || isDropped(parent);
  return parent?.type === 'ExpressionStatement';
}

const loops = new Set(['DoWhileStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement']);

function isInLoop(node: Node): boolean {
  for (let at: Parent = node; at && !isAnyFunction(at); at = parentOf(at)) if (loops.has(at.type)) return true;
  return false;
}

/** The right side of `x = …`, whose reads of x serve x alone; null where the result may be used later. */
function writtenValue(reference: Reference, id: Node, before: Node | null): Node | null {
  if (before && isInside(id, before)) return before;
  const parent = parentOf(id);
  if (parent?.type !== 'AssignmentExpression' || asNode(parent.left) !== id || !isDropped(parent)) return null;
  const usedLater = reference.from.variableScope !== reference.resolved?.scope.variableScope || isInLoop(id);
  return usedLater ? null : parent.right;
}

function isForItself(reference: Reference, id: Node, written: Node | null): boolean {
  if (!reference.isRead()) return false;
  const parent = parentOf(id);
  if (
    parent?.type === 'AssignmentExpression' &&
    asNode(parent.left) === id &&
    !['??=', '&&=', '||='].includes(parent.operator) &&
    isDropped(parent)
  )
    return true;
  if (parent?.type === 'UpdateExpression' && isDropped(parent)) return true;
  return written !== null && isInside(id, written) && !isKept(id, written);
}

/** Does the name stand in a function that outlives the expression? */
function isKept(id: Node, value: Node): boolean {
  let fn: Parent = id;
  while (fn && !isAnyFunction(fn)) fn = parentOf(fn);
  if (!fn || !isInside(fn, value)) return false;
  let node = fn;
  for (let parent = parentOf(fn); parent && isInside(parent, value); node = parent, parent = parentOf(parent)) {
    switch (parent.type) {
      case 'SequenceExpression':
        if (parent.expressions.at(-1) !== node) return false;
        break;
      case 'CallExpression':
      case 'NewExpression':
        return parent.callee !== node;
      case 'AssignmentExpression':
      case 'TaggedTemplateExpression':
      case 'YieldExpression':
        return true;
      default:
        if (/(?:Statement|Declaration)$/.test(parent.type)) return true;
    }
  }
  return false;
}
