import { hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { IgnoreLine, Overlay, Stamp, Texts, Tree } from '../core/tree.ts';
import type { Crawl } from './crawl.ts';
import { createIgnored } from './gitignore.ts';
import type { Paths } from './paths.ts';

/** The files of the tree with those of the overlay, still in order of path. */
export function overlaid(
  { files, links, outside }: Crawl,
  overlay: Overlay,
  { texts, written }: { readonly texts: Texts; written(path: Path): number },
): ReadonlyMap<Path, Stamp> {
  if (overlay.size === 0) return files;
  const ignored = ignoresOver({ links, outside }, overlay, texts);
  const all = new Map(files);
  for (const [path, text] of overlay) {
    if (text === null) all.delete(path);
    else if (files.has(path) || !ignored(path)) all.set(path, { size: text.length, modified: written(path) });
  }
  return all.size === files.size && [...overlay.keys()].every((path) => all.has(path) === files.has(path))
    ? all
    : new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Which line leaves a path out of the tree, as the overlay has it. */
export function ignoresOver(
  { links, outside }: Pick<Crawl, 'links' | 'outside'>,
  overlay: Overlay,
  texts: Texts,
): (path: Path) => IgnoreLine | null {
  const read = (path: Path): string | null => (links.has(path) && !overlay.has(path) ? null : texts.read(path));
  return createIgnored(read, outside.scope, outside.prefix);
}

/** What a folder holds with the overlay laid over it. */
export function namesOver(names: readonly string[] | null, overlay: Overlay, folder: Path): readonly string[] | null {
  const start = folder === '' ? '' : `${folder}/`;
  const laid = [...overlay].flatMap(([path, text]) =>
    text !== null && path.startsWith(start) ? [path.slice(start.length).split('/')[0] ?? ''] : [],
  );
  if (laid.length === 0) return names;
  return [...new Set([...(names ?? []), ...laid])].sort();
}

/** The list of files, with the hashes by which it is known. */
export function treeOf(files: ReadonlyMap<Path, Stamp>, { digest, manifests }: Paths, texts: Texts): Tree {
  const written = manifests.map((path) => `${path}\0${texts.hash(path) ?? ''}`);
  return { files, paths: digest, manifests: hashOf(written.join('\0')) };
}
