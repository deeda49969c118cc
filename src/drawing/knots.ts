import { at } from '../core/at.ts';
import type { Path } from '../core/location.ts';
import type { Source } from './source.ts';

/** A number for each file: files that import each other, directly or not, have the same one. */
export function knotOf({ files, imports }: Source): ReadonlyMap<Path, number> {
  const ids = new Map(files.map(({ path }, id) => [path, id]));
  const [next, back] = [files.map((): number[] => []), files.map((): number[] => [])];
  for (const one of imports) {
    const [from, to] = [ids.get(one.from), ids.get(one.to)];
    if (from === undefined || to === undefined) continue;
    at(next, from).push(to);
    at(back, to).push(from);
  }
  const knots = new Map<Path, number>();
  // Kosaraju: what a search backward finds, from the file that a search forward finished last, is one knot.
  for (const start of finishedLast(next)) {
    if (knots.has(at(files, start).path)) continue;
    const stack = [start];
    for (let file = stack.pop(); file !== undefined; file = stack.pop()) {
      const { path } = at(files, file);
      if (knots.has(path)) continue;
      knots.set(path, start);
      stack.push(...at(back, file));
    }
  }
  return knots;
}

/** Numbers in the order in which a depth-first search finishes them, the last one first. */
export function finishedLast(
  next: readonly (readonly number[])[],
  starts: Iterable<number> = next.keys(),
): readonly number[] {
  const begun = new Set<number>();
  const finished: number[] = [];
  for (const start of starts) {
    const stack = begun.has(start) ? [] : [{ item: start, place: 0 }];
    begun.add(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const child = at(next, top.item)[top.place++];
      if (child === undefined) {
        finished.push(top.item);
        stack.pop();
      } else if (!begun.has(child)) {
        begun.add(child);
        stack.push({ item: child, place: 0 });
      }
    }
  }
  return finished.reverse();
}
