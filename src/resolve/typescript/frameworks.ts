import type { Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { join } from '../../core/path.ts';
import { pathTo } from './lookup.ts';
import type { Manifests } from './manifests.ts';
import type { Settle } from './settle.ts';

/** What a framework's bundler adds to resolution where no configuration file says so, or only a generated one. */
interface Framework {
  /** The package whose declaration tells that the framework is in use. */
  readonly package: string;
  /** Beginnings of specifiers that the bundler answers itself. */
  readonly virtual: readonly string[];
  /** Relative specifiers of files that it writes beside, which nobody keeps. */
  readonly generated?: RegExp;
  /** Beginnings of specifiers, with the folders of the package that they stand for. */
  readonly folders: Readonly<Record<string, readonly string[]>>;
}

const frameworks: readonly Framework[] = [
  { package: 'astro', virtual: ['astro:'], generated: /\/\.astro\/types(?:\.d\.ts)?$/, folders: {} },
  { package: 'next', virtual: ['server-only', 'client-only'], folders: {} },
  { package: '@react-router/dev', virtual: [], generated: /\/\+types\//, folders: {} },
  {
    package: '@sveltejs/kit',
    virtual: ['$app/', '$env/', '$service-worker'],
    generated: /\/\$types(?:\.js)?$/,
    folders: { '$lib/': ['src/lib'], $lib: ['src/lib'] },
  },
  {
    package: '@docusaurus/core',
    virtual: ['@docusaurus/', '@theme/', '@theme-original/', '@theme-init/', '@generated/'],
    folders: { '@site/': [''] },
  },
  {
    package: 'nuxt',
    virtual: ['#imports', '#app', '#components', '#build', '#head'],
    folders: { '~~/': [''], '@@/': [''], '~/': ['app', 'src', ''], '@/': ['app', 'src', ''], '#shared/': ['shared'] },
  },
];

/** The framework that writes the file of a relative specifier; null where none does. */
export function generatedBy(from: Path, specifier: string, manifests: Manifests): Target | null {
  const found = frameworks.find(
    ({ package: name, generated }) => generated?.test(specifier) && manifests.range(name, from) !== null,
  );
  return found ? { package: found.package } : null;
}

/** Answers what a framework that the file's package declares would; null where none would. */
export function throughFramework(from: Path, specifier: string, manifests: Manifests, settle: Settle): Target | null {
  for (const { package: name, virtual, folders } of frameworks) {
    if (
      !virtual.some((start) => specifier.startsWith(start)) &&
      !Object.keys(folders).some((start) => specifier.startsWith(start))
    )
      continue;
    if (manifests.range(name, from) === null) continue;
    if (virtual.some((start) => specifier.startsWith(start))) return { package: name };
    const home = manifests.owner(from)?.folder ?? '';
    for (const [start, places] of Object.entries(folders)) {
      if (!specifier.startsWith(start)) continue;
      const file = places
        .map((place) => fileAt(join(home, place), specifier.slice(start.length), settle))
        .find((found) => found !== null);
      if (file) return { file };
    }
  }
  return null;
}

/** The beginnings of specifiers that frameworks answer for a file, each with the folder that it stands for. */
export function frameworkFolders(
  from: Path,
  manifests: Manifests,
): readonly { readonly start: string; readonly folder: Path }[] {
  const home = manifests.owner(from)?.folder ?? '';
  return frameworks
    .filter(({ package: name }) => manifests.range(name, from) !== null)
    .flatMap(({ folders }) =>
      Object.entries(folders).flatMap(([start, places]) =>
        places.map((place) => ({ start, folder: join(home, place) })),
      ),
    );
}

function fileAt(folder: Path, rest: string, settle: Settle): Path | null {
  const path = pathTo(folder, rest);
  return path === null ? null : settle.path(path);
}
