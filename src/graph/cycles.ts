import { at } from '../core/at.ts';
import { importKinds } from '../core/code.ts';
import type { Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import { greedyOrder } from './order.ts';
import type { Selection, Taken } from './walk.ts';

const typeKind = importKinds.indexOf('type');

/** A graph of numbers: `targets(n)` are the nodes that node n points to, each once. */
export interface Net {
  readonly size: number;
  targets(node: number): readonly number[];
}

/** Which node of a net each file belongs to. */
interface Placing {
  readonly size: number;
  place(file: number): number;
}

/** The graph seen through `place`, which says to which node a file belongs (-1: to none); by default each file is one. */
export function netOf(graph: Graph, taken: Taken, nodes?: Placing): Net {
  const size = nodes?.size ?? graph.files.length;
  const targets: number[][] = [];
  const known = new Set<number>();
  for (let edge = 0; edge < graph.size; edge++) {
    const to = graph.target(edge);
    if (to < 0) continue;
    const from = graph.source(edge);
    const [a, b] = nodes ? [nodes.place(from), nodes.place(to)] : [from, to];
    if (a < 0 || b < 0 || (a === b && nodes)) continue;
    const arrow = a * size + b;
    // One edge makes the arrow: of the others nobody needs to know what they are.
    if (known.has(arrow) || !taken(edge)) continue;
    known.add(arrow);
    (targets[a] ??= []).push(b);
  }
  for (const row of targets) row?.sort((a, b) => a - b);
  return { size, targets: (node) => targets[node] ?? none };
}

const none: readonly number[] = [];

/** A net with its strongly connected components. */
export interface Knots {
  readonly net: Net;
  readonly knots: readonly (readonly number[])[];
}

/** The net of selected edges inside its components. Only edges that lie on a cycle as they are written are asked what they are at run time. */
export function knotsOf(graph: Graph, { possible, taken, asks }: Selection, nodes?: Placing): Knots {
  const likely = netOf(graph, possible, nodes);
  const found = components(likely);
  if (!asks || found.length === 0) return { net: likely, knots: found };
  const knotOf = new Int32Array(likely.size).fill(-1);
  for (const [knot, members] of found.entries()) for (const member of members) knotOf[member] = knot;
  const place = (file: number): number => (nodes ? nodes.place(file) : file);
  const inside: Taken = (edge) => {
    const knot = knotOf[place(graph.source(edge))];
    return possible(edge) && knot !== -1 && knot === knotOf[place(graph.target(edge))] && taken(edge);
  };
  const net = netOf(graph, inside, nodes);
  return { net, knots: components(net) };
}

/** The files in cycles, as they are written, of which a parse must tell what is left of their imports at run time. */
export function openFiles(graph: Graph): Path[] {
  const likely = netOf(graph, (edge) => graph.kind(edge) !== typeKind);
  const knotOf = new Map(components(likely).flatMap((members, knot) => members.map((member) => [member, knot])));
  return graph.files.filter((file, id) => {
    const knot = knotOf.get(id);
    return (
      knot !== undefined &&
      graph.importsOf(file).some((edge) => knotOf.get(graph.target(edge.id)) === knot && graph.isOpen(edge))
    );
  });
}

/** Strongly connected components with more than one node, or one that points to itself; each sorted, in order of its first node. */
export function components(net: Net): number[][] {
  const order = new Int32Array(net.size).fill(-1);
  const low = new Int32Array(net.size);
  const open = new Uint8Array(net.size);
  const stack: number[] = [];
  const path: { node: number; targets: readonly number[]; at: number }[] = [];
  const found: number[][] = [];
  let count = 0;
  const enter = (node: number): void => {
    order[node] = low[node] = count++;
    stack.push(node);
    open[node] = 1;
    path.push({ node, targets: net.targets(node), at: 0 });
  };
  const lower = (node: number, to: number): void => {
    low[node] = Math.min(at(low, node), to);
  };
  const leave = (node: number, targets: readonly number[]): void => {
    path.pop();
    const above = path.at(-1);
    if (above) lower(above.node, at(low, node));
    if (low[node] !== order[node]) return;
    const members = takeUntil(stack, node, open);
    if (members.length > 1 || targets.includes(node)) found.push(members.sort((a, b) => a - b));
  };
  for (let root = 0; root < net.size; root++) {
    if (order[root] === -1) enter(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = top.targets[top.at++];
      if (target === undefined) leave(top.node, top.targets);
      else if (order[target] === -1) enter(target);
      else if (open[target]) lower(top.node, at(order, target));
    }
  }
  return found.sort((a, b) => at(a, 0) - at(b, 0));
}

function takeUntil(stack: number[], node: number, open: Uint8Array): number[] {
  const members: number[] = [];
  for (;;) {
    const member = stack.pop();
    if (member === undefined) return members;
    open[member] = 0;
    members.push(member);
    if (member === node) return members;
  }
}

/** A cycle that begins at its smallest member. */
interface Cycle {
  readonly nodes: readonly number[];
  /** False where the nodes were too many to try all ways. */
  readonly isShortest: boolean;
}

/** How many arrows are followed from one node after another, beyond the first. */
const mostSteps = 2_000_000;

/** The shortest cycle among these nodes; of equals, the one that begins first. */
export function shortestCycle(net: Net, members: readonly number[]): Cycle {
  const inside = new Set(members);
  const ring = ringOf(net, members, inside);
  if (ring) return { nodes: ring, isShortest: true };
  const search: Search = { net, inside, steps: 0 };
  let best: readonly number[] = [];
  let isShortest = true;
  for (const start of members) {
    if (best.length > 0 && search.steps > mostSteps) {
      isShortest = false;
      break;
    }
    const cycle = cycleThrough(search, start, best.length || Number.POSITIVE_INFINITY);
    if (cycle) best = cycle;
    if (best.length > 0 && best.length <= 2) break;
  }
  const first = best.indexOf(best.reduce((a, b) => Math.min(a, b), Infinity));
  return { nodes: [...best.slice(first), ...best.slice(0, first)], isShortest };
}

/** The only cycle there is, where no node has two ways to go on. */
function ringOf(net: Net, members: readonly number[], inside: ReadonlySet<number>): number[] | null {
  const ring: number[] = [];
  let node = members[0];
  while (node !== undefined && ring.length < members.length) {
    ring.push(node);
    const [next, second] = net.targets(node).filter((target) => inside.has(target));
    if (second !== undefined) return null;
    node = next;
  }
  return ring;
}

interface Search {
  readonly net: Net;
  readonly inside: ReadonlySet<number>;
  /** Arrows followed so far. */
  steps: number;
}

/** A shortest cycle through `start` that is shorter than `limit`. */
function cycleThrough(search: Search, start: number, limit: number): number[] | null {
  const { net, inside } = search;
  const before = new Map<number, number>([[start, -1]]);
  let ring = [start];
  for (let length = 1; ring.length > 0 && length < limit; length++) {
    const outer: number[] = [];
    for (const node of ring) {
      const targets = net.targets(node);
      search.steps += targets.length;
      for (const target of targets) {
        if (target === start) return trace(before, node);
        if (!inside.has(target) || before.has(target)) continue;
        before.set(target, node);
        outer.push(target);
      }
    }
    ring = outer;
  }
  return null;
}

function trace(before: ReadonlyMap<number, number>, last: number): number[] {
  const path: number[] = [];
  for (let node: number | undefined = last; node !== undefined && node !== -1; node = before.get(node)) path.push(node);
  return path.reverse();
}

/** A cheap set of arrows whose removal leaves no cycle among these nodes, found greedily; `weight` says what cutting one costs. */
export function cuts(
  net: Net,
  members: readonly number[],
  weight: (from: number, to: number) => number,
): [from: number, to: number][] {
  const rank = greedyOrder(net, members, weight);
  const back: [number, number][] = [];
  for (const from of members) {
    for (const to of net.targets(from)) {
      const a = rank.get(from);
      const b = rank.get(to);
      if (a !== undefined && b !== undefined && a >= b) back.push([from, to]);
    }
  }
  return back.sort((x, y) => weight(...x) - weight(...y) || x[0] - y[0] || x[1] - y[1]);
}
