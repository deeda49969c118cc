import type { Node, Visit } from '../node.ts';
import { declare, declareInside, isFunction } from './declare.ts';
import type { Fn, Scope } from './scope.ts';

/** What a program binds, by node. */
export interface Scopes {
  readonly top: Scope;
  readonly functions: ReadonlyMap<Node, Fn>;
  readonly classes: ReadonlyMap<Node, Scope>;
  /** The scope of the node that was visited last. */
  scope(): Scope;
  readonly visit: Visit;
}

const blocks = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'SwitchStatement',
  'CatchClause',
  'StaticBlock',
  'TSModuleBlock',
]);

/** Follows the names of a program while it is walked; what is bound further down is known at the end. */
export function scopesOf(program: Node): Scopes {
  const made = (node: Node, outer: Fn | null, arrow: boolean): Fn => ({
    node,
    outer,
    arrow,
    types: [],
    annotations: [],
    steps: [],
    returns: [],
    replies: [],
    properties: [],
  });
  const module = made(program, null, false);
  const top: Scope = { upper: null, node: program, fn: module, hoists: true, names: new Map() };
  const functions = new Map<Node, Fn>([[program, module]]);
  const classes = new Map<Node, Scope>();
  const scopes: Scope[] = [];
  let current = top;

  const within = (node: Node, upper: Scope, arrow: boolean | null): Scope => {
    const fn = arrow === null ? upper.fn : made(node, upper.fn, arrow);
    if (arrow !== null) functions.set(node, fn);
    return { upper, node, fn, hoists: arrow !== null, names: new Map() };
  };
  const visit: Visit = (node, parents) => {
    const around = scopes[parents.length - 1] ?? top;
    current = around;
    if (isFunction(node)) current = within(node, around, node.type === 'ArrowFunctionExpression');
    else if (node.type === 'ForOfStatement') current = within(node, around, true);
    else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
      current = within(node, around, false);
      classes.set(node, current);
    } else if (blocks.has(node.type)) current = within(node, around, null);
    scopes[parents.length] = current;
    declare(node, parents, around, top);
    declareInside(node, parents.at(-1), current);
  };

  return { top, functions, classes, scope: () => current, visit };
}
