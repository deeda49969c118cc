import type { Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { splitName } from './layout.ts';
import { pathTo, withoutSlash } from './lookup.ts';
import type { Settle } from './settle.ts';
import type { Alias, Tsconfig } from './tsconfig.ts';

/** Where aliases lead: to a target, or (`tried`) to a path without a file; null where none speaks of the specifier. */
type Aliased = { readonly target: Target } | { readonly tried: Path } | null;

/** Asks the configurations of a file, the nearest first, for a name that `paths`, `baseUrl` or a bundler's alias speaks of. */
export function throughConfigs(configs: readonly Tsconfig[], specifier: string, settle: Settle): Aliased {
  let tried: Path | null = null;
  for (const { aliases, baseUrl, suffixes } of configs) {
    const alias = bestAlias(aliases, specifier);
    const target = alias && throughAlias(alias, specifier, suffixes, settle);
    if (target) return { target };
    if (alias && alias.before !== '') tried ??= pathsOf(alias, specifier).map(withoutSlash)[0] ?? null;
    const path = baseUrl === null || specifier.startsWith('/') ? null : pathTo(baseUrl, specifier);
    const file = path === null ? null : settle.written(path, suffixes);
    if (file !== null) return { target: { file } };
  }
  return tried === null ? null : { tried };
}

/** The paths that the nearest alias which fits makes of a specifier; none where none fits. */
export function pathsThrough(configs: readonly Tsconfig[], specifier: string): readonly Path[] {
  for (const { aliases } of configs) {
    const alias = bestAlias(aliases, specifier);
    if (alias && alias.before !== '') return pathsOf(alias, specifier);
  }
  return [];
}

/** The exact name, else the longest prefix. */
function bestAlias(aliases: readonly Alias[], specifier: string): Alias | null {
  let best: Alias | null = null;
  for (const alias of aliases) {
    if (alias.after === null && alias.before === specifier) return alias;
    const fits =
      alias.after !== null &&
      specifier.length >= alias.before.length + alias.after.length &&
      specifier.startsWith(alias.before) &&
      specifier.endsWith(alias.after);
    if (fits && (best === null || alias.before.length > best.before.length)) best = alias;
  }
  return best;
}

/** A file, or the package in node_modules that an alias names. */
function throughAlias(alias: Alias, specifier: string, suffixes: readonly string[], settle: Settle): Target | null {
  for (const path of pathsOf(alias, specifier)) {
    const installed = path.lastIndexOf('node_modules/');
    if (installed >= 0) {
      const { name } = splitName(path.slice(installed + 'node_modules/'.length));
      return { package: name.startsWith('@types/') ? splitName(specifier).name : name };
    }
    const file = settle.path(path, suffixes);
    if (file !== null) return { file };
  }
  return null;
}

/** The paths that an alias makes of a specifier. */
function pathsOf({ before, after, targets }: Alias, specifier: string): Path[] {
  const star = after === null ? '' : specifier.slice(before.length, specifier.length - after.length);
  return targets.flatMap(
    (target) =>
      pathTo(
        '',
        target.replace('*', () => star),
      ) ?? [],
  );
}
