import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { Unit, Uses } from '../../core/uses.ts';
import type { Taken } from '../walk.ts';

/** Is an exported name of a file reached? */
export type IsReached = (file: Path, name: string) => boolean;

interface Ground {
  readonly graph: Graph;
  readonly taken: Taken;
  /** Null for a file whose statements are not known. */
  uses(file: Path): Uses | null;
}

/** A search on its way. */
interface Reach extends Ground {
  readonly names: Set<string>;
  readonly loaded: Set<Path>;
  readonly queued: Set<Unit>;
  /** Statements to follow; without one, a file to load. */
  readonly steps: { readonly file: Path; readonly unit: Unit | null }[];
}

/**
 * What some files reach: from statement to statement, by the names that each mentions, through imports and re-exports. Loading a file runs its statements
 * with effects. Where names cannot be known (a file without `uses`, a computed member, `import()` as a whole), everything that is offered counts.
 */
export function reachedFrom(ground: Ground, starts: Iterable<Path>): IsReached {
  const reach: Reach = { ...ground, names: new Set(), loaded: new Set(), queued: new Set(), steps: [] };
  for (const file of starts) {
    load(reach, file);
    follow(reach, file, () => true);
  }
  for (let step = reach.steps.pop(); step; step = reach.steps.pop()) {
    const { file, unit } = step;
    if (unit === null) run(reach, file);
    else for (const { name, type } of unit.mentions) if (!type) reachName(reach, file, name);
  }
  return (file, name) => reach.names.has(keyOf(file, name));
}

function keyOf(file: Path, name: string): string {
  return `${file}\0${name}`;
}

function load({ graph, loaded, steps }: Reach, file: Path): void {
  if (loaded.has(file) || graph.id(file) === undefined) return;
  loaded.add(file);
  steps.push({ file, unit: null });
}

function follow({ uses, queued, steps }: Reach, file: Path, selects: (unit: Unit) => boolean): void {
  for (const unit of uses(file)?.units ?? []) {
    if (queued.has(unit) || !selects(unit)) continue;
    queued.add(unit);
    steps.push({ file, unit });
  }
}

function run(reach: Reach, file: Path): void {
  follow(reach, file, ({ effects }) => effects);
  const isKnown = reach.uses(file) !== null;
  for (const edge of reach.graph.importsOf(file)) {
    const target = targetOf(reach, edge);
    if (target === null) continue;
    load(reach, target);
    const { form, symbols } = edge.import;
    // Which statement calls `import()` or `require` is not known: what they bring in counts from the start.
    if (form === 'export' || (isKnown && form === 'import')) continue;
    if (symbols.length === 0 && form !== 'import') reachAll(reach, target);
    for (const { name, type } of symbols) if (!type) reachSymbol(reach, target, name);
  }
}

function targetOf({ graph, taken }: Reach, edge: Edge): Path | null {
  return taken(edge.id) && 'file' in edge.target && graph.id(edge.target.file) !== undefined ? edge.target.file : null;
}

/** A top-level name of a file, mentioned in it. */
function reachName(reach: Reach, file: Path, name: string): void {
  const { graph, names, uses } = reach;
  follow(reach, file, (unit) => unit.names.includes(name));
  for (const one of graph.exports(file)) if (one.from === null && one.local === name) names.add(keyOf(file, one.name));
  for (const edge of graph.importsOf(file)) {
    const symbol = edge.import.symbols.find(({ local }) => local === name);
    const target = symbol && !symbol.type ? targetOf(reach, edge) : null;
    if (!symbol || target === null) continue;
    const members = symbol.name === '*' ? uses(file)?.imports.find(({ local }) => local === name)?.members : null;
    if (members) for (const member of members) reachSymbol(reach, target, member.name);
    else reachSymbol(reach, target, symbol.name);
  }
}

/** A name that a file offers, or `*` for all of them. */
function reachSymbol(reach: Reach, file: Path, name: string): void {
  const origin = name === '*' ? null : reach.graph.origin(file, name);
  if (name === '*') reachAll(reach, file);
  else if (origin?.name === '*') reachAll(reach, origin.file);
  else if (origin) reachExport(reach, origin.file, origin.name);
}

function reachExport(reach: Reach, file: Path, name: string): void {
  const { graph, names } = reach;
  if (names.has(keyOf(file, name)) || graph.id(file) === undefined) return;
  names.add(keyOf(file, name));
  load(reach, file);
  for (const one of graph.exports(file)) {
    if (one.name !== name) continue;
    if (one.local !== null) reachName(reach, file, one.local);
    else follow(reach, file, (unit) => unit.names.length === 0);
  }
}

function reachAll(reach: Reach, file: Path): void {
  const files = new Set([file]);
  for (const one of files) {
    for (const { name, from } of reach.graph.exports(one)) {
      const star = name === '*' ? reach.graph.importsOf(one).find(({ index }) => index === from) : undefined;
      if (name !== '*') reachSymbol(reach, one, name);
      else if (star && 'file' in star.target) files.add(star.target.file);
    }
  }
}
