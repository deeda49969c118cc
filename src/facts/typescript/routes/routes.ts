import { type Named, noRouting, type Routing } from '../../../core/route.ts';
import type { Context } from '../context.ts';
import { nameOf } from '../imports.ts';
import { type Node, type Of, type Visit, boundNames, literalText } from '../node.ts';
import { bare, lookUp, moduleExport, requiredModule, type Scope, scopesOf, type Written } from './scopes.ts';
import { termsOf } from './terms.ts';

/** Can a text have a part in routes: create or hand on routers, or hold their paths? What it takes for one may have none. */
export function mayRoute(text: string): boolean {
  return /\bexpress|[rR]oute|\b[aA]pp\b|\.use\s*\(|['"`]\//.test(text);
}

const routerTypes = new Set(['Express', 'Application', 'Router', 'IRouter', 'Core.Express']);
const typePackages = new Set(['express', 'express-serve-static-core', 'express-promise-router']);
const calls = new Set([
  'all', 'get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'del', 'connect', 'use', 'route', 'forEach', 'map', 'search', 'purge', 'copy',
]);

/** The routers of a program, what is registered with them, and the paths and functions that this takes. */
export function routesOf(program: Of<'Program'>, { source }: Context): { visit: Visit; finish(): Routing } {
  const scopes = scopesOf(program, isRouterType);
  const exported: (Written & { readonly name: string })[] = [];
  // Inside a step, every other call is a part of it.
  let until = -1;

  const visit: Visit = (node, parents) => {
    scopes.visit(node, parents);
    const scope = scopes.scope();
    const depth = parents.length;
    if (depth <= until) until = -1;
    switch (node.type) {
      case 'CallExpression': case 'NewExpression': case 'ForOfStatement': case 'AssignmentExpression': readStep(node, depth); break;
      case 'ReturnStatement': if (node.argument) scope.fn.returns.push({ node: node.argument, scope }); break;
      case 'ArrowFunctionExpression': if (node.body.type !== 'BlockStatement') scope.fn.returns.push({ node: node.body, scope }); break;
      case 'ExportDefaultDeclaration': exported.push({ name: 'default', node: node.declaration, scope }); break;
      case 'TSExportAssignment': exported.push({ name: '*', node: node.expression, scope }); break;
      case 'ExportNamedDeclaration': readExport(node, scope); break;
      case 'FunctionDeclaration': case 'FunctionExpression': until = -1; break;
    }
    if (node.type === 'ArrowFunctionExpression') until = -1;
  };

  const readStep = (node: Of<'CallExpression' | 'NewExpression' | 'ForOfStatement' | 'AssignmentExpression'>, depth: number): void => {
    const scope = scopes.scope();
    if (node.type === 'AssignmentExpression') {
      if (node.left.type === 'Identifier') {
        const declared = lookUp(node.left.name, scope);
        if (declared) declared.assigned.push({ node: node.right, scope });
        return;
      }
      const name = moduleExport(node.left, scope);
      if (name !== null) {
        exported.push({ name, node: node.right, scope });
        return;
      }
    }
    if (until >= 0) return;
    if (node.type === 'ForOfStatement') {
      scope.upper?.fn.steps.push({ node, scope });
      return;
    }
    if (node.type === 'AssignmentExpression' ? node.left.type !== 'MemberExpression' : !mayMatter(node, scope)) return;
    scope.fn.steps.push({ node, scope });
    until = depth;
  };

  const readExport = (node: Of<'ExportNamedDeclaration'>, scope: Scope): void => {
    const { declaration } = node;
    const offer = (id: Node): void => { if (id.type === 'Identifier') exported.push({ name: id.name, node: id, scope }); };
    if (declaration?.type === 'VariableDeclaration') for (const one of declaration.declarations) for (const { id } of boundNames(one.id)) offer(id);
    else if (declaration && 'id' in declaration && declaration.id) offer(declaration.id);
    else if (!node.source) for (const one of node.specifiers) if (one.local.type === 'Identifier') exported.push({ name: nameOf(one.exported), node: one.local, scope });
  };

  const finish = (): Routing => {
    const terms = termsOf(source, scopes);
    terms.fn(program);
    const exports = exported.map(({ name, node, scope }): Named => ({ name, value: terms.of(node, scope) }));
    for (const [node, fn] of scopes.functions) if (fn.typed) terms.fn(node);
    const found = terms.finish(exports);
    return found.terms.length === 0 && exports.length === 0 ? noRouting : found;
  };
  return { visit, finish };
}

/** `express.Application`, `Router` … by import. */
function isRouterType(annotation: Node, scope: Scope): boolean {
  if (annotation.type !== 'TSTypeReference') return false;
  const { typeName } = annotation;
  const first = typeName.type === 'TSQualifiedName' ? typeName.left : typeName;
  if (first.type !== 'Identifier') return false;
  const source = lookUp(first.name, scope)?.source;
  if (source?.kind !== 'import' || !typePackages.has(source.specifier)) return false;
  return routerTypes.has(typeName.type === 'TSQualifiedName' ? typeName.right.name : source.name);
}

/** May a call create, fill or hand on a router? Calls of what is global, and of methods that no router has on what is handed in, do not. */
function mayMatter(node: Of<'CallExpression' | 'NewExpression'>, scope: Scope): boolean {
  const callee = bare(node.callee);
  const { length } = node.arguments;
  if (callee.type === 'Super' || callee.type.endsWith('FunctionExpression')) return true;
  if (callee.type === 'Identifier') return callee.name !== 'require' && lookUp(callee.name, scope) !== undefined;
  if (callee.type !== 'MemberExpression') return requiredModule(callee, scope) !== null || callee.type === 'CallExpression';
  const name = callee.property.type === 'Identifier' ? callee.property.name : literalText(callee.property);
  const root = rootOf(callee.object);
  const declared = root.type === 'Identifier' ? lookUp(root.name, scope) : undefined;
  if (root.type === 'Identifier' && !declared) return root.name === 'Object' || root.name === 'exports' || root.name === 'module';
  if (name !== null && calls.has(name)) return length > 0;
  return declared?.source.kind !== 'argument' || node.arguments.some((one) => one.type === 'Identifier' || one.type === 'ThisExpression');
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
