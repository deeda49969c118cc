import { at } from '../core/at.ts';
import { finishedLast } from './knots.ts';

/** What is laid out: boxes by number, some of them with a level. */
export interface Net {
  /** The level of each box; null where it has none. */
  readonly levels: readonly (number | null)[];
  readonly lines: readonly (readonly [from: number, to: number])[];
}

/** The place of each box in an order in which most lines lead forward, and layers never stand above those before them. */
export function orderOf(net: Net): readonly number[] {
  const heights = heightsOf(net);
  const sorted = searched(net).toSorted((a, b) => at(heights, a) - at(heights, b));
  const places = new Array<number>(sorted.length);
  for (const [place, box] of sorted.entries()) places[box] = place;
  return places;
}

/** The level of each box; one without stands between those that import it and those that it imports. */
function heightsOf({ levels, lines }: Net): readonly number[] {
  const known = levels.filter((level) => level !== null);
  if (known.length === 0) return levels.map(() => 0);
  const [above, below] = [levels.map((): number[] => []), levels.map((): number[] => [])];
  for (const [from, to] of lines) {
    const [fromLevel, toLevel] = [at(levels, from), at(levels, to)];
    if (fromLevel !== null) at(above, to).push(fromLevel);
    if (toLevel !== null) at(below, from).push(toLevel);
  }
  return levels.map((level, box) => {
    if (level !== null) return level;
    const [over, under] = [at(above, box), at(below, box)];
    if (under.length > 0) return Math.min(...under) - 0.5;
    return over.length > 0 ? Math.max(...over) + 0.5 : Math.max(...known) + 0.5;
  });
}

/** Boxes as a depth-first search finds them. It begins with boxes that nothing leads to, and so reverses no line of a graph without cycles. */
function searched({ levels, lines }: Net): readonly number[] {
  const next = levels.map((): number[] => []);
  const entering = levels.map(() => 0);
  for (const [from, to] of lines) {
    at(next, from).push(to);
    entering[to] = at(entering, to) + 1;
  }
  return finishedLast(
    next,
    [...levels.keys()].sort((a, b) => at(entering, a) - at(entering, b)),
  );
}
