import { type Named, noRouting, type Routing } from '../../../core/route.ts';
import type { Context } from '../context.ts';
import { nameOf } from '../imports.ts';
import { type Node, type Of, type Visit, boundNames, literalText } from '../node.ts';
import { bare } from './bare.ts';
import { moduleExport, requiredModule } from './modules.ts';
import { lookUp, type Scope, type Written } from './scope.ts';
import { scopesOf } from './scopes.ts';
import { termsOf } from './terms.ts';
import { registering } from './vocabulary.ts';

type Step = Of<'CallExpression' | 'NewExpression' | 'ForOfStatement' | 'AssignmentExpression'>;

/** What may be a step of its function: whether it is, is known when all names are. */
interface Candidate extends Written {
  readonly node: Step;
  /** What it is a part of. */
  readonly outer: Candidate | null;
  /** It is a step, or a part of one. */
  taken: boolean;
}

/** The routers of a program, what is registered with them, and the paths and functions that this takes. */
export function routesOf(program: Of<'Program'>, { source }: Context): { visit: Visit; finish(): Routing } {
  const scopes = scopesOf(program);
  const exported: (Written & { readonly name: string })[] = [];
  const candidates: Candidate[] = [];
  const open: { readonly depth: number; readonly candidate: Candidate | null }[] = [];

  const visit: Visit = (node, parents) => {
    scopes.visit(node, parents);
    const scope = scopes.scope();
    const depth = parents.length;
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    switch (node.type) {
      case 'CallExpression':
      case 'NewExpression':
      case 'ForOfStatement':
      case 'AssignmentExpression': {
        const candidate = {
          node,
          scope: node.type === 'ForOfStatement' ? (scope.upper ?? scope) : scope,
          outer: open.at(-1)?.candidate ?? null,
          taken: false,
        };
        candidates.push(candidate);
        // The body of a loop is a function.
        open.push({ depth, candidate: node.type === 'ForOfStatement' ? null : candidate });
        break;
      }
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        open.push({ depth, candidate: null });
        break;
      case 'ArrowFunctionExpression':
        open.push({ depth, candidate: null });
        if (node.body.type !== 'BlockStatement') scope.fn.returns.push({ node: node.body, scope });
        break;
      case 'ReturnStatement':
        if (node.argument) scope.fn.returns.push({ node: node.argument, scope });
        break;
      case 'ExportDefaultDeclaration':
        exported.push({ name: 'default', node: node.declaration, scope });
        break;
      case 'TSExportAssignment':
        exported.push({ name: '*', node: node.expression, scope });
        break;
      case 'ExportNamedDeclaration':
        exported.push(...exportsOf(node, scope));
        break;
    }
  };

  const finish = (): Routing => {
    for (const { node, scope } of candidates) {
      if (node.type !== 'AssignmentExpression') continue;
      const name = moduleExport(node.left, scope);
      if (name !== null) exported.push({ name, node: node.right, scope });
      else if (node.left.type === 'Identifier') assign(node.left.name, { node: node.right, scope }, scopes.top);
    }
    for (const candidate of candidates) {
      candidate.taken = candidate.outer?.taken ?? false;
      if (candidate.taken || !mayMatter(candidate.node, candidate.scope)) continue;
      candidate.scope.fn.steps.push(candidate);
      candidate.taken = true;
    }
    const terms = termsOf(source, scopes);
    terms.fn(program);
    const exports = exported.map(({ name, node, scope }): Named => ({ name, value: terms.of(node, scope) }));
    for (const [node, fn] of scopes.functions) if (fn.types.length > 0) terms.fn(node);
    const marked = [...scopes.classes.keys()].filter((node) => 'decorators' in node && node.decorators.length > 0);
    const found = terms.finish(exports, marked.map(terms.klass));
    return found.terms.length === 0 && exports.length === 0 ? noRouting : found;
  };
  return { visit, finish };
}

/** What is assigned without being declared is global. */
function assign(name: string, written: Written, top: Scope): void {
  const declared = lookUp(name, written.scope);
  if (declared) declared.assigned.push(written);
  else
    top.names.set(name, {
      fn: top.fn,
      source: { kind: 'value', written: null },
      keys: [],
      type: null,
      assigned: [written],
    });
}

function exportsOf(
  { declaration, source, specifiers }: Of<'ExportNamedDeclaration'>,
  scope: Scope,
): (Written & { readonly name: string })[] {
  const offer = (id: Node) => (id.type === 'Identifier' ? [{ name: id.name, node: id, scope }] : []);
  if (declaration?.type === 'VariableDeclaration')
    return declaration.declarations.flatMap((one) => boundNames(one.id).flatMap(({ id }) => offer(id)));
  if (declaration) return 'id' in declaration && declaration.id ? offer(declaration.id) : [];
  return source
    ? []
    : specifiers.flatMap((one) =>
        one.local.type === 'Identifier' ? [{ name: nameOf(one.exported), node: one.local, scope }] : [],
      );
}

/** May a call create, fill or hand on a router? Calls of what is global, and of methods that no router has on what is handed in, do not. */
function mayMatter(node: Step, scope: Scope): boolean {
  if (node.type === 'ForOfStatement') return true;
  if (node.type === 'AssignmentExpression')
    return node.left.type === 'MemberExpression' && moduleExport(node.left, scope) === null;
  const callee = bare(node.callee);
  if (callee.type === 'Super' || callee.type.endsWith('FunctionExpression')) return true;
  if (callee.type === 'Identifier') return callee.name !== 'require' && lookUp(callee.name, scope) !== undefined;
  if (callee.type !== 'MemberExpression')
    return requiredModule(callee, scope) !== null || callee.type === 'CallExpression';
  return methodMayMatter(callee, node.arguments, scope);
}

function methodMayMatter(
  { object, property }: Of<'MemberExpression'>,
  args: Of<'CallExpression'>['arguments'],
  scope: Scope,
): boolean {
  const name = property.type === 'Identifier' ? property.name : literalText(property);
  const root = rootOf(object);
  const declared = root.type === 'Identifier' ? lookUp(root.name, scope) : undefined;
  if (root.type === 'Identifier' && !declared)
    return root.name === 'Object' || root.name === 'exports' || root.name === 'module';
  if (name !== null && registering.has(name) && args.length > 0) return true;
  return (
    declared?.source.kind !== 'argument' ||
    args.some((one) => one.type === 'Identifier' || one.type === 'ThisExpression')
  );
}

/** What a chain of calls and members begins with. */
function rootOf(node: Node): Node {
  let at = bare(node);
  for (;;) {
    if (at.type === 'MemberExpression') at = bare(at.object);
    else if (at.type === 'CallExpression' || at.type === 'NewExpression') at = bare(at.callee);
    else return at;
  }
}
