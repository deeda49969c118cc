import { handing, type Named, noRouting, type Routing } from '../../../core/route.ts';
import type { Context } from '../context.ts';
import { nameOf } from '../imports.ts';
import { type Node, type Of, type Visit, boundNames } from '../node.ts';
import { bare } from './bare.ts';
import { moduleExport } from './modules.ts';
import { takeReplies, thrownReply } from './replies.ts';
import { lookUp, type Scope, type Written } from './scope.ts';
import { scopesOf } from './scopes.ts';
import { type Candidate, candidatesOf, takeSteps } from './steps.ts';
import { termsOf } from './terms.ts';

/** What a module exports, and under which name. */
interface Offer extends Written {
  readonly name: string;
}

/** The routers of a program, what is registered with them, and the paths and functions that this takes. */
export function routesOf(program: Of<'Program'>, { source }: Context): { visit: Visit; finish(): Routing } {
  const scopes = scopesOf(program);
  const candidates = candidatesOf();
  const exported: Offer[] = [];

  const visit: Visit = (node, parents) => {
    scopes.visit(node, parents);
    const scope = scopes.scope();
    candidates.visit(node, parents.length, scope);
    readReturn(node, parents, scope);
    exported.push(...exportsOf(node, scope));
  };

  const finish = (): Routing => {
    exported.push(...assignments(candidates.all, scopes.top));
    takeSteps(candidates.all);
    takeReplies(candidates.all);
    const terms = termsOf(source, scopes);
    terms.fn(program);
    const exports = exported.map(({ name, node, scope }): Named => ({ name, value: terms.of(node, scope) }));
    for (const [node, fn] of scopes.functions) if (fn.types.length > 0 || fn.steps.some(handsOn)) terms.fn(node);
    const marked = [...scopes.classes.keys()].filter((node) => 'decorators' in node && node.decorators.length > 0);
    const found = terms.finish(exports, marked.map(terms.klass));
    return found.terms.length === 0 && exports.length === 0 ? noRouting : found;
  };
  return { visit, finish };
}

/** `handler.handle(request)`. */
function handsOn({ node }: Written): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = bare(node.callee);
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' && handing.has(name.name);
}

function readReturn(node: Node, parents: readonly Node[], scope: Scope): void {
  if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement')
    scope.fn.returns.push({ node: node.body, scope });
  if (node.type === 'ReturnStatement' && node.argument) scope.fn.returns.push({ node: node.argument, scope });
  const thrown = node.type === 'ThrowStatement' ? thrownReply(node, parents, scope) : null;
  if (thrown) scope.fn.replies.push(thrown);
}

/** Notes what variables are set to; what is set on `exports` is exported. */
function assignments(candidates: readonly Candidate[], top: Scope): Offer[] {
  const exported: Offer[] = [];
  for (const { node, scope } of candidates) {
    if (node.type !== 'AssignmentExpression') continue;
    const name = moduleExport(node.left, scope);
    if (name !== null) exported.push({ name, node: node.right, scope });
    else if (node.left.type === 'Identifier') assign(node.left.name, { node: node.right, scope }, top);
  }
  return exported;
}

/** What is assigned without being declared is global. */
function assign(name: string, written: Written, top: Scope): void {
  const declared = lookUp(name, written.scope);
  if (declared) declared.assigned.push(written);
  else
    top.names.set(name, {
      name,
      fn: top.fn,
      source: { kind: 'value', written: null },
      keys: [],
      type: null,
      assigned: [written],
    });
}

function exportsOf(node: Node, scope: Scope): readonly Offer[] {
  switch (node.type) {
    case 'ExportDefaultDeclaration':
      return [{ name: 'default', node: node.declaration, scope }];
    case 'TSExportAssignment':
      return [{ name: '*', node: node.expression, scope }];
    case 'ExportNamedDeclaration':
      return listed(node, scope);
    default:
      return [];
  }
}

function listed({ declaration, source, specifiers }: Of<'ExportNamedDeclaration'>, scope: Scope): Offer[] {
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
