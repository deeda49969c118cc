import { baselineFile } from '../core/baseline.ts';
import type { Idioms } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { apply } from '../fixes/apply.ts';
import type { MoveSources } from '../fixes/move.ts';
import type { Link } from '../fixes/rewrite.ts';
import { createResolver } from '../resolve/index.ts';
import type { State } from './follow.ts';
import { idiomOf } from './idioms.ts';
import { lateFactsOf } from './late.ts';
import { resolutionOf } from './resolution.ts';

/** What the moving of files asks of a project: of all its code, that which no rule is about included. */
export function moveSourcesOf({ loaded, memory }: State): MoveSources {
  const { view, world, overlay, config } = loaded;
  const resolution = resolutionOf(loaded, memory);
  const { resolver } = resolution;
  const idiom: Idioms['idiom'] = (file) => idiomOf(loaded, file);
  const read = (file: Path): string | null => view.texts.read(file);
  const links = new Map<Path, readonly Link[]>();
  const linksOf = (file: Path): readonly Link[] => {
    const imports = lateFactsOf(loaded, file, 'imports') ?? [];
    const targets = imports.length > 0 ? resolution.targets(loaded, file) : [];
    return imports.map((one, index) => ({
      import: one,
      targets: (targets[index] ?? []).flatMap((target) => ('file' in target ? [target.file] : [])),
    }));
  };
  return {
    files: view.tree.files,
    idiom,
    // The baseline names files, too, and follows them.
    text: (file) => (file === baselineFile ? null : read(file)),
    links(file) {
      const known = links.get(file) ?? linksOf(file);
      links.set(file, known);
      return known;
    },
    leadsTo(file, path) {
      const target = resolver.resolve(file, path);
      return 'file' in target ? target.file : null;
    },
    declares: (name, file) => resolver.packages.range(name, file) !== null,
    home: (file) => resolver.packages.owner(file)?.folder ?? '',
    entryOf(file) {
      const owner = resolver.packages.owner(file);
      return owner?.entries.includes(file) && !owner.private ? owner.name || owner.folder : null;
    },
    respellAfter(changes) {
      const { tree, texts, links: symlinks } = world.view(new Map([...overlay, ...apply(changes, read)]));
      const sight = { files: tree.files, texts, links: symlinks, aliases: config?.aliases ?? [] };
      return createResolver(sight, { idiom }).respell;
    },
  };
}
