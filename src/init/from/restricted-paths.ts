import type { Path } from '../../core/location.ts';
import { literally } from '../../core/glob.ts';
import { matcherOf } from '../scope.ts';
import { judgedAmong, type Setting } from './settings.ts';
import {
  globFault,
  leave,
  listOf,
  only,
  type Project,
  recordOf,
  slug,
  stringsOf,
  together,
  type Translation,
  unknownKeys,
} from './translation.ts';

/** `no-restricted-paths`: files below `target` do not import files below `from`, `except` some. */
export function restrictedPaths(
  setting: Setting,
  { zones, basePath, ...others }: Readonly<Record<string, unknown>>,
  project: Project,
): Translation {
  const base = typeof basePath === 'string' ? `${basePath.replace(/^\.\/?|\/$/g, '')}/`.replace(/^\//, '') : '';
  return together([
    ...listOf(zones).map((zone) => zoneRule(setting, recordOf(zone), base, project)),
    ...Object.keys(others).map((key) => leave(`${setting.source} ${key}`, 'Lintel does not know this option')),
  ]);
}

function zoneRule(
  setting: Setting,
  zone: Readonly<Record<string, unknown>>,
  base: string,
  project: Project,
): Translation {
  const targets = stringsOf(zone['target']);
  const origins = stringsOf(zone['from']);
  const source = `${setting.source} ${targets.join(', ')} <- ${origins.join(', ')}`;
  const unknown = unknownKeys(zone, ['target', 'from', 'except', 'message']);
  if (unknown !== null) return leave(source, unknown);
  if (targets.some((path) => /^(?:\/|[A-Za-z]:|\.\.\/)/.test(path)))
    return leave(source, 'its paths lead out of the project');
  const globsFor = (path: string): readonly string[] => placeOf(base + path.replace(/^\.\//, ''), project.paths);
  const from = targets.flatMap(globsFor);
  const to = origins.flatMap(globsFor);
  const except = origins.flatMap((origin) => exceptions(origin, stringsOf(zone['except']), base, project.paths));
  const valid = from.filter((glob) => globFault(glob, project.paths) === null);
  const named = to.filter((glob) => globFault(glob, project.paths) === null);
  if (valid.length === 0) return leave(source, 'its target matches no file that Lintel reads');
  if (named.length === 0) return leave(source, 'its `from` matches no file that Lintel reads');
  const { message } = zone;
  const rule = {
    check: 'imports',
    ...judgedAmong(valid, setting, project),
    from: valid,
    deny: [...named, ...except.map((glob) => `!${glob}`)],
    ...(typeof message === 'string' && message !== '' ? { because: message } : {}),
  };
  return only(`layering/${slug(targets[0] ?? '') || 'all'}-not-to-${slug(origins[0] ?? '') || 'all'}`, rule, {
    source,
  });
}

/** A path names a file or a folder with all that is in it; with magic it is a glob. */
function placeOf(path: string, paths: readonly Path[]): readonly string[] {
  const bare = path.replace(/\/$/, '');
  if (/[*?{}()[\]!]/.test(bare)) return [bare.replaceAll('+(', '@(')];
  if (bare === '' || bare === '.') return ['**'];
  return paths.includes(bare) ? [literally(bare)] : [`${literally(bare)}/**`];
}

/** Paths of `except` are relative to `from`, unless that is a glob; then they are globs over absolute paths. */
function exceptions(
  origin: string,
  except: readonly string[],
  base: string,
  paths: readonly Path[],
): readonly string[] {
  const folder = base + origin.replace(/^\.\/?/, '').replace(/\/$/, '');
  const isGlob = /[*?{}()[\]!]/.test(origin);
  const all = except.flatMap((one) => {
    const path = one.replace(/^\.\//, '');
    if (isGlob) return one.startsWith('**/') ? placeOf(one, paths) : [];
    return placeOf(`${folder}${folder === '' ? '' : '/'}${path}`, paths);
  });
  return all.filter((glob) => globFault(glob, paths) === null && paths.some(matcherOf([glob])));
}
