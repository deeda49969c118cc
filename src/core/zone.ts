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

/** Is a value of options a where? */
export function isWhere(value: unknown): value is Where {
  return typeof value === 'object' && value !== null && 'match' in value && 'roots' in value;
}

/** Puts other wheres into a value, such as the options of a rule: they match a file if those of the value match another name of it. */
export function renamingWheres(nameOf: (path: Path) => Path): <T>(value: T) => T {
  const known = new Map<Where, Where>();
  const renamed = (value: unknown): unknown => {
    if (isWhere(value)) {
      const found = known.get(value) ?? { ...value, match: (path: Path) => value.match(nameOf(path)) };
      known.set(value, found);
      return found;
    }
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    if (![Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner)]));
  };
  return <T>(value: T) => renamed(value) as T;
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
