import { createRequire } from 'node:module';
import type { Node } from 'oxc-parser';

export type { Node };
export type Of<T extends Node['type']> = Extract<Node, { type: T }>;

/** Sees every node, parents first; `parents` is valid during the call only. */
export type Visit = (node: Node, parents: readonly Node[]) => void;

type Keys = Readonly<Record<string, readonly string[]>>;
const load = createRequire(import.meta.url);

/** The children of a node by name, for the trees of both parsers. */
export function visitorKeys(): Keys {
  return (load('@typescript-eslint/visitor-keys') as { visitorKeys: Keys }).visitorKeys;
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** TS-ESTree has `range`; oxc has `start` and `end`, and `range` on demand. */
export const startOf = (node: Node): number => node.range?.[0] ?? node.start;
export const endOf = (node: Node): number => node.range?.[1] ?? node.end;

// Names without type or decorator are the bulk of a tree, and say nothing that their parent does not.
const bare = (node: Node): boolean => node.type === 'Identifier' && !node.typeAnnotation && !node.decorators?.length;

/** Walks without recursion, since the depth of a text is its author's choice. Bare identifiers are left out. */
export function walk(root: Node, visit: Visit): void {
  const all = visitorKeys();
  const nodes = [root];
  const depths = [0];
  const parents: Node[] = [];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const depth = depths.pop() ?? 0;
    parents.length = depth;
    visit(node, parents);
    parents.push(node);
    const names = all[node.type] ?? [];
    for (let i = names.length - 1; i >= 0; i--) {
      const child = (node as unknown as Record<string, unknown>)[names[i] ?? ''];
      if (Array.isArray(child)) {
        for (let j = child.length - 1; j >= 0; j--) push(child[j]);
      } else push(child);
    }
    function push(child: unknown): void {
      if (!isNode(child) || bare(child)) return;
      nodes.push(child);
      depths.push(depth + 1);
    }
  }
}

/** One name that a pattern binds. */
export interface Bound {
  readonly id: Of<'Identifier'>;
  /** `{ x }` and `{ x = 1 }`, but not `{ y: x }`. */
  readonly destructured: boolean;
}

/** The names that a pattern binds, in order. */
export function boundNames(pattern: Node | null, shorthand = false, into: Bound[] = []): Bound[] {
  switch (pattern?.type) {
    case 'Identifier':
      into.push({ id: pattern as Of<'Identifier'>, destructured: shorthand });
      break;
    case 'AssignmentPattern':
      boundNames(pattern.left, shorthand, into);
      break;
    case 'RestElement':
      boundNames(pattern.argument, false, into);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) boundNames(element, false, into);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') boundNames(property, false, into);
        else boundNames(property.value, property.shorthand, into);
      }
      break;
  }
  return into;
}

/** The text of a string, or of a template without holes; else null. */
export function literalText(node: Node | null | undefined): string | null {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null;
  return null;
}

/** A node seen through the wrappers that change its type or nothing. */
export function unwrapped(node: Node): Node {
  let inner = node;
  for (;;) {
    switch (inner.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'TSNonNullExpression':
      case 'TSInstantiationExpression':
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        inner = inner.expression;
        break;
      default:
        return inner;
    }
  }
}
