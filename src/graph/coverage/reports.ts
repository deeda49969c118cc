import { globOf } from '../../core/glob.ts';
import type { Path } from '../../core/location.ts';
import { folderOf, join } from '../../core/path.ts';
import type { DocumentRead, FolderNames } from '../../core/reads.ts';
import { settingsIn } from './shortfalls.ts';

/** The reports of a rule as documents, the scripts that those of V8 are of, with their source maps, and the configurations of what writes them. */
export function reportReads(report: readonly string[]): readonly DocumentRead[] {
  return [
    { language: 'coverage', select: (paths, names) => report.flatMap((one) => candidates(one, paths, names)) },
    { language: 'script', ageless: true, select: () => [] },
    { language: 'runner', ageless: true, select: (paths) => settingsIn(paths) },
  ];
}

const wild = /[*?[\]{}()!]/;

/**
 * The paths that a report may have. Reports are often ignored: a glob is tried below every folder of the tree, or, where only its last part
 * is one, on what that folder holds. Of a folder, every JSON file is a report: V8 writes one for each process.
 */
export function candidates(report: string, paths: Iterable<Path>, names: FolderNames): Path[] {
  const path = plainOf(report);
  if (!wild.test(path)) {
    const inside = names(path)?.filter((name) => name.endsWith('.json'));
    return inside ? inside.map((name) => join(path, name)) : [path];
  }
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
  const folder = segments.slice(0, -1).join('/');
  const tried =
    tail === ''
      ? (wild.test(folder) ? [] : (names(folder) ?? [])).map((name) => join(folder, name))
      : [...folders].map((one) => join(one, tail));
  for (const one of tried) if (glob.match(one).length > 0) found.add(one);
  return [...found].sort();
}

/** Is this one of the reports that were written down, or in one of the folders? */
export function belongs(report: string, path: Path): boolean {
  const plain = plainOf(report);
  if (!wild.test(plain)) return plain === path || folderOf(path) === plain;
  const glob = globOf(plain);
  return !('fault' in glob) && glob.match(path).length > 0;
}

function plainOf(report: string): string {
  return report.replace(/^\.\//, '').replace(/\/$/, '');
}
