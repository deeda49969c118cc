import { type Node, type Of, literalText } from '../node.ts';
import { bare } from './bare.ts';
import { moduleExport, requiredModule } from './modules.ts';
import { lookUp, type Scope, type Written } from './scope.ts';
import { registering } from './vocabulary.ts';

type Step = Of<'CallExpression' | 'NewExpression' | 'ForOfStatement' | 'AssignmentExpression'>;

/** What may be a step of its function: whether it is, is known when all names are. */
export interface Candidate extends Written {
  readonly node: Step;
  /** What it is a part of. */
  readonly outer: Candidate | null;
  /** It is a step, or a part of one. */
  taken: boolean;
}

/** Gathers what may be a step, as a program is walked. */
export interface Candidates {
  readonly all: readonly Candidate[];
  visit(node: Node, depth: number, scope: Scope): void;
}

export function candidatesOf(): Candidates {
  const all: Candidate[] = [];
  const open: { readonly depth: number; readonly candidate: Candidate | null }[] = [];
  return {
    all,
    visit(node, depth, scope) {
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
          all.push(candidate);
          // The body of a loop is a function.
          open.push({ depth, candidate: node.type === 'ForOfStatement' ? null : candidate });
          break;
        }
        case 'FunctionDeclaration':
        case 'FunctionExpression':
        case 'ArrowFunctionExpression':
          open.push({ depth, candidate: null });
          break;
      }
    },
  };
}

/** Gives each function its steps. */
export function takeSteps(candidates: readonly Candidate[]): void {
  for (const candidate of candidates) {
    candidate.taken = candidate.outer?.taken ?? false;
    if (candidate.taken || !mayMatter(candidate.node, candidate.scope)) continue;
    candidate.scope.fn.steps.push(candidate);
    candidate.taken = true;
  }
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
