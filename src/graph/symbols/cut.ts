import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { type Closure, closuresOf } from './closure.ts';
import { components } from '../cycles.ts';
import { type Plan, transferOf } from './transfer.ts';
import { newFile } from './new-file.ts';
import { type Change, moved, type NewEdge, reachingAfter } from './moved.ts';
import type { Taken } from '../walk.ts';

/** One operation that takes an edge out of a cycle. Each was tried on the graph: the edge is gone, and no new cycle has come. */
export type Cut = (
  | { readonly way: 'type' }
  /** The names are imported from the files that declare them, past a file that only hands them on. */
  | { readonly way: 'direct'; readonly edges: readonly Edge[] }
  /** A closure moves to another file. */
  | {
      readonly way: 'move';
      readonly closure: Closure;
      readonly to: Path;
      readonly isNew: boolean;
      /** For a machine, or why it cannot. */
      readonly plan: Plan | { readonly obstacle: string };
    }
) & {
  readonly edge: Edge;
  /** The files whose imports change. */
  readonly importers: readonly Path[];
  readonly change: Change;
  /** No other way leads from the one end to the other: the two are in no common cycle any more. */
  readonly ends: boolean;
  /** How many files of the knot are in cycles all the same. */
  readonly left: number;
};

/** Why no operation takes an edge out. */
export interface Obstacle {
  readonly edge: Edge;
  readonly why: string;
}

/** The cheapest operation that cuts one of some edges; where there is none, what stands in the way of each. */
export interface Verdict {
  readonly cut: Cut | null;
  readonly obstacles: readonly Obstacle[];
}

/** Which imports make a cycle. */
export interface Judged {
  readonly taken: Taken;
  /** Imports of types do. */
  readonly types: boolean;
  /** All files of the knot. */
  readonly members: readonly Path[];
}

/** Tries every operation on every edge of a cycle, and takes the one that leaves the fewest files in cycles; of equals, the one that changes the fewest. */
export function cheapestCut(graph: Graph, edges: readonly Edge[], judged: Judged): Verdict {
  const found = edges.map((edge) => cutOf(graph, edge, judged));
  const cuts = found.flatMap((one) => ('way' in one ? [one] : []));
  const [first, ...others] = cuts;
  if (!first) return { cut: null, obstacles: found.flatMap((one) => ('why' in one ? [one] : [])) };
  return { cut: others.reduce((best, one) => (isBetter(one, best) ? one : best), first), obstacles: [] };
}

function isBetter(one: Cut, other: Cut): boolean {
  return one.left === other.left ? costOf(one) < costOf(other) : one.left < other.left;
}

/** What no machine can do costs more than any import that it can rewrite. */
const muchWork = 1000;

function costOf(cut: Cut): number {
  if (cut.way !== 'move') return cut.importers.length;
  const { units, imports, stays, effects } = cut.closure;
  const byHand = 'obstacle' in cut.plan ? muchWork : 0;
  // To move what is evaluated may change an order, which somebody must look at.
  return byHand + 1 + cut.importers.length + units.length + imports.length + stays.length + (effects ? 1 : 0);
}

function cutOf(graph: Graph, edge: Edge, judged: Judged): Cut | Obstacle {
  if (!('file' in edge.target)) return { edge, why: `\`${edge.import.specifier}\` is not a file of the project` };
  const hop: Hop = { edge, target: edge.target.file, judged };
  return asType(graph, hop) ?? asDirect(graph, hop) ?? asMove(graph, hop);
}

/** An edge of a cycle whose target is a file. */
interface Hop {
  readonly edge: Edge;
  readonly target: Path;
  readonly judged: Judged;
}

function asType(graph: Graph, { edge, target, judged }: Hop): Cut | null {
  const { form, symbols } = edge.import;
  if (judged.types || form !== 'import' || symbols.length === 0) return null;
  const uses = graph.uses(edge.from);
  const isType = symbols.every(({ local, type }) => {
    const use = uses?.imports.find((one) => one.local === local);
    return type || (use !== undefined && use.ways.every((way) => way === 'type'));
  });
  const change = { gone: [edge], came: [{ from: edge.from, to: target, type: true }] };
  return isType ? tried(graph, { edge, target, judged }, change, { way: 'type', importers: [edge.from] }) : null;
}

/** Past a file that hands names on: this import alone; else all imports of it in the knot; else all imports of such files there. */
function asDirect(graph: Graph, hop: Hop): Cut | null {
  const { edge, target, judged } = hop;
  if (directly(graph, edge) === null) return null;
  let best: Cut | null = null;
  for (const edgesOf of [
    () => [edge],
    () => graph.importersOf(target).filter(({ id }) => judged.taken(id)),
    () => handedOn(graph, judged),
  ]) {
    const edges = edgesOf();
    const came = edges.map((one) => directly(graph, one));
    if (edges.length > mostDirect || !came.every((one) => one !== null)) continue;
    const importers = [...new Set(edges.map(({ from }) => from))].sort();
    const cut = tried(graph, hop, { gone: edges, came: came.flat() }, { way: 'direct', edges, importers });
    if (cut && (best === null || isBetter(cut, best))) best = cut;
    if (best?.left === 0) break;
  }
  return best;
}

/** More imports than these are no single step. */
const mostDirect = 40;

/** The imports within the knot whose names another file than their target declares. */
function handedOn(graph: Graph, { members, taken }: Judged): Edge[] {
  const isMember = new Set(members);
  return members
    .flatMap((file) => graph.importsOf(file))
    .filter(
      (one) =>
        taken(one.id) &&
        one.import.form === 'import' &&
        'file' in one.target &&
        isMember.has(one.target.file) &&
        directly(graph, one) !== null,
    );
}

/** The imports of the files that declare what one brings in past its target; null where one name has no other file. */
function directly(graph: Graph, { from, target, import: { symbols, form } }: Edge): NewEdge[] | null {
  if ((form !== 'import' && form !== 'export') || symbols.length === 0 || !('file' in target)) return null;
  const { file: handing } = target;
  const files = symbols.map(({ name }) => (name === '*' ? handing : graph.origin(handing, name)?.file));
  if (!files.every((file): file is Path => file !== undefined && file !== handing)) return null;
  return [...new Set(files)].sort().map((to) => ({ from, to, type: false }));
}

function asMove(graph: Graph, hop: Hop): Cut | Obstacle {
  const { edge, target } = hop;
  const names = localNames(graph, edge, target);
  if (names === null) return { edge, why: `\`${edge.from}\` imports all of \`${target}\`` };
  const closures = closuresOf(graph, target, names);
  if (closures.length === 0) return { edge, why: handedOnWords(names, target, directly(graph, edge)) };
  const found = closures.map((closure) => asMoveOf(graph, hop, closure));
  const [smallest = { edge, why: '' }] = found;
  return found.find((one) => 'way' in one && costOf(one) < muchWork) ?? smallest;
}

/** A file that only hands names on has nothing to move, and to import past it was tried before. */
function handedOnWords(names: readonly string[], target: Path, sources: readonly NewEdge[] | null): string {
  const words = names.map((name) => `\`${name}\``).join(', ');
  if (sources === null) return `\`${target}\` does not declare ${words}`;
  const files = sources.map(({ to }) => `\`${to}\``);
  return `${words} of ${files.join(', ')}: to import from there leads back into the cycle`;
}

/** The closure moves to the importer, or else to a new file. */
function asMoveOf(graph: Graph, hop: Hop, closure: Closure): Cut | Obstacle {
  const { edge, target } = hop;
  let why = '';
  for (const to of [edge.from, newFile(graph, target, closure.names)]) {
    const change = moved(graph, closure, to);
    if ('obstacle' in change) return { edge, why: change.obstacle };
    const isOwn = to === edge.from;
    // Whoever else needs it would come to import this file.
    if (isOwn && change.importers.some((file) => file !== to)) continue;
    const plan = transferOf(graph, closure, change, { to, isNew: !isOwn });
    const move = { way: 'move', closure, to, isNew: !isOwn, importers: change.importers, plan } as const;
    const cut = tried(graph, hop, change, move);
    if (cut) return cut;
    why = obstacleOf(closure, closingOf(graph, change, hop.judged), to);
  }
  return { edge, why };
}

/** The names that an import takes, as they are called in the file that declares them; null for a whole module. */
export function localNames(graph: Graph, { import: { symbols } }: Edge, target: Path): string[] | null {
  if (symbols.length === 0 || symbols.some(({ name }) => name === '*')) return null;
  const exports = graph.exports(target);
  return [...new Set(symbols.map(({ name }) => exports.find((one) => one.name === name)?.local ?? name))];
}

function obstacleOf({ names, file, stays }: Closure, closing: readonly NewEdge[], to: Path): string {
  const [name = ''] = names;
  if (stays.length > 0) return `\`${name}\` needs ${stays.map((one) => `\`${one.name}\``).join(', ')} of \`${file}\``;
  const needs = closing.filter(({ from }) => from === to).map((one) => `\`${one.to}\``);
  return needs.length > 0
    ? `\`${name}\` needs ${needs.join(', ')}, which leads back into the cycle`
    : `\`${file}\` needs \`${name}\` itself`;
}

type Untried<C = Cut> = C extends Cut ? Omit<C, 'edge' | 'change' | 'ends' | 'left'> : never;

/** The operation, if the edge is gone after it and none of the new imports closes a cycle. */
function tried(graph: Graph, { edge, target, judged }: Hop, change: Change, cut: Untried): Cut | null {
  if (!change.gone.some(({ id }) => id === edge.id)) return null;
  if (counted(change, judged).some(({ from, to }) => from === edge.from && to === target)) return null;
  const gone = new Set(change.gone.map(({ id }) => id));
  const others = graph.importersOf(target).filter(({ id, from }) => from === edge.from && !gone.has(id));
  if (others.some(({ id }) => judged.taken(id)) || closingOf(graph, change, judged).length > 0) return null;
  const ends = edge.from === target || !reachingAfter(graph, change, target, judged).has(edge.from);
  return { ...cut, edge, change, ends, left: filesInCycles(graph, change, judged) } as Cut;
}

/** How many files of the knot are in cycles once a change is made. */
function filesInCycles(graph: Graph, change: Change, judged: Judged): number {
  const came = counted(change, judged);
  const files = [...new Set([...judged.members, ...came.flatMap(({ from, to }) => [from, to])])];
  const numbers = new Map(files.map((file, number) => [file, number]));
  const gone = new Set(change.gone.map(({ id }) => id));
  const targets = files.map((file) => {
    const kept = graph
      .importsOf(file)
      .flatMap(({ id, target }) =>
        'file' in target && numbers.has(target.file) && !gone.has(id) && judged.taken(id) ? [target.file] : [],
      );
    const added = came.flatMap(({ from, to }) => (from === file ? [to] : []));
    return [...new Set([...kept, ...added])].flatMap((to) => numbers.get(to) ?? []);
  });
  return components({ size: files.length, targets: (node) => targets[node] ?? [] }).flat().length;
}

function counted({ came }: Change, { types }: Judged): NewEdge[] {
  return came.filter(({ type }) => types || !type);
}

/** The new imports that lie on a cycle. */
function closingOf(graph: Graph, change: Change, judged: Judged): NewEdge[] {
  const known = new Map<Path, ReadonlySet<Path>>();
  return counted(change, judged).filter(({ from, to }) => {
    const leadBack = known.get(from) ?? reachingAfter(graph, change, from, judged);
    known.set(from, leadBack);
    return from !== to && leadBack.has(to);
  });
}
