import type { Endpoint, Endpoints } from '../../core/endpoint.ts';
import type { Path } from '../../core/location.ts';
import type { Linked, Lists } from '../../core/view.ts';
import { brackets } from './frameworks/brackets.ts';
import { answersOf } from './frameworks/file-router.ts';
import { configPackage, configuredRoutes, isConfig } from './frameworks/react-router/config.ts';
import { handlingOfExport } from './handlers/handling.ts';
import type { WrittenReader } from './handlers/written.ts';
import { pathsOf } from './path.ts';

/** What files serve that a module lists with their paths. */
export function configuredEndpoints(
  { graph, packages, zones }: Linked & Pick<Lists, 'zones'>,
  reader: WrittenReader,
): Pick<Endpoints, 'known' | 'lost'> {
  const tests = zones.get('tests');
  const configs = graph.files.filter((file) => {
    const home = packages.owner(file)?.folder ?? '';
    const isListing = isConfig(home === '' ? file : file.slice(home.length + 1));
    return isListing && packages.range(configPackage, file) !== null && !tests?.match(file).length;
  });
  const listed = configs.flatMap((config) =>
    configuredRoutes(config, reader).flatMap(({ path, file, at: place }) =>
      pathsOf({ kind: 'text', text: path }, brackets).map((one) => ({ path: one, file, at: { file: config, place } })),
    ),
  );
  const isThere = (file: Path | null): file is Path => file !== null && graph.id(file) !== undefined;
  const known = listed.flatMap(({ path, file }): Endpoint[] =>
    !isThere(file)
      ? []
      : answersOf({ path: '', answers: 'loaders' }, graph.exports(file)).map(({ method, name, place }) => ({
          method,
          path,
          at: { file, place },
          handling: handlingOfExport(reader.exported(file, name), reader),
        })),
  );
  const lost = listed
    .filter(({ file }) => !isThere(file))
    .map(({ path, file, at }) => ({
      method: 'use',
      path,
      at,
      handling: null,
      reason:
        file === null
          ? 'it is not a call of `route`, `index`, `layout` or `prefix` with literal paths'
          : `${file} does not exist`,
      adrift: false,
      source: null,
    }));
  return { known, lost };
}
