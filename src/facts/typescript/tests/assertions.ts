import { type Node, type Of } from '../node.ts';
import { type Chain, chainOf } from './runner.ts';

/** An assertion: the values that it compares at least, and whether that may be more. */
export interface Assertion {
  /** All of it, such as `expect(1).toBe(2)`. */
  readonly whole: Node;
  readonly values: number;
  readonly isOpen: boolean;
}

const words: ReadonlySet<string> = new Set(['expect', 'assert', 'should']);
const speaking = /^(?:expect|assert|verify|should)(?=[A-Z_])/;
// `expect.any(String)` is a value, and begins no assertion.
const beginning: ReadonlySet<string> = new Set(['soft', 'poll', 'element', 'fail', 'unreachable']);
// What the context of a test has beside assertions.
const others: ReadonlySet<string> = new Set([
  'plan',
  'test',
  'before',
  'after',
  'beforeEach',
  'afterEach',
  'teardown',
  'diagnostic',
  'skip',
  'todo',
  'end',
  'log',
  'timeout',
  'comment',
]);

/** The assertion that a call begins; null if it begins none. `context` is the parameter of the test around. */
export function assertionIn(
  node: Of<'CallExpression'>,
  parents: readonly Node[],
  context: string | null,
): Assertion | null {
  const chain = chainOf(node.callee);
  if (!isAssertion(chain, context)) return null;
  const matcher = matcherOf(node, parents);
  return {
    whole: matcher ?? node,
    values: Math.max(1, ...[...node.arguments, ...(matcher?.arguments ?? [])].map((one) => leaves(one))),
    isOpen: speaking.test(chain.root ?? '') || /[sS]napshot$/.test(nameOf(matcher ?? node)) || isRepeated(parents),
  };
}

function isAssertion({ root, members, isTable }: Chain, context: string | null): boolean {
  const [method] = members;
  if (isTable) return false;
  if (root === 'expect') return method === undefined || beginning.has(method);
  if (members.some((member) => words.has(member))) return true;
  if (root === null) return false;
  const isOfContext = root === context && method !== undefined && !others.has(method);
  return words.has(root) || speaking.test(root) || isOfContext;
}

function nameOf({ callee }: Of<'CallExpression'>): string {
  return chainOf(callee).members.at(-1) ?? '';
}

/** `toBe(2)` of `expect(1).toBe(2)`. */
function matcherOf(node: Node, parents: readonly Node[]): Of<'CallExpression'> | null {
  let inner = node;
  for (const parent of parents.toReversed()) {
    if (parent.type === 'CallExpression') return parent.callee === inner ? parent : null;
    if (parent.type !== 'MemberExpression' || parent.object !== inner) return null;
    inner = parent;
  }
  return null;
}

/** How many values a literal holds. */
function leaves(node: Node): number {
  if (node.type === 'ArrayExpression') return sum(node.elements.map((one) => (one ? leaves(one) : 0)));
  if (node.type === 'ObjectExpression')
    return sum(node.properties.map((one) => (one.type === 'Property' ? leaves(one.value) : 1)));
  return 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

const loops: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

function isRepeated(parents: readonly Node[]): boolean {
  return parents.some(
    (one) => loops.has(one.type) || (one.type === 'CallExpression' && /^(?:forEach|map|every|some)$/.test(nameOf(one))),
  );
}
