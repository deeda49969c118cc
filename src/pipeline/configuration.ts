import { type Hash, hashOf } from '../core/hash.ts';
import { availableParser, createLanguages } from '../facts/index.ts';
import { findRoot } from '../world/root.ts';
import type { Site } from '../world/site.ts';
import { diskWorld } from '../world/world.ts';
import { load } from './load.ts';
import { setupOf, storeAt } from './setup.ts';
import { steadily } from './steady.ts';

/**
 * Changes with every text that configures the project around a folder, or a project below it: lintel.yaml, what it extends, the baseline, and every other
 * lintel.yaml in the tree.
 */
export function configurationHash({ root: folder, env }: Site): Hash {
  const texts = new Map<string, Hash | null>();
  const waiting = [findRoot(folder)?.root ?? folder];
  for (let root = waiting.pop(); root !== undefined; root = waiting.pop()) {
    for (const [path, hash] of configurationOf({ root, env })) {
      const file = `${root}/${path}`;
      // Each root below is read as one, too, since it extends files of its own.
      if (path.endsWith('/lintel.yaml') && !texts.has(file)) waiting.push(file.slice(0, -'/lintel.yaml'.length));
      texts.set(file, hash);
    }
  }
  return hashOf(JSON.stringify([...texts].sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The texts that the configuration of a root is read from, and all files that could configure a project below it. */
function configurationOf(site: Site): ReadonlyMap<string, Hash | null> {
  const read = (): ReadonlyMap<string, Hash | null> => {
    const parser = availableParser();
    const setup = { world: diskWorld(site), store: storeAt(null, parser), languages: createLanguages(parser) };
    const { written, view } = load(setupOf({ ...setup, file: 'lintel.yaml', mode: 'loop' }));
    const below = [...view.tree.files.keys()].filter((path) => path.endsWith('/lintel.yaml'));
    return new Map([...below.map((path) => [path, view.texts.hash(path)] as const), ...written]);
  };
  return steadily(read, () => undefined);
}
