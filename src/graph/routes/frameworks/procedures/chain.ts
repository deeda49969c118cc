import { type ChainCall, type ChainLink, joined, type Value } from '../../values.ts';
import { type Call, property } from '../framework.ts';
import { answered, changed, type Node, type Procedure, treeOf, unread, untold } from './node.ts';

const deepest = 30;

/** What a value holds that is served as a router of procedures. */
export function nodeOf(value: Value, call: Call, depth = 0): Node {
  if (depth > deepest) return unread('a router nested too deeply');
  switch (value.kind) {
    case 'chain':
      return chained(value.links, { call, depth });
    case 'object':
      return treeOf([...value.entries].flatMap(([key, one]) => entriesOf(key, nodeOf(one, call, depth + 1))));
    case 'unknown':
      return unread(value.text);
    default:
      return unread('a computed router');
  }
}

/** What a router has under a key, or takes over from another. */
function entriesOf(key: string, node: Node): readonly (readonly [string, Node])[] {
  return key.startsWith('...') && node.kind === 'tree' ? [...node.entries] : [[key, node]];
}

/** What a chain has come to, link by link. */
interface Made {
  readonly node: Node;
  /** The prefixes of the routers that it will make. */
  readonly prefixes: readonly Value[];
}

interface Reach {
  readonly call: Call;
  readonly depth: number;
}

function chained(links: readonly ChainLink[], reach: Reach): Node {
  let made: Made = { node: untold, prefixes: [] };
  for (const { name, call } of links)
    made = call ? extended(made, name, call, reach) : { ...made, node: below(made.node, name) };
  return made.node;
}

/** `implement(contract).loaves.all`. */
function below(node: Node, key: string): Node {
  return node.kind === 'tree' ? (node.entries.get(key) ?? node) : node;
}

function extended(made: Made, name: string, call: ChainCall, reach: Reach): Made {
  const { node, prefixes } = made;
  const [first] = call.args;
  const [given] = call.given;
  if (!first || !given) return made;
  const read = (value: Value): Node => nodeOf(value, reach.call, reach.depth + 1);
  const told = (change: (one: Procedure) => Procedure): Made => ({ ...made, node: changed(node, change) });
  switch (name) {
    case 'prefix':
      return { ...made, prefixes: [...prefixes, first] };
    case 'route':
    case '$route':
      return told((one) => routed(one, first, call));
    case 'meta': {
      const route = property(first, 'openapi');
      return route ? told((one) => routed(one, route, call)) : made;
    }
    case 'use':
      return told((one) => ({ ...one, middleware: [...one.middleware, given] }));
    case 'input':
      return told((one) => ({ ...one, inputs: [...one.inputs, given] }));
    case 'output':
      return told((one) => ({ ...one, output: given }));
    case 'handler':
    case 'query':
    case 'mutation':
      return told((one) => ({ ...one, handler: given, at: one.at ?? call.at }));
    case 'implement':
      return { ...made, node: read(first) };
    case 'router':
      return { ...made, node: within(made, read(first)) };
    case 'lazy':
      return { ...made, node: within(made, read(loaded(first, reach.call))) };
    case 'mergeRouters':
      return { ...made, node: merged(call.args.map(read)) };
    default:
      return made;
  }
}

/** A procedure that is told of its route; what it is told again counts. */
function routed(one: Procedure, route: Value, call: ChainCall): Procedure {
  if (route.kind !== 'object') return { ...one, told: new Map([['path', route]]), at: call.at };
  const { entries, written } = route;
  const term = written?.at.routing.terms[written.term];
  const place = term?.kind === 'object' ? term.at : undefined;
  return {
    ...one,
    told: new Map([...one.told, ...entries]),
    at: written && place ? { file: written.at.file, place } : call.at,
  };
}

/** The router that a builder makes: its middleware comes first, and its prefix before each path that is told. */
function within({ node, prefixes }: Made, router: Node): Node {
  if (node.kind !== 'procedure') return answered(node, router);
  return changed(router, (one) => {
    const path = one.told.get('path');
    const told = path ? new Map([...one.told, ['path', joined([...prefixes, path])]]) : one.told;
    return { ...one, told, middleware: [...node.middleware, ...one.middleware] };
  });
}

/** `() => import('./loaves')` loads what that module exports as its default. */
function loaded(loader: Value, call: Call): Value {
  const found = loader.kind === 'function' ? call.invoke(loader, []) : loader;
  return found.kind === 'module' ? call.exported(found.file, 'default') : found;
}

function merged(nodes: readonly Node[]): Node {
  const lost = nodes.find(({ kind }) => kind !== 'tree');
  return lost ?? treeOf(nodes.flatMap((node) => (node.kind === 'tree' ? [...node.entries] : [])));
}
