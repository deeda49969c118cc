import { type EdgeLabel, Graph, layout } from '@dagrejs/dagre';
import { at } from '../core/at.ts';
import { groupBy } from '../core/group.ts';
import { orderOf } from './order.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** x and y are its upper left corner. */
export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Sized {
  /** Its place among the layers of a rule, 0 on top; null for a box that is not a layer. */
  readonly level: number | null;
  readonly width: number;
  readonly height: number;
}

/** An arc between two of some boxes, by number. */
export interface Sibling {
  readonly from: number;
  readonly to: number;
  /** The width of its label; 0 without one. */
  readonly label: number;
}

/** The way of an arc around other boxes. */
export interface Route {
  readonly points: readonly Point[];
  /** Where its label stands. */
  readonly middle: Point;
}

export interface Rows {
  readonly places: readonly Rectangle[];
  /** Null where rows were broken, so that none is known. */
  route(from: number, to: number): Route | null;
}

const labelHeight = 12;
const gap = { box: 28, rank: 58 };
/** A row that is wider is broken into several. */
const widest = 1500;

/** Places boxes in rows: arcs lead down where that is possible, and layers stand in order. Boxes without any arc come last. */
export function rowsOf(boxes: readonly Sized[], siblings: readonly Sibling[]): Rows {
  const linked = new Set(siblings.flatMap(({ from, to }) => [from, to]));
  const isRanked = (i: number): boolean => linked.has(i) || at(boxes, i).level !== null;
  const [ranked, loose] = [[...boxes.keys()].filter(isRanked), [...boxes.keys()].filter((i) => !isRanked(i))];
  const { places, route } = ranksOf(boxes, ranked, siblings);
  const rows = groupBy(ranked, (i) => Math.round(middleOf(placeOf(places, i))));
  const isBroken = [...rows.values()].some((row) => widthOf(row, boxes) > widest);
  if (isBroken) {
    const ordered = [...rows]
      .sort(([a], [b]) => a - b)
      .map(([, row]) => row.sort((a, b) => placeOf(places, a).x - placeOf(places, b).x));
    const stacked = stackedPlaces([...ordered, loose], boxes);
    return { places: boxes.map((_, i) => placeOf(stacked, i)), route: () => null };
  }
  const top = Math.max(-gap.rank / 2, ...ranked.map((i) => placeOf(places, i).y + placeOf(places, i).height));
  const below = stackedPlaces([loose], boxes);
  for (const [i, place] of below) places.set(i, { ...place, y: place.y + top + gap.rank / 2 });
  return { places: boxes.map((_, i) => placeOf(places, i)), route };
}

type Places = ReadonlyMap<number, Rectangle>;

function placeOf(places: Places, box: number): Rectangle {
  const found = places.get(box);
  if (!found) throw new Error(`box ${box} has no place`);
  return found;
}

function middleOf({ y, height }: Rectangle): number {
  return y + height / 2;
}

function widthOf(row: readonly number[], boxes: readonly Sized[]): number {
  return row.reduce((sum, i) => sum + at(boxes, i).width + gap.box, -gap.box);
}

/** Lets dagre place the boxes that have a rank. */
function ranksOf(
  boxes: readonly Sized[],
  ranked: readonly number[],
  siblings: readonly Sibling[],
): Pick<Rows, 'route'> & { readonly places: Map<number, Rectangle> } {
  const graph = new Graph<Record<string, number>, Partial<Rectangle>, EdgeLabel>({
    multigraph: true,
  });
  graph.setGraph({ nodesep: gap.box, ranksep: gap.rank, edgesep: 12 });
  for (const i of ranked) graph.setNode(String(i), { width: at(boxes, i).width, height: at(boxes, i).height });
  const order = orderOf({ levels: boxes.map(({ level }) => level), lines: siblings.map(({ from, to }) => [from, to]) });
  const isUpward = (from: number, to: number): boolean => at(order, from) > at(order, to);
  for (const { from, to, label } of siblings) {
    const [top, bottom] = isUpward(from, to) ? [to, from] : [from, to];
    graph.setEdge(
      String(top),
      String(bottom),
      { width: label, height: label > 0 ? labelHeight : 0, labelpos: 'c' },
      `from ${from}`,
    );
  }
  separate(graph, boxes, ranked);
  if (ranked.length > 0) layout(graph);
  return {
    places: new Map(
      ranked.map((i) => {
        const { width, height } = at(boxes, i);
        const { x = 0, y = 0 } = graph.node(String(i)) ?? {};
        return [i, { x: x - width / 2, y: y - height / 2, width, height }];
      }),
    ),
    route(from, to) {
      const [top, bottom] = isUpward(from, to) ? [to, from] : [from, to];
      const { points, x, y } = graph.edge(String(top), String(bottom), `from ${from}`) ?? {};
      if (!points) return null;
      const way = top === from ? points : points.toReversed();
      return { points: way, middle: x === undefined || y === undefined ? middleOfWay(way) : { x, y } };
    },
  };
}

function middleOfWay(way: readonly Point[]): Point {
  return at(way, Math.floor(way.length / 2));
}

/** Keeps every layer above the next: an unseen node between the two is below all of the one and above all of the other. */
function separate(graph: Pick<Graph, 'setNode' | 'setEdge'>, boxes: readonly Sized[], ranked: readonly number[]): void {
  const layers = groupBy(
    ranked.filter((i) => at(boxes, i).level !== null),
    (i) => at(boxes, i).level,
  );
  const sorted = [...layers].sort(([a], [b]) => (a ?? 0) - (b ?? 0)).map(([, layer]) => layer);
  for (const [place, layer] of sorted.entries()) {
    const next = sorted[place + 1];
    if (!next) continue;
    graph.setNode(`below ${place}`, { width: 0, height: 0 });
    for (const i of layer) graph.setEdge(String(i), `below ${place}`, { weight: 0 });
    for (const i of next) graph.setEdge(`below ${place}`, String(i), { weight: 0 });
  }
}

/** Rows below each other, each in the middle; a row that is too wide is broken. */
function stackedPlaces(rows: readonly (readonly number[])[], boxes: readonly Sized[]): Places {
  const broken = rows.flatMap((row) => brokenRow(row, boxes)).filter((row) => row.length > 0);
  const width = broken.reduce((most, row) => Math.max(most, widthOf(row, boxes)), 0);
  const places = new Map<number, Rectangle>();
  let y = 0;
  for (const row of broken) {
    let x = (width - widthOf(row, boxes)) / 2;
    const height = row.reduce((most, i) => Math.max(most, at(boxes, i).height), 0);
    for (const i of row) {
      const box = at(boxes, i);
      places.set(i, { x, y: y + (height - box.height) / 2, width: box.width, height: box.height });
      x += box.width + gap.box;
    }
    y += height + gap.rank;
  }
  return places;
}

function brokenRow(row: readonly number[], boxes: readonly Sized[]): readonly (readonly number[])[] {
  const parts: number[][] = [[]];
  for (const i of row) {
    const last = at(parts, parts.length - 1);
    if (last.length > 0 && widthOf([...last, i], boxes) > widest) parts.push([i]);
    else last.push(i);
  }
  return parts;
}
