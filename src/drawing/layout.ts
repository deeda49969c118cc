import { at } from '../core/at.ts';
import { type Line, lineBetween, smoothLine } from './lines.ts';
import { type Point, type Rectangle, type Route, rowsOf, type Sibling, type Sized } from './rows.ts';

/** Something to place: a leaf with a size, or a frame around others. */
export interface Box extends Sized {
  readonly id: string;
  readonly boxes: readonly Box[];
}

export interface Arc {
  readonly from: string;
  readonly to: string;
  /** Its label, if any. */
  readonly text: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** By the id of a box. */
  readonly places: ReadonlyMap<string, Rectangle>;
  /** One for each arc, in order. */
  readonly lines: readonly Line[];
}

/** Roughly as wide as a letter of a label. */
const letter = 6.5;
/** The space in a frame: at its sides, and for its title. */
const frame = { side: 18, title: 32 };

/** Places boxes so that layers stand in order and most arcs lead down, and draws the arcs. */
export function layoutOf(boxes: readonly Box[], arcs: readonly Arc[]): Layout {
  const { width, height, places, routes } = placed(boxes, arcs);
  const lines = arcs.map((arc) => {
    const route = routes.get(arc);
    return route ? smoothLine(route) : lineBetween(placeIn(places, arc.from), placeIn(places, arc.to));
  });
  return { width, height, places, lines };
}

function placeIn(places: Layout['places'], id: string): Rectangle {
  const found = places.get(id);
  if (!found) throw new Error(`${id} has no place`);
  return found;
}

interface Placed extends Pick<Layout, 'width' | 'height' | 'places'> {
  /** Of arcs between boxes of one frame. */
  readonly routes: ReadonlyMap<Arc, Route>;
}

/** Frames are laid out from the inside, so that they never overlap. */
function placed(boxes: readonly Box[], arcs: readonly Arc[]): Placed {
  const inner = boxes.map((box) => (box.boxes.length > 0 ? placed(box.boxes, arcs) : null));
  const siblings = siblingArcs(boxes, arcs);
  const rows = rowsOf(
    boxes.map((box, i) => sizeOf(box, at(inner, i))),
    siblings,
  );
  const places = new Map<string, Rectangle>();
  const routes = new Map<Arc, Route>();
  for (const [i, box] of boxes.entries()) {
    const place = at(rows.places, i);
    places.set(box.id, place);
    const [dx, dy] = [place.x + frame.side, place.y + frame.title];
    for (const [id, one] of inner[i]?.places ?? []) places.set(id, moved(one, { x: -dx, y: -dy }));
    for (const [arc, route] of inner[i]?.routes ?? []) routes.set(arc, movedRoute(route, { x: -dx, y: -dy }));
  }
  for (const { arc, from, to } of siblings) {
    const route = at(boxes, from).id === arc.from && at(boxes, to).id === arc.to ? rows.route(from, to) : null;
    if (route) routes.set(arc, route);
  }
  return aligned(places, routes);
}

/** Moves everything so that nothing, routes included, is left of or above the origin. */
function aligned(places: Placed['places'], routes: Placed['routes']): Placed {
  const points = [...routes.values()].flatMap((route) => route.points);
  const ends = [...places.values()].map(({ x, y, width, height }) => ({ x: x + width, y: y + height }));
  const [left, top] = least([...places.values(), ...points]);
  const [right, bottom] = least([...ends, ...points].map(({ x, y }) => ({ x: -x, y: -y })));
  const origin = { x: left, y: top };
  return {
    width: -right - left,
    height: -bottom - top,
    places: new Map([...places].map(([id, place]) => [id, moved(place, origin)])),
    routes: new Map([...routes].map(([arc, route]) => [arc, movedRoute(route, origin)])),
  };
}

/** A point as seen from another origin. */
function moved<P extends Point>(point: P, origin: Point): P {
  return { ...point, x: point.x - origin.x, y: point.y - origin.y };
}

function movedRoute({ points, middle }: Route, origin: Point): Route {
  return { points: points.map((point) => moved(point, origin)), middle: moved(middle, origin) };
}

function least(points: readonly Point[]): readonly [x: number, y: number] {
  if (points.length === 0) return [0, 0];
  return [
    points.reduce((found, { x }) => Math.min(found, x), Number.POSITIVE_INFINITY),
    points.reduce((found, { y }) => Math.min(found, y), Number.POSITIVE_INFINITY),
  ];
}

function sizeOf({ level, width, height }: Box, inside: Placed | null): Sized {
  if (!inside) return { level, width, height };
  return {
    level,
    width: Math.max(width, inside.width + 2 * frame.side),
    height: inside.height + frame.title + frame.side,
  };
}

/** The arcs between siblings; one between boxes inside of them counts for the siblings. */
function siblingArcs(boxes: readonly Box[], arcs: readonly Arc[]): readonly (Sibling & { readonly arc: Arc })[] {
  const owner = new Map<string, number>();
  const own = (box: Box, sibling: number): void => {
    owner.set(box.id, sibling);
    for (const child of box.boxes) own(child, sibling);
  };
  for (const [i, box] of boxes.entries()) own(box, i);
  return arcs.flatMap((arc) => {
    const [from, to] = [owner.get(arc.from), owner.get(arc.to)];
    return from === undefined || to === undefined || from === to
      ? []
      : [{ arc, from, to, label: arc.text.length * letter }];
  });
}
