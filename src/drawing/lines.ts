import { at } from '../core/at.ts';
import type { Point, Rectangle, Route } from './rows.ts';

/** How an arc is drawn. */
export interface Line {
  /** The `d` of an SVG path. */
  readonly path: string;
  /** Where its label stands. */
  readonly middle: Point;
}

/** A curve along some points. */
export function smoothLine({ points, middle }: Route): Line {
  const [first, last] = [at(points, 0), at(points, points.length - 1)];
  const bends = points.slice(1, -1).map((point, i) => {
    const next = at(points, i + 2);
    const end = i === points.length - 3 ? last : between(point, next);
    return `Q${text(point)} ${text(end)}`;
  });
  const path = bends.length > 0 ? `M${text(first)} ${bends.join(' ')}` : `M${text(first)} L${text(last)}`;
  return { path, middle };
}

/** A curve from one rectangle to another, past whatever stands between them. */
export function lineBetween(from: Rectangle, to: Rectangle): Line {
  const isBeside = from.y < to.y + to.height && to.y < from.y + from.height;
  const [start, end] = isBeside ? sides(from, to) : edges(from, to);
  const bend = isBeside ? { x: (end.x - start.x) / 2, y: 0 } : { x: 0, y: (end.y - start.y) / 2 };
  const path = `M${text(start)} C${text(plus(start, bend))} ${text({ x: end.x - bend.x, y: end.y - bend.y })} ${text(end)}`;
  return { path, middle: between(start, end) };
}

const halfLane = 5;

/** From the lower edge of the upper rectangle to the upper edge of the lower one; the ends lean toward each other. */
function edges(from: Rectangle, to: Rectangle): readonly [Point, Point] {
  const isDown = from.y < to.y;
  const lean = centre(to) - centre(from);
  const leaning = ({ width }: Rectangle): number => Math.max(-width * 0.4, Math.min(width * 0.4, lean * 0.2));
  // An arc and the one back stand side by side.
  const aside = isDown ? -halfLane : halfLane;
  return [
    { x: centre(from) + leaning(from) + aside, y: isDown ? from.y + from.height : from.y },
    { x: centre(to) - leaning(to) + aside, y: isDown ? to.y : to.y + to.height },
  ];
}

function sides(from: Rectangle, to: Rectangle): readonly [Point, Point] {
  const isRight = centre(from) < centre(to);
  return [
    { x: isRight ? from.x + from.width : from.x, y: from.y + from.height / 2 },
    { x: isRight ? to.x : to.x + to.width, y: to.y + to.height / 2 },
  ];
}

function centre({ x, width }: Rectangle): number {
  return x + width / 2;
}

function plus(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y };
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function text({ x, y }: Point): string {
  return `${Math.round(x)},${Math.round(y)}`;
}
