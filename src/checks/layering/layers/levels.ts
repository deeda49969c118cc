import type { Region } from '../../../graph/crossings.ts';
import { agree, type Binding, inside, type Where } from '../../../core/zone.ts';

/** A layer and how high it lies: 0 is the top, infinity is what all may import. */
export interface Layer {
  readonly where: Where;
  readonly level: number;
  /** Its neighbours on the level may import it, and it them. */
  readonly open: boolean;
}

/** A file's layer, inside one instance of `within` (null where the whole project is judged at once). */
export interface Place extends Region {
  readonly layer: Layer;
  readonly instance: string | null;
}

export type Breach = 'upward' | 'sideways' | 'past' | 'from-shared';

type Item = Where | readonly Where[] | { readonly open: readonly Where[] };

/** The layers in order, the top first. */
export function layersOf(items: readonly Item[]): Layer[] {
  return items.flatMap((item, level) => {
    const open = 'open' in item;
    const listed = 'match' in item ? [item] : item;
    const wheres = 'open' in listed ? listed.open : listed;
    return wheres.map((where) => ({ where, level, open }));
  });
}

interface Rules {
  readonly layers: readonly Item[];
  readonly strict: boolean;
}

/** Is every import between layers that the earlier options deny denied now? */
export function layersAsStrict(earlier: Rules, now: Rules, files: readonly string[]): boolean {
  const [before, after] = [layersOf(earlier.layers), layersOf(now.layers)];
  const kinds = new Map<string, readonly [before: readonly Place[], after: readonly Place[]]>();
  for (const file of files) {
    const places = [placesIn(file, before, null), placesIn(file, after, null)] as const;
    // Layers of one text are one place, however the files of their instances are told apart.
    kinds.set(places.map((some) => some.map(({ layer }) => [layer.level, layer.where.text])).join('\0'), places);
  }
  const isDenied = (from: readonly Place[], to: readonly Place[], strict: boolean): boolean =>
    from.some((one) => to.some((other) => breach(one, other, strict) !== null));
  return [...kinds.values()].every(([from, fromNow]) =>
    [...kinds.values()].every(
      ([to, toNow]) => !isDenied(from, to, earlier.strict) || isDenied(fromNow, toNow, now.strict),
    ),
  );
}

/** What decides where a file lies. */
interface Plan {
  readonly layers: readonly Item[];
  readonly within?: Where | undefined;
  readonly shared?: Where | undefined;
}

type Places = readonly (readonly Place[])[];

/** The layers of each file. */
export function placesOf(files: readonly string[], plan: Plan): Places {
  const all = layersOf(plan.layers);
  return files.map((file) => placesIn(file, all, plan.within ?? null, plan.shared));
}

/** Below all others. */
const sharedLevel = Number.POSITIVE_INFINITY;

/** Does it hold what the option `shared` names? */
export function isShared({ level }: Layer): boolean {
  return level === sharedLevel;
}

/** Every layer that a file is in; a shared one is in the layer below all. */
export function placesIn(file: string, all: readonly Layer[], within: Where | null, shared?: Where): Place[] {
  const instances: readonly (Binding | null)[] = within ? within.match(file) : [null];
  if (shared && inside(shared, file)) {
    const layer = { where: shared, level: sharedLevel, open: true };
    return (instances.length > 0 ? instances : [null]).map((binding) => placeAt(layer, binding));
  }
  return instances.flatMap((binding) =>
    all
      .filter((layer) => layer.where.match(file).some((found) => !binding || agree(found, binding)))
      .map((layer) => placeAt(layer, binding)),
  );
}

function placeAt(layer: Layer, binding: Binding | null): Place {
  const instance = binding && Object.values(binding).join(' ');
  // A layer may be called what the option `shared` names.
  const name = isShared(layer) ? `shared: ${layer.where.text}` : layer.where.text;
  return { layer, instance, key: instance === null ? name : `${name} ${instance}` };
}

/** What is wrong with an import from one place to another; null when nothing is, or when they lie in two instances. */
export function breach(from: Place, to: Place, strict: boolean): Breach | null {
  if (from.instance !== null && to.instance !== null && from.instance !== to.instance) return null;
  if (isShared(to.layer) || from.layer.where === to.layer.where) return null;
  if (isShared(from.layer)) return 'from-shared';
  if (from.layer.level === to.layer.level) return from.layer.open ? null : 'sideways';
  if (to.layer.level < from.layer.level) return 'upward';
  return strict && to.layer.level > from.layer.level + 1 ? 'past' : null;
}
