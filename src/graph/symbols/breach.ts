import type { Fix } from '../../core/fix.ts';
import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { Contract } from '../contract.ts';
import type { NewEdge } from './moved.ts';

/** An import that a contract does not allow, with the file that it leads to. */
export interface Breach {
  readonly graph: Graph;
  readonly contract: Contract;
  readonly edge: Edge;
  readonly target: Path;
  /** The file that must not reach the target: the importer itself, or the first of a chain. */
  readonly via: Path;
  /** The folders in no part, of which all breaches of a contract may ask. */
  open(): readonly Path[];
}

/** A fix that was tried on the graph, with the imports that end with it. */
export interface Attempt {
  readonly fix: Fix;
  readonly gone: readonly Edge[];
}

/** The first new import that is not allowed; one that is there already is not new. */
export function firstBad(graph: Graph, contract: Contract, came: readonly NewEdge[], to: Path): NewEdge | undefined {
  const into = came.filter((edge) => edge.to === to);
  const out = came.filter((edge) => edge.from === to);
  const through = contract.passes(to)
    ? into.flatMap(({ from, type }) => out.map((edge) => ({ from, to: edge.to, type: type || edge.type })))
    : [];
  return [...came, ...through].find(
    (edge) => !contract.allows(edge.from, edge.to, edge.type) && !isThere(graph, edge.from, edge.to),
  );
}

/** Does one file import another already? */
export function isThere(graph: Graph, from: Path, to: Path): boolean {
  return graph.importsOf(from).some(({ target }) => 'file' in target && target.file === to);
}
