import type { Path } from '../../../../core/location.ts';
import { below, type FileRoute, type FileRouter, spelled, withoutGroups } from '../file-router.ts';

export const next: FileRouter = {
  title: 'Next.js',
  form: 'file',
  packages: ['next'],
  routeOf: (path) => handlerOf(path) ?? apiOf(path),
};

/** `app/users/[id]/route.ts`. */
function handlerOf(path: Path): FileRoute | null {
  const segments = below(path, ['app', 'src/app'])?.split('/');
  if (segments?.pop() !== 'route' || segments.some((one) => one.startsWith('_'))) return null;
  return { path: spelled(withoutGroups(segments).map(decoded)), answers: 'exports' };
}

/** `%5Ffolder` is a folder whose name begins with an underscore and that is served. */
function decoded(segment: string): string {
  return segment.replace(/^%5F/i, '_');
}

/** `pages/api/users/[id].ts`. */
function apiOf(path: Path): FileRoute | null {
  const segments = below(path, ['pages', 'src/pages'])?.split('/');
  return segments?.[0] === 'api' ? { path: spelled(segments), answers: 'any' } : null;
}
