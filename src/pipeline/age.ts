import type { Path } from '../core/location.ts';
import type { Stamp } from '../core/tree.ts';
import type { Loaded } from './load.ts';

/** Clocks of machines and file systems differ, in milliseconds. */
const tolerance = 2000;

/** Tells the sources that changed after a document was written, and remembers it. */
export function sourcesAfter(loaded: Loaded): (document: Path) => ReadonlySet<Path> {
  const known = new Map<Path, ReadonlySet<Path>>();
  return (document) => {
    const found = known.get(document) ?? new Set(changedAfter(loaded, document));
    known.set(document, found);
    return found;
  };
}

/**
 * The sources that changed after a document was written. Commits tell of a document that is committed; times of any other, unless a commit that is
 * older than the document has the file as it is.
 */
function changedAfter(loaded: Loaded, document: Path): readonly Path[] {
  const { sources, world, view } = loaded;
  const committed = world.history.changedSinceCommit(document, sources);
  if (committed) return committed;
  const written = (stampOf(loaded, document)?.modified ?? 0) + tolerance;
  const { files } = view.tree;
  const later = sources.filter((file) => (files.get(file)?.modified ?? 0) > written);
  return later.length === 0 ? later : (world.history.changedSinceWritten(document, later) ?? later);
}

/** A document may be a file that git ignores. */
function stampOf({ documents, view }: Loaded, path: Path): Stamp | undefined {
  for (const files of documents.values()) {
    const stamp = files.get(path);
    if (stamp) return stamp;
  }
  return view.tree.files.get(path);
}
