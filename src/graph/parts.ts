import type { Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';

/** Parts of a project, such as folders, by number: in order of their names. */
export interface Parts {
  readonly size: number;
  /** The part of a file, by its number; -1 for a file in no part. */
  place(file: number): number;
  name(part: number): string;
}

/** Puts each file into the part of this name, or (null) into none. */
export function partsOf(graph: Graph, nameOf: (file: Path) => string | null): Parts {
  const names = graph.files.map(nameOf);
  const all = [...new Set(names.filter((name) => name !== null))].sort();
  const numbers = new Map(all.map((name, part) => [name, part]));
  const places = names.map((name) => (name === null ? -1 : (numbers.get(name) ?? -1)));
  return { size: all.length, place: (file) => places[file] ?? -1, name: (part) => all[part] ?? '' };
}
