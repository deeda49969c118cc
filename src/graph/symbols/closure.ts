import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { Mention, Unit } from '../../core/uses.ts';

/** A top-level declaration by the name that it has in its own file; `default` is an anonymous default export. */
export interface SymbolId {
  readonly file: Path;
  readonly name: string;
}

/** What moves when some symbols of one file do. */
export interface Closure {
  readonly file: Path;
  /** The statements that move, in order. */
  readonly units: readonly Unit[];
  /** Their names, those that were asked for first. */
  readonly names: readonly string[];
  /** Names of the same file that they need and that stay, because something else needs them too. */
  readonly stays: readonly Mention[];
  /** Imported names that they need, by their local names. */
  readonly imports: readonly Mention[];
  /** Moved names that statements which stay behind need. */
  readonly needed: readonly Mention[];
  /** To evaluate them does more than to declare names, so that the move may change an order. */
  readonly effects: boolean;
}

/** How much moves: what only the symbols need, or all that they need of their file. */
export type Extent = 'own' | 'all';

/** The statements of some symbols of a file with what they need; null where one of them is not known. */
export function closureOf(graph: Graph, file: Path, names: readonly string[], extent: Extent = 'own'): Closure | null {
  const uses = graph.uses(file);
  const own = uses?.units.filter((unit) => names.some((name) => declares(unit, name))) ?? [];
  if (!uses || !names.every((name) => own.some((unit) => declares(unit, name)))) return null;
  const users = uses.units.filter(({ kind }) => kind !== 'list');
  const moving = extent === 'all' ? reachableUnits(own, users) : withHelpers(own, users);
  const moved = new Set([...own, ...uses.units.filter((unit) => moving.has(unit))].flatMap((unit) => unit.names));
  for (const unit of uses.units) if (isListOf(graph, file, unit, moved)) moving.add(unit);
  const units = uses.units.filter((unit) => moving.has(unit));
  const imported = new Set(uses.imports.map(({ local }) => local));
  const mentions = mergedMentions(units).filter(({ name }) => !moved.has(name));
  return {
    file,
    units,
    names: [...moved],
    stays: mentions.filter(({ name }) => !imported.has(name)),
    imports: mentions.filter(({ name }) => imported.has(name)),
    needed: mergedMentions(users.filter((unit) => !moving.has(unit))).filter(({ name }) => moved.has(name)),
    effects: units.some((unit) => unit.effects),
  };
}

/** The closures that may move, the smallest first. With all that the symbols need, nothing stays that they would import back. */
export function closuresOf(graph: Graph, file: Path, names: readonly string[]): Closure[] {
  const own = closureOf(graph, file, names);
  const all = own && own.stays.length > 0 ? closureOf(graph, file, names, 'all') : null;
  return [own, all].flatMap((one) => one ?? []);
}

/** Does nothing stay in the file? */
export function isWhole(graph: Graph, { file, units }: Closure): boolean {
  return graph.uses(file)?.units.every((unit) => unit.kind === 'list' || units.includes(unit)) ?? false;
}

function declares({ kind, names, exported }: Unit, name: string): boolean {
  if (names.includes(name)) return true;
  return name === 'default' && names.length === 0 && exported && kind !== 'list';
}

/** Is it `export { a }` or `export default a` of moved names only? It moves along. */
function isListOf(graph: Graph, file: Path, unit: Unit, moved: ReadonlySet<string>): boolean {
  if (unit.mentions.length === 0 || !unit.mentions.every(({ name }) => moved.has(name))) return false;
  return unit.kind === 'list' || isNamedDefault(graph, file, unit);
}

/** Is it `export default a`? */
export function isNamedDefault(graph: Graph, file: Path, { kind, exported, mentions }: Unit): boolean {
  const found = graph.exports(file).find(({ name, from }) => name === 'default' && from === null);
  return kind === 'expression' && exported && found?.kind === 'binding' && mentions[0]?.name === found.local;
}

/** Adds what is not exported and what no statement needs that stays. */
function withHelpers(own: readonly Unit[], users: readonly Unit[]): Set<Unit> {
  const moving = reachableUnits(own, users);
  const fixed = new Set(own);
  for (let settled = false; !settled;) {
    settled = true;
    const staying = new Set(users.filter((unit) => !moving.has(unit)).flatMap(mentionedNames));
    for (const unit of moving) {
      if (fixed.has(unit) || !(unit.exported || unit.names.some((name) => staying.has(name)))) continue;
      moving.delete(unit);
      settled = false;
    }
  }
  return moving;
}

function reachableUnits(own: readonly Unit[], users: readonly Unit[]): Set<Unit> {
  const found = new Set(own);
  // A set that grows is walked to its end.
  for (const unit of found) {
    const needed = new Set(mentionedNames(unit));
    for (const one of users) if (one.names.some((name) => needed.has(name))) found.add(one);
  }
  return found;
}

function mentionedNames({ mentions }: Unit): string[] {
  return mentions.map(({ name }) => name);
}

/** Sorted by name, each once; one use as a value makes it a value. */
function mergedMentions(units: readonly Unit[]): Mention[] {
  const found = new Map<string, boolean>();
  for (const { name, type } of units.flatMap(({ mentions }) => mentions))
    found.set(name, type && (found.get(name) ?? true));
  return [...found].map(([name, type]) => ({ name, type })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
