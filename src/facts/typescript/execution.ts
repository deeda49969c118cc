import type { Branching, CodeFunction, Execution } from '../../core/execution.ts';
import type { Context } from './context.ts';
import { type Node, type Of, type Visit, endOf, startOf } from './node.ts';
import { functionName, isFunction, wholeFunction } from './size.ts';

const statements: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'ReturnStatement',
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'ThrowStatement',
  'TryStatement',
  'BreakStatement',
  'ContinueStatement',
  'DebuggerStatement',
  'LabeledStatement',
  'WithStatement',
]);

/** What of a program can run, counted as istanbul counts it. */
export function executionOf({ source }: Context): { visit: Visit; finish(): Execution } {
  const lines = new Set<number>();
  const functions: CodeFunction[] = [];
  const branchings: Branching[] = [];
  const textOf = (node: Node): string => shortened(source.text.slice(startOf(node), endOf(node)));
  const visit: Visit = (node, parents) => {
    const start = runs(node);
    const branching = branchingOf(node, parents.at(-1), textOf);
    const isCode = isFunction(node) && node.body !== null;
    if ((!start && !branching && !isCode) || [...parents, node].some(isDeclared)) return;
    if (start) lines.add(source.line(startOf(start)));
    if (branching) branchings.push({ ...branching, line: source.line(startOf(node)) });
    if (!isCode) return;
    const whole = wholeFunction(node, parents.at(-1));
    functions.push({
      name: functionName(node, parents.at(-1)),
      at: source.place(startOf(whole), endOf(whole)),
    });
  };
  return { visit, finish: () => ({ lines: [...lines].sort((a, b) => a - b), functions, branchings }) };
}

/** The node that begins something that runs; null for declarations, types and parts of expressions. */
function runs(node: Node): Node | null {
  switch (node.type) {
    case 'ExpressionStatement':
      return 'directive' in node && typeof node.directive === 'string' ? null : node;
    case 'VariableDeclarator':
      return node.init;
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return node.value;
    case 'ArrowFunctionExpression':
      return node.body.type === 'BlockStatement' ? null : node.body;
    case 'TSEnumDeclaration':
      return node.const ? null : node;
    case 'ExportDefaultDeclaration':
      return /Declaration$|^TSDeclareFunction$|^Identifier$/.test(node.declaration.type) ? null : node.declaration;
    default:
      return statements.has(node.type) ? node : null;
  }
}

function isDeclared(node: Node): boolean {
  return 'declare' in node && node.declare === true;
}

type TextOf = (node: Node) => string;

function branchingOf(node: Node, parent: Node | undefined, textOf: TextOf): Omit<Branching, 'line'> | null {
  switch (node.type) {
    case 'IfStatement':
      return { kind: 'if', text: textOf(node.test), ways: ['then', 'else'] };
    case 'ConditionalExpression':
      return { kind: 'conditional', text: textOf(node.test), ways: [node.consequent, node.alternate].map(textOf) };
    case 'SwitchStatement':
      return {
        kind: 'switch',
        text: textOf(node.discriminant),
        ways: node.cases.map(({ test }) => (test ? `case ${textOf(test)}` : 'default')),
      };
    case 'LogicalExpression':
      return parent?.type === 'LogicalExpression'
        ? null
        : { kind: 'logical', text: textOf(node), ways: operands(node).map(textOf) };
    case 'AssignmentPattern':
      return { kind: 'default', text: textOf(node), ways: [textOf(node.right)] };
    default:
      return null;
  }
}

/** `a`, `b` and `c` of `a && b || c`. */
function operands(root: Of<'LogicalExpression'>): Node[] {
  const found: Node[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'LogicalExpression') open.push(node.right, node.left);
    else found.push(node);
  }
  return found;
}

const mostShown = 40;

function shortened(text: string): string {
  const line = text.slice(0, mostShown * 4).replace(/\s+/g, ' ');
  return line.length > mostShown ? `${line.slice(0, mostShown - 1)}…` : line;
}
