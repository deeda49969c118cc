import type { Export } from '../core/code.ts';
import type { Graph, Origin } from '../core/graph.ts';
import type { Path } from '../core/location.ts';

interface Links extends Pick<Graph, 'id' | 'importsOf'> {
  exports(file: Path): readonly Export[];
}

/** What a file offers, by name, and what it offers of others without naming it. */
interface Offer {
  readonly named: ReadonlyMap<string, Export>;
  readonly stars: readonly Export[];
}

/** Follows re-exports to the file that declares a name; remembers every answer for as long as the graph lives. */
export function originFinder(links: Links): Graph['origin'] {
  const offers = new Map<Path, Offer>();
  const offerOf = (file: Path): Offer => {
    const known = offers.get(file);
    if (known) return known;
    const offer = offered(links.exports(file));
    offers.set(file, offer);
    return offer;
  };
  const known = new Map<Path, Map<string, Origin | null>>();
  return (file, name) => {
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
function offered(exports: readonly Export[]): Offer {
  const named = new Map<string, Export>();
  for (const one of exports) if (!named.has(one.name)) named.set(one.name, one);
  return { named, stars: exports.filter(({ name }) => name === '*') };
}

/** Breadth first, so that the shortest way counts, and circles of `export *` end. */
function follow(links: Links, offerOf: (file: Path) => Offer, first: Origin): Origin | null {
  const queue: Origin[] = [first];
  const seen = new Set<string>();
  for (const step of queue) {
    const key = `${step.file}\0${step.name}`;
    if (seen.has(key) || links.id(step.file) === undefined) continue;
    const offer = offerOf(step.file);
    const named = offer.named.get(step.name);
    if (named && named.from === null) return step;
    seen.add(key);
    const through = [...step.through, step.file];
    const stars = step.name === 'default' ? [] : offer.stars;
    const ways = named ? [named] : stars;
    for (const way of ways) {
      const target = targetOf(links, step.file, way.from);
      if (target === null) {
        if (named) return step;
        continue;
      }
      const next = way.name === '*' ? step.name : (way.local ?? step.name);
      if (next === '*' || links.id(target) === undefined) {
        if (named) return { file: target, name: next, through };
        continue;
      }
      queue.push({ file: target, name: next, through });
    }
  }
  return null;
}

/** The file that an import of `file`, by its index, leads to; null when it leads to a package or nowhere. */
export function targetOf(links: Pick<Graph, 'importsOf'>, file: Path, index: number | null): Path | null {
  const edge = index === null ? undefined : links.importsOf(file).find((one) => one.index === index);
  return edge && 'file' in edge.target ? edge.target.file : null;
}
