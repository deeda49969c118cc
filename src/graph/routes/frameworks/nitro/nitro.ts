import { below, type FileRouter, spelled, withoutGroups } from '../file-router.ts';

const suffix = /\.(get|head|post|put|delete|options|patch|trace)$/;

/** `server/api/users/[id].get.ts`. */
export const nitro: FileRouter = {
  title: 'Nuxt and Nitro',
  packages: ['nuxt', 'nitropack', 'nitro'],
  routeOf(path) {
    const inApi = below(path, ['server/api', 'api']);
    const stem = inApi === null ? below(path, ['server/routes', 'routes']) : `api/${inApi}`;
    if (stem === null) return null;
    const plain = stem.replace(/\.(?:dev|prod)$/, '');
    const method = suffix.exec(plain)?.[1];
    const segments = withoutGroups(plain.replace(suffix, '').split('/'));
    return { path: spelled(segments), answers: method === undefined ? 'any' : { method } };
  },
};
