import type { Export } from '../core/code.ts';
import type { Graph, Origin } from '../core/graph.ts';
import type { Path } from '../core/location.ts';

interface Links extends Pick<Graph, 'id' | 'importsOf'> {
  exports(file: Path): readonly Export[];
}

/** Follows re-exports to the file that declares a name; remembers every answer for as long as the graph lives. */
export function originFinder(links: Links): Graph['origin'] {
  const known = new Map<string, Origin | null>();
  return (file, name) => {
    const key = `${file}\0${name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = name === '*' ? { file, name, through: [] } : follow(links, file, name);
    known.set(key, found);
    return found;
  };
}

interface Step {
  readonly file: Path;
  readonly name: string;
  readonly through: readonly Path[];
}

/** Breadth first, so that the shortest way counts, and circles of `export *` end. */
function follow(links: Links, file: Path, name: string): Origin | null {
  const queue: Step[] = [{ file, name, through: [] }];
  const seen = new Set<string>();
  for (let step = queue.shift(); step; step = queue.shift()) {
    const key = `${step.file}\0${step.name}`;
    if (seen.has(key) || links.id(step.file) === undefined) continue;
    seen.add(key);
    const exports = links.exports(step.file);
    const named = exports.find((one) => one.name === step.name);
    if (named && named.from === null) return step;
    const through = [...step.through, step.file];
    const stars = step.name === 'default' ? [] : exports.filter((one) => one.name === '*');
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
