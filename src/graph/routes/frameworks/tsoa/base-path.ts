import type { Endpoint, Endpoints, LostEndpoint } from '../../../../core/endpoint.ts';
import type { Path } from '../../../../core/location.ts';
import type { DocumentValue, OpenDocument } from '../../../openapi/values.ts';
import { documentedPath } from '../../path.ts';
import { basePath } from './tsoa.ts';

const config = 'tsoa.json';

/** Is this the file in which tsoa is told where its routes are? `tsoa.config.js` is code, and is not run. */
export function isTsoaConfig(path: Path): boolean {
  return path === config || path.endsWith(`/${config}`);
}

/** The same routes, with those of tsoa below the base path that the nearest tsoa.json names. */
export function belowBasePaths(
  { known, lost, cut }: Endpoints,
  configs: { has(path: Path): boolean },
  open: OpenDocument,
): Endpoints {
  const found = new Map(
    lost.flatMap((route): (readonly [LostEndpoint, Endpoint])[] => {
      const [first, ...others] = route.path;
      const { method, at, handling } = route;
      const file = nearest(at.file, configs);
      const text = file === null ? null : open(file, []);
      if (first?.text !== `\`${basePath}\`` || !text || others.some(({ kind }) => kind === 'opaque')) return [];
      return [[route, { method, at, handling, path: [...documentedPath(basePathIn(text)), ...others] }]];
    }),
  );
  return { known: [...known, ...found.values()], lost: lost.filter((route) => !found.has(route)), cut };
}

/** That of the routes, else that of the document, else none. */
function basePathIn(text: DocumentValue): string {
  return (text.get('routes')?.get('basePath') ?? text.get('spec')?.get('basePath'))?.text ?? '';
}

/** The tsoa.json in the folder of a file, or in one above. */
function nearest(file: Path, configs: { has(path: Path): boolean }): Path | null {
  const folders = file.split('/').slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth--) {
    const path = [...folders.slice(0, depth), config].join('/');
    if (configs.has(path)) return path;
  }
  return null;
}
