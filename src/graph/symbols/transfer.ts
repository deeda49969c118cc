import type { Graph } from '../../core/graph.ts';
import type { Transfer } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import type { Unit } from '../../core/uses.ts';
import { type Closure, isNamedDefault } from './closure.ts';
import { ofKinds } from '../walk.ts';
import { type Moved, reachingAfter } from './moved.ts';

/** Where a closure goes. */
export interface Destination {
  readonly to: Path;
  readonly isNew: boolean;
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
  { to, isNew }: Destination,
): Plan | { readonly obstacle: string } {
  const { file, units, names, imports, needed, effects } = closure;
  const own = graph.exports(file).filter(({ from }) => from === null);
  const offered = own.filter(({ local, name, kind }) =>
    local === null ? name === 'default' && kind === 'expression' : names.includes(local),
  );
  const refusal =
    refusalOf(graph, closure, { to, isNew }) ??
    leftRefusal(graph, closure) ??
    orderRefusal(graph, closure, change, { to, isNew });
  if (refusal !== null) return { obstacle: refusal };
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
    dropped: droppedBy(graph, closure),
    needed,
    importers: change.importers,
    direct: [],
  };
  return { transfer, doubt: effects ? `${runsWords(closure)}; then it runs when \`${to}\` is` : null };
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

/** What is computed when its file is imported may move alone to a file that does not lead back. */
function orderRefusal(graph: Graph, closure: Closure, change: Moved, { to, isNew }: Destination): string | null {
  if (!closure.effects) return null;
  const { possible } = ofKinds(graph, ['value', 'reexport', 'require']);
  const isCircular = reachingAfter(graph, change, closure.file, { taken: possible, types: false }).has(to);
  const isComputed = closure.units.every(({ kind, effects }) => !effects || kind === 'variable');
  return isNew && isComputed && !isCircular ? null : runsWords(closure);
}

function refusalOf(graph: Graph, closure: Closure, { to, isNew }: Destination): string | null {
  const { file, units, names, stays, imports } = closure;
  const [name = 'default'] = names;
  const [stay] = stays;
  if (stay) return `\`${name}\` needs \`${stay.name}\` of \`${file}\``;
  const others = graph.uses(file)?.units.filter((unit) => unit.kind !== 'list' && !units.includes(unit)) ?? [];
  if (others.length === 0) return `\`${file}\` contains nothing else`;
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
  const clash = [...names, ...needs].find((one) => there.has(one));
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
