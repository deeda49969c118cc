import { createRequire } from 'node:module';
import type * as scopeManager from '@typescript-eslint/scope-manager';
import { type Node, isNode, visitorKeys } from './node.ts';

export type Scope = scopeManager.Scope;
export type Variable = scopeManager.Variable;
export type Reference = scopeManager.Reference;
export type Definition = Variable['defs'][number];
export type Manager = ReturnType<typeof scopeManager.analyze>;
type Options = Parameters<typeof scopeManager.analyze>[1];

const load = createRequire(import.meta.url);

/** Finds what each name of a program stands for. */
export function analyze(program: Node, options: Options = {}): Manager {
  const { analyze: run } = load('@typescript-eslint/scope-manager') as typeof scopeManager;
  // The trees of both parsers are what it takes; only their type declarations differ.
  return run(program as unknown as Parameters<typeof run>[0], { sourceType: 'module', ...options });
}

/** Gives every node what scope analysis wants: its parent, as there is no other way up, and its range. `visit` sees each once. */
export function link(root: Node, visit: (node: Node) => void = () => undefined): void {
  const keys = visitorKeys();
  const nodes = [root];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    node.range ??= [node.start, node.end];
    visit(node);
    // Of a kind of node that has no list, as `!T` in a type, scope analysis looks at all that it holds.
    for (const key of keys[node.type] ?? Object.keys(node)) {
      if (key === 'parent') continue;
      const value = (node as unknown as Record<string, unknown>)[key];
      for (const child of Array.isArray(value) ? value : [value]) {
        if (!isNode(child)) continue;
        (child as { parent?: Node }).parent = node;
        nodes.push(child);
      }
    }
  }
}

export const asNode = (node: unknown): Node => node as Node;
export const parentOf = (node: Node): Node | null | undefined => node.parent;

/** The innermost scope around a node. */
export function scopeOf(manager: Manager, node: Node): Scope | null {
  for (let at: Node | null | undefined = node; at; at = parentOf(at)) {
    const scope = manager.acquire(at as never, true);
    if (scope) return scope.functionExpressionScope ? (scope.childScopes[0] ?? scope) : scope;
  }
  return manager.scopes[0] ?? null;
}
