import { globOf } from '../../core/glob.ts';
import type { Path } from '../../core/location.ts';

const wild = /[*?[\]{}()!]/;

/** The paths that a report may have: a glob is tried below every folder of the tree, since reports are often ignored. */
export function candidates(report: string, paths: Iterable<Path>): Path[] {
  const path = report.replace(/^\.\//, '');
  if (!wild.test(path)) return [path];
  const glob = globOf(path);
  if ('fault' in glob) return [];
  const segments = path.split('/');
  const last = segments.findLastIndex((one) => wild.test(one));
  const tail = segments.slice(last + 1).join('/');
  const found = new Set<Path>();
  const folders = new Set(['']);
  for (const one of paths) {
    if (glob.match(one).length > 0) found.add(one);
    for (
      let slash = one.lastIndexOf('/');
      slash > 0 && !folders.has(one.slice(0, slash));
      slash = one.lastIndexOf('/', slash - 1)
    )
      folders.add(one.slice(0, slash));
  }
  if (tail !== '')
    for (const folder of folders) {
      const below = folder === '' ? tail : `${folder}/${tail}`;
      if (glob.match(below).length > 0) found.add(below);
    }
  return [...found].sort();
}

/** Is this one of the reports that were written down? */
export function belongs(report: string, path: Path): boolean {
  const plain = report.replace(/^\.\//, '');
  if (!wild.test(plain)) return plain === path;
  const glob = globOf(plain);
  return !('fault' in glob) && glob.match(path).length > 0;
}
