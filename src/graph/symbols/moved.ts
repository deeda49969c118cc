import { at } from '../../core/at.ts';
import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { Mention } from '../../core/uses.ts';
import type { Closure } from './closure.ts';
import type { Taken } from '../walk.ts';

/** An import that does not exist yet. */
export interface NewEdge {
  readonly from: Path;
  readonly to: Path;
  readonly type: boolean;
}

/** What a change does to the graph. */
export interface Change {
  readonly gone: readonly Edge[];
  readonly came: readonly NewEdge[];
}

/** What the move of a closure to another file does to the graph once all its importers are rewritten. */
export interface Moved extends Change {
  /** The files whose imports are rewritten, in order of path. */
  readonly importers: readonly Path[];
}

/** The graph after a closure has moved to `to`, which may be a new file; or why it cannot be told. */
export function moved(graph: Graph, closure: Closure, to: Path): Moved | { readonly obstacle: string } {
  const { file } = closure;
  const whole = wholeImporter(graph, closure);
  if (whole) return { obstacle: `\`${whole.from}\` imports all of \`${file}\`` };
  const own = ownImports(graph, closure, to);
  const others = rewritten(graph, closure, to);
  const came = [
    ...own.came,
    ...others.came,
    ...closure.stays.map(({ type }) => ({ from: to, to: file, type })),
    ...closure.needed.map(({ type }) => ({ from: file, to, type })),
  ];
  return {
    gone: [...own.gone, ...others.gone],
    came: distinct(came),
    importers: [...new Set(others.edges.map(({ from }) => from))].sort(),
  };
}

/** Somebody who takes the module as a whole may use any of its names; `export *` hands them on, and can do so from two files. */
function wholeImporter(graph: Graph, { file, names }: Closure): Edge | undefined {
  return graph.importersOf(file).find((edge) => {
    if (isStar(edge)) return false;
    const {
      from,
      import: { form, symbols },
    } = edge;
    const space = symbols.find(({ name }) => name === '*');
    if (!space) return symbols.length === 0 && form !== 'import' && form !== 'export';
    const use = graph.uses(from)?.imports.find(({ local }) => local === space.local);
    return !use?.members || use.members.some(({ name }) => names.includes(name));
  });
}

/** Is it `export * from`? */
export function isStar({ import: { form, symbols } }: Edge): boolean {
  return form === 'export' && symbols.some(({ name, local }) => name === '*' && local === '*');
}

/** The imports of the old file that move along, and those that it needs no more. */
function ownImports(graph: Graph, { file, imports, units }: Closure, to: Path): Change {
  const left = new Set(
    graph
      .uses(file)
      ?.units.filter((unit) => !units.includes(unit))
      .flatMap(({ mentions }) => mentions.map(({ name }) => name)),
  );
  const carried = new Map(imports.map((mention): [string, Mention] => [mention.name, mention]));
  const gone: Edge[] = [];
  const came: NewEdge[] = [];
  for (const edge of graph.importsOf(file)) {
    const { form, symbols } = edge.import;
    const own = symbols.filter(({ local }) => carried.has(local));
    if ((form !== 'import' && form !== 'import=') || own.length === 0) continue;
    if (symbols.every(({ local }) => carried.has(local) && !left.has(local))) gone.push(edge);
    if ('file' in edge.target)
      came.push({
        from: to,
        to: edge.target.file,
        type: own.every(({ local, type }) => type || carried.get(local)?.type === true),
      });
  }
  return { gone, came };
}

/** The imports of others, which name the new file instead. */
function rewritten(graph: Graph, { file, names }: Closure, to: Path): Change & { readonly edges: readonly Edge[] } {
  const offered = new Set(
    graph
      .exports(file)
      .filter(({ from, local, name }) => from === null && names.includes(local ?? name))
      .map(({ name }) => name),
  );
  const edges = graph
    .importersOf(file)
    .filter((edge) => isStar(edge) || edge.import.symbols.some(({ name }) => offered.has(name)));
  return {
    edges,
    gone: edges.filter((edge) => !isStar(edge) && edge.import.symbols.every(({ name }) => offered.has(name))),
    came: edges.map((edge) => ({ from: edge.from, to, type: graph.kindOf(edge) === 'type' })),
  };
}

/** Each once, as a value where one of them is; none from a file to itself. */
function distinct(edges: readonly NewEdge[]): NewEdge[] {
  const found = new Map<string, NewEdge>();
  for (const edge of edges) {
    const key = `${edge.from}\0${edge.to}`;
    if (edge.from !== edge.to && found.get(key)?.type !== false) found.set(key, edge);
  }
  return [...found.values()];
}

/** The files from which a way leads to a file once a change is made, and the file itself. `types` tells whether new imports of types count. */
export function reachingAfter(graph: Graph, change: Change, goal: Path, { taken, types }: Way): ReadonlySet<Path> {
  const gone = new Set(change.gone.map(({ id }) => id));
  const came = change.came.filter(({ type }) => types || !type);
  const seen = new Set([goal]);
  // A set that grows is walked to its end.
  for (const file of seen) {
    const id = graph.id(file);
    if (id !== undefined)
      graph.forEachImporter(id, (edge) => {
        if (!gone.has(edge) && taken(edge)) seen.add(at(graph.files, graph.source(edge)));
      });
    for (const { from, to } of came) if (to === file) seen.add(from);
  }
  return seen;
}

/** The edges that a way may take. */
interface Way {
  readonly taken: Taken;
  readonly types: boolean;
}
