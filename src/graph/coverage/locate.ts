import type { Covered } from '../../core/coverage.ts';
import type { Path } from '../../core/location.ts';
import type { Lists, OnDisk } from '../../core/view.ts';
import { addTo } from '../../core/group.ts';
import { once } from '../../core/once.ts';

/** What a path of a report means: one file, or several that it may be; none when there is no such file. */
export type Located = readonly Path[];

/** Finds the files that a report speaks of, wherever and on whatever machine it was written. */
export function locator(
  project: Pick<Lists, 'tree'> & Pick<OnDisk, 'exists' | 'root'>,
): (record: Pick<Covered, 'path' | 'roots'>, report: Path) => Located {
  const byEnd = once(() => filesByEnd(project.tree.keys()));
  const locate = (path: string, report: Path): Located => {
    const inside = belowRoot(path, project.root);
    if (inside !== null) return project.exists(inside) ? [inside] : [];
    if (isAbsolute(path)) return byEnding(path, byEnd());
    for (const base of foldersAbove(report)) {
      const found = resolved(base, path);
      if (found !== null && project.exists(found)) return [found];
    }
    return endingWith(path, byEnd());
  };
  return ({ path: written, roots }, report) => {
    const path = slashed(written);
    if (isAbsolute(path)) return locate(path, report);
    const below = new Set(roots.flatMap((root) => locate(`${slashed(root).replace(/\/$/, '')}/${path}`, report)));
    const plain = below.size === 1 ? [] : locate(path, report);
    return plain.length > 0 ? plain : [...below].sort();
  };
}

function slashed(path: string): string {
  return path.trim().replaceAll('\\', '/');
}

/** The tests were run in one of the folders above their report: its package, or the root. */
function foldersAbove(report: Path): Path[] {
  const segments = report.split('/').slice(0, -1);
  return [...segments.map((_, i) => segments.slice(0, segments.length - i).join('/')), ''];
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

function belowRoot(path: string, root: string | null): Path | null {
  const start = root === null ? null : `${root.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return start !== null && path.startsWith(start) ? path.slice(start.length) : null;
}

/** The path from the root; null when it leads out of it. */
function resolved(folder: Path, path: string): Path | null {
  const found = folder === '' ? [] : folder.split('/');
  for (const segment of path.split('/')) {
    if (segment === '..' && found.pop() === undefined) return null;
    if (segment !== '..' && segment !== '.' && segment !== '') found.push(segment);
  }
  return found.join('/');
}

/** Files by their last two segments, and by their name alone. */
type ByEnd = ReadonlyMap<string, readonly Path[]>;

function filesByEnd(paths: Iterable<Path>): ByEnd {
  const found = new Map<string, Path[]>();
  for (const path of paths) {
    const slash = path.lastIndexOf('/');
    for (const end of new Set([path.slice(slash + 1), path.slice(path.lastIndexOf('/', slash - 1) + 1)])) {
      addTo(found, end, path);
    }
  }
  return found;
}

function endingWith(path: string, files: ByEnd): Located {
  const plain = resolved('', path);
  const end = plain?.split('/').slice(-2).join('/') ?? '';
  return (files.get(end) ?? []).filter((file) => file === plain || file.endsWith(`/${plain ?? ''}`));
}

/** Another machine's path: the longest end of it that a file has, of two segments at least where the file is not at the top. */
function byEnding(path: string, files: ByEnd): Located {
  const segments = path.split('/').filter((one) => one !== '');
  for (let from = 0; from < segments.length; from++) {
    const end = segments.slice(from).join('/');
    const found = endingWith(end, files);
    const known = from < segments.length - 1 ? found : found.filter((file) => file === end);
    if (known.length > 0) return known;
  }
  return [];
}
