import type { Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { climb, folderOf, join } from '../../core/path.ts';
import type { Layout } from './layout.ts';
import type { Hint } from './nearest.ts';
import type { Settle } from './settle.ts';
import type { Tsconfig } from './tsconfig.ts';

/** Whether a specifier is a path, beside the file or (`/x`) from the root that a server shows. */
export function isPath(specifier: string): boolean {
  return /^(?:\/|\.\.?(?:\/|$))/.test(specifier);
}

/** Answers for specifiers that are paths. */
export function createRelative(
  { manifests, tsconfigs }: Layout,
  settle: Settle,
  hint: Hint,
): (from: Path, specifier: string) => Target {
  const throughRootDirs = (configs: readonly Tsconfig[], path: Path): Path | null => {
    for (const { rootDirs } of configs) {
      const home = rootDirs.find((folder) => path.startsWith(`${folder}/`));
      if (home === undefined) continue;
      const found = rootDirs
        .map((folder) => settle.path(join(folder, path.slice(home.length + 1))))
        .find((file) => file !== null);
      if (found) return found;
    }
    return null;
  };
  const absolute = (from: Path, specifier: string): Target => {
    for (const home of [manifests.owner(from)?.folder ?? '', '']) {
      for (const folder of [home, join(home, 'public')]) {
        const path = climb(folder, specifier);
        const file = path === null ? null : settle.path(path);
        if (file !== null) return { file };
      }
    }
    return { missing: `${specifier.slice(1)} does not exist in the package or at the root`, relation: 'relative' };
  };
  return (from, specifier) => {
    if (specifier.startsWith('/')) return absolute(from, specifier);
    const path = climb(folderOf(from), specifier);
    if (path === null) return { missing: `${specifier} is outside the project root`, relation: 'relative' };
    const configs = tsconfigs.of(from);
    const suffixes = configs.find((config) => config.suffixes.length > 1)?.suffixes;
    const file = settle.path(path, suffixes) ?? throughRootDirs(configs, path);
    return file === null ? { ...hint(path), relation: 'relative' } : { file };
  };
}
