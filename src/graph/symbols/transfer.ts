import type { Graph } from '../../core/graph.ts';
import type { Transfer } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import type { Unit } from '../../core/uses.ts';
import { type Closure, isNamedDefault, isWhole } from './closure.ts';
import { keptOf } from './kept.ts';
import { ofKinds } from '../walk.ts';
import { type Moved, reachingAfter } from './moved.ts';

/** Where a closure goes. */
export interface Destination {
  readonly to: Path;
  readonly isNew: boolean;
  /** Somebody asks for this move. It may import what stays in the old file, which a fix of imports must not: it would only hide them. */
  readonly asked?: true;
}

/** What a machine needs to move a closure; `doubt` is what a person should know first. */
export interface Plan {
  readonly transfer: Transfer;
  readonly doubt: string | null;
}

/** What a machine needs to know to move a closure, or why it cannot. */
export function transferOf(
  graph: Graph,
  closure: Closure,
  change: Moved,
  destination: Destination,
): Plan | { readonly obstacle: string } {
  const { to, isNew } = destination;
  const { file, units, names, imports, needed, effects } = closure;
  const own = graph.exports(file).filter(({ from }) => from === null);
  const offered = own.filter(({ local, name, kind }) =>
    local === null ? name === 'default' && kind === 'expression' : names.includes(local),
  );
  const refusal =
    refusalOf(graph, closure, destination) ??
    leftRefusal(graph, closure) ??
    orderRefusal(graph, closure, change, destination);
  if (refusal !== null) return { obstacle: refusal };
  const kept = keptOf(graph, closure);
  if ('obstacle' in kept) return kept;
  const isNeeded = new Set(needed.map(({ name }) => name));
  const transfer = {
    file,
    to,
    isNew,
    statements: units.map(({ whole, exported, names: own }) => ({
      ...whole,
      opens: !exported && own.some((name) => isNeeded.has(name)),
    })),
    offered: offered
      .filter(({ local }) => local !== null || names.length === 0)
      .map(({ name, local, type }) => ({ name, local, type })),
    imports,
    kept: kept.kept,
    dropped: droppedBy(graph, closure),
    needed,
    importers: change.importers,
    direct: [],
  };
  const ordered = effects ? `${runsWords(closure)}; then it runs when \`${to}\` is` : null;
  return { transfer, doubt: ordered ?? loadedDoubt(graph, closure, destination) ?? kept.doubt };
}

function runsWords({ file, names: [name = 'default'] }: Closure): string {
  return `\`${name}\` runs code when \`${file}\` is imported`;
}

/** What registers routes with a router, say, must be imported with it: whoever imports the new file alone would get it bare. */
function leftRefusal(graph: Graph, { file, units }: Closure): string | null {
  const computed = units.filter(({ effects }) => effects).flatMap(({ names }) => names);
  const all = units.flatMap(({ names }) => names);
  for (const unit of graph.uses(file)?.units ?? []) {
    if (!unit.effects || units.includes(unit)) continue;
    const touched = isNameless(unit) ? all : computed;
    const name = unit.mentions.find((one) => !one.type && touched.includes(one.name))?.name;
    if (name !== undefined) return `\`${file}\` runs code with \`${name}\` when it is imported`;
  }
  return null;
}

/** What is computed when its file is imported may move alone to a file that no cycle leads through. What is only declared must not import its old file in a cycle. */
function orderRefusal(graph: Graph, closure: Closure, change: Moved, { to, isNew, asked }: Destination): string | null {
  const stay = closure.stays.find(({ type }) => !type);
  if (!closure.effects && !stay) return null;
  const { possible } = ofKinds(graph, ['value', 'reexport', 'require']);
  const leadingBack = reachingAfter(graph, change, to, { taken: possible, types: false });
  const isComputed = closure.units.every(({ kind, effects }) => !effects || kind === 'variable');
  const isCircular = change.came.some((one) => one.from === to && !one.type && leadingBack.has(one.to));
  // In a file that is there, what it imports of that file would be declared behind it.
  const isReady =
    isNew || (asked && !graph.importsOf(closure.file).some(({ target }) => 'file' in target && target.file === to));
  if (closure.effects) return isReady && isComputed && !isCircular ? null : runsWords(closure);
  const [name = 'default'] = closure.names;
  return stay && leadingBack.has(closure.file)
    ? `\`${name}\` needs \`${stay.name}\` of \`${closure.file}\`, which would import \`${to}\` back`
    : null;
}

/** What imports a file that is there already comes to load the old one, too. */
function loadedDoubt(graph: Graph, { file, stays }: Closure, { to, isNew }: Destination): string | null {
  const isLoaded = graph.importsOf(to).some(({ target }) => 'file' in target && target.file === file);
  if (isNew || isLoaded || stays.every(({ type }) => type) || !runsCode(graph, file)) return null;
  return `\`${to}\` would import \`${file}\`, which runs code when it is imported`;
}

function runsCode(graph: Graph, file: Path): boolean {
  return (
    graph.uses(file)?.units.some(({ kind, effects }) => effects && kind !== 'variable' && kind !== 'class') ?? true
  );
}

function refusalOf(graph: Graph, closure: Closure, { to, isNew, asked }: Destination): string | null {
  const { file, units, names, stays, imports } = closure;
  const [name = 'default'] = names;
  const [stay] = stays;
  if (stay && !asked) return `\`${name}\` needs \`${stay.name}\` of \`${file}\``;
  if (isWhole(graph, closure)) return `\`${file}\` contains nothing else`;
  if (units.some((unit) => isNameless(unit) && !isNamedDefault(graph, file, unit)))
    return `\`${name}\` has no name of its own`;
  const listed = graph.exports(file).find(({ kind, from, local }) => {
    const isHere = kind === 'binding' && from === null && local !== null && names.includes(local);
    return (
      isHere &&
      !units.some(({ names: own, mentions }) => own.length === 0 && mentions.some((one) => one.name === local))
    );
  });
  if (listed) return `\`${file}\` exports \`${name}\` apart from its declaration`;
  if (isNew) return null;
  if (graph.exports(file).some((one) => one.name === 'default' && one.local !== null && names.includes(one.local)))
    return `\`${name}\` is a default export`;
  const there = namesIn(graph, to, file);
  const known = new Set(
    graph
      .importsOf(file)
      .flatMap(({ target, import: { symbols } }) =>
        'file' in target && target.file === to ? symbols.map(({ local }) => local) : [],
      ),
  );
  const needs = imports.map((one) => one.name).filter((one) => !known.has(one));
  const clash = [...names, ...needs, ...stays.map((one) => one.name)].find((one) => there.has(one));
  return clash === undefined ? null : `\`${to}\` has another \`${clash}\``;
}

function isNameless({ kind }: Unit): boolean {
  return kind === 'statement' || kind === 'expression';
}

/** The top-level names of a file, without what it imports of another. */
function namesIn(graph: Graph, file: Path, other: Path): ReadonlySet<string> {
  const imported = graph
    .importsOf(file)
    .flatMap(({ target, import: { symbols } }) =>
      'file' in target && target.file === other ? [] : symbols.map(({ local }) => local),
    );
  return new Set([...(graph.uses(file)?.units.flatMap(({ names }) => names) ?? []), ...imported]);
}

/** Imported names that only the closure needs. */
function droppedBy(graph: Graph, { file, units, imports }: Closure): readonly string[] {
  const uses = graph.uses(file);
  const left = new Set(
    uses?.units.filter((unit) => !units.includes(unit)).flatMap(({ mentions }) => mentions.map(({ name }) => name)),
  );
  return imports.map(({ name }) => name).filter((name) => !left.has(name));
}
