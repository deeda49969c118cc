import type { Endpoint, RoutePath } from '../../core/endpoint.ts';
import { addTo } from '../../core/group.ts';
import type { Contract, Documented } from './contract.ts';
import { documentedPath, shapeOf } from './path.ts';

/** An operation below one of its servers. */
export interface Promised {
  readonly contract: Contract;
  readonly operation: Documented;
  /** The path with that of the server. */
  readonly full: RoutePath;
}

/** An operation with the routes that answer it. */
export interface Served {
  readonly contract: Contract;
  readonly operation: Documented;
  readonly routes: readonly [Endpoint, ...Endpoint[]];
}

/** The operations of documents, each once for each of its servers. */
export function promisedBy(contracts: readonly Contract[]): readonly Promised[] {
  return contracts.flatMap((contract) =>
    contract.operations.flatMap((operation) =>
      operation.bases.map((base) => ({ contract, operation, full: [...documentedPath(base), ...operation.path] })),
    ),
  );
}

/** The operations that routes answer whose path is known in full. */
export function servedBy(promised: readonly Promised[], routes: readonly Endpoint[]): readonly Served[] {
  const byShape = new Map<string, Endpoint[]>();
  for (const route of routes) addTo(byShape, shapeOf(route.path), route);
  const found = new Map<Documented, Served>();
  for (const { contract, operation, full } of promised) {
    const [first, ...others] = (byShape.get(shapeOf(full)) ?? []).filter(
      ({ method }) => method === operation.method || method === 'all',
    );
    if (first && !found.has(operation)) found.set(operation, { contract, operation, routes: [first, ...others] });
  }
  return [...found.values()];
}
