import type { Path } from '../../core/location.ts';
import { climb, folderOf, join, upward } from '../../core/path.ts';
import type { Sight } from '../resolver.ts';
import { bundlerConfigs } from './bundler.ts';
import { keyOf, targetsFor } from './conditions.ts';
import { parseManifest, stringsOf } from './json.ts';
import type { FindConfig } from './extends.ts';
import { type Manifests, readManifests } from './manifests.ts';
import { aliasOf, noConfig, type Tsconfig } from './tsconfig.ts';
import { createTsconfigs, type Tsconfigs } from './tsconfigs.ts';

/** What manifests and configurations say. It holds until one of them changes; paths may come and go meanwhile. */
export interface Layout {
  readonly manifests: Manifests;
  readonly tsconfigs: Tsconfigs;
}

/** Reads the manifests of a tree; configurations follow as they are needed. */
export function readLayout(sight: Sight): Layout {
  const manifests = readManifests(sight);
  const tsconfigs = createTsconfigs(sight, configFinder(sight, manifests));
  return { manifests, tsconfigs: withAliases(tsconfigs, sight) };
}

/** Names that tsconfig.json does not answer for: files named lintel.yaml do so, then the configurations of bundlers above it. */
function withAliases(tsconfigs: Tsconfigs, sight: Sight): Tsconfigs {
  const bundled = bundlerConfigs(sight);
  const own = (sight.aliases ?? []).map(({ folder, names }) => ({
    folder,
    config: {
      ...noConfig,
      file: `${folder}lintel.yaml`,
      aliases: Object.entries(names).map(([pattern, targets]) =>
        aliasOf(
          pattern,
          targets.flatMap((target) => climb(folder.replace(/\/$/, ''), target.replace(/^\.\//, '')) ?? []),
        ),
      ),
    },
  }));
  const ownOf = (file: Path): Tsconfig[] =>
    own.flatMap(({ folder, config }) => (file.startsWith(folder) ? [config] : []));
  return {
    of: (file) => [...tsconfigs.of(file), ...ownOf(file), ...bundled(file)],
    get faults() {
      return tsconfigs.faults;
    },
  };
}

/** A package's name and the path inside it. */
export function splitName(specifier: string): { readonly name: string; readonly sub: string } {
  const first = specifier.indexOf('/');
  const end = specifier.startsWith('@') && first >= 0 ? specifier.indexOf('/', first + 1) : first;
  return end < 0 ? { name: specifier, sub: '' } : { name: specifier.slice(0, end), sub: specifier.slice(end + 1) };
}

/** Finds what `extends` means by a package: one of the repository's, else one that is installed. */
function configFinder({ texts }: Sight, manifests: Manifests): FindConfig {
  return (from, specifier) => {
    const { name, sub } = splitName(specifier);
    const own = manifests.named(name, from);
    const homes = [
      ...(own ? [own.folder] : []),
      ...upward(folderOf(from)).map((folder) => join(folder, `node_modules/${name}`)),
    ];
    for (const home of homes) {
      const file = join(home, 'package.json');
      const json = own?.folder === home ? own.json : parseManifest(file, texts.read(file) ?? '', []);
      const written = [
        ...(targetsFor(json['exports'], keyOf(sub)) ?? []),
        ...(sub === ''
          ? [...stringsOf(json['tsconfig']), 'tsconfig.json']
          : [sub, `${sub}.json`, `${sub}/tsconfig.json`]),
      ];
      const found = written
        .map((path) => climb(home, path))
        .find((path): path is Path => path !== null && path.endsWith('.json') && texts.exists(path));
      if (found !== undefined) return found;
    }
    return null;
  };
}
