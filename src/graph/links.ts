import { at } from '../core/at.ts';
import { importKinds } from '../core/code.ts';
import type { Edge, Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';

/** The questions to a graph that its edges alone answer. */
type Links = Pick<
  Graph,
  'size' | 'edge' | 'source' | 'target' | 'kind' | 'forEachImport' | 'forEachImporter' | 'importsOf' | 'importersOf'
>;

/** Edges, sorted by importer, with the numbers of their files. */
interface Table {
  readonly edges: readonly Edge[];
  readonly sources: readonly number[];
  /** -1 where the target is no file of the graph. */
  readonly targets: readonly number[];
}

/** Lays edges in columns: searches through a large graph ask one number after the other. */
export function linksOf(files: number, table: Table, numberOf: Graph['id']): Links {
  const { edges } = table;
  const sources = Uint32Array.from(table.sources);
  const targets = Int32Array.from(table.targets);
  const kinds = Uint8Array.from(edges, ({ kind }) => importKinds.indexOf(kind));
  const out = runsOf(files, sources);
  const into = runsOf(files, targets);
  const edge = (id: number): Edge => at(edges, id);
  const edgesIn = (runs: Runs, file: Path): readonly Edge[] => {
    const id = numberOf(file);
    const found: Edge[] = [];
    if (id !== undefined) visitRun(runs, id, (one) => found.push(edge(one)));
    return found;
  };
  return {
    size: edges.length,
    edge,
    source: (id) => sources[id] ?? unknown(id),
    target: (id) => targets[id] ?? unknown(id),
    kind: (id) => kinds[id] ?? unknown(id),
    forEachImport: (file, visit) => visitRun(out, file, visit),
    forEachImporter: (file, visit) => visitRun(into, file, visit),
    importsOf: (file) => edgesIn(out, file),
    importersOf: (file) => edgesIn(into, file),
  };
}

/** The edges of each file, one run after the other: those of file f are `items[starts[f]]` up to `items[starts[f + 1]]`. */
interface Runs {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

/** Sorts edges by the file that each belongs to (-1: to none). */
function runsOf(files: number, owners: Uint32Array | Int32Array): Runs {
  const starts = new Uint32Array(files + 1);
  for (const owner of owners) if (owner >= 0) starts[owner + 1] = at(starts, owner + 1) + 1;
  for (let file = 1; file <= files; file++) starts[file] = at(starts, file) + at(starts, file - 1);
  const items = new Uint32Array(at(starts, files));
  const next = starts.slice();
  for (let edge = 0; edge < owners.length; edge++) {
    const owner = at(owners, edge);
    if (owner < 0) continue;
    const place = at(next, owner);
    items[place] = edge;
    next[owner] = place + 1;
  }
  return { starts, items };
}

function visitRun({ starts, items }: Runs, file: number, visit: (edge: number) => void): void {
  const end = starts[file + 1] ?? unknown(file);
  for (let place = starts[file] ?? unknown(file); place < end; place++) visit(items[place] ?? unknown(place));
}

function unknown(what: Path | number): never {
  throw new RangeError(`the graph has no ${what}`);
}
