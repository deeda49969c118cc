import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { ofKinds } from '../walk.ts';

/** What would run that did not run before if some files came to load others; null where nothing would. */
export function newlyRun(graph: Graph, loaders: readonly Path[], targets: readonly Path[]): string | null {
  const after = loadedBy(graph, targets);
  for (const loader of new Set(loaders)) {
    const before = loadedBy(graph, [loader]);
    for (const file of after.files)
      if (!before.files.has(file) && runsCode(graph, file)) return `\`${file}\` runs code when it is imported`;
    for (const name of after.packages)
      if (!before.packages.has(name)) return `\`${loader}\` would come to load the package \`${name}\``;
  }
  return null;
}

/** Does importing a file do more than to declare? */
function runsCode(graph: Graph, file: Path): boolean {
  return graph.uses(file)?.units.some(({ effects }) => effects) ?? true;
}

interface Loaded {
  readonly files: ReadonlySet<Path>;
  readonly packages: ReadonlySet<string>;
}

/** All files and packages that some files load, directly or not, and these files. */
function loadedBy(graph: Graph, starts: readonly Path[]): Loaded {
  const { possible } = ofKinds(graph, ['value', 'reexport', 'require']);
  const files = new Set(starts);
  const packages = new Set<string>();
  // A set that grows is walked to its end.
  for (const file of files)
    for (const { id, target, import: one } of graph.importsOf(file)) {
      if (!possible(id)) continue;
      if ('file' in target) files.add(target.file);
      else packages.add('package' in target ? target.package : one.specifier);
    }
  return { files, packages };
}
