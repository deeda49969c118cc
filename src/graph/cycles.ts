import type { Graph } from '../core/graph.ts';
import type { Selection, Taken } from './walk.ts';

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
  const targets = Array.from({ length: size }, () => new Set<number>());
  for (let edge = 0; edge < graph.size; edge++) {
    const to = graph.to[edge] ?? -1;
    if (to < 0) continue;
    const from = graph.from[edge] ?? 0;
    const [a, b] = nodes ? [nodes.place(from), nodes.place(to)] : [from, to];
    if (a < 0 || b < 0 || (a === b && nodes)) continue;
    const row = targets[a];
    // One edge makes the arrow: of the others nobody needs to know what they are.
    if (row && !row.has(b) && taken(edge)) row.add(b);
  }
  const lists = targets.map((set) => [...set].sort((a, b) => a - b));
  return { size, targets: (node) => lists[node] ?? [] };
}

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
    const from = place(graph.from[edge] ?? -1);
    return possible(edge) && knotOf[from] !== -1 && knotOf[from] === knotOf[place(graph.to[edge] ?? -1)] && taken(edge);
  };
  const net = netOf(graph, inside, nodes);
  return { net, knots: components(net) };
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
    low[node] = Math.min(low[node] ?? 0, to);
  };
  const leave = (node: number, targets: readonly number[]): void => {
    path.pop();
    const above = path.at(-1);
    if (above) lower(above.node, low[node] ?? 0);
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
      else if (open[target]) lower(top.node, order[target] ?? 0);
    }
  }
  return found.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
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

/** The shortest cycle among these nodes, beginning at its smallest member; of equals, the one that begins first. */
export function shortestCycle(net: Net, members: readonly number[]): readonly number[] {
  const inside = new Set(members);
  let best: readonly number[] = [];
  for (const start of members) {
    const cycle = cycleThrough(net, start, inside, best.length || Number.POSITIVE_INFINITY);
    if (cycle) best = cycle;
    if (best.length > 0 && best.length <= 2) break;
  }
  const first = best.indexOf(Math.min(...best));
  return [...best.slice(first), ...best.slice(0, first)];
}

/** A shortest cycle through `start` that is shorter than `limit`. */
function cycleThrough(net: Net, start: number, inside: ReadonlySet<number>, limit: number): number[] | null {
  const before = new Map<number, number>([[start, -1]]);
  let ring = [start];
  for (let length = 1; ring.length > 0 && length < limit; length++) {
    const outer: number[] = [];
    for (const node of ring) {
      for (const target of net.targets(node)) {
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

/** An order in which few and cheap arrows point backward (Eades, Lin and Smyth: sinks last, sources first, else the most outgoing). */
function greedyOrder(
  net: Net,
  members: readonly number[],
  weight: (from: number, to: number) => number,
): Map<number, number> {
  const left = new Set(members);
  const outgoing = new Map<number, number>();
  const incoming = new Map<number, number>();
  const sources = new Map<number, number[]>();
  for (const from of members) {
    for (const to of net.targets(from)) {
      if (!left.has(to) || to === from) continue;
      outgoing.set(from, (outgoing.get(from) ?? 0) + weight(from, to));
      incoming.set(to, (incoming.get(to) ?? 0) + weight(from, to));
      const known = sources.get(to);
      if (known) known.push(from);
      else sources.set(to, [from]);
    }
  }
  const first: number[] = [];
  const last: number[] = [];
  const take = (node: number): void => {
    left.delete(node);
    for (const to of net.targets(node)) if (left.has(to)) incoming.set(to, (incoming.get(to) ?? 0) - weight(node, to));
    for (const from of sources.get(node) ?? [])
      if (left.has(from)) outgoing.set(from, (outgoing.get(from) ?? 0) - weight(from, node));
  };
  while (left.size > 0) {
    const node = pick(left, outgoing, incoming);
    take(node);
    if (!outgoing.get(node) && incoming.get(node)) last.unshift(node);
    else first.push(node);
  }
  return new Map([...first, ...last].map((node, place) => [node, place]));
}

function pick(
  left: ReadonlySet<number>,
  outgoing: ReadonlyMap<number, number>,
  incoming: ReadonlyMap<number, number>,
): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (const node of left) {
    const out = outgoing.get(node) ?? 0;
    const inn = incoming.get(node) ?? 0;
    if (out === 0 || inn === 0) return node;
    if (out - inn > most) {
      most = out - inn;
      best = node;
    }
  }
  return best;
}
