import type { ChainCall, Value, Written } from '../../values.ts';

/** What a router of procedures holds: a procedure, further nodes under their keys, or something that is not known. */
export type Node = Procedure | Tree | Unread;

/** A procedure, as far as its builder was told of it. */
export interface Procedure {
  readonly kind: 'procedure';
  /** What it is told of its route: `method`, `path`. */
  readonly told: ReadonlyMap<string, Value>;
  readonly inputs: readonly Written[];
  readonly output: Written | null;
  readonly middleware: readonly Written[];
  readonly handler: Written | null;
  /** Where its path is written, or else where it is made. */
  readonly at: ChainCall['at'] | null;
}

export interface Tree {
  readonly kind: 'tree';
  readonly entries: ReadonlyMap<string, Node>;
}

interface Unread {
  readonly kind: 'unread';
  readonly text: string;
}

export const untold: Procedure = {
  kind: 'procedure',
  told: new Map(),
  inputs: [],
  output: null,
  middleware: [],
  handler: null,
  at: null,
};

export function treeOf(entries: Iterable<readonly [string, Node]>): Tree {
  return { kind: 'tree', entries: new Map(entries) };
}

export function unread(text: string): Node {
  return { kind: 'unread', text };
}

/** A node with every procedure in it changed. */
export function changed(node: Node, change: (one: Procedure) => Procedure): Node {
  switch (node.kind) {
    case 'procedure':
      return change(node);
    case 'tree':
      return treeOf([...node.entries].map(([key, one]) => [key, changed(one, change)]));
    case 'unread':
      return node;
  }
}

/** The procedures of a contract, with the handlers that a router has under the same keys. */
export function answered(contract: Node, answers: Node | undefined): Node {
  if (contract.kind === 'procedure' && answers?.kind === 'procedure') {
    const { handler, middleware } = answers;
    return { ...contract, handler, middleware };
  }
  if (contract.kind !== 'tree') return contract;
  const below = (key: string): Node | undefined => (answers?.kind === 'tree' ? answers.entries.get(key) : undefined);
  return treeOf([...contract.entries].map(([key, one]) => [key, answered(one, below(key))]));
}
