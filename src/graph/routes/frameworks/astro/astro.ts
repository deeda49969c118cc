import { below, type FileRouter, spelled } from '../file-router.ts';

/** `src/pages/users/[id].json.ts`. */
export const astro: FileRouter = {
  title: 'Astro',
  packages: ['astro'],
  routeOf(path) {
    const segments = below(path, ['src/pages'])?.split('/');
    if (!segments || segments.some((one) => one.startsWith('_'))) return null;
    return { path: spelled(segments), answers: 'exports' };
  },
};
