import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { ofKinds } from '../walk.ts';
import { reachingAfter } from './moved.ts';

/** The imports of some that can lead through one file together: that file would lead back to no importer that is in no cycle with its own targets. */
export function withoutCycle(graph: Graph, edges: readonly Edge[]): Edge[] {
  const { possible, taken } = ofKinds(graph, ['value', 'reexport', 'require']);
  const leadBack = reachers(graph, [possible, taken]);
  let left = edges.filter(({ target }) => 'file' in target);
  for (;;) {
    const values = left.filter(({ id }) => taken(id));
    const targets = [...new Set(values.map(targetOf))];
    const circular = values.find(({ from }) => {
      const own = values.filter((one) => one.from === from).map(targetOf);
      const others = targets.filter((target) => !own.includes(target));
      return leadBack(from, others) && !leadBack(from, own);
    });
    if (!circular) return left;
    left = left.filter(({ from }) => from !== circular.from);
  }
}

/** Does a way at run time lead from one of some files to another? Asked as written first, which costs no parse. */
function reachers(
  graph: Graph,
  kinds: readonly ((edge: number) => boolean)[],
): (to: Path, from: readonly Path[]) => boolean {
  const known = kinds.map(() => new Map<Path, ReadonlySet<Path>>());
  return (to, from) =>
    kinds.every((taken, index) => {
      const found = known[index]?.get(to) ?? reachingAfter(graph, { gone: [], came: [] }, to, { taken, types: false });
      known[index]?.set(to, found);
      return from.some((file) => found.has(file));
    });
}

function targetOf({ target, from }: Edge): Path {
  return 'file' in target ? target.file : from;
}
