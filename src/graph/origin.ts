import type { Export } from '../core/code.ts';
import type { Graph, Origin } from '../core/graph.ts';
import type { Path } from '../core/location.ts';

interface Links extends Pick<Graph, 'id' | 'importsOf'> {
  exports(file: Path): readonly Export[];
}

/** What a file offers, by name, and what it offers of others without naming it. */
interface Offer {
  readonly named: ReadonlyMap<string, Export>;
  /** The files of which it hands on all. */
  readonly stars: readonly Path[];
}

/** Follows re-exports to the file that declares a name; remembers every answer for as long as the graph lives. */
export function originFinder(links: Links): Graph['origin'] {
  const offers = new Map<Path, Offer>();
  const offerOf = (file: Path): Offer => {
    const known = offers.get(file);
    if (known) return known;
    const offer = offered(links, file);
    offers.set(file, offer);
    return offer;
  };
  const known = new Map<Path, Map<string, Origin | null>>();
  return (file, name) => {
    // Most names are declared where they are imported from, and each trial of a fix asks for all of them.
    if (name !== '*' && links.id(file) !== undefined && offerOf(file).named.get(name)?.from === null)
      return { file, name, through: [] };
    const names = known.get(file) ?? new Map<string, Origin | null>();
    known.set(file, names);
    const before = names.get(name);
    if (before !== undefined) return before;
    const found = name === '*' ? { file, name, through: [] } : follow(links, offerOf, { file, name, through: [] });
    names.set(name, found);
    return found;
  };
}

/** Of two exports of one name, the first counts. */
function offered(links: Links, file: Path): Offer {
  const named = new Map<string, Export>();
  const stars: Path[] = [];
  for (const one of links.exports(file)) {
    if (!named.has(one.name)) named.set(one.name, one);
    const target = one.name === '*' ? targetOf(links, file, one.from) : null;
    if (target !== null && links.id(target) !== undefined) stars.push(target);
  }
  return { named, stars };
}

/** Breadth first, so that the shortest way counts, and circles of `export *` end. */
function follow(links: Links, offerOf: (file: Path) => Offer, first: Origin): Origin | null {
  const queue: Origin[] = [first];
  const seen = new Set<string>();
  for (const step of queue) {
    const key = `${step.file}\0${step.name}`;
    if (seen.has(key) || links.id(step.file) === undefined) continue;
    const { named, stars } = offerOf(step.file);
    const way = named.get(step.name);
    if (way?.from === null) return step;
    seen.add(key);
    const through = [...step.through, step.file];
    if (way) {
      const target = targetOf(links, step.file, way.from);
      if (target === null) return step;
      const name = way.name === '*' ? step.name : (way.local ?? step.name);
      if (name === '*' || links.id(target) === undefined) return { file: target, name, through };
      queue.push({ file: target, name, through });
    } else if (step.name !== 'default') {
      for (const file of stars) {
        const offer = offerOf(file);
        if (offer.named.has(step.name) || offer.stars.length > 0) queue.push({ file, name: step.name, through });
      }
    }
  }
  return null;
}

/** The file that an import of `file`, by its index, leads to; null when it leads to a package or nowhere. */
export function targetOf(links: Pick<Graph, 'importsOf'>, file: Path, index: number | null): Path | null {
  const edge = index === null ? undefined : links.importsOf(file).find((one) => one.index === index);
  return edge && 'file' in edge.target ? edge.target.file : null;
}
