import type { Path } from './location.ts';
import { folderOf } from './path.ts';

/** The values of captures: `{ module: 'billing' }`. */
export type Binding = Readonly<Record<string, string>>;

/** A named or spelt part of the tree. */
export interface Where {
  /** As the user would write it again: a zone's name, a glob, or a list with commas. */
  readonly text: string;
  readonly captures: readonly string[];
  /** One binding for each way in which the path is inside; none when it is outside. */
  match(path: Path): readonly Binding[];
  /** The folder of one instance: the literal path up to its last capture's segment, with the values filled in. */
  roots(binding: Binding): readonly Path[];
}

/** Do two bindings agree on every capture that they share? */
export function agree(a: Binding, b: Binding): boolean {
  for (const name in a) {
    const other = b[name];
    if (other !== undefined && other !== a[name]) return false;
  }
  return true;
}

/** Is the path inside, in a way that agrees with `binding`? */
export function inside(where: Where, path: Path, binding?: Binding): boolean {
  const found = where.match(path);
  return binding ? found.some((b) => agree(b, binding)) : found.length > 0;
}

/** What a file is part of: its folder, or the root of its instance of a zone; null for a file outside the zone. */
export function partOf(level: 'folder' | Where, file: Path): string | null {
  if (level === 'folder') return folderOf(file) || '.';
  const [binding] = level.match(file);
  return binding ? (level.roots(binding)[0] ?? level.text) : null;
}

/** The one way of being inside where nothing is captured, and none. */
export const anywhere: readonly Binding[] = [{}];
export const nowhere: readonly Binding[] = [];

/** The bindings without repetitions. */
export function distinct(bindings: readonly Binding[]): readonly Binding[] {
  return bindings.length < 2
    ? bindings
    : [...new Map(bindings.map((b) => [JSON.stringify(Object.entries(b).sort()), b])).values()];
}
