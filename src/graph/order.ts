import { addTo } from '../core/group.ts';
import type { Net } from './cycles.ts';

type Weight = (from: number, to: number) => number;

/** What is left of the nodes while they are put in order. */
interface Remains {
  /** The weight of the arrows that go out of, and come into, a node. */
  readonly outgoing: Map<number, number>;
  readonly incoming: Map<number, number>;
  readonly sources: Map<number, number[]>;
  readonly left: Set<number>;
}

/** An order in which few and cheap arrows point backward (Eades, Lin and Smyth: sinks last, sources first, else the most outgoing). */
export function greedyOrder(net: Net, members: readonly number[], weight: Weight): Map<number, number> {
  const remains = remainsOf(net, members, weight);
  const { left, outgoing, incoming, sources } = remains;
  const places = new Map(members.map((node, place) => [node, place]));
  const rankOf = (node: number): number => {
    const [out, inn] = [outgoing.get(node) ?? 0, incoming.get(node) ?? 0];
    return out === 0 || inn === 0 ? Infinity : out - inn;
  };
  const queue = createQueue((node) => places.get(node) ?? 0);
  for (const node of members) queue.put(node, rankOf(node));
  const lighten = (node: number, weights: Map<number, number>, by: number): void => {
    if (!left.has(node)) return;
    weights.set(node, (weights.get(node) ?? 0) - by);
    queue.put(node, rankOf(node));
  };
  const [first, last]: [number[], number[]] = [[], []];
  for (let next = queue.take(); next; next = queue.take()) {
    const { node, rank } = next;
    // An older entry of a node whose rank has changed since.
    if (!left.has(node) || rank !== rankOf(node)) continue;
    left.delete(node);
    for (const to of net.targets(node)) lighten(to, incoming, weight(node, to));
    for (const from of sources.get(node) ?? []) lighten(from, outgoing, weight(from, node));
    if (!outgoing.get(node) && incoming.get(node)) last.push(node);
    else first.push(node);
  }
  return new Map([...first, ...last.reverse()].map((node, place) => [node, place]));
}

function remainsOf(net: Net, members: readonly number[], weight: Weight): Remains {
  const left = new Set(members);
  const [outgoing, incoming] = [new Map<number, number>(), new Map<number, number>()];
  const sources = new Map<number, number[]>();
  for (const from of members) {
    for (const to of net.targets(from)) {
      if (!left.has(to) || to === from) continue;
      outgoing.set(from, (outgoing.get(from) ?? 0) + weight(from, to));
      incoming.set(to, (incoming.get(to) ?? 0) + weight(from, to));
      addTo(sources, to, from);
    }
  }
  return { outgoing, incoming, sources, left };
}

interface Entry {
  readonly node: number;
  readonly rank: number;
}

/** A heap: the highest rank first; of equals, the one whose place is first. */
function createQueue(placeOf: (node: number) => number): {
  put(node: number, rank: number): void;
  take(): Entry | undefined;
} {
  const heap: Entry[] = [];
  const isBefore = (a: Entry, b: Entry): boolean =>
    a.rank === b.rank ? placeOf(a.node) < placeOf(b.node) : a.rank > b.rank;
  const swapIfBefore = (child: number, parent: number): boolean => {
    const [a, b] = [heap[child], heap[parent]];
    if (!a || !b || !isBefore(a, b)) return false;
    [heap[child], heap[parent]] = [b, a];
    return true;
  };
  const foremostChild = (parent: number): number => {
    const [left, right] = [heap[2 * parent + 1], heap[2 * parent + 2]];
    return left && right && isBefore(right, left) ? 2 * parent + 2 : 2 * parent + 1;
  };
  return {
    put(node, rank) {
      heap.push({ node, rank });
      for (let at = heap.length - 1; at > 0 && swapIfBefore(at, (at - 1) >> 1);) at = (at - 1) >> 1;
    },
    take() {
      const top = heap[0];
      const end = heap.pop();
      if (heap.length === 0 || !end) return top;
      heap[0] = end;
      for (let at = 0, child = foremostChild(at); swapIfBefore(child, at); child = foremostChild(at)) at = child;
      return top;
    },
  };
}
