import { components, type Net } from '../graph/cycles.ts';
import { greedyOrder } from '../graph/order.ts';

/** How often named parts import each other. */
export interface Arrows {
  readonly names: readonly string[];
  weight(from: string, to: string): number;
}

/** Parts in the order in which they import each other. */
export interface Order {
  /** The top first. The parts of one layer may import each other. */
  readonly layers: readonly (readonly string[])[];
  /** Parts that import and are imported all around: no layer is theirs. */
  readonly tangled: readonly string[];
  /** How many imports lead down, and how many up. */
  readonly down: number;
  readonly up: number;
}

/** So few imports against the usual direction are slips, and do not decide the order. */
const slips = 0.05;
/** More layers than this say less than they seem to. */
const mostLayers = 5;
/** Parts that import each other in a circle share a layer when they are this few. */
const mostSharing = 3;

/** The order that nearly all imports follow; null where there is none to speak of. */
export function orderOf({ names, weight }: Arrows): Order | null {
  const nameOf = (node: number): string => names[node] ?? '';
  const heft: Heft = (from, to) => weight(nameOf(from), nameOf(to));
  const nodes = names.map((_, node) => node);
  const { layers, tangled } = settled(nodes, [], heft);
  if (layers.length < 2 || tangled.length > nodes.length / 3) return null;
  return {
    layers: layers.map((layer) => layer.map(nameOf)),
    tangled: [...tangled].sort((a, b) => a - b).map(nameOf),
    ...countsOf(layers, heft),
  };
}

type Heft = (from: number, to: number) => number;

/** Layers of nodes, and the nodes that had to be taken out, one hub after the other, until no large knot was left. */
interface Settled {
  readonly layers: readonly number[][];
  readonly tangled: readonly number[];
}

function settled(nodes: readonly number[], tangled: readonly number[], heft: Heft): Settled {
  const kept = nodes.filter((node) =>
    nodes.some((other) => other !== node && heft(other, node) + heft(node, other) > 0),
  );
  const { net, knots } = untied(kept, heft);
  const knot = knots.find((members) => members.length > mostSharing);
  if (!knot) return { layers: joined(layersOf(kept, net, knots), heft), tangled };
  const hub = hubOf(knot, heft);
  return settled(
    kept.filter((node) => node !== hub),
    [...tangled, hub],
    heft,
  );
}

/** The arrows without slips, and the knots that are left. */
function untied(kept: readonly number[], heft: Heft): { readonly net: Net; readonly knots: readonly number[][] } {
  const isArrow = (from: number, to: number): boolean => from !== to && heft(from, to) > slips * heft(to, from);
  const net = netOf(kept, isArrow);
  const backward = new Set<string>();
  for (const knot of components(net)) {
    const places = greedyOrder(net, knot, heft);
    const against = arrowsIn(net, knot).filter(([from, to]) => placeIn(places, from) > placeIn(places, to));
    const total = sum(arrowsIn(net, knot).map(([from, to]) => heft(from, to)));
    if (sum(against.map(([from, to]) => heft(from, to))) > slips * total) continue;
    for (const [from, to] of against) backward.add(`${String(from)} ${String(to)}`);
  }
  const rest = netOf(kept, (from, to) => isArrow(from, to) && !backward.has(`${String(from)} ${String(to)}`));
  return { net: rest, knots: components(rest) };
}

function placeIn(places: ReadonlyMap<number, number>, node: number): number {
  return places.get(node) ?? -1;
}

function netOf(kept: readonly number[], isArrow: (from: number, to: number) => boolean): Net {
  const targets = new Map(kept.map((from) => [from, kept.filter((to) => isArrow(from, to))]));
  return { size: Math.max(-1, ...kept) + 1, targets: (node) => targets.get(node) ?? [] };
}

function arrowsIn(net: Net, members: readonly number[]): [from: number, to: number][] {
  return members.flatMap((from) =>
    net.targets(from).flatMap((to): [number, number][] => (members.includes(to) ? [[from, to]] : [])),
  );
}

/** The part that most imports run through, both ways: without it the knot is loosest. */
function hubOf(knot: readonly number[], heft: Heft): number {
  const through = (node: number): number =>
    Math.min(sum(knot.map((other) => heft(node, other))), sum(knot.map((other) => heft(other, node))));
  return [...knot].sort((a, b) => through(b) - through(a) || a - b)[0] ?? -1;
}

/** Layers by the longest chain of imports below each part. What nobody imports is on top; the parts of a knot are one. */
function layersOf(kept: readonly number[], net: Net, knots: readonly number[][]): number[][] {
  const unitOf = new Map(kept.map((node) => [node, knots.find((knot) => knot.includes(node)) ?? [node]]));
  const below = (unit: readonly number[]): (readonly number[])[] =>
    unit
      .flatMap((node) => net.targets(node).flatMap((to) => unitOf.get(to) ?? []))
      .flatMap((node) => {
        const other = unitOf.get(node);
        return other && other !== unit ? [other] : [];
      });
  const heights = new Map<readonly number[], number>();
  const heightOf = (unit: readonly number[]): number => {
    const known = heights.get(unit);
    if (known !== undefined) return known;
    const height = Math.max(0, ...below(unit).map((other) => heightOf(other) + 1));
    heights.set(unit, height);
    return height;
  };
  const units = [...new Set(unitOf.values())];
  const imported = new Set(units.flatMap(below));
  const top = Math.max(0, ...units.map(heightOf));
  const layers = Array.from({ length: top + 1 }, (): number[] => []);
  for (const unit of units) layers[imported.has(unit) ? top - heightOf(unit) : 0]?.push(...unit);
  return layers.filter((layer) => layer.length > 0).map((layer) => layer.sort((a, b) => a - b));
}

/** Neighbours between which the fewest imports run become one layer, until there are few enough. */
function joined(layers: readonly number[][], heft: Heft): number[][] {
  const left = layers.map((layer) => [...layer]);
  const between = (at: number): number => downward(left[at] ?? [], left[at + 1] ?? [], heft);
  while (left.length > mostLayers) {
    const gaps = left.slice(1).map((_, at) => at);
    const least = gaps.reduce((best, at) => (between(at) < between(best) ? at : best));
    left.splice(
      least,
      2,
      [...(left[least] ?? []), ...(left[least + 1] ?? [])].sort((a, b) => a - b),
    );
  }
  return left;
}

function countsOf(layers: readonly (readonly number[])[], heft: Heft): { readonly down: number; readonly up: number } {
  const pairs = layers.flatMap((upper, at) => layers.slice(at + 1).map((lower) => ({ upper, lower })));
  return {
    down: sum(pairs.map(({ upper, lower }) => downward(upper, lower, heft))),
    up: sum(pairs.map(({ upper, lower }) => downward(lower, upper, heft))),
  };
}

function downward(from: readonly number[], to: readonly number[], heft: Heft): number {
  return sum(from.flatMap((a) => to.map((b) => heft(a, b))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
