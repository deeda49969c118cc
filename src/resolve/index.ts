import type { Idioms } from '../core/language.ts';
import type { Package, Packages } from '../core/manifest.ts';
import type { Path } from '../core/location.ts';
import type { Outside, Resolver, Sight } from './resolver.ts';
import { createResolver as typescript } from './typescript/resolver.ts';

export type { ManifestFault, Resolver } from './resolver.ts';

/** How specifiers resolve in each programming language, by the name of its idiom. */
const languages = { typescript };

/** Makes the resolver of a project, for one state of its tree. */
export function createResolver(world: Sight & Outside, idioms: Idioms): Resolver {
  const made = Object.entries(languages).map(([name, create]) => [name, create(world)] as const);
  return byLanguage(new Map<string, Resolver>(made), idioms);
}

/** The resolver of each file is that of its language; a file that is not code names others as the first language does. */
export function byLanguage(resolvers: ReadonlyMap<string, Resolver>, { idiom }: Idioms): Resolver {
  const all = [...resolvers.values()];
  const of = (file: Path): Resolver => {
    const found = resolvers.get(idiom(file)?.name ?? '') ?? all[0];
    if (!found) throw new Error('no language resolves imports');
    return found;
  };
  return {
    resolve: (from, specifier) => of(from).resolve(from, specifier),
    targets: (from, imported) => of(from).targets(from, imported),
    respell: (from, target, usage) => of(from).respell(from, target, usage),
    emit: (file) => of(file).emit(file),
    compiler: (file) => of(file).compiler(file),
    packages: packagesOf(
      all.map(({ packages }) => packages),
      (file) => of(file).packages,
    ),
    faults: () => all.flatMap((one) => one.faults()),
  };
}

/** The packages of all languages; which one a file belongs to, its own language says. */
function packagesOf(all: readonly Packages[], of: (file: Path) => Packages): Packages {
  const first = (ask: (packages: Packages) => Package | null): Package | null =>
    all.map(ask).find((found) => found !== null) ?? null;
  return {
    get all() {
      return all.flatMap((packages) => packages.all);
    },
    at: (folder) => first((packages) => packages.at(folder)),
    named: (name) => first((packages) => packages.named(name)),
    owner: (file) => of(file).owner(file),
    range: (name, file) => of(file).range(name, file),
    above: (file) => of(file).above(file),
    ranges: (name) => [...new Set(all.flatMap((packages) => packages.ranges(name)))],
    installed: (name, file) => of(file).installed(name, file),
    declare: (folder, declaration) =>
      all.map((packages) => packages.declare(folder, declaration)).find((edits) => edits.length > 0) ?? [],
    get configured() {
      return all.flatMap(({ configured }) => configured);
    },
  };
}
