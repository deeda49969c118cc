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

/** The statements of some symbols of a file with all that only they need; null where one of them is not known. */
export function closureOf(graph: Graph, file: Path, names: readonly string[]): Closure | null {
  const uses = graph.uses(file);
  const own = uses?.units.filter((unit) => names.some((name) => declares(unit, name))) ?? [];
  if (!uses || !names.every((name) => own.some((unit) => declares(unit, name)))) return null;
  const users = uses.units.filter(({ kind }) => kind !== 'list');
  const moving = withHelpers(own, users);
  const units = uses.units.filter((unit) => moving.has(unit));
  const moved = new Set([...own, ...units].flatMap((unit) => unit.names));
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

function declares({ kind, names, exported }: Unit, name: string): boolean {
  if (names.includes(name)) return true;
  return name === 'default' && names.length === 0 && exported && kind !== 'list';
}

/** Adds what is not exported and what no statement needs that stays. */
function withHelpers(own: readonly Unit[], users: readonly Unit[]): ReadonlySet<Unit> {
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
