import { type ImportKind, importKinds } from '../../../core/code.ts';
import { at } from '../../../core/at.ts';
import type { Graph } from '../../../core/graph.ts';
import type { Path } from '../../../core/location.ts';
import { arrivalsOf } from '../../../graph/arrivals.ts';
import { ofKinds, reachable, type Taken } from '../../../graph/walk.ts';

/** The imports that run something. */
export function isRun(graph: Graph): Taken {
  return ofKinds(graph, run).possible;
}

/** Does a test prove that it is about a file? */
export type Proof = (test: Path, file: Path) => boolean;

// A type is not run, and a mock stands in for what it names. Kinds count as written: to ask what each import of each test is at run time would cost a parse of all.
const run: readonly ImportKind[] = importKinds.filter((kind) => kind !== 'type' && kind !== 'mock');

/** The test imports the file, as written or through re-exports. */
export function byImports(graph: Graph): Proof {
  const known = new Map<Path, ReadonlySet<Path>>();
  return (test, file) => {
    const imported = known.get(test) ?? importedBy(graph, test);
    known.set(test, imported);
    return imported.has(file);
  };
}

function importedBy(graph: Graph, test: Path): ReadonlySet<Path> {
  const found = new Set<Path>();
  const runs = isRun(graph);
  const { possible: isHandedOn } = ofKinds(graph, ['reexport']);
  const whole: number[] = [];
  for (const edge of graph.importsOf(test)) {
    if (!runs(edge.id)) continue;
    for (const arrival of arrivalsOf(graph, edge)) found.add(arrival.file);
    const target = graph.target(edge.id);
    // Whoever takes a module whole has all that it hands on.
    if (target >= 0 && edge.import.symbols.every(({ name }) => name === '*')) whole.push(target);
  }
  if (whole.length > 0)
    for (const [id, seen] of reachable(graph, whole, isHandedOn).entries()) if (seen) found.add(at(graph.files, id));
  return found;
}

/** The test leads to the file, through whatever lies between. */
export function byReach(graph: Graph): Proof {
  const taken = isRun(graph);
  let last: { readonly test: Path; readonly seen: Uint8Array } | null = null;
  return (test, file) => {
    const [from, to] = [graph.id(test), graph.id(file)];
    if (from === undefined || to === undefined) return false;
    if (last?.test !== test) last = { test, seen: reachable(graph, [from], taken) };
    return last.seen[to] === 1;
  };
}
