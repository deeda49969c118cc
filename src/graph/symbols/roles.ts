import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { UnitKind } from '../../core/uses.ts';
import { roleOf } from '../shown.ts';

/** What a folder holds that is named after it. */
const held: readonly (readonly [folder: RegExp, kinds: readonly UnitKind[]])[] = [
  [/(?:^|\/)(?:types?|typings|interfaces?)\/$/, ['type', 'interface', 'enum', 'alias']],
  [/(?:^|\/)enums?\/$/, ['enum']],
  [/(?:^|\/)(?:constants?|consts?)\/$/, ['variable', 'enum']],
];

/** May declarations of these kinds lie in a folder: no function among types? */
export function suitsUnits(folder: Path, kinds: readonly UnitKind[]): boolean {
  const only = held.find(([name]) => name.test(folder))?.[1];
  return only === undefined || kinds.every((kind) => kind === 'list' || only.includes(kind));
}

/** May a file lie in a folder: no service among repositories, and no function among types? */
export function suitsFile(graph: Graph, folder: Path, file: Path): boolean {
  const role = roleOf(file);
  if (role !== null) return graph.shown.roles(folder).has(role);
  const units = graph.uses(file)?.units ?? [];
  return suitsUnits(
    folder,
    units.map(({ kind }) => kind),
  );
}
