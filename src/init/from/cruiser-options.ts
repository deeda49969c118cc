import type { Path } from '../../core/location.ts';
import { allGlobs } from './cruiser-paths.ts';
import { provenGlobs } from './path-regex.ts';
import { globFault, leave, recordOf, stringsOf, together, type Translation } from './translation.ts';

type Item = Readonly<Record<string, unknown>>;

/** Regular expressions of an option, each of which globs can say or not. */
export function excluded(exclude: unknown, paths: readonly Path[]): Translation {
  const { path, ...others } = pathOption(exclude);
  return together([
    ...path.map((one): Translation => {
      const source = `options.exclude ${one}`;
      const globs = provenGlobs(one, paths);
      if ('reason' in globs) return leave(source, globs.reason);
      const useful = globs.filter((glob) => globFault(glob, paths) === null);
      return useful.length > 0
        ? { ignore: useful, rules: [], left: [] }
        : leave(source, 'it matches no file that Lintel reads');
    }),
    ...Object.keys(others).map((key) => leave(`options.exclude.${key}`, 'only files can be excluded')),
  ]);
}

/** Documents such as package.json say how imports resolve, so they are not ignored. */
const code = '**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,vue,svelte,astro}';

/** Neither other files nor packages are looked at. */
export function onlyFiles(includeOnly: unknown, paths: readonly Path[]): Translation {
  const { path, ...others } = pathOption(includeOnly);
  const source = `options.includeOnly ${path.join(', ')}`;
  const globs = allGlobs(path, (one) => provenGlobs(one, paths));
  if ('reason' in globs) return leave(source, globs.reason);
  const useful = globs.filter((glob) => globFault(glob, paths) === null);
  return together([
    { ignore: useful.length > 0 ? [code, ...useful.map((glob) => `!${glob}`)] : [], rules: [], left: [] },
    ...Object.keys(others).map((key) => leave(`options.includeOnly.${key}`, 'only files can be selected')),
  ]);
}

/** A regular expression, a list of them, or an object with them. */
function pathOption(option: unknown): Item & { readonly path: readonly string[] } {
  const isPlain = typeof option === 'string' || Array.isArray(option);
  return { ...recordOf(option), path: stringsOf(isPlain ? option : recordOf(option)['path']) };
}
