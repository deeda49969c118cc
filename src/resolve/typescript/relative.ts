import type { Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { folderOf, join } from '../../core/path.ts';
import { throughConfigs } from './aliases.ts';
import { below } from './built.ts';
import type { Layout } from './layout.ts';
import { pathTo, withoutSlash } from './lookup.ts';
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
  const absolute = (from: Path, specifier: string): Target => {
    const aliased = throughConfigs(tsconfigs.of(from), specifier, settle);
    if (aliased && 'target' in aliased) return aliased.target;
    for (const home of [manifests.owner(from)?.folder ?? '', '']) {
      for (const folder of [home, join(home, 'public')]) {
        const path = pathTo(folder, specifier);
        const file = path === null ? null : settle.path(path);
        if (file !== null) return { file };
      }
    }
    return { missing: `${specifier.slice(1)} does not exist in the package or at the root`, relation: 'relative' };
  };
  return (from, specifier) => {
    if (specifier.startsWith('/')) return absolute(from, specifier);
    const path = pathTo(folderOf(from), specifier);
    if (path === null) return { missing: `${specifier} is outside the project root`, relation: 'relative' };
    const configs = tsconfigs.of(from);
    const suffixes = configs.find((config) => config.suffixes.length > 1)?.suffixes;
    const paths = [path, ...inRootDirs(configs, path)];
    for (const one of paths) {
      const file = settle.path(one, suffixes);
      if (file !== null) return { file };
    }
    const hints = paths.map((one) => hint(withoutSlash(one)));
    return { ...(hints.find(({ built }) => built) ?? hint(withoutSlash(path))), relation: 'relative' };
  };
}

/** The same path in each folder of `rootDirs`; in none where it lies outside of them. */
function inRootDirs(configs: readonly Tsconfig[], path: Path): readonly Path[] {
  return configs.flatMap(({ rootDirs }) => {
    const around = rootDirs.filter((folder) => below(path, folder) !== null);
    const home = around.reduce((longest, folder) => (folder.length > longest.length ? folder : longest), '');
    const rest = around.length > 0 ? below(path, home) : null;
    return rest === null ? [] : rootDirs.map((folder) => join(folder, rest));
  });
}
