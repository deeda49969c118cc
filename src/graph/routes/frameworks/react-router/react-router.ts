import type { Path } from '../../../../core/location.ts';
import { below, type FileRoute, type FileRouter } from '../file-router.ts';

/** `app/routes/api.users.$id.ts`, and `route.ts` or `index.ts` in a folder with such a name. */
export const reactRouter: FileRouter = {
  title: 'Remix and React Router',
  packages: ['@remix-run/dev', '@remix-run/react', '@react-router/fs-routes'],
  routeOf,
};

function routeOf(path: Path): FileRoute | null {
  const [name, file, ...others] = below(path, ['app/routes'])?.split('/') ?? [];
  const isRoute = file === undefined || file === 'route' || file === 'index';
  if (name === undefined || !isRoute || others.length > 0) return null;
  return { path: `/${segmentsOf(name).flatMap(written).join('/')}`, answers: 'loaders' };
}

/** The parts between dots; what is in brackets is taken as it is. */
function segmentsOf(name: string): readonly string[] {
  return name.match(/(?:\[[^\]]*\]|[^.[])+/g) ?? [];
}

/** A part as `[id]`, `[[id]]` or `[...rest]`; nothing of one that is no part of the path. */
function written(segment: string): readonly string[] {
  if (segment.startsWith('_')) return [];
  const [, optional] = /^\((.*)\)$/.exec(segment) ?? [];
  if (optional !== undefined) return [optional.startsWith('$') ? `[[${optional.slice(1)}]]` : '[[...]]'];
  const plain = segment.replace(/_$/, '');
  if (plain === '$') return ['[...]'];
  return [plain.startsWith('$') ? `[${plain.slice(1)}]` : plain.replaceAll(/[[\]]/g, '')];
}
